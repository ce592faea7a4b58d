"""The text of an ODT file, from its parts: header, body with lists and tables, footer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from registre.reading.numbering import Counters, Level
from registre.reading.rows import write_row

ReadPart = Callable[[str], Element | None]

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE, _STYLE = (_NS % name for name in ("office", "text", "table", "style"))
_PARAGRAPHS = {_TEXT + "p", _TEXT + "h"}
_LEFT_OUT = {
    _TEXT + "tracked-changes",
    _TEXT + "note",
    _OFFICE + "annotation",
    _OFFICE + "annotation-end",
    _OFFICE + "forms",
    _TEXT + "sequence-decls",
    _TABLE + "covered-table-cell",
    _TEXT + "hidden-text",
    _TEXT + "hidden-paragraph",
}
_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACES = 200


def write_odt(read: ReadPart) -> str:
    """The text of a document: its headers, its paragraphs as lines, a table row as one line, its footers."""
    styles, content = read("styles.xml"), read("content.xml")
    lists = _Lists(styles, content)
    blocks = list(dict.fromkeys(_furniture(styles, "header", lists)))
    if content is not None:
        blocks += _blocks(content.find(f"{_OFFICE}body/{_OFFICE}text"), lists, [])
    blocks += dict.fromkeys(_furniture(styles, "footer", lists))
    return "\n".join(blocks) + "\n"


def _furniture(styles: Element | None, tag: str, lists: _Lists) -> Iterator[str]:
    for node in () if styles is None else styles.iter(_STYLE + tag):
        yield from (block for block in _blocks(node, lists, []) if block.strip())


def _blocks(parent: Element | None, lists: _Lists, inside: list[str]) -> Iterator[str]:
    """Each paragraph and table row in order; `inside` holds the styles of the lists around it."""
    for child in parent if parent is not None else ():
        if child.tag in _LEFT_OUT:
            continue
        if child.tag in _PARAGRAPHS:
            yield _text(child).rstrip(" ")
            for box in child.iter(_NS % "drawing" + "text-box"):
                yield from _blocks(box, lists, [])
        elif child.tag == _TEXT + "list":
            yield from _items(child, lists, [*inside, child.get(_TEXT + "style-name", inside[-1] if inside else "")])
        elif child.tag == _TABLE + "table-row":
            yield write_row([list(_cell(cell, lists)) for cell in child])
        else:
            yield from _blocks(child, lists, inside)


def _cell(cell: Element, lists: _Lists) -> Iterator[str]:
    if cell.tag not in _LEFT_OUT:
        yield from ("\n".join(_blocks(cell, lists, []))).split("\n")


def _items(node: Element, lists: _Lists, inside: list[str]) -> Iterator[str]:
    if node.get(_TEXT + "continue-numbering") != "true" and len(inside) == 1:
        lists.start_again(inside[0])
    for item in node:
        if item.tag not in (_TEXT + "list-item", _TEXT + "list-header"):
            continue
        for index, block in enumerate(_blocks(item, lists, inside)):
            nested = index or (len(item) and item[0].tag == _TEXT + "list") or item.tag == _TEXT + "list-header"
            yield block if nested or not block.strip() else lists.mark(inside) + block


def _text(node: Element) -> str:
    return "".join(_pieces(node))


def _pieces(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag == _TEXT + "s":
            count = child.get(_TEXT + "c", "1")
            yield " " * min(int(count) if count.isdigit() and len(count) < 6 else 1, _SPACES)
        elif child.tag == _TEXT + "tab":
            yield "\t"
        elif child.tag == _TEXT + "line-break":
            yield "\n"
        elif child.tag not in _LEFT_OUT and child.tag != _NS % "drawing" + "text-box":
            yield from _pieces(child)
        yield child.tail or ""


class _Lists:
    """The list styles of a document and how far each list has counted."""

    def __init__(self, *parts: Element | None) -> None:
        self._levels: dict[tuple[str, int], Level] = {}
        self._counters = Counters()
        for part in parts:
            for style in () if part is None else part.iter(_TEXT + "list-style"):
                for level in style.iter(_TEXT + "list-level-style-number"):
                    self._add(style.get(_STYLE + "name", ""), level)

    def _add(self, name: str, level: Element) -> None:
        depth = int(level.get(_TEXT + "level", "1")) - 1
        kind = _KINDS.get(level.get(_STYLE + "num-format", ""), "none")
        text = f"{level.get(_STYLE + 'num-prefix', '')}%{depth + 1}{level.get(_STYLE + 'num-suffix', '')}"
        start = level.get(_TEXT + "start-value", "1")
        self._levels[name, depth] = Level(kind, text, int(start) if start.isdigit() else 1)

    def start_again(self, name: str) -> None:
        self._counters.forget(name)

    def mark(self, inside: list[str]) -> str:
        """What stands before an item of the innermost list: its number, or a dash."""
        bullet = Level("bullet", "", 1)
        levels = [self._levels.get((name, depth), bullet) for depth, name in enumerate(inside)]
        return self._counters.mark(inside[-1], levels)
