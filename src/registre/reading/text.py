"""The text of a document, made regular once, with the way back to the source.

    Text(raw).flow                 the words to read, page furniture taken out
    Text(raw).folded               the same, lower case and without accents: same length, same positions
    Text(raw).source(i, j)         where flow[i:j] stands in raw
    Text(raw).furniture            stamps and page headings, each readable as a Text of its own

After this: 1. no tab, no carriage return, no no-break or thin space, no soft hyphen, no ligature fi/fl;
2. one space between words, "\\n" at the end of a line, "\\n\\n" between paragraphs (a blank line that cuts a
sentence is the end of a line), never more;
3. straight apostrophes and hyphens; 4. words cut at the end of a line are whole.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from registre.reading.furniture import find_furniture

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_LINES = "\u000b\u000c\u0085\u2028\u2029"
_SAME_LENGTH: dict[str, str] = (
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_LINES, "\n")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4\u2032\u201b", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2212", "-")
    | dict.fromkeys("\u2014\u2015", "\u2013")
)
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}

# A compound word may end its line with its own hyphen: after these first parts the hyphen stays.
_COMPOUND = r"""(?:centre|ci|non|sous|vice|ex|contre|demi|mi|semi|quasi|quote|porte|avant|apres|après|inter|
    garde|chef|micro|rond|socio|éco|eco|hors|peut|c'est|est|a|celui|celle|ceux|moi|lui|elle|nous|vous|eux|
    plate|mot|haut|bas|grand|petit|saint|sainte|st|ste|sur|en|la|le|les|et|au|du|de|des|lès)"""

_UNSEEN = "\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"

_CUT_WORDS = rf"""
    (?P<compound> (?<![^\W\d_]) (?:{_COMPOUND}) - [ ]{{0,8}} \r?\n [ ]{{0,8}} (?=[^\W\d_]) )
  | (?P<cut>      (?<=[a-zà-öø-ÿœ]) - [ ]{{0,8}} \r?\n [ ]{{0,8}} (?=[a-zà-öø-ÿœ]) )
  | (?P<hyphen>   (?<=[^\W_]) - [ ]{{0,8}} \r?\n [ ]{{0,8}} (?=[^\W_]) )
  | """
_GAPS = rf"""
    (?P<heading>  (?<=\n) \#{{1,6}} [ ]{{1,4}} )
  | (?P<gap>      [ \n\r] (?: [ \n\r{_UNSEEN}] | \*{{2,}} )+ | [{_UNSEEN}\r] (?: [ \n\r{_UNSEEN}] | \*{{2,}} )*
                | \*{{2,}} (?: [ \n\r{_UNSEEN}] | \*{{2,}} )* )
  | (?P<ligature> [\ufb00-\ufb06] )"""
_ACCENTS = r"""
  | (?P<accent>   [^\W\d_] [\u0300-\u036f]{1,4} )"""
_WORD_CUT = re.compile(r"- {0,8}\r?\n")
_LOOSE_ACCENT = re.compile(r"[\u0300-\u036f]")
_PATTERNS = {
    (cut, accent): re.compile((_CUT_WORDS if cut else "") + _GAPS + (_ACCENTS if accent else ""), re.VERBOSE)
    for cut in (False, True)
    for accent in (False, True)
}


_ODD = re.compile(rf"[\r{_UNSEEN}\ufb00-\ufb06]")
_WIDE_GAP = re.compile(r"(?P<gap>[ \n][ \n]+)")


def _irregular(same: str) -> re.Pattern[str]:
    """What to look for in `same`: only what there is of cut words, loose accents, marks, and characters not seen."""
    cut, accent = bool(_WORD_CUT.search(same)), bool(_LOOSE_ACCENT.search(same))
    if cut or accent or "**" in same or "\n#" in same or _ODD.search(same):
        return _PATTERNS[cut, accent]
    return _WIDE_GAP


_UNACCENTED = {
    char: base
    for code in range(0xC0, 0x250)
    if len(char := chr(code).lower()) == 1 and len(base := unicodedata.normalize("NFD", char)[0]) == 1 and base != char
} | {"ø": "o", "đ": "d", "ł": "l"}


_WORDS_KEPT, _WORD_LENGTH = 8192, 60


def fold(text: str) -> str:
    """`text` in lower case without accents, of the same length: « É » is "e", « œ » stays.

    Names are folded again and again as they are compared: short texts are remembered, documents never.
    """
    return _fold_word(text) if len(text) <= _WORD_LENGTH else _fold(text)


def _fold(text: str) -> str:
    folded = text.lower()
    if len(folded) != len(text):  # "İ" becomes two characters in lower case
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for char in sorted(set(folded) & _UNACCENTED.keys()):
        folded = folded.replace(char, _UNACCENTED[char])
    return folded


_fold_word = lru_cache(maxsize=_WORDS_KEPT)(_fold)


class Text:
    """A source text made regular. Positions of `flow` are code points, end excluded."""

    __slots__ = ("_at", "_from", "_to", "base", "flow", "folded", "furniture", "raw")

    def __init__(self, raw: str, start: int = 0, end: int | None = None, *, whole: bool = False) -> None:
        """The text of `raw[start:end]`; `whole` leaves stamps and page headings where they stand."""
        self.raw = raw
        self.base = start
        part = raw[start:end]
        same = _regular_characters(part)
        stretches = [] if whole else find_furniture(same, fold(same))
        self.furniture: tuple[Text, ...] = tuple(
            Text(raw, start + cut.start, start + cut.end, whole=True) for cut in stretches
        )
        self._at, self._from, self._to = array("I"), array("I"), array("I")
        cuts = [(cut.start, cut.end) for cut in stretches]
        self.flow = self._regular(same, list(_edits(same, cuts)))
        self.folded = fold(self.flow)

    def _regular(self, same: str, edits: list[tuple[int, int, str]]) -> str:
        pieces: list[str] = []
        length = done = 0
        for start, end, new in edits:
            if start > done:
                length += self._run(length, done, start, same[done:start], pieces)
            if new:
                length += self._run(length, start, end, new, pieces)
            done = end
        if done < len(same):
            self._run(length, done, len(same), same[done:], pieces)
        return "".join(pieces)

    def _run(self, at: int, start: int, end: int, new: str, pieces: list[str]) -> int:
        self._at.append(at)
        self._from.append(start)
        self._to.append(end)
        pieces.append(new)
        return len(new)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where `flow[start:end]` stands in `raw`. Monotone; the empty span at a place maps to its place."""
        first, _ = self._place(start)
        if end <= start:
            return first, first
        _, last = self._place(end - 1)
        return first, last

    def _place(self, position: int) -> tuple[int, int]:
        """The characters of `raw` that the character of `flow` at `position` comes from."""
        if not self._at:
            return self.base, self.base
        if position >= len(self.flow):
            last = self.base + self._to[-1]
            return last, last
        run = bisect_right(self._at, position) - 1
        inside = position - self._at[run]
        length = (self._at[run + 1] if run + 1 < len(self._at) else len(self.flow)) - self._at[run]
        start, end = self._from[run], self._to[run]
        if end - start == length:
            return self.base + start + inside, self.base + start + inside + 1
        return self.base + start, self.base + end

    def __len__(self) -> int:
        return len(self.flow)


def _regular_characters(part: str) -> str:
    for char in sorted(set(part) & _SAME_LENGTH.keys()):
        part = part.replace(char, _SAME_LENGTH[char])
    return part


def _edits(same: str, cuts: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """What to write instead of which characters, in order, without overlap; `cuts` become one gap each."""
    pending = iter([*cuts, (len(same) + 1, len(same) + 1)])
    cut_start, cut_end = next(pending)
    done = 0
    for found in _irregular(same).finditer(same):
        start, end = found.span()
        while cut_start < end and cut_end <= len(same):
            if cut_start >= done:
                yield cut_start, cut_end, _gap(same[cut_start:cut_end])
                done = cut_end
            cut_start, cut_end = next(pending)
        if start >= done:
            new = _replacement(found)
            if new == "\n\n" and _goes_on(same, start, end):
                new = "\n"
            yield start, end, new
            done = end
    while cut_end <= len(same):
        if cut_start >= done:
            yield cut_start, cut_end, _gap(same[cut_start:cut_end])
            done = cut_end
        cut_start, cut_end = next(pending)


def _goes_on(same: str, start: int, end: int) -> bool:
    """Whether a blank line cuts a sentence: small letters before it, a small letter after it."""
    return (
        start > 1
        and end + 1 < len(same)
        and same[start - 1].islower()
        and same[start - 2 : start].isalpha()
        and same[end : end + 2].islower()
    )


def _replacement(found: re.Match[str]) -> str:
    kind, words = found.lastgroup, found.group()
    if kind == "gap":
        return _gap(words)
    if kind == "ligature":
        return _LIGATURES[words]
    if kind == "accent":
        return unicodedata.normalize("NFC", words)
    if kind == "compound":
        return words[: words.index("-") + 1]
    if kind == "hyphen":
        return "-"
    return ""


def _gap(words: str) -> str:
    lines = words.count("\n") or words.count("\r")
    if lines:
        return "" if lines == 1 and "\u00ad" in words else "\n\n" if lines > 1 else "\n"
    return " " if " " in words else ""
