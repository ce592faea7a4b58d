"""Texts that no clerk wrote: words that rules look for, in any order, with characters that should not be there."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

CUES = tuple(
    """EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS|CONSEIL MUNICIPAL|COMMUNE DE VALBRUME|Communauté de communes du Lévrault|
séance du|12 mars 2024|31 février 2024|L'an deux mil vingt-quatre|le douze mars|convoqué le|en exercice :|Présents :|
Pouvoirs :|Excusés :|Absents :|Votants :|quinze|M. Paul TISSIER|Mme Odile VARENNE|TISSIER Paul|MM. A, B et C|
donne pouvoir à|(pouvoir à|)|représenté par|Secrétaire de séance :|sous la présidence de|Le quorum est atteint|
Délibération n° 2024-012|N° 7|Objet :|Vu le code général des collectivités territoriales, article L. 2121-29|
Vu la délibération n° 2022-08|Considérant que|après en avoir délibéré|DÉCIDE|à l'unanimité|à la majorité|
ne prend pas part|12 voix pour|2 contre|1 abstention|POUR : 99999999999999999999|une subvention de|1 500,00 €|
1.500.000 000 €|-5 €|
à l'association Les Amis du Lavoir|adhésion|garantie d'emprunt|mise à disposition gratuite|article 65748|chapitre 65|
RECU EN PREFECTURE|099-219900016-20240312-D2024012-DE|SIRET 123 456 789 00012|W123456789|ARTICLE 1 :|Article unique|
Le Maire,|prend acte|ajourne|ORDRE DU JOUR|QUESTIONS DIVERSES|née le 4 mai 1960|demeurant|1.|2)|•|-|*|#|«|»|…|
plan de financement|TOTAL|HT|TTC|2024|0|1|IV|premier|mil neuf cent|http://a b/|javascript:alert(1)|</script>|{{x}}|
=HYPERLINK("x")|'|"|\\|%00|&amp;""".replace("\n", "").split("|")
)
ODD = (
    "\x00\x01\x07\x08\x0b\x0c\x1a\x1b\x7f\x85\xa0\xad\u0300\u0301\u200b\u200d\u200f\u2028\u2029\u202e\u2066\ufeff"
    "\ufffd\ufb01İıſ𝔐\U0001f469\U0001f692\U0010ffff"
)
JOINTS = (" ", " ", "\n", "\n", "", ", ", " ; ", "\n\n", "\t", "   ", " : ", ".\n")


def generated(rng: Random, count: int) -> Iterator[tuple[str, bytes]]:
    """`count` texts: a name and its bytes, mostly UTF-8, at times of another encoding or of none."""
    for number in range(count):
        text = _text(rng)
        encoding = rng.choice(("utf-8", "utf-8", "utf-8", "cp1252", "utf-16", "latin-1"))
        yield f"{number:05}-text.txt", text.encode(encoding, "replace") or b"\n"


def _text(rng: Random) -> str:
    odd = rng.choice((0.0, 0.02, 0.2))
    words = []
    for _ in range(rng.choice((5, 30, 120, 400))):
        word = rng.choice(ODD) if rng.random() < odd else rng.choice(CUES)
        words.append(word * rng.choice((1, 1, 1, 1, 1, 1, 2, 40)) if rng.random() < 0.1 else word)
        words.append(rng.choice(JOINTS))
    return "".join(words)
