"""How documents deform a name: each kind of noise is a function of the name, None when it does not apply."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

from bench.identities import words

Noise = Callable[[Random, str], str | None]

CONFUSIONS = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("i", "l"),
    ("l", "i"),
    ("o", "0"),
    ("O", "0"),
    ("e", "c"),
    ("h", "b"),
    ("u", "n"),
    ("n", "u"),
    ("a", "o"),
    ("S", "5"),
    ("B", "8"),
    ("é", "6"),
    ("cl", "d"),
    ("v", "y"),
    ("t", "f"),
)
"""What a character recogniser takes for what."""

ABBREVIATIONS = (
    ("Saint-", "St-"),
    ("Sainte-", "Ste-"),
    ("Association", "Assoc."),
    ("Société", "Sté"),
    ("Compagnie", "Cie"),
    ("Comité", "Cté"),
    ("Coopérative", "Coop."),
    ("élémentaire", "élém."),
    ("maternelle", "mat."),
    ("Groupe scolaire", "G.S."),
    ("Club", "Clb"),
    (" et ", " & "),
    ("Tennis club", "T.C."),
    ("Fédération", "Féd."),
)
TYPING = "abcdefghijklmnoprstuv"


def case(rng: Random, name: str) -> str | None:
    return rng.choice((name.upper(), name.lower(), name.title()))


def accents(rng: Random, name: str) -> str | None:
    plain = "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    plain = plain.replace("œ", "oe")
    return rng.choice((plain, plain.upper())) if plain != name else None


def spacing(rng: Random, name: str) -> str | None:
    ways = [name.replace("-", " "), name.replace("'", "’"), name.replace(" ", "-"), name.replace("'", " "), f" {name} "]
    if " " not in name and len(name) > 6:
        middle = len(name) // 2
        ways.append(name[:middle] + "-" + name[middle:].capitalize())
    ways.append(name.replace(" ", "  ").replace("-", " - "))
    return rng.choice([way for way in ways if way != name])


def lead(rng: Random, name: str) -> str | None:
    return rng.choice(words.LEADS).format(name)


def legal(rng: Random, name: str) -> str | None:
    return rng.choice(words.LEGAL).format(name) if not name.lower().startswith(("assoc", "soci")) else None


def legal_of_company(rng: Random, name: str) -> str | None:
    return rng.choice(words.LEGAL_OF_COMPANIES).format(name)


def ocr(rng: Random, name: str) -> str | None:
    """One or two characters taken for others, never the first of the name."""
    for _ in range(rng.choice((1, 1, 2))):
        found = [(wrong, right) for wrong, right in CONFUSIONS if wrong in name[1:]]
        if not found:
            return None
        wrong, right = rng.choice(found)
        places = [place for place in range(1, len(name)) if name.startswith(wrong, place)]
        place = rng.choice(places)
        name = name[:place] + right + name[place + len(wrong) :]
    return name


def typo(rng: Random, name: str) -> str | None:
    """A letter dropped, doubled, changed or two swapped."""
    places = [place for place in range(1, len(name) - 1) if name[place].isalpha() and name[place + 1].isalpha()]
    if len(places) < 5:
        return None
    place = rng.choice(places)
    here, after = name[place], name[place + 1]
    ways = (here, here + here + after, rng.choice(TYPING) + after, after + here)
    typed = name[:place] + rng.choice(ways) + name[place + 2 :]
    return typed if typed != name else None


def truncated(rng: Random, name: str) -> str | None:
    if len(name) < 24:
        return None
    cut = name[: rng.randint(int(len(name) * 0.65), len(name) - 3)].rstrip(" -'")
    return rng.choice((cut, f"{cut}…", cut.upper()))


def order(rng: Random, name: str) -> str | None:
    for small in (" de ", " d'"):
        before, found, after = name.rpartition(small)
        if found and before:
            return rng.choice((f"{after} {before}", f"{after}, {before}"))
    parts = name.split()
    return " ".join((parts[-1], *parts[:-1])) if len(parts) > 1 else None


def plural(rng: Random, name: str) -> str | None:
    parts = name.split()
    place = rng.randrange(len(parts))
    word = parts[place]
    if len(word) < 5:
        return None
    parts[place] = word[:-1] if word.endswith(("s", "x")) else word + "s"
    return " ".join(parts)


def abbreviated(rng: Random, name: str) -> str | None:
    found = [(long, short) for long, short in ABBREVIATIONS if long in name]
    return name.replace(*rng.choice(found)) if found else None


NOISES: tuple[tuple[str, Noise, int], ...] = (
    ("case", case, 16),
    ("accents", accents, 12),
    ("spacing", spacing, 8),
    ("lead", lead, 12),
    ("legal form", legal, 8),
    ("ocr", ocr, 6),
    ("typo", typo, 5),
    ("truncated", truncated, 4),
    ("order", order, 3),
    ("plural", plural, 4),
    ("abbreviated", abbreviated, 5),
)
