"""The text of a DOCX file, from its parts: headers, body with lists and tables, footers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from registre.reading.numbering import Counters, Level
from registre.reading.rows import write_row

ReadPart = Callable[[str], Element | None]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = {_W + tag for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "comment")}
_READ_AS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_HEADERS = 6


def write_docx(read: ReadPart) -> str:
    """The text of a document: each header and footer once, its paragraphs as lines, a table row as one line."""
    lists = _Lists(read("word/numbering.xml"), read("word/styles.xml"))
    blocks: list[str] = []
    for name in [f"word/header{number}.xml" for number in range(1, _HEADERS)]:
        blocks += _once(_blocks(read(name), lists), blocks)
    document = read("word/document.xml")
    blocks += _blocks(None if document is None else document.find(_W + "body"), lists)
    for name in [f"word/footer{number}.xml" for number in range(1, _HEADERS)]:
        blocks += _once(_blocks(read(name), lists), blocks)
    return "\n".join(blocks) + "\n"


def _once(blocks: Iterator[str], before: list[str]) -> list[str]:
    return [block for block in blocks if block.strip() and block not in before]


def _blocks(parent: Element | None, lists: _Lists) -> Iterator[str]:
    """Each paragraph and each table of a part, in order; an empty paragraph is an empty line."""
    for child in parent if parent is not None else ():
        if child.tag == _W + "p":
            yield lists.mark(child) + _text(child).rstrip(" ")
            for box in _boxes(child):
                yield from _blocks(box, lists)
        elif child.tag == _W + "tbl":
            yield _table(child, lists)
        elif child.tag not in _LEFT_OUT:
            yield from _blocks(child, lists)  # content controls, insertions, structured parts


def _table(table: Element, lists: _Lists) -> str:
    rows = (list(_inside(row, "tc")) for row in _inside(table, "tr"))
    return "\n".join(write_row(["\n".join(_blocks(cell, lists)).split("\n") for cell in row]) for row in rows)


def _inside(node: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside a content control; not those of inner tables."""
    for child in node:
        if child.tag == _W + tag:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins"):
            yield from _inside(child, tag)


def _text(node: Element) -> str:
    return "".join(_pieces(node))


def _pieces(node: Element) -> Iterator[str]:
    for child in node:
        tag = child.tag.removeprefix(_W)
        if child.tag in _LEFT_OUT or tag == "txbxContent" or (tag == "r" and _is_hidden(child)):
            continue
        if tag == "t":
            yield child.text or ""
        elif tag in _READ_AS:
            yield _READ_AS[tag]
        elif tag == "br":
            yield "\f" if child.get(_W + "type") == "page" else "\n"
        elif tag == "sym":
            yield "•"
        elif child.tag == _MC + "AlternateContent":
            yield from _pieces(_choice(child))
        else:
            yield from _pieces(child)


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(_W + "val") not in ("0", "false")


def _choice(alternatives: Element) -> Element:
    """The first form of a drawing that comes in several for old and new programs."""
    return alternatives[0] if len(alternatives) else alternatives


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph (a stamp, a margin), each once."""
    waiting = [paragraph]
    while waiting:
        node = waiting.pop()
        if node.tag == _W + "txbxContent":
            yield node
        else:
            waiting += reversed([_choice(node)] if node.tag == _MC + "AlternateContent" else list(node))


class _Lists:
    """The numbers and bullets that the word processor puts before paragraphs."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[tuple[str, int], Level] = {}
        self._counters = Counters()
        self._abstract: dict[str, str] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        for number in _all(numbering, "num"):
            self._abstract[number.get(_W + "numId", "")] = _value(number, "abstractNumId")
        for abstract in _all(numbering, "abstractNum"):
            for level in abstract.findall(_W + "lvl"):
                key = abstract.get(_W + "abstractNumId", ""), int(level.get(_W + "ilvl", "0"))
                start = _value(level, "start")
                self._levels[key] = Level(
                    _value(level, "numFmt") or "decimal", _value(level, "lvlText"), int(start) if start.isdigit() else 1
                )
        for style in _all(styles, "style"):
            if (found := _number_of(style)) is not None:
                self._by_style[style.get(_W + "styleId", "")] = found

    def mark(self, paragraph: Element) -> str:
        """What stands before a paragraph ("1. ", "- ", "Article 2 "), nothing for most."""
        properties = paragraph.find(_W + "pPr")
        style = "" if properties is None else _value(properties, "pStyle")
        found = _number_of(paragraph) or self._by_style.get(style)
        if found is None or found[0] not in self._abstract or not _text(paragraph).strip():
            return ""
        abstract = self._abstract[found[0]]
        levels = [self._levels.get((abstract, depth), Level("bullet", "", 1)) for depth in range(found[1] + 1)]
        return self._counters.mark(abstract, levels)


def _all(root: Element | None, tag: str) -> list[Element]:
    return [] if root is None else root.findall(_W + tag)


def _value(node: Element, tag: str) -> str:
    found = node.find(_W + tag)
    return "" if found is None else found.get(_W + "val", "")


def _number_of(node: Element) -> tuple[str, int] | None:
    found = node.find(f"{_W}pPr/{_W}numPr")
    if found is None:
        return None
    level = _value(found, "ilvl")
    return _value(found, "numId"), int(level) if level.isdigit() and len(level) == 1 else 0
