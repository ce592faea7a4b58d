"""What happened to one page between two publications: it came, went, became another, or says other things.

A fact is what a page says of one of its things under one property: all its values together, since a repeated
property has no order. Pages about how a publication is made (rules, software, decisions) are no part of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from registre.graph.pages import Term, Triple
from registre.graph.vocabulary import Dct, Igeo, Rdf, Rdfs, Reg, Skos
from registre.publication.changes.comparison import Comparison, PagePair
from registre.publication.changes.dumpfile import BadDump

KINDS: Final = ("act", "session", "body", "organ", "organisation", "person", "territory", "text")
"""Kinds of pages that are followed: first part of their path."""
_QUAD = re.compile(
    r'(<[^<>"\s]+>) (<[^<>"\s]+>) (<[^<>"\s]+>|"(?:[^"\\\n\r]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>"\s]+>)?) <[^<>"\s]+> \.'
)
_LABELS: Final = (Dct.title, Skos.prefLabel, Igeo.nom, Rdfs.label)
MASK: Final = "█"


class Happened(StrEnum):
    """What can happen to a page."""

    added = "added"
    changed = "changed"
    withdrawn = "withdrawn"
    merged = "merged"
    """It stands for nothing now; others stand for it."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact of a thing: its values before and now, sorted; None before when they must not be told."""

    subject: Term
    predicate: Term
    old: tuple[Term, ...] | None
    new: tuple[Term, ...]

    def discreet(self) -> FactChange:
        return replace(self, old=None) if self.old else self


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to the page `iri`. `facts` only when it changed; `new` are its triples now, empty when it is gone.

    `tombstone` says whether the page still resolves though it stands for nothing.
    """

    happened: Happened
    kind: str
    iri: str
    label: str | None
    replaced_by: tuple[str, ...] = ()
    facts: tuple[FactChange, ...] = ()
    new: tuple[Triple, ...] = ()
    tombstone: bool = False

    def discreet(self) -> Change:
        """The same without a word of what was said before: neither values, nor things that are not there any more."""
        return replace(self, facts=tuple(one.discreet() for one in self.facts if one.new))


def changes(comparison: Comparison, base: str | None = None) -> Iterator[Change]:
    """Everything that happened, by address. Raises `BadDump`."""
    start = len(comparison.base if base is None else base)
    for pair in comparison.pairs():
        kind = pair.iri[start:].split("/", 1)[0]
        if kind in KINDS:
            yield from _of_pair(pair, kind)


def _of_pair(pair: PagePair, kind: str) -> Iterator[Change]:
    old, new = read_triples(pair.old), read_triples(pair.new)
    page = Term(f"<{pair.iri}>")
    stood, now = stands(old, page), stands(new, page)
    if stood and now:
        change = Change(Happened.changed, kind, pair.iri, _label(new, page, kind), facts=_facts(old, new), new=new)
        yield change.discreet() if _masked(new) > _masked(old) else change
    elif now:
        yield Change(Happened.added, kind, pair.iri, _label(new, page, kind), new=new)
    elif stood:
        others = tuple(value[1:-1] for _, predicate, value in new if predicate == Dct.isReplacedBy)
        happened = Happened.merged if others else Happened.withdrawn
        yield Change(happened, kind, pair.iri, None, replaced_by=others, new=new, tombstone=bool(new))


def read_triples(lines: bytes | None) -> tuple[Triple, ...]:
    """The triples of the quads of one page, sorted. Raises `BadDump`."""
    found = []
    for line in (lines or b"").decode("utf-8", "replace").split("\n")[:-1]:
        if (quad := _QUAD.fullmatch(line)) is None:
            raise BadDump(f"{line[:200]!a}: not a quad as a dump writes it.")
        found.append((Term(quad[1]), Term(quad[2]), Term(quad[3])))
    return tuple(sorted(found))


def stands(triples: Collection[Triple], page: Term) -> bool:
    """Whether a page says something, and not only that it stands for nothing any more."""
    return bool(triples) and (page, Rdf.type, Reg.Tombstone) not in triples


def _label(triples: Iterable[Triple], page: Term, kind: str) -> str | None:
    """The name of the page's thing; none of a person, who is told by an address alone."""
    if kind == "person":
        return None
    names = {predicate: value for subject, predicate, value in triples if subject == page and predicate in _LABELS}
    return next((lexical(names[one]) for one in _LABELS if one in names), None)


def _facts(old: tuple[Triple, ...], new: tuple[Triple, ...]) -> tuple[FactChange, ...]:
    """The facts that differ, by thing and property."""
    before, now = _values(old), _values(new)
    keys = sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
    return tuple(FactChange(*key, before.get(key, ()), now.get(key, ())) for key in keys)


def _values(triples: Iterable[Triple]) -> dict[tuple[Term, Term], tuple[Term, ...]]:
    found = defaultdict[tuple[Term, Term], list[Term]](list)
    for subject, predicate, value in triples:
        found[subject, predicate].append(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}


def _masked(triples: Iterable[Triple]) -> int:
    """Characters that are blackened: where there are more than before, what was said before is not repeated."""
    return sum(value.count(MASK) for _, _, value in triples)


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def lexical(term: Term) -> str:
    """The address of an IRI, the characters of a literal."""
    if term.startswith("<"):
        return term[1:-1]
    return _ESCAPE.sub(_plain, term[1 : term.rindex('"')])


def _plain(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _PLAIN.get(found[3], found[3])
