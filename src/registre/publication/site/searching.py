"""Full-text search without a server: Pagefind reads the finished pages, browsers fetch its index piece by piece.

Only pages that ask for it are indexed (`data-pagefind-body`), in French, the language of the documents: persons'
pages never are. The same pages give the same bytes on every disk (`settling`).
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from registre.errors import OutputFailed

FOLDER: Final = "pagefind"
LIBRARY: Final = "pagefind_bin"
"""The wheel that holds the compiled program."""
_EXTRA: Final = (LIBRARY, "cbor2")
"""What the extra `search` installs."""
_WHOLE_KB: Final = 250
"""What Pagefind holds in memory of a page with its quoted texts (measured: 183 kB of 900 pages, 250 of 12,000)."""
_SHORT_KB: Final = 100
"""Of one without (900 pages)."""

_KINDS: Final = ("act", "session", "body", "organ", "organisation", "territory", "query")
_PAGES: Final = f"{{{','.join(_KINDS)}}}/**/*.html"
_NO_CONTENT: Final = (
    "nav, .strip, .key, .remarks, .bars, .note, pre, .skip, .w, .unseen, svg, caption, thead, figcaption, "
    "[href='#words-title'], [type='application/atom+xml']"
)
"""What would stand in an excerpt as noise: words of the site around the words of the documents."""
_TEXTS: Final = ".quoted"
_UNUSED: Final = ("pagefind-*ui.*", "pagefind-highlight.js")
_BANDS: Final = ((Decimal(1000), "1"), (Decimal(10_000), "2"), (Decimal(100_000), "3"))
_HOLDS: Final = ("grant", "vote")
_SECONDS: Final = 3600


def band(amount_eur: Decimal) -> str:
    """The band of an amount that readers choose by: "1" below 1,000 €, "2" below 10,000, "3" below 100,000, "4"."""
    return next((name for limit, name in _BANDS if amount_eur < limit), "4")


def facets(
    type: str,
    body: str | None = None,
    day: date | None = None,
    matter: str | None = None,
    granted_eur: Decimal | None = None,
    voted: bool = False,
) -> Markup:
    """Attributes that put a page in the index, with what readers choose by and what results show.

    `matter` is the first level of the ACTES nomenclature ("7"); `granted_eur` is None when nothing is granted.
    """
    told = {"type": type, "body": body, "year": day and day.year, "matter": matter}
    told |= {"amount": band(granted_eur), "grant": "grant"} if granted_eur is not None else {}
    told |= {"vote": "vote"} if voted else {}
    known = {name: value for name, value in told.items() if value}
    choices = ", ".join(f"{'holds' if name in _HOLDS else name}[data-{name}]" for name in known)
    shown = ", ".join(f"{name}[data-{name}]" for name in ("type", "body") if name in known)
    attributes = {f"data-{name}": str(value) for name, value in known.items()}
    if day is not None:
        attributes["data-day"], shown = day.isoformat(), f"{shown}, day[data-day]"
    attributes |= {"data-pagefind-filter": choices, "data-pagefind-meta": shown}
    said = (f'{name}="{escape(value)}"' for name, value in attributes.items())
    return Markup("data-pagefind-body " + " ".join(said))


def can_index() -> bool:
    """Whether Pagefind is installed here, and what reads its index."""
    return all(importlib.util.find_spec(name) is not None for name in _EXTRA)


def index_pages(folder: Path, most_mb: float, jobs: int = 1) -> bool:
    """Write `folder`/pagefind from the pages below `folder`; False when Pagefind is not installed, or has not the room.

    Quoted texts stay out where they would take more than `most_mb` of memory; where all else would too, there is no
    index. Runs in a process of its own, without network; `jobs` threads put in order what it wrote. Raises
    `OutputFailed` with its words when it fails.
    """
    if not can_index():
        return False
    from registre.publication.site import settling  # reads CBOR: the extra `search` too

    pages = _count(folder)
    if pages * _SHORT_KB > most_mb * 1000:
        return False
    ignored = _NO_CONTENT if pages * _WHOLE_KB <= most_mb * 1000 else f"{_NO_CONTENT}, {_TEXTS}"
    command = [sys.executable, "-m", LIBRARY, "--site", str(folder), "--glob", _PAGES, "--output-subdir", FOLDER]
    done = subprocess.run(
        [*command, "--exclude-selectors", ignored, "--force-language", "fr", "--keep-index-url", "--quiet"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise OutputFailed(f"{folder / FOLDER}: the index of words was not made ({said[-1] if said else 'no reason'}).")
    for pattern in _UNUSED:
        for path in (folder / FOLDER).glob(pattern):
            path.unlink()
    settling.settle(folder / FOLDER, jobs)
    return True


def _count(folder: Path) -> int:
    """Pages that may be indexed."""
    return sum(1 for kind in _KINDS for _ in (folder / kind).rglob("*.html"))
