"""HTML pages of town sites: the main content, all of it. Runs in the child process.

A list of present members or a line of votes that is left out is a lost fact, a menu that stays costs
nothing: only what is surely around the content goes. Measured on 80 invented pages (six site systems,
four kinds of document): see docs/formats.md for the libraries that were tried and what they dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from registre.reading.numbering import show_number
from registre.reading.order import CELL_GAP, starts_item
from registre.reading.pages import Extracted
from registre.reading.refusal import bomb, check_length
from registre.reading.rows import write_row

PAGE_BYTES = 20 << 20
_NODES = 400_000
_DEPTH = 250

_NEVER = (
    "script, style, noscript, template, svg, math, iframe, object, embed, canvas, video, audio, button, select, "
    "textarea, input, nav, dialog, [hidden], [role=navigation], [role=banner], [role=contentinfo], [role=search], "
    "[role=complementary], [role=dialog], [role=alertdialog], [role=menu], [role=menubar]"
)
_AROUND = re.compile(
    r"""(?:^|[\s_-]) (?:cookies?|consent|rgpd|tarteaucitron|axeptio|breadcrumbs?|ariane|menu|nav|navbar|navigation
    |sidebar|side-bar|share|sharing|partage|partager|social|footer|pied|skip|skiplinks?|evitement|newsletter
    |pagination|comments|toolbar|site-header) (?:$|[\s_-]) | (?:^|\s)widget(?:_\w+)?(?:\s|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)

_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_PARAGRAPHS = {*_HEADINGS, *["p", "table", "ul", "ol", "dl", "blockquote", "section", "article", "pre", "hr"]}
_LINES = {
    *[
        "div",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "figure",
        "figcaption",
        "header",
        "footer",
        "main",
        "aside",
        "form",
        "fieldset",
        "address",
        "details",
    ],
    *["summary", "legend", "caption", "thead", "tbody", "tfoot", "center"],
}
_COUNTED = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_GAP, _MARK, _LINE, _PARAGRAPH = "\x1f", "\x1e", "\x1d", "\x1c"
"""Gap between cells, end of an item's mark, edge of a line, of a paragraph: until spaces are made regular."""
_BREAK = re.compile(rf"[ \n{_LINE}{_PARAGRAPH}]*[\n{_LINE}{_PARAGRAPH}][ \n{_LINE}{_PARAGRAPH}]*")


def extract(path: Path) -> Extracted:
    """The text of a page, a paragraph a line, a table row a line. Raises `Refused`: source.empty, source.bomb."""
    data = path.read_bytes()
    if len(data) > PAGE_BYTES:
        raise bomb(f"a page of {len(data)} bytes")
    tree = LexborHTMLParser(_decoded(data))
    _check_size(tree)
    title = " ".join(head.text().split()) if (head := tree.css_first("title")) else ""
    _drop_what_stands_around(tree)
    text = check_length(_tidy("".join(_pieces(_main(tree)))))
    return Extracted(text if text.startswith(title) else f"{title}\n\n{text}", "text/html")


