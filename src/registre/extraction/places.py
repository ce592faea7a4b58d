"""Names of places and bodies: where a proper name of several words ends, and its proper case."""

from __future__ import annotations

import re

from registre.extraction.names import NOT_NAMES
from registre.reading import fold

_LINKS = "de du des d l la le les sur en et sous aux au à lès lez près ès"
_SMALL = frozenset(_LINKS.split())
_NOT_PLACES = """
pv tel fax mail bp cs siege place rue avenue adresse canton annee maire monsieur madame mesdames messieurs m mme mm
l'an lan nord-est quorum effectif afferents affaires annexe budget dossier compte-rendu vos nos ref email courriel
lieu habituel salle se tableau liste site internet proces arrete arretes cedex syndicat departement region etat
prefet prefecture sous-prefecture
"""
_ENDS = NOT_NAMES | frozenset(_NOT_PLACES.split())
_TOKEN = re.compile(r"(?:[dlDL]['’] ?)?[A-Za-zÀ-ÿŒœ][\wÀ-ÿ'’.-]*")
_ADJECTIVE = re.compile(r" (?:fran[cç]aise?s?|rurale?|urbaine?|littorale?)\b")


def place_after(flow: str, start: int, limit: int = 8) -> int:
    """Where the proper name that begins at `start` ends; `start` itself when no name begins there."""
    place, end, count = start, start, 0
    while count < limit and (token := _TOKEN.match(flow, place)):
        word = token.group().rstrip(".-'’")
        bare = fold(re.sub(r"^[dlDL]['’] ?", "", word))
        if fold(word) in _ENDS or bare in _ENDS:
            break
        named = (word[2:3] if word[1:2] in "'’" else word[:1]).isupper()
        if not named and bare not in _SMALL:
            break
        if (
            named
            and end > start
            and word[1:].islower()
            and len(word) > 3
            and flow[start:end].isupper()
            and "-" not in word
        ):
            break  # « LA ROCHE Tableau »: the capitals of the name have ended
        place = token.start() + len(word)
        if named and not (bare in _SMALL and word.islower()):
            end = place
            count += 1
        if bare in _SMALL and not named and end == start and count == 0 and place - start > 12:
            break
        if flow[place : place + 1] != " " and not (end == start and flow[place : place + 1] == "\n"):
            break
        place += 1
    if end > start and (adjective := _ADJECTIVE.match(flow, end)):
        end = adjective.end()
    words = flow[start:end].split()
    while words and fold(words[-1]) in _SMALL:
        words.pop()
        end = start + flow[start:end].rstrip().rfind(" ") if " " in flow[start:end].rstrip() else start
    return end


def proper_case(name: str) -> str:
    """`name` on one line, with the case of a proper name when it is all in capitals."""
    words = " ".join(name.split())
    if not words.isupper():
        return words
    low = re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), words.lower())
    small = "|".join(sorted(_SMALL - {"d", "l"}, key=len, reverse=True))
    low = re.sub(rf"(?<=[ -])({small})(?=[ -])", lambda word: word.group().lower(), low, flags=re.IGNORECASE)
    return re.sub(r"\b([DL])'(?=\w)", lambda letter: letter.group().lower(), low)
