"""Good graphs made wrong, one triple at a time: every mutant is a fault that a judge ought to see.

What counts as a fault is read from the good graphs themselves, not from the shapes: a triple is structural
when every thing of its class has such a triple, and a property is single when no thing of its class has two
values. Things of a class with fewer than `ENOUGH` instances prove nothing and are left alone.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from registre.graph.pages import Term, Triple

ENOUGH: Final = 4
_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NS: Final = "https://w3id.org/registre/ns#"
_FOREIGN: Final = "<https://elsewhere.example/thing/7>"

LEADS_OUT: Final = frozenset({"<http://www.w3.org/2000/01/rdf-schema#seeAlso>"})
"""Links to the pages of others: any IRI is as good."""
MAY_BE_ABSENT: Final = frozenset(
    {
        *(f"<http://www.w3.org/ns/oa#{name}>" for name in ("prefix", "suffix")),
        *(f"<http://xmlns.com/foaf/0.1/{name}>" for name in ("givenName", "familyName")),
        *(f"<{_NS}{name}>" for name in ("operativeVerb", "statesProperty", "documentKind")),
        *LEADS_OUT,
    }
)
"""Properties that every thing of the examples happens to have and the model does not ask for."""
MANY: Final = frozenset(
    {
        *(f"<{_NS}{name}>" for name in ("attendance", "commitment", "receivedFunding", "recalledAmount", "imputation")),
        *(f"<{_NS}{name}>" for name in ("proxy", "publication", "agreement", "mention", "finding", "source", "party")),
        *(f"<{_NS}{name}>" for name in ("ballot", "budgetCode", "identityLink")),
        *(f"<http://www.w3.org/2004/02/skos/core#{name}>" for name in ("hiddenLabel", "altLabel")),
        *(f"<http://www.w3.org/ns/org#{name}>" for name in ("hasMembership", "role", "identifier")),
        "<http://data.europa.eu/eli/ontology#has_part>",
        "<http://data.europa.eu/eli/ontology#cites>",
        "<http://purl.org/dc/terms/subject>",
        "<http://purl.org/dc/terms/source>",
        "<http://purl.org/dc/terms/description>",
        "<http://www.w3.org/ns/oa#hasSelector>",
        "<http://www.w3.org/2002/07/owl#sameAs>",
        *LEADS_OUT,
        _TYPE,
    }
)
"""Properties that may have several values by the model (docs/model.md): a second one is no fault."""

Batch = frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A batch made wrong: `kind` of fault, the property it is about, and what was done, for the list of survivors."""

    kind: str
    batch: int
    about: str
    removed: Triple | None
    added: Triple | None

    def of(self, batches: Sequence[Batch]) -> Batch:
        triples = set(batches[self.batch])
        if self.removed is not None:
            triples.discard(self.removed)
        if self.added is not None:
            triples.add(self.added)
        return frozenset(triples)


class Model:
    """What the good graphs have in common, and the values they use."""

    def __init__(self, batches: Sequence[Batch]) -> None:
        self.batches = tuple(tuple(sorted(batch)) for batch in batches)
        everything = sorted(set().union(*batches))
        self.classes: dict[Term, str] = {}
        for subject, predicate, value in everything:
            if predicate == _TYPE:
                self.classes[subject] = f"{self.classes.get(subject, '')}{value}"
        self._outgoing = Counter((s, p) for s, p, _ in everything)
        self._incoming = Counter((p, o) for _, p, o in everything)
        self._sizes = Counter(self.classes.values())
        self.values: defaultdict[Term, list[Term]] = defaultdict(list)
        for _, predicate, value in everything:
            self.values[predicate].append(value)
        self.kinds = tuple(sorted({value for _, predicate, value in everything if predicate == _TYPE}))

    @cached_property
    def always_out(self) -> frozenset[tuple[str, Term]]:
        """(class, property) that every thing of the class has."""
        return self._always(Counter((self.classes.get(s, ""), p) for s, p in self._outgoing))

    @cached_property
    def always_in(self) -> frozenset[tuple[str, Term]]:
        """(class, property) by which every thing of the class is named."""
        return self._always(Counter((self.classes[o], p) for p, o in self._incoming if o in self.classes))

    def _always(self, having: Mapping[tuple[str, Term], int]) -> frozenset[tuple[str, Term]]:
        return frozenset(
            pair for pair, count in having.items() if self._known(pair[0]) and count == self._sizes[pair[0]]
        )

    @cached_property
    def single(self) -> frozenset[tuple[str, Term]]:
        """(class, property) of which nothing of the class has two values."""
        pairs = {(self.classes.get(s, ""), p) for s, p in self._outgoing}
        twice = {(self.classes.get(s, ""), p) for (s, p), count in self._outgoing.items() if count > 1}
        return frozenset(pair for pair in pairs - twice if self._known(pair[0]) and pair[1] not in MANY)

    def _known(self, kind: str) -> bool:
        return bool(kind) and self._sizes[kind] >= ENOUGH

    def structural(self, triple: Triple) -> bool:
        """Whether a thing of this class always has such a triple, and loses its only one."""
        subject, predicate, value = triple
        if predicate in MAY_BE_ABSENT:
            return False
        out = (self.classes.get(subject, ""), predicate) in self.always_out and self._outgoing[subject, predicate] == 1
        named = (self.classes.get(value, ""), predicate) in self.always_in and self._incoming[predicate, value] == 1
        return out or named


