"""What stands on one page of a PDF: words with their boxes as PDFium gives them, upright rules, pictures."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as api

from registre.reading.lines import Rule, Word
from registre.reading.refusal import bomb, broken

_PAGE_CHARACTERS = 60_000
_OBJECTS = 4000
_RULES = 600
"""A page with more upright lines than this shows a plan, not tables."""
_READ_AS = (
    dict.fromkeys((0x02, 0xFFFE, 0xAD), "-")  # PDFium's signs for the hyphen that cuts a word at the end of a line
    | dict.fromkeys((0xF0B7, 0xF0A7, 0xF0A8, 0xF0D8, 0xF076, 0xF06E, 0xF071, 0xF0FC), "•")  # bullets of symbol fonts
    | dict.fromkeys((0xF0E0, 0xF0E8, 0xF0F0), "→")
)

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of the PDF's own coordinates that is shown, and its quarter turns to the right."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    def size(self, turns: int) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (width, height) if turns % 2 == 0 else (height, width)

    def turned(self, box: Box, turns: int) -> Box:
        """A box from the PDF's own coordinates (bottom and top as they are there) on the turned rectangle."""
        level = (box[0] - self.left, self.top - box[3], box[2] - self.left, self.top - box[1])
        return turned(level, turns, *self.size(0))


def turned(box: Box, turns: int, width: float, height: float) -> Box:
    """A box of a page of that size, after the page is turned by so many quarter turns to the right."""
    left, top, right, bottom = box
    match turns % 4:
        case 1:
            return height - bottom, left, height - top, right
        case 2:
            return width - right, height - bottom, width - left, height - top
        case 3:
            return top, width - right, bottom, width - left
        case _:
            return box


def find_words(page: pdfium.PdfPage, frame: Frame) -> Iterator[tuple[int, Word]]:
    """The words of a page as they were drawn, each with the quarter turns that make it level.

    A word drawn twice at one place (how some programs make bold) comes once; what lies outside the
    shown rectangle does not come.
    """
    seen: dict[str, list[Word]] = {}
    for turns, word in _drawn_words(page, frame):
        width, height = frame.size(turns)
        same = seen.setdefault(word.text, [])
        shown = 0 <= word.left + word.right <= 2 * width and 0 <= word.top + word.bottom <= 2 * height
        if shown and not any(abs(word.left - one.left) < 1.5 and abs(word.top - one.top) < 1.5 for one in same[-8:]):
            same.append(word)
            yield turns, word


def _drawn_words(page: pdfium.PdfPage, frame: Frame) -> Iterator[tuple[int, Word]]:
    letters, turns, box, spaced = "", 0, (0.0, 0.0, 0.0, 0.0), True
    for character, turn, at in _characters(page):
        level = frame.turned(at, turn) if character else at
        if letters and (not character or turn != turns or not _follows(box, level)):
            yield turns, Word(letters, *box, spaced)
            letters, spaced = "", False
        if not character:
            spaced = spaced or character is None
            continue
        box = _around(box, level) if letters else level
        letters, turns = letters + character, turn
    if letters:
        yield turns, Word(letters, *box, spaced)


def _follows(box: Box, letter: Box) -> bool:
    height = max(box[3] - box[1], letter[3] - letter[1])
    level = min(box[3], letter[3]) - max(box[1], letter[1]) >= 0.4 * min(box[3] - box[1], letter[3] - letter[1])
    return level and -0.6 * height < letter[0] - box[2] < 0.6 * height


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _characters(page: pdfium.PdfPage) -> Iterator[tuple[str | None, int, Box]]:
    """Each character of a page, its quarter turns and box in PDF coordinates.

    What parts words is None where it is a space, "" where PDFium believes that a line ends.
    """
    try:
        textpage = page.get_textpage()
    except pdfium.PdfiumError as fault:
        raise broken("the text of a page cannot be read") from fault
    with closing(textpage):
        raw, box = textpage.raw, api.FS_RECTF()
        count = api.FPDFText_CountChars(raw)
        if count > _PAGE_CHARACTERS:
            raise bomb(f"a page has {count} characters")
        for index in range(count):
            character = _letter(api.FPDFText_GetUnicode(raw, index))
            if not character:
                yield character, 0, (0.0, 0.0, 0.0, 0.0)
                continue
            api.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
            turns = -round(api.FPDFText_GetCharAngle(raw, index) / (math.pi / 2)) % 4
            yield character, turns, (box.left, box.bottom, box.right, box.top)


@cache
def _letter(code: int) -> str | None:
    """A character as it is read: None for a space, "" for the end of a line and for signs that are not seen."""
    if code in _READ_AS:
        return _READ_AS[code]
    if code in (0x0A, 0x0D) or 0xD800 <= code < 0xE000:
        return ""
    letter = chr(code)
    if code <= 0x20 or letter.isspace():
        return None
    return letter if letter.isprintable() or unicodedata.category(letter) == "Co" else ""


def _box_of(left: ctypes.c_float, bottom: ctypes.c_float, right: ctypes.c_float, top: ctypes.c_float) -> Box:
    return left.value, bottom.value, right.value, top.value


def find_drawings(page: pdfium.PdfPage, frame: Frame) -> tuple[list[Rule], bool]:
    """The upright rules of a page as shown, and whether pictures cover half of it."""
    rules: list[Rule] = []
    covered = 0.0
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(api.FPDFPage_CountObjects(page.raw), _OBJECTS)):
        drawn = api.FPDFPage_GetObject(page.raw, index)
        kind = api.FPDFPageObj_GetType(drawn)
        if kind == api.FPDF_PAGEOBJ_TEXT or not api.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, sides)):
            continue
        left, top, right, bottom = frame.turned(_box_of(*sides), frame.turns)
        if kind == api.FPDF_PAGEOBJ_PATH and bottom - top > 6:
            rules += [Rule(at, top, bottom) for at in sorted({left, right})]
        elif kind == api.FPDF_PAGEOBJ_IMAGE or (kind == api.FPDF_PAGEOBJ_FORM and _holds_picture(drawn)):
            covered += (right - left) * (bottom - top)
    width, height = frame.size(frame.turns)
    return rules if len(rules) <= _RULES else [], covered >= 0.5 * width * height


def _holds_picture(form: object) -> bool:
    return any(
        api.FPDFPageObj_GetType(api.FPDFFormObj_GetObject(form, index)) == api.FPDF_PAGEOBJ_IMAGE
        for index in range(min(api.FPDFFormObj_CountObjects(form), 50))
    )
