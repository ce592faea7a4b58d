"""Just enough of HTML to test pages: elements, identifiers, links, data blocks and visible text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "img", "input", "hr", "rect"}


@dataclass(slots=True)
class Html:
    """What one page holds, in its order."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    text: str = ""
    unclosed: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self) -> list[str]:
        """Every address the page leads to or loads."""
        return [a[name] for _, a in self.elements for name in ("href", "src") if name in a]

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html = Html()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.html.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.html.text += " "
        if tag == "script":
            self.html.blocks.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.html.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.html.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.html.blocks[-1] += data
        else:
            self.html.text += data


def read_html(text: str) -> Html:
    """The page in `text`; `unclosed` names tags that do not close where they should."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.html.unclosed.extend(reader.open)
    return reader.html


def read_file(path: Path) -> Html:
    return read_html(path.read_text("utf-8"))
