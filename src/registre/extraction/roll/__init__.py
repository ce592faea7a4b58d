"""The roll of a session: who is present, represented by whom, excused, absent.

Three steps. 1. The labels (rules/roll.py) say where each list begins (`lists`). 2. A small descent
(`descent`) reads the items of a list: a name, then what is said of it (`remarks`): a proxy, a
substitute, an arrival; `sifting` leaves what is no name, `entries` says what each item tells.
3. Proxies said in a full sentence (`proxies`) are read wherever they stand near the lists, for columns
that a scan has mixed. Precision first: words that directly lead into a sentence are not a name.
"""

from registre.extraction.roll.descent import list_of_names
from registre.extraction.roll.lists import Roll, read_roll

__all__ = ["Roll", "list_of_names", "read_roll"]