def _decoded(data: bytes) -> str:
    """The page as characters: by its mark, its own word, UTF-8, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    said = _CHARSET.search(data[:4096])
    for encoding in ("utf-8-sig", said[1].decode("ascii") if said else "", "cp1252"):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", errors="replace")


def _check_size(tree: LexborHTMLParser) -> None:
    """Refuse what no page has: it would keep the reader busy for minutes."""
    node, count, depth = tree.root, 0, 0
    while node is not None:
        count += 1
        if count > _NODES or depth > _DEPTH:
            raise bomb("the page has too many elements, or too deep ones")
        if node.first_child is not None:
            node, depth = node.first_child, depth + 1
            continue
        while node is not None and node.next is None:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None else None


def _drop_what_stands_around(tree: LexborHTMLParser) -> None:
    """Take out scripts, menus, banners, side columns and feet, unless the page is mostly that."""
    for node in tree.css(_NEVER):
        node.decompose()
    body = tree.body
    if body is None:
        return
    half = len(body.text()) / 2
    for node in tree.css("header, footer, aside, [class], [id], [style]"):
        if node.tag not in ("html", "body", "main", "article") and _stands_around(node) and len(node.text()) < half:
            node.decompose()
    if not tree.css("main, [role=main]"):
        for node in tree.css("ul, table, td, div"):
            if _is_menu(node) and len(node.text()) < half:
                node.decompose()


def _stands_around(node: LexborNode) -> bool:
    if _HIDDEN.search(node.attributes.get("style") or ""):
        return True
    if node.css_first("main, [role=main]"):
        return False
    if node.tag in ("header", "footer", "aside"):
        return not _is_inside(node, ("main", "article")) and not node.css_first("h1")
    return bool(_AROUND.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"))


def _is_inside(node: LexborNode, tags: tuple[str, ...]) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in tags:
            return True
        above = above.parent
    return False


def _is_menu(node: LexborNode) -> bool:
    """Four short links or more and hardly anything else; titles of acts that are links are long."""
    links = [" ".join(link.text().split()) for link in node.css("a")]
    if len(links) < 4:
        return False
    text = " ".join(node.text().split())
    return sum(map(len, links)) > 0.7 * len(text) and sorted(map(len, links))[len(links) // 2] < 32


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that the page itself calls its main content, when most of the text is there."""
    body = tree.body
    if body is None:
        return None
    for selector in ("main, [role=main]", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text()) > 0.4 * len(body.text()):
            return found[0]
    return body


def _pieces(node: LexborNode | None) -> Iterator[str]:
    """The text below a node, with the ends of lines and paragraphs that its elements make."""
    child = node.first_child if node is not None else None
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            yield child.text(deep=False) if _is_inside(child, ("pre",)) else re.sub(r"\s+", " ", child.text(deep=False))
        elif tag == "table" and not _arranges_page(child):
            yield from (_PARAGRAPH, _rows(child), _PARAGRAPH)
        elif not tag.startswith(("-", "_", "!")):
            edge = _PARAGRAPH if tag in _PARAGRAPHS else _LINE if tag in _LINES else "\n" if tag == "br" else ""
            yield edge
            if tag == "li":
                yield _mark(child)
            yield from _pieces(child)
            yield edge if tag != "br" else ""
        child = child.next


def _arranges_page(table: LexborNode) -> bool:
    """Whether a table holds parts of the page (headings, other tables) rather than rows of values."""
    return len(table.css("table")) > 1 or table.css_first(", ".join(_HEADINGS)) is not None


def _rows(table: LexborNode) -> str:
    rows = []
    for row in table.css("tr"):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        rows.append(write_row([_tidy("".join(_pieces(cell))).split("\n") for cell in cells]).replace(CELL_GAP, _GAP))
    caption = table.css_first("caption")
    head = [_tidy("".join(_pieces(caption)))] if caption else []
    return "\n".join(head + rows)


def _mark(item: LexborNode) -> str:
    """What a page shows before an item: its number, or a bullet where the text has none of its own."""
    parent = item.parent
    if parent is not None and parent.tag == "ol":
        place = sum(1 for node in _before(item) if node.tag == "li")
        start = parent.attributes.get("start") or "1"
        number = place + (int(start) if start.isdigit() and len(start) < 6 else 1)
        return show_number(_COUNTED.get(parent.attributes.get("type") or "", "decimal"), number) + "." + _MARK
    return "" if starts_item(item.text().strip()[:20]) else "-" + _MARK


def _before(node: LexborNode) -> Iterator[LexborNode]:
    other = node.prev
    while other is not None:
        yield other
        other = other.prev


def _tidy(text: str) -> str:
    """One space between words, one empty line at most between paragraphs, marks beside their items."""
    text = re.sub(rf"{_MARK}[\s{_LINE}{_PARAGRAPH}]*", " ", text)
    text = re.sub(r"[ \t\r\f\v]+", " ", text.replace("\xa0", " "))
    text = _BREAK.sub(lambda found: _paragraph_or_line(found.group()), text)
    return text.strip().replace(_GAP, CELL_GAP)


def _paragraph_or_line(edges: str) -> str:
    return "\n\n" if _PARAGRAPH in edges or edges.count("\n") > 1 else "\n"
