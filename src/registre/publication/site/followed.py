"""The next acts of a chain: a page tells which later acts rely on its act, though it was written before them.

A page leaves a mark where they would stand; when all pages are written, the marks of acts that were cited are filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from registre.files import write_new
from registre.publication.site.figures import Language
from registre.publication.site.rendering import LANGUAGE_FOLDERS, Page
from registre.publication.site.rows import ActRow

MARK: Final = "<!--followed-->"
"""What `act.html` writes."""

Render = Callable[[Page, Language], str]


def tell_followers(
    folder: Path, render: Render, languages: Iterable[Language], followers: Mapping[str, Sequence[ActRow]]
) -> None:
    """Fill the marks of the pages of `followers`, by path. A page of a theme without the mark stays as it is."""
    for language in languages:
        for path, rows in sorted(followers.items()):
            place = folder / f"{LANGUAGE_FOLDERS[language]}{path}.html"
            told = render(Page(path, "act_followed.html", {"rows": rows}), language)
            write_new(place, place.read_text("utf-8").replace(MARK, told, 1).encode())
