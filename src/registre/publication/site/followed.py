"""The next acts of a chain: a page tells which later acts rely on its act, though it was written before them.

A page leaves a mark where they would stand; when all pages are written, the marks of acts that were cited are filled.
A page that was carried from the last publication is filled already: it is told again only when something else follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from registre.files import write_new
from registre.kept import KeptRows
from registre.publication.site.figures import Language
from registre.publication.site.rendering import LANGUAGE_FOLDERS, Page
from registre.publication.site.rows import ActRow, FollowerRow
from registre.publication.standing import StandingPages

MARK: Final = "<!--followed-->"
"""What `act.html` writes."""
_END: Final = "<!--/followed-->"
_FILLED: Final = re.compile(f"{MARK}.*?{_END}", re.DOTALL)

Render = Callable[[Page, Language], str]


def tell_followers(
    folder: Path,
    render: Render,
    languages: Iterable[Language],
    followers: Iterable[tuple[str, Sequence[ActRow]]],
    standing: StandingPages | None = None,
) -> None:
    """Fill the marks of the pages of `followers`, each path once. A page of a theme without the mark stays as it is.

    Pages that `standing` knows to be filled with the same are left; those that nothing follows any more are emptied.
    """
    tongues = tuple(languages)
    for path, rows in _with_those_left(followers, standing):
        told = [render(Page(path, "act_followed.html", {"rows": rows}), one) if rows else "" for one in tongues]
        if standing is not None and not standing.fill(path, "\0".join(told).encode() if rows else None):
            continue
        for language, words in zip(tongues, told, strict=True):
            place = folder / f"{LANGUAGE_FOLDERS[language]}{path}.html"
            write_new(place, _filled(place.read_text("utf-8"), words).encode())


def _with_those_left(
    followers: Iterable[tuple[str, Sequence[ActRow]]], standing: StandingPages | None
) -> Iterator[tuple[str, Sequence[ActRow]]]:
    """`followers`, then nothing for each page that is filled though nothing follows it any more."""
    yield from followers
    for path in standing.filled() if standing is not None else ():
        yield path, ()


def in_groups(rows: KeptRows[FollowerRow]) -> Iterator[tuple[str, list[ActRow]]]:
    """The acts that rely on each path, in publishing order."""
    for path in rows.names("cited"):
        yield path, [row.act for row in rows.of(cited=path)]


def _filled(page: str, told: str) -> str:
    """The page with these words at its mark, in place of any others; without words, the mark alone."""
    bare = _FILLED.sub(lambda _: MARK, page, count=1)
    return bare.replace(MARK, f"{MARK}{told}{_END}", 1) if told else bare