def mutants(batches: Sequence[Batch], count: int, seed: int = 1) -> Iterator[Mutant]:
    """`count` different mutants, as many of each kind as can be, the same for the same seed."""
    chance, model = random.Random(seed), Model(batches)
    makers = list(_MAKERS.items())
    seen: set[Mutant] = set()
    while len(seen) < count:
        kind, make = makers[len(seen) % len(makers)]
        number = chance.randrange(len(model.batches))
        change = make(model, model.batches[number], chance)
        if change is None:
            continue
        about, removed, added = change
        if removed == added or added in model.batches[number]:
            continue
        mutant = Mutant(kind, number, about, removed, added)
        if mutant not in seen:
            seen.add(mutant)
            yield mutant


Change = tuple[str, Triple | None, Triple | None] | None
Maker = Callable[[Model, Sequence[Triple], random.Random], Change]


def _drop(model: Model, triples: Sequence[Triple], chance: random.Random) -> Change:
    triple = chance.choice(triples)
    return (triple[1], triple, None) if model.structural(triple) else None


def _duplicate(model: Model, triples: Sequence[Triple], chance: random.Random) -> Change:
    """A second value, such as another thing has."""
    subject, predicate, value = chance.choice(triples)
    if (model.classes.get(subject, ""), predicate) not in model.single:
        return None
    other = chance.choice(model.values[predicate])
    return None if other == value else (predicate, None, (subject, predicate, other))


def _retype(model: Model, triples: Sequence[Triple], chance: random.Random) -> Change:
    subject, predicate, value = chance.choice(triples)
    if predicate != _TYPE:
        return None
    other = chance.choice(model.kinds)
    if other == value or other in model.classes[subject]:
        return None
    return f"{value} → {other}", (subject, predicate, value), (subject, predicate, other)


def _foreign(model: Model, triples: Sequence[Triple], chance: random.Random) -> Change:
    subject, predicate, value = chance.choice(triples)
    if not value.startswith("<") or predicate in LEADS_OUT or predicate == _TYPE:
        return None
    return predicate, (subject, predicate, value), (subject, predicate, Term(_FOREIGN))


def _misdirect(model: Model, triples: Sequence[Triple], chance: random.Random) -> Change:
    """The IRI of a thing of another class, in the same batch."""
    subject, predicate, value = chance.choice(triples)
    if value not in model.classes or predicate in LEADS_OUT:
        return None
    other = chance.choice(triples)[0]
    if model.classes.get(other) == model.classes[value]:
        return None
    return predicate, (subject, predicate, value), (subject, predicate, other)


def _datatype(model: Model, triples: Sequence[Triple], chance: random.Random) -> Change:
    subject, predicate, value = chance.choice(triples)
    if not value.startswith('"'):
        return None
    end = value.rindex('"') + 1
    tags = ("", f"^^<{_XSD}integer>", f"^^<{_XSD}date>", f"^^<{_XSD}double>", f"^^<{_XSD}boolean>", "@de")
    other = Term(value[:end] + chance.choice(tags))
    return predicate, (subject, predicate, value), (subject, predicate, other)


_MAKERS: Final[Mapping[str, Maker]] = {
    "drop": _drop,
    "duplicate": _duplicate,
    "retype": _retype,
    "foreign IRI": _foreign,
    "wrong thing": _misdirect,
    "wrong datatype": _datatype,
}
