"""What a curator can decide: nine kinds, each with its reason, its date and the role of who decided.

Things are named by the path of their IRI under the base ("organisation/local/les-amis"), documents by the
digest of their bytes. No decision holds a private person's name: a name is withdrawn by where it stands.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Stated:
    """Why, when and by whom (a role, an office, a pseudonym), and the line where it is written."""

    reason: str
    date: date
    by: str
    file: str
    line: int
    origin: str = ""
    """The key of the decision as it is written, when this one follows what has moved since."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What all kinds have. `key` is the same wherever the decision is written, as long as it says the same."""

    kind: ClassVar[str]
    stated: Stated

    @property
    def key(self) -> str:
        if self.stated.origin:
            return self.stated.origin
        said = {name: value for name, value in asdict(self).items() if name != "stated"}
        content = (self.kind, self.stated.date.isoformat(), self.stated.reason, sorted(said.items()))
        return hashlib.sha256(repr(content).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Merge(Decision):
    """`gone` are the same as `keep`: one identifier is kept. All are bodies, organisations, or persons of one body."""

    kind: ClassVar[str] = "merge"
    keep: str
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split(Decision):
    """In these documents, or in the documents of these bodies, `spelling` is not `of` but another, shown as `name`."""

    kind: ClassVar[str] = "split"
    of: str
    name: str
    spelling: str | None = None
    """None: whatever the spelling."""
    documents: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rename(Decision):
    """The name to show for a body, an organ, a person or an organisation."""

    kind: ClassVar[str] = "rename"
    thing: str
    name: str


@dataclass(frozen=True, slots=True)
class Correct(Decision):
    """In `document`, the fact at `field` is `new` and not `old`; None states nothing. `quote` are words that say it."""

    kind: ClassVar[str] = "correct"
    document: str
    field: str
    old: str | None
    new: str | None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class RejectLink(Decision):
    """`spelling` does not stand for `thing`, or `other` is not the same as it, whatever the rules of linking find."""

    kind: ClassVar[str] = "reject-link"
    thing: str
    spelling: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class AcceptLink(Decision):
    """`spelling` does stand for `thing`, as the rules of linking found: it is sure, and asked no more."""

    kind: ClassVar[str] = "accept-link"
    thing: str
    spelling: str


@dataclass(frozen=True, slots=True)
class WithdrawDocument(Decision):
    """This document is not published any more."""

    kind: ClassVar[str] = "withdraw-document"
    document: str


@dataclass(frozen=True, slots=True)
class WithdrawAct(Decision):
    """This act (the path of its address) is not published any more, whichever documents state it."""

    kind: ClassVar[str] = "withdraw-act"
    act: str


@dataclass(frozen=True, slots=True)
class Suppress(Decision):
    """The words at `start`..`end` of a text are published nowhere: `text` is the digest of the text as it was read.

    `words` and `digest` (see `words.digest_of`) find them again without saying them, in every document of the
    build, unless `everywhere` is False: then only in their own.
    """

    kind: ClassVar[str] = "suppress"
    document: str
    text: str
    start: int
    end: int
    words: int | None = None
    digest: str | None = None
    everywhere: bool = True


@dataclass(frozen=True, slots=True)
class Decisions:
    """Every decision of a publication, in the order of its files and lines."""

    every: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.every)


NONE = Decisions()

ERASING = (WithdrawDocument, WithdrawAct, Suppress)
"""Kinds that take words out of everything that was ever published."""


def names_document(document: str, sha256: str) -> bool:
    """Whether `document`, a digest or its first 16 digits, is that of a source."""
    return sha256.startswith(document)
