"""Ways of reading that are no pattern: a look at the page as a whole. Each is published like a rule.

A fact names what found it, so these have an id and a source too (a test compares them with the facts).
"""

from __future__ import annotations

from typing import Final

PROCEDURES: Final = {
    "acte.objet": "the words after the label « Objet » up to the next heading (layouts of extracts)",
    "acte.titre-avant": "the heading that stands just before an act's first words (layouts of minutes)",
    "acte.titre-capitales": "a run of capitals that begins an act (minutes whose bold type was lost)",
    "argent.tableau": "names and amounts of a table that the text gives cell by cell",
    "cachet.siren": "the nine digits after the département in the télétransmission id (ACTES protocol)",
}
