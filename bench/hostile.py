"""The rules that hostile text slows most: `python -m bench.hostile [ROWS]`, on 40 kB of one phrase said again.

Times are of the processor. Rules of subjects (`matiere.*`) are left out: they read titles, 1,500 characters at most.
"""

from __future__ import annotations

import sys
import time

from registre.extraction import all_rules
from registre.extraction.matching import find
from registre.reading import fold

LENGTH = 40_000
PHRASES = (
    " ",
    "1 ",
    "a",
    "présents : ",
    "donne pouvoir à ",
    "le conseil municipal ",
    "le conseil municipal,\n",
    "délibération n° 2022-",
    "ORME Paul, ",
    "pour : 12 contre : ",
    "subvention de 1 000 € à ",
    "1 000 € ",
    "association des Lilas 500 € ",
    "séance du 12 mai ",
    "reçu en préfecture le ",
    "« ",
    ". - ",
    "- a\n",
    "(",
    "à l'unanimité ",
    "approbation du procès-verbal ",
    "mise à disposition gratuite de ",
    "mise à disposition gratuite de la salle. ",
    "exonération de loyer à l'association ",
    "subvention en nature ",
    "le maire propose de verser une subvention de ",
)


def main(rows: int) -> None:
    spent: list[tuple[float, str, str]] = []
    for phrase in PHRASES:
        text = (phrase * (LENGTH // len(phrase) + 1))[:LENGTH]
        folded = fold(text)
        for rule in all_rules():
            if rule.id.startswith("matiere."):
                continue
            start = time.process_time()
            for _ in find(rule, text, folded):
                pass
            spent.append((time.process_time() - start, rule.id, phrase))
    for seconds, rule_id, phrase in sorted(spent, reverse=True)[:rows]:
        print(f"{seconds * 1000:7.1f} ms  {rule_id:28} {phrase!r}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
