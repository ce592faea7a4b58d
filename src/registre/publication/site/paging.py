"""Long lists cut into pages: a page stays light, and the search of the browser still finds most of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


def paged(path: str, rows: Sequence[Row], most: int = ROWS) -> Iterator[tuple[str, Paging, Sequence[Row]]]:
    """The path, the place and the rows of each page of a list: `path`, `path-2` …; one page when there is no row."""
    pages = max(1, -(-len(rows) // most))
    for number in range(1, pages + 1):
        before = _numbered(path, number - 1) if number > 1 else None
        after = _numbered(path, number + 1) if number < pages else None
        paging = Paging(number, pages, before, after, len(rows))
        yield _numbered(path, number), paging, rows[(number - 1) * most : number * most]


def _numbered(path: str, number: int) -> str:
    return path if number == 1 else f"{path}-{number}"
