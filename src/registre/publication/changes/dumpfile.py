"""A published dump, read page after page: the plain file or either packed one, of a publication or alone.

A dump gives all quads of one page in one piece (dumps.py, promise 1). A file that is cut, or that was sorted since,
would look like one whose pages were withdrawn: it is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from registre.errors import RegistreError
from registre.publication.compressed import UNREADABLE, standing, unpacked
from registre.publication.dumps import FOLDER

NAME: Final = "registre.nq"


class BadDump(RegistreError):
    """A file is no dump of a publication, or not a whole one."""


def find_dump(place: Path, name: str = NAME) -> Path:
    """The dump at `place`: a dump, a publication, or the folder of a dated version. Raises `BadDump`."""
    if place.is_file():
        return place
    for folder in (place / FOLDER, place):
        if (path := standing(folder / name)) is not None:
            return path
    raise BadDump(f"{place}: no {name} here. Name a publication, or its dump ({NAME}, .gz or .zst).")


def read_pages(path: Path) -> Iterator[tuple[str, list[bytes]]]:
    """The IRI of each page and its lines, in the order of the file. Raises `BadDump`."""
    address, tail, lines = "", b"", list[bytes]()
    for number, line in enumerate(_lines(path), 1):
        if lines and line.endswith(tail):
            lines.append(line)
            continue
        if lines:
            yield address, lines
        place = line.rfind(b" <")
        if not line.startswith(b"<") or not line.endswith(b"> .\n") or place < 0:
            raise BadDump(f"{path}, line {number}: not a quad of a dump, or the file was cut. Take the whole file.")
        tail, lines = line[place:], [line]
        address = line[place + 2 : -4].decode("utf-8", "replace")
    if lines:
        yield address, lines


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with unpacked(path) as stream:
            yield from stream
    except UNREADABLE as fault:
        raise BadDump(f"{path}: cannot be read ({fault}). Take the whole file again.") from fault
