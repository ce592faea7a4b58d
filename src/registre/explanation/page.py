"""The document on a terminal: its sections in the margin, its facts marked in place, long silence folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from registre.explanation.explanation import Explanation
from registre.explanation.facts import Mark
from registre.explanation.sections import FAMILY_OF, Section
from registre.explanation.style import Style
from registre.explanation.values import clean
from registre.explanation.words import SECTIONS, Family, in_language, say, thousands

_MARGIN: Final = 17
_NEAR: Final = 70
"""Characters that stay around a mark when the rest is folded."""
_FOLDED: Final = 260
"""The shortest silence that is folded."""
_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_IN_MARGIN: Final = frozenset({"visas", "recitals", "articles"})


@dataclass(frozen=True, slots=True)
class Edge:
    """A bracket in the text: where, whether it opens, and how it looks. `size` is that of what it holds."""

    place: int
    opens: bool
    size: int
    sign: str
    family: Family | None

    @property
    def rank(self) -> tuple[int, bool, int]:
        """Closing before opening; the outer opens first and closes last."""
        return self.place, self.opens, -self.size if self.opens else self.size


def render_page(explanation: Explanation, style: Style, width: int) -> Iterator[str]:
    """The lines of the document, each at most `width` columns wide."""
    edges = sorted(_edges(explanation), key=lambda edge: edge.rank)
    act = None
    for section in explanation.sections:
        if section.act is not None and section.act != act:
            act = section.act
            yield from _act_line(explanation, act, style, width)
        yield from _section_lines(explanation, section, edges, style, width)


def _act_line(explanation: Explanation, index: int, style: Style, width: int) -> Iterator[str]:
    act, language = explanation.record.acts[index], explanation.language
    number = f" · {clean(act.number.value)}" if act.number else ""
    where = f"{say('characters', language)} {thousands(act.start)}–{thousands(act.end)}"
    left = f"── {say('act', language, act=index + 1)}{number} "
    yield style.strong((left + "─" * max(2, width - len(left) - len(where) - 4) + f" {where} ──")[:width])


def _edges(explanation: Explanation) -> Iterator[Edge]:
    for mark in explanation.marks:
        if mark.field.path not in _IN_MARGIN:
            yield from _pair(mark.start, mark.end, superscript(mark.number), mark.field.family)
        for start, end in mark.also:
            yield from _pair(start, end, superscript(mark.number), mark.field.family)
    shown = {(miss.start, miss.end) for one in explanation.absent for miss in one.misses}
    for start, end in sorted(shown):
        yield from _pair(start, end, "?", None)


def _pair(start: int, end: int, sign: str, family: Family | None) -> tuple[Edge, Edge]:
    return Edge(start, True, end - start, "[", family), Edge(end, False, end - start, f"]{sign}", family)


def superscript(number: int) -> str:
    return str(number).translate(_SUPERSCRIPT)


def _section_lines(
    explanation: Explanation, section: Section, edges: Sequence[Edge], style: Style, width: int
) -> Iterator[str]:
    raw, language = explanation.record.text, explanation.language
    inside = [edge for edge in edges if _stands_in(edge, section)]
    if not raw[section.start : section.end].strip() and not inside:
        return
    label = in_language(SECTIONS[section.kind], language) + (f" {section.number}" if section.number else "")
    pieces = _pieces(explanation, section, inside, style)
    head = style.family(label.rjust(_MARGIN - 2), FAMILY_OF.get(section.kind))
    for line in _wrapped(pieces, width - _MARGIN - 1):
        yield f"{head} │ {line}"
        head = " " * (_MARGIN - 2)


def _stands_in(edge: Edge, section: Section) -> bool:
    if edge.opens:
        return section.start <= edge.place < section.end
    return section.start < edge.place <= section.end


Piece = tuple[str, str]
"""Words as they are measured, and as they are written (with colours)."""


def _pieces(explanation: Explanation, section: Section, edges: Sequence[Edge], style: Style) -> Iterator[Piece]:
    place = section.start
    open_families = list(_open_at(explanation.marks, section.start))
    for edge in edges:
        yield from _stretch(explanation, place, edge.place, open_families, style, first=place == section.start)
        yield edge.sign, style.edge(edge.sign, edge.family)
        if edge.opens:
            open_families.append(edge.family)
        elif edge.family in open_families:
            open_families.reverse()
            open_families.remove(edge.family)
            open_families.reverse()
        place = edge.place
    yield from _stretch(explanation, place, section.end, open_families, style, first=place == section.start)


def _open_at(marks: Iterable[Mark], place: int) -> Iterator[Family | None]:
    return (one.field.family for one in marks if one.start < place < one.end and one.field.path not in _IN_MARGIN)


def _stretch(
    explanation: Explanation,
    start: int,
    end: int,
    families: Sequence[Family | None],
    style: Style,
    *,
    first: bool = False,
) -> Iterator[Piece]:
    """The words of characters `start`..`end`, cut short when nothing in them is marked."""
    words = clean(explanation.record.text[start:end])
    if len(words) < _FOLDED:
        yield from _plain(words, families, style)
        return
    head, tail = _cut(words, _NEAR * 2 if first else _NEAR, _NEAR)
    hidden = len(words) - len(head) - len(tail)
    note = say("folded", explanation.language, count=thousands(hidden))
    yield from _plain(head, families, style)
    yield from ((" ", " "), (note, style.quiet(note)), (" ", " "))
    yield from _plain(tail, families, style)


def _plain(words: str, families: Sequence[Family | None], style: Style) -> Iterator[Piece]:
    for piece in _split(words):
        yield piece, style.words(piece, families)


def _cut(words: str, before: int, after: int) -> tuple[str, str]:
    """The beginning and the end of `words`, cut between words."""
    head, tail = words[:before], words[-after:]
    return head[: head.rfind(" ") + 1] or head, tail[tail.find(" ") :] if " " in tail else tail


def _split(words: str) -> Iterator[str]:
    """Runs of letters, single spaces and line ends, in order; many line ends are one."""
    run = ""
    for char in words:
        if not char.isspace():
            run += char
            continue
        if run:
            yield run
            run = ""
        yield char
    if run:
        yield run


def _wrapped(pieces: Iterable[Piece], width: int) -> Iterator[str]:
    """Lines of at most `width` columns; a line end of the document stays one, blank lines go."""
    line = _Line(width)
    for plain, written in pieces:
        if plain == "\n":
            yield from line.end_word()
            yield from line.end_line()
        elif plain == " ":
            yield from line.end_word()
        else:
            line.word.append((plain, written))
    yield from line.end_word()
    yield from line.end_line()


class _Line:
    """A line that fills word by word; a word may be made of several pieces."""

    def __init__(self, width: int) -> None:
        self.width, self.columns = width, 0
        self.written: list[str] = []
        self.word: list[Piece] = []

    def end_word(self) -> Iterator[str]:
        """Adds the word to the line; gives the line before it when the word has no room there."""
        size = sum(len(plain) for plain, _ in self.word)
        if not size:
            return
        if self.columns and self.columns + 1 + size > self.width:
            yield from self.end_line()
        while size > self.width:
            yield from self._too_long()
            size = sum(len(plain) for plain, _ in self.word)
        self.written += [" "] * bool(self.columns) + [written for _, written in self.word]
        self.columns += size + bool(self.columns)
        self.word = []

    def _too_long(self) -> Iterator[str]:
        """A word wider than the line: its first part, without colours."""
        plain = "".join(one for one, _ in self.word)
        yield plain[: self.width]
        rest = plain[self.width :]
        self.word = [(rest, rest)]

    def end_line(self) -> Iterator[str]:
        if self.written:
            yield "".join(self.written)
        self.written, self.columns = [], 0
