"""Identities as the curators decided them: what linking must join, keep apart, key and show.

Linking obeys `constraints_of` before its own rules; `settle` then gives each merged identity the key that was
kept and each renamed one its name. `separate` puts another name in the place of a homonym, in the documents that
a split names: what the words prove does not change, only for whom they stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from typing import Any

from registre.decisions.decision import AcceptLink, Decision, Merge, RejectLink, Rename, Split, names_document
from registre.decisions.showing import accepted, renamed
from registre.linking.constraints import Constraints, Judgement, Known, Named, Refused, known_by
from registre.linking.identify import Identities
from registre.linking.identities import LinkedRecord, Organisation, Person, organisation_id
from registre.linking.names import fold
from registre.records import Evidence, Fact, Record

METHOD = "decided"


def iri_path(one: Organisation | Person) -> str:
    """The end of the IRI of an identity, as decisions name it."""
    if isinstance(one, Person):
        return f"person/{one.body}/{one.key}"
    return f"organisation/{one.scheme}/{one.key}"


@dataclass(frozen=True, slots=True)
class Naming:
    """The identity decisions of a build. `before` are the identities that the rules alone would give."""

    every: tuple[Decision, ...]
    before: Identities
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    """Digest of a document and name in it → the name that a split gave it there, once the document was read."""

    def constraints(self) -> Constraints:
        """What linking must obey; a judgement is signed with the key of its decision."""
        organisations = [one for decision in self.every for one in self._judgements(decision, "organisation/")]
        persons = [one for decision in self.every for one in self._judgements(decision, "person/")]
        kept = {body.key for body in self.before.bodies}
        merges = [one for one in self.every if isinstance(one, Merge) and one.keep.startswith("body/")]
        bodies = [(gone.removeprefix("body/"), one.keep.removeprefix("body/")) for one in merges for gone in one.gone]
        known = tuple((gone, keep) for gone, keep in bodies if {gone, keep} <= kept)
        return Constraints(tuple(organisations), tuple(persons), known, frozenset(self._numbers()))

    def _numbers(self) -> Iterator[Refused]:
        """The numbers of registers that a refusal takes from the spellings of an organisation."""
        for decision in self.every:
            if not isinstance(decision, RejectLink) or not decision.thing.startswith("organisation/"):
                continue
            pairs = [(decision.thing, decision.other or fold(decision.spelling or ""))]
            if decision.other is not None:
                pairs.append((decision.other, decision.thing))
            for path, refused in pairs:
                number = known_by(path)
                if number is not None and number.scheme in ("siren", "rna"):
                    yield refused, (number.scheme, number.key)

    def _judgements(self, decision: Decision, family: str) -> Iterator[Judgement]:
        by, reason = "decisions", decision.key  # its words are told on the page of decisions, masked
        if isinstance(decision, Merge) and decision.keep.startswith(family):
            for gone in decision.gone:
                if self._spellings(decision.keep) and self._spellings(gone):
                    both = self._which(decision.keep), self._which(gone)
                    yield Judgement(*both, True, by, reason, reason, METHOD)
        elif isinstance(decision, RejectLink) and decision.thing.startswith(family):
            body = decision.thing.split("/")[1] if family == "person/" else ""
            for one, other in self._refused(decision, body):
                yield Judgement(one, other, False, by, reason, reason, METHOD)

    def _refused(self, decision: RejectLink, body: str) -> Iterator[tuple[Known | Named, Known | Named]]:
        """The pairs that a refusal keeps apart: two identities, or a spelling and each of the others."""
        own = self._spellings(decision.thing)
        if decision.other is not None:
            if own and self._spellings(decision.other):
                yield self._which(decision.thing), self._which(decision.other)
            return
        spelling = decision.spelling or ""
        if own and fold(spelling) not in map(fold, own):  # not joined: never to be
            yield self._which(decision.thing), Named(spelling, body)
            return
        yield from ((Named(one, body), Named(spelling, body)) for one in own if fold(one) != fold(spelling))

    def _which(self, path: str) -> Known | Named:
        """An identity as linking knows it before registers give it a number: by its key, else by a spelling."""
        known = known_by(path)
        assert known is not None
        return known if known.scheme not in ("siren", "rna") else Named(self._spellings(path)[0])

    def _spellings(self, path: str) -> tuple[str, ...]:
        """The spellings of an identity in the documents, none when no document names it."""
        kind, _, rest = path.partition("/")
        first, _, key = rest.partition("/")
        if kind == "person":
            return next((one.spellings for one in self.before.persons.of(first).persons if one.key == key), ())
        organisation = self.before.organisations.called((first, key)) if kind == "organisation" else None
        return organisation.spellings if organisation is not None else ()

    def holds(self, decision: Decision) -> bool:
        """Whether an identity decision speaks of something that the documents name."""
        match decision:
            case Merge():
                return any(self._exists(gone) for gone in decision.gone)
            case RejectLink():
                if decision.other is None:
                    return self._written(decision)
                return self._exists(decision.thing) or self._exists(decision.other)
            case _:
                return False  # known when a record is separated (a split) or when identities are settled

    def _exists(self, path: str) -> bool:
        kind, _, rest = path.partition("/")
        if kind == "body":
            return any(one.key == rest for one in self.before.bodies)
        if kind == "organ":
            return any(f"{one.body}/{one.slug}" == rest for one in self.before.organs)
        return bool(self._spellings(path))

    def _written(self, decision: RejectLink) -> bool:
        """Whether some document writes the spelling that a decision refuses."""
        written = self.before.spellings_of_organisations()
        if decision.thing.startswith("person/"):
            written = (text for one in self.before.persons for text in one.spellings)
        refused = fold(decision.spelling or "")
        return any(fold(text) == refused for text in written)

    def settle(self, identities: Identities, applied: set[str]) -> Identities:
        """Merged identities under the key that was kept, renamed ones under their name, accepted links sure.

        The decisions that found what they speak of are added to `applied`.
        """
        for decision in self.every:
            if isinstance(decision, Merge):
                identities = self._keyed(identities, decision)
        kept = {gone: one.keep for one in self.every if isinstance(one, Merge) for gone in one.gone}
        for decision in self.every:
            if isinstance(decision, Rename):
                shown = renamed(identities, decision)
            elif isinstance(decision, AcceptLink):
                shown = accepted(identities, decision, kept)
            else:
                continue
            if shown is not None:
                identities = shown
                applied.add(decision.key)
        return identities

    def _keyed(self, identities: Identities, decision: Merge) -> Identities:
        """The identity that bears the spellings of all takes the key that was kept."""
        kind, scheme, *rest = decision.keep.split("/")
        own = {one for path in (decision.keep, *decision.gone) for one in self._spellings(path)}
        if kind == "organisation":
            changes = {
                organisation_id(one): replace(one, scheme=scheme, key=rest[0])
                for one in identities.named(own)
                if iri_path(one) != decision.keep
            }
            return identities.revised(changes)
        if kind == "person":
            people = {
                (one.body, one.key): replace(one, key=rest[0])
                for one in identities.persons
                if one.body == scheme and iri_path(one) != decision.keep and own <= set(one.spellings)
            }
            return identities.shown(persons=people)
        return identities

    def separate(self, record: Record, applied: set[str]) -> Record:
        """The record where a homonym bears the name that a split gives it."""
        splits = [one for one in self.every if isinstance(one, Split)]
        linked = self.before.link(record) if splits else None
        if linked is None:
            return record
        for decision in splits:
            names = _homonyms(decision, record, linked)
            if names:
                applied.add(decision.key)
                self.renamed.update({(record.source.sha256, name): decision.name for name in names})
                record = _with_names(record, names, decision.name)
        return record


def _homonyms(decision: Split, record: Record, linked: LinkedRecord) -> set[str]:
    """The names of a record that the split takes away from its identity."""
    here = not (decision.documents or decision.bodies)
    here = here or any(names_document(one, record.source.sha256) for one in decision.documents)
    if not (here or f"body/{linked.body.key}" in decision.bodies):
        return set()
    found: Mapping[str, Organisation | Person] = (
        linked.persons if decision.of.startswith("person/") else linked.organisations
    )
    wanted = fold(decision.spelling) if decision.spelling is not None else None
    return {name for name, one in found.items() if iri_path(one) == decision.of and wanted in (None, fold(name))}


def _with_names(node: Any, names: Collection[str], new: str) -> Any:
    """`node` where each value that is one of `names` is `new`. Texts, titles and quotes are left alone."""
    if isinstance(node, Record):
        session = _with_names(node.session, names, new)
        return replace(node, session=session, acts=_with_names(node.acts, names, new))
    if isinstance(node, str) and not isinstance(node, Enum):
        return new if node in names else node
    if isinstance(node, tuple):
        return tuple(_with_names(part, names, new) for part in node)
    if isinstance(node, Fact):
        return Fact(_with_names(node.value, names, new), node.evidence, node.also)
    if is_dataclass(node) and not isinstance(node, (type, Evidence)):
        return replace(node, **{one.name: _with_names(getattr(node, one.name), names, new) for one in fields(node)})
    return node
