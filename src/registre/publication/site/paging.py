"""Long lists cut into pages: a page stays light, and the search of the browser still finds most of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

ROWS: Final = 200
"""Rows on one page of a list."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page stands in its list; paths are None at the ends. `rows` are those of the whole list."""

    number: int
    pages: int
    before: str | None
    after: str | None
    rows: int


def paged(path: str, rows: Iterable[Row], count: int, most: int = ROWS) -> Iterator[tuple[str, Paging, list[Row]]]:
    """The path, the place and the rows of each page of a list: `path`, `path-2` …; one page when there is no row.

    `rows`, of which there are `count`, are taken a page at a time.
    """
    pages, coming = max(1, -(-count // most)), iter(rows)
    for number in range(1, pages + 1):
        before = _numbered(path, number - 1) if number > 1 else None
        after = _numbered(path, number + 1) if number < pages else None
        paging = Paging(number, pages, before, after, count)
        yield _numbered(path, number), paging, list(islice(coming, most))


def _numbered(path: str, number: int) -> str:
    return path if number == 1 else f"{path}-{number}"
