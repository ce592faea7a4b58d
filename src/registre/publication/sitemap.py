"""The list of pages for search engines, written while pages come: 50,000 addresses a file, an index of the files.

The languages of a page name each other. Source: https://www.sitemaps.org/protocol.html (limits of a file).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final
from xml.sax.saxutils import quoteattr

from registre.files import write_new, written_atomically

FOLDER: Final = "sitemaps"
INDEX: Final = "sitemap.xml"
MOST: Final = 50_000
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OPENING: Final = f'{_HEAD}<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'


class Sitemap:
    """Writes the addresses of pages below `folder`; `close` ends it. `base` ends with a slash."""

    def __init__(self, folder: Path, base: str, languages: Sequence[str] = ("fr", "en"), most: int = MOST) -> None:
        self._folder, self._base, self._most = folder, base, most
        self._folders = [(language, "" if language == "fr" else f"{language}/") for language in languages]
        self._stack = ExitStack()
        self._stream: IO[bytes] | None = None
        self._addresses = 0
        self._files: list[str] = []

    def add(self, path: str) -> None:
        """A page by its path without extension: its address in each language."""
        addresses = [(language, f"{self._base}{folder}{path}.html") for language, folder in self._folders]
        if self._stream is None or self._addresses + len(addresses) > self._most:
            self._end_file()
            self._start_file()
        assert self._stream is not None
        links = [f'<xhtml:link rel="alternate" hreflang="{lang}" href={quoteattr(one)}/>' for lang, one in addresses]
        alternates = "".join(links) if len(links) > 1 else ""
        for _, address in addresses:
            self._stream.write(f"<url><loc>{_text(address)}</loc>{alternates}</url>\n".encode())
        self._addresses += len(addresses)

    def close(self) -> None:
        """End the last file and write the index that robots.txt names."""
        self._end_file()
        files = "".join(f"<sitemap><loc>{_text(self._base + name)}</loc></sitemap>\n" for name in self._files)
        write_new(self._folder / INDEX, f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{files}</sitemapindex>\n'.encode())

    def _start_file(self) -> None:
        name = f"{FOLDER}/{len(self._files) + 1}.xml"
        self._files.append(name)
        self._stream = self._stack.enter_context(written_atomically(self._folder / name))
        self._stream.write(_OPENING.encode())
        self._addresses = 0

    def _end_file(self) -> None:
        if self._stream is not None:
            self._stream.write(b"</urlset>\n")
            self._stack.close()
            self._stream = None


def _text(address: str) -> str:
    return address.replace("&", "&amp;").replace("<", "&lt;")
