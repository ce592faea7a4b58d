"""Where every IRI of the data is made: one method a kind of thing, refusing what is not safe in a path.

Parts of a thing are hashes of its page. Keys come from codes, dates and digests, never from a person's name.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from registre.errors import UnsafeIri
from registre.graph.terms import iri

_SEGMENT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9])?")
_RESERVED: Final = (".html", ".ttl", ".jsonld")
TEXT_DIGITS: Final = 16


class Minter:
    """Mints the IRIs below `base` (which ends with a slash). Results are plain strings, checked.

    Raises `UnsafeIri` for a part that could leave its folder, hide a character or shadow another page.
    """

    def __init__(self, base: str) -> None:
        iri(base)
        if not base.endswith("/"):
            raise UnsafeIri(f"{base}: a base ends with « / ».")
        self.base = base

    def body(self, key: str) -> str:
        return self._mint("body", key)

    def organ(self, body: str, slug: str) -> str:
        return self._mint("organ", body, slug)

    def session(self, body: str, organ: str, day: date) -> str:
        return self._mint("session", body, organ, day.isoformat())

    def act(self, body: str, day: date, slug: str) -> str:
        return self._mint("act", body, day.isoformat(), slug)

    def person(self, body: str, key: str) -> str:
        return self._mint("person", body, key)

    def organisation(self, scheme: str, key: str) -> str:
        """`scheme` is siren, rna or local."""
        return self._mint("organisation", scheme, key)

    def territory(self, kind: str, code: str) -> str:
        """`kind` is commune, epci, departement or region."""
        return self._mint("territory", kind, code)

    def text(self, sha256: str) -> str:
        """The source document whose bytes have this digest."""
        return self._mint("text", sha256[:TEXT_DIGITS])

    def rule(self, rule: str) -> str:
        return self._mint("rule", rule)

    def query(self, name: str) -> str:
        return self._mint("query", name)

    def software(self, version: str) -> str:
        return self._mint("software", f"registre-{version}")

    def coverage(self, body: str) -> str:
        """What the publication holds of a body, year by year."""
        return self._mint("coverage", body)

    def dataset(self) -> str:
        return self._mint("dataset")

    def file(self, path: str) -> str:
        """A published file, by its path in the public folder ("dumps/latest/registre.nq", ".well-known/void")."""
        for part in path.split("/"):
            _segment(part.removeprefix("."))
        return self.base + path

    def part(self, page: str, *names: str | int) -> str:
        """A part of the thing on `page`: `part(act, "grant", 1)` → `…#grant-1`."""
        return f"{page}#{'-'.join(_segment(str(name)) for name in names)}"

    def _mint(self, *parts: str) -> str:
        return _minted(self.base, parts)


@lru_cache(maxsize=1 << 14)
def _minted(base: str, parts: tuple[str, ...]) -> str:
    """A sitting names its organ, its members and its rules over and over: each is looked at once."""
    return base + "/".join(map(_piece, parts))


def _piece(text: str) -> str:
    if text.endswith(_RESERVED):
        raise UnsafeIri(f"{text[:80]!a}: ends like a file, and would shadow one.")
    return _segment(text)


def _segment(text: str) -> str:
    if _SEGMENT.fullmatch(text) is None or ".." in text:
        raise UnsafeIri(f"{text[:80]!a}: cannot be part of an IRI. Use ASCII letters, digits, « - », « _ » and « . ».")
    return text
