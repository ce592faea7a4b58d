"""What somebody else has settled about identities: names that are one, names that never are.

`identify(records, reference, constraints)` obeys them before any rule of its own. A judgement that fits no
name of the build changes nothing and comes back in `Identities.unapplied`, so a decision never dies unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

import msgspec


class Named(msgspec.Struct, frozen=True, order=True, tag=True):
    """A name as documents write it, case and accents apart. `body` is the key of the body whose documents write it.

    "" stands for the documents of all bodies. For a person, `body` is required: persons belong to a body.
    """

    name: str
    body: str = ""


class Known(msgspec.Struct, frozen=True, order=True, tag=True):
    """An identity by its key, the last two parts of its IRI: ("siren", "812345678"), ("local", "vertalis").

    For a person: the key of the body and that of the person. It stands for all names that the rules alone
    would give to this identity.
    """

    scheme: str
    key: str


Which = Named | Known


@dataclass(frozen=True, slots=True)
class Judgement:
    """`one` and `other` are the same (`same`), or never are. `by` is a curator, a register or the id of a rule."""

    one: Which
    other: Which
    same: bool
    by: str
    reason: str = ""
    reason_en: str = ""
    method: str = "decided"
    """A code of the link methods."""

    @property
    def order(self) -> tuple[bool, str, str, str]:
        """Refusals first, then by what is judged: the order in which judgements are obeyed."""
        return (self.same, repr(self.one), repr(self.other), self.by)


Refused = tuple[str, tuple[str, str]]
"""A folded spelling, or the end of an IRI ("organisation/local/x"), and the (scheme, key) of a number not its own."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """Judgements about organisations and about persons, in any order. A refusal is stronger than a union."""

    organisations: tuple[Judgement, ...] = ()
    persons: tuple[Judgement, ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()
    """Keys of bodies: the documents of the first are those of the second."""
    numbers: frozenset[Refused] = frozenset()
    """Numbers that no register may give to a spelling or to an organisation."""

    def __or__(self, other: Constraints) -> Constraints:
        return Constraints(
            (*self.organisations, *other.organisations),
            (*self.persons, *other.persons),
            (*self.bodies, *other.bodies),
            self.numbers | other.numbers,
        )


NONE = Constraints()


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    return sorted(judgements, key=lambda one: one.order)


def body_judged(judgement: Judgement) -> str:
    """The body of the persons that a judgement speaks of; "" when it speaks of two bodies: persons are of one."""
    bodies = {which.body if isinstance(which, Named) else which.scheme for which in (judgement.one, judgement.other)}
    return bodies.pop() if len(bodies) == 1 else ""


def known_by(iri: str) -> Known | None:
    """What an IRI of an organisation or a person stands for, whatever its base; None for another IRI.

    "https://data.example.org/organisation/local/vertalis" → Known("local", "vertalis").
    """
    parts = iri.partition("#")[0].rstrip("/").split("/")
    if len(parts) < 3 or parts[-3] not in {"organisation", "person"}:
        return None
    return Known(unquote(parts[-2]), unquote(parts[-1]))
