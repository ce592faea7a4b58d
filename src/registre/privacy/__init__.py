"""What may be published about people: elected members who act, signatories in office, legal persons.

publishing.py   the decision: a linked record without private persons, all places still right
finding.py      where a text names a private person
signs.py        the patterns and their reasons
kept.py         the names that stay
"""

from registre.privacy.finding import BLACK
from registre.privacy.publishing import mask_reason, publishable, review
from registre.privacy.signs import Mask, Reason

__all__ = ["BLACK", "Mask", "Reason", "mask_reason", "publishable", "review"]
