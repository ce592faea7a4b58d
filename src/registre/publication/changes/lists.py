"""The lists of changes of a publication: one a day on which something changed, and an index of all.

`changes/2024-03-11.jsonl` and `.ttl` say what differs from the publication that was replaced; a second list of one day
is `2024-03-11-2`. Lists are carried from publication to publication and never change. A first publication has nothing
to differ from: its list is one line that says how much there is.

As with dated versions, one thing breaks this: when a document is withdrawn or a name suppressed, lists that were made
before are not carried, and the list of that day says neither what was said before nor which addresses went without a
tombstone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from itertools import count
from pathlib import Path
from typing import IO

from registre.files import written_atomically
from registre.graph.pages import Triple
from registre.graph.terms import iri, midnight, text, typed
from registre.graph.vocabulary import Rdf
from registre.publication.changes.activities import AS, NAMESPACES, activity
from registre.publication.changes.change import KINDS, Change, Happened
from registre.publication.changes.index import FOLDER, ChangeList, Index
from registre.publication.changes.rendering import json_line
from registre.publication.documents import header, turtle_of


class ListWriter:
    """Writes one list while changes come; a context manager. `close` gives what was written, None for nothing."""

    def __init__(self, folder: Path, index: Index, day: date) -> None:
        self._day, self._erasing = day, index.erasing
        self._version = free_name(day, index.names())
        self._document = f"{index.base}{FOLDER}/{self._version}"
        self._base, self._place = index.base, folder / FOLDER / self._version
        self._counts = Counter[Happened]()
        self._stack = ExitStack()
        self._lines: IO[bytes] | None = None

    def add(self, change: Change) -> None:
        lines, turtle = self._opened()
        self._counts[change.happened] += 1
        lines.write(json_line(change))
        turtle.write(b"\n" + turtle_of(activity(change, self._name, self._day), NAMESPACES))

    def close(self) -> ChangeList | None:
        """End the list with a line in Turtle that sums it up."""
        if self._lines is None:
            return None
        self._turtle.write(b"\n" + turtle_of(self._collection(sum(self._counts.values())), NAMESPACES))
        self._stack.close()
        added, changed, withdrawn, merged = (self._counts[one] for one in Happened)
        return ChangeList(self._version, self._day, False, added, changed, withdrawn, merged, self._erasing)

    def first(self, pages: Mapping[str, int]) -> ChangeList:
        """The list of a publication that nothing stood before: how many pages of each kind there are."""
        held = {kind: pages[kind] for kind in KINDS if pages.get(kind)}
        lines, turtle = self._opened()
        lines.write((json.dumps({"change": "first", "day": self._day.isoformat(), "pages": held}) + "\n").encode())
        said = ", ".join(f"{kind} {number}" for kind, number in held.items())
        summary = ((iri(self._document), iri(AS + "summary"), text(f"First publication: {said}", "en")),)
        french = ((iri(self._document), iri(AS + "summary"), text(f"Première publication : {said}", "fr")),)
        turtle.write(b"\n" + turtle_of((*self._collection(0), *summary, *french), NAMESPACES))
        self._stack.close()
        return ChangeList(self._version, self._day, first=True, added=sum(held.values()), erasing=self._erasing)

    def abandon(self, fault: BaseException) -> None:
        """Leave nothing of a list that could not be ended."""
        self._stack.__exit__(type(fault), fault, fault.__traceback__)

    def _opened(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._lines is None:
            open_ = self._stack.enter_context
            self._lines = open_(written_atomically(self._place.with_name(self._place.name + ".jsonl")))
            self._turtle = open_(written_atomically(self._place.with_name(self._place.name + ".ttl")))
            self._turtle.write(header(NAMESPACES))
        return self._lines, self._turtle

    def _name(self, change: Change) -> str:
        return f"{self._document}#{change.iri.removeprefix(self._base)}"

    def _collection(self, total: int) -> Iterable[Triple]:
        document = iri(self._document)
        yield document, Rdf.type, iri(AS + "Collection")
        yield document, iri(AS + "published"), midnight(self._day)
        yield document, iri(AS + "totalItems"), typed(total)


def free_name(day: date, taken: Collection[str]) -> str:
    """The day, or the day with the first number that is free, from 2."""
    name = day.isoformat()
    return name if name not in taken else next(one for n in count(2) if (one := f"{name}-{n}") not in taken)
