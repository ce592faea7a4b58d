"""Acts under titles that stand alone on their lines, after a blank line or the end of a sentence."""

from __future__ import annotations

import re

from registre.extraction.cutting.headed import CLOSE
from registre.extraction.cutting.part import Part, decides, strip_right, title_of
from registre.extraction.patterns import compile_
from registre.extraction.titles import OPENER, trimmed_start

_NO_TITLE = compile_(
    r"""(?:le\s|la\s|les\s|l')?(?:conseil|bureau|comite|assemblee)\s?(?:municipal|communautaire|metropolitain
        |syndical)?,?\s?(?:de\s[a-z' -]{3,30})?(?:apres|decide|a\sl'unanimite|,|donn|adopt|approuv|accept|vote|vu
        |autoris|,|(?=\n|$))
    |monsieur|madame|m\.|mme|vu\b|considerant|article|apres|il\s(?:est|a|convient|propose)|[-•–*‐>$&]|\d|pour\s?:
    |contre\s?:|abst|present|absent|excuse|procuration|pouvoir|secretaire|fait\s(?:a|et)|pour\sextrait|le\smaire
    |la\smaire|le\spresident
    |nota|total|depenses|recettes|section|montant|chapitre|compte\srendu\s(?:de\sla|du)\s[^\n]{0,50}\sadopte|divers
    |questions|informations|tour\sde|ordre\sdu\sjour|seance|ces\s|cette\s|ce\s|elle\s|ils?\s|prix|l'ordre|date|nombre
    |objet|annexe|nom\b|prenom|population|taux\b\s?$|indice|que\s|qu'
    |imputation|virement|caution|particuliers|associations?\s*$|republique|departement|mairie|commune|de\s|d'|dans\s|afin|sous\sreserve
    |une?\s[a-z]+\s[a-z]+|des\s"""
)
_MORE_LINES = 3
_LINE = 150  # characters of a line that may go on with a title
_SPOKEN = re.compile(
    r"\b(?:je|j'ai|j'aurais|nous|vous|est|sont|sera|seront|n'est|peut|doit|souhaite|a ete|ont ete|avons|donc|en prend"
    r"|quitte|rejoint|repond|demande (?:si|ce|a)|indique|estime|rappelle|precise|explique|ajoute)\b"
)


def cut_lines(flow: str, folded: str, formulas: list[int], roll_end: int) -> tuple[Part, ...]:
    """The acts; a title in small letters must be followed by words with which a body begins."""
    blocks = [
        one
        for one in _title_blocks(flow, folded, roll_end)
        if _is_loud(flow[slice(*one)]) or _body_follows(flow, folded, one[1])
    ]
    parts: list[Part] = []
    for index, (start, stop) in enumerate(blocks):
        end = blocks[index + 1][0] if index + 1 < len(blocks) else len(flow)
        title = title_of(flow, start, strip_right(flow, start, stop), "acte.ligne")
        close = CLOSE.search(folded, stop, end)
        decided = decides(formulas, stop, min(end, close.start() if close else end))
        if title:
            parts.append(Part(start, end, None, title, stop, decided))
    return tuple(parts)


def _body_follows(flow: str, folded: str, stop: int) -> bool:
    place = trimmed_start(flow, stop, min(len(flow), stop + 40))
    return bool(OPENER.match(folded, place)) or bool(
        _NO_TITLE.match(folded, place) and folded.startswith(("le c", "la c", "l'a", "le b"), place)
    )


def _title_blocks(flow: str, folded: str, start: int) -> list[tuple[int, int]]:
    """Where titles of one to four lines stand, from `start` on."""
    blocks: list[tuple[int, int]] = []
    lines = _line_spans(flow, start)
    previous, colon, index = "", False, 0
    while index < len(lines):
        first, stop = lines[index]
        words = flow[first:stop].strip()
        ended = (not previous and not colon) or previous[-1:] in (".", ";", "!", "?", "»")
        ended = ended or (len(words) > 14 and _is_loud(words) and not _is_loud(previous or "LOUD"))
        previous, colon = words, words.endswith(":") if words else colon
        if ended and _may_be_title(words, folded[first:stop]):
            index = _last_line(flow, folded, lines, index, words)
            blocks.append((first, lines[index][1]))
            previous = "."
        index += 1
    return blocks


def _line_spans(flow: str, start: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    while start < len(flow):
        stop = flow.find("\n", start)
        stop = len(flow) if stop < 0 else stop
        lines.append((start, stop))
        start = stop + 1
    return lines


def _last_line(flow: str, folded: str, lines: list[tuple[int, int]], first: int, words: str) -> int:
    """The index of the last line of the title whose `first` line is `words`."""
    loud, ended = _is_loud(words), words.endswith((".", ";", ":"))
    last = first
    while not ended and last + 1 < len(lines) and last - first < _MORE_LINES:
        begin, stop = lines[last + 1]
        line = flow[begin:stop].strip()
        if not line or len(line) >= _LINE or (loud and not _is_loud(line)):
            break
        if OPENER.match(folded, begin) or _NO_TITLE.match(folded, begin):
            break
        last += 1
    return last


def _may_be_title(words: str, folded: str) -> bool:
    if not 8 <= len(words) <= 170 or not words[0].isupper() or words.count("»") != words.count("«"):
        return False
    if words.endswith((";", ":")) or re.search(r"\d\s?€|^\W*\d+[ .,]\d", words):
        return False
    if words.endswith(".") and len(words.split()) > 9:
        return False
    if not _is_loud(words) and ((words.endswith(".") and len(words.split()) > 6) or _SPOKEN.search(folded)):
        return False
    if not _is_loud(words) and re.match(
        r"(?:Le|La|Les|Il|Elle|Ce|Cette|Ces|Pour|En|Une?|Suite|Ils|Nous|On)\b|L'", words
    ):
        return False
    return not _NO_TITLE.match(folded.lstrip()) and not OPENER.match(folded.lstrip())


def _is_loud(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) * 10 >= len(letters) * 7
