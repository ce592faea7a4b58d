"""Identities of a whole build: one streaming pass over the records, then each record is linked.

Memory grows with the names of organisations, not with the documents: rolls, persons and organisations wait on disk.
Nothing is guessed: a name that fits nobody, or two, stands for nothing and is absent from the linked record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from registre.linking.bodies import BodySightings, SettledBody, Sighting, best_spelling
from registre.linking.bodies_of_build import merged
from registre.linking.constraints import NONE, Constraints, Judgement, body_judged, in_order
from registre.linking.gathered_names import Map, OrganisationSightings
from registre.linking.grounds import ground_of
from registre.linking.hands import Hands
from registre.linking.identities import Body, Linked, LinkedRecord, Organ, Organisation, Person, Proposal, Territory
from registre.linking.kept_organisations import KeptOrganisations
from registre.linking.kept_persons import KeptPersons, KeptRolls
from registre.linking.matching_rules import Matching, read_matching
from registre.linking.named_organisations import organisation_names
from registre.linking.named_persons import add_persons, link_persons
from registre.linking.organs import organ_kind, organ_slug
from registre.linking.own_hands import OWN_HANDS
from registre.linking.persons import BodyPersons
from registre.linking.record_names import RecordNames, names_in
from registre.linking.reference import Reference
from registre.linking.remembering import forget
from registre.linking.settled_organisations import SettledOrganisations
from registre.records import Record

_NO_BODIES: Mapping[str, Body] = {}
_NO_ORGANS: Mapping[tuple[str, str], Organ] = {}
_NO_PERSONS: Mapping[tuple[str, str], Person] = {}


@dataclass(frozen=True, slots=True)
class Identities:
    """Everybody and everything that the documents of a build name, each once, in sorted order."""

    bodies: tuple[Body, ...]
    organs: tuple[Organ, ...]
    persons: KeptPersons
    """In order, read from the disk whenever they are asked for."""
    territories: tuple[Territory, ...]
    body_territories: Mapping[str, tuple[Territory, ...]]
    """Of each body, by its key: the territories it lies in, its own first, its région last."""
    unapplied: tuple[Judgement, ...]
    """Judgements of the constraints that fit no name, or that another one contradicts."""
    former_bodies: Mapping[str, str]
    """Keys that bodies had, or would have had, without their SIREN → their own."""
    _sightings: BodySightings
    _settled: Mapping[Sighting, SettledBody]
    _organs: Mapping[tuple[str, str], Organ]
    _settled_organisations: SettledOrganisations

    @property
    def organisations(self) -> KeptOrganisations:
        """In order, read from the disk whenever they are asked for."""
        return self._settled_organisations.organisations

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Organisations that may be one: nothing is joined before somebody says so."""
        return self._settled_organisations.proposals

    @property
    def moved(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """(scheme, key) that an organisation had, or would have without its number or by another name → its own."""
        return self._settled_organisations.moved

    def revised(self, changes: Mapping[tuple[str, str], Organisation]) -> Identities:
        """The same identities, some organisations replaced: (scheme, key) of the old one → the new one.

        For passes that learn more (a register gives a SIREN). Two that come to bear one scheme and key become
        one, with the spellings and links of both.
        """
        return replace(self, _settled_organisations=self._settled_organisations.revised(changes))

    def named(self, spellings: Collection[str]) -> list[Organisation]:
        """The organisations that are spelt so in the documents of some body, in order."""
        return self._settled_organisations.names.spelt(spellings)

    def spellings_of_organisations(self) -> Iterator[str]:
        """Those of the documents of all bodies, each once, in order."""
        return self._settled_organisations.names.spellings()

    def settled_for_good(self) -> Identities:
        """The same identities for who will only link documents and publish pages.

        What may be one and what had other addresses are no longer told, what was found of names is forgotten.
        """
        forget()
        return replace(self, _settled_organisations=replace(self._settled_organisations, proposals=(), moved={}))

    def shown(
        self,
        bodies: Mapping[str, Body] = _NO_BODIES,
        organs: Mapping[tuple[str, str], Organ] = _NO_ORGANS,
        persons: Mapping[tuple[str, str], Person] = _NO_PERSONS,
    ) -> Identities:
        """The same identities, some shown otherwise: key of the old one → the new one, of the same body.

        Keys: of a body its own, of an organ body and slug, of a person body and key.
        """
        settled = {
            sighting: replace(one, body=bodies.get(one.body.key, one.body)) for sighting, one in self._settled.items()
        }
        changed = {key: organs.get(key, one) for key, one in self._organs.items()}
        return replace(
            self,
            bodies=tuple(bodies.get(one.key, one) for one in self.bodies),
            organs=tuple(sorted(changed.values())),
            persons=self.persons.revised(persons),
            _settled=settled,
            _organs=changed,
        )

    def link(self, record: Record) -> LinkedRecord | None:
        """The record and what its names stand for; None without a session, a date, an organ or a body."""
        names = self.names_of(record)
        return self.linked(names).of(record) if names is not None else None

    def names_of(self, record: Record) -> RecordNames | None:
        """All that linking a record takes of it; None without a session, a date, an organ or a body."""
        session, sighting = record.session, self._sightings.sighting(record)
        settled = self._settled.get(sighting) if sighting is not None else None
        if session is None or session.date is None or session.organ is None or settled is None:
            return None
        return names_in(record, session, settled.body, self._organs[settled.body.key, organ_slug(session.organ.value)])

    def linked(self, names: RecordNames) -> Linked:
        """What these names stand for."""
        body = names.body.key
        found = ((name, self._settled_organisations.names.of(name, body)) for name in names.organisations)
        organisations = {name: organisation for name, organisation in found if organisation is not None}
        return Linked(names.body, names.organ, link_persons(names.members, self.persons.of(body)), organisations)


def identify(
    records: Iterable[Record],
    reference: Reference,
    constraints: Constraints | None = None,
    accept: Decimal | None = None,
    hands: Hands = OWN_HANDS,
) -> Identities:
    """The identities of all records. Reads them once, in any order: the result does not depend on it.

    `constraints` come before every rule of the software: names that are one, names that never are. `accept` is the
    confidence from which names of organisations join, that of matching.toml when it is not given. `hands` do the
    work: the result is the same whoever does it.
    """
    gathered = _Gathered(reference)
    for record in records:
        gathered.add(record)
    return gathered.settle(reference, constraints or NONE, read_matching().accepting(accept), hands)


class _Gathered:
    """What one pass over the records leaves: names, never texts."""

    def __init__(self, reference: Reference) -> None:
        self.bodies = BodySightings(reference)
        self.rolls = KeptRolls()
        self.organs: defaultdict[tuple[Sighting, str], Counter[str]] = defaultdict(Counter)
        self.organisations = OrganisationSightings()
        self.tags: dict[str, Sighting] = {}

    def add(self, record: Record) -> None:
        session = record.session
        sighting = self.bodies.see(record)
        if session is None or session.date is None or session.organ is None or sighting is None:
            return
        tag = f"{sighting.siren}|{'+'.join(sighting.kinds)}|{sighting.key}|{sighting.departement}"
        self.tags[tag] = sighting
        organ = organ_slug(session.organ.value)
        self.organs[sighting, organ][session.organ.value] += 1
        add_persons(self.rolls.of_document(tag), record, session, organ, session.date.value)
        for name, alias, identifier in organisation_names(record):
            self.organisations.see(name, alias, tag, identifier)

    def settle(self, reference: Reference, constraints: Constraints, matching: Matching, hands: Hands) -> Identities:
        settled = merged(self.bodies.settle(), constraints.bodies)
        bodies = {one.body.key: one.body for one in settled.values()}
        places = {one.body.key: one.territories for one in settled.values()}
        organs = self._settle_organs(settled)
        persons, unapplied = self._settle_persons(settled, constraints.persons, hands)
        forget()
        body_of = {tag: settled[sighting].body.key for tag, sighting in self.tags.items()}
        grounds = {key: ground_of(body, places[key]) for key, body in bodies.items()}
        where = Map(body_of, tuple(bodies.values()), grounds, reference)
        organisations = hands.organisations(self.organisations, where, constraints.organisations, matching)
        used = {organ.body for organ in organs.values()}
        return Identities(
            bodies=tuple(sorted((body for body in bodies.values() if body.key in used), key=lambda body: body.key)),
            organs=tuple(sorted(organs.values())),
            persons=persons,
            territories=tuple(_unique(place for key in sorted(used) for place in places[key])),
            body_territories={key: places[key] for key in sorted(used)},
            unapplied=(*organisations.unapplied, *unapplied),
            former_bodies=self.bodies.former_keys(settled),
            _sightings=self.bodies,
            _settled=settled,
            _organs=organs,
            _settled_organisations=organisations,
        )

    def _settle_organs(self, settled: Mapping[Sighting, SettledBody]) -> dict[tuple[str, str], Organ]:
        spellings: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for (sighting, slug), counted in self.organs.items():
            spellings[settled[sighting].body.key, slug].update(counted)
        return {
            (body, slug): Organ(body, slug, best_spelling(counted), organ_kind(best_spelling(counted)))
            for (body, slug), counted in sorted(spellings.items())
        }

    def _settle_persons(
        self, settled: Mapping[Sighting, SettledBody], judgements: Iterable[Judgement], hands: Hands
    ) -> tuple[KeptPersons, tuple[Judgement, ...]]:
        """The persons of each body, and the judgements that fit none of them."""
        sightings: defaultdict[str, list[str]] = defaultdict(list)
        for tag, sighting in self.tags.items():
            sightings[settled[sighting].body.key].append(tag)
        judged: defaultdict[str, list[Judgement]] = defaultdict(list)
        for judgement in judgements:
            judged[body_judged(judgement)].append(judgement)
        wanted, lost = sorted(sightings), list[Judgement]()

        def found() -> Iterator[tuple[str, BodyPersons]]:
            asked = ((body, self.rolls.of(sightings[body]), judged.pop(body, ())) for body in wanted)
            for body, persons in zip(wanted, hands.persons(asked), strict=True):
                lost.extend(persons.unapplied)
                yield body, persons

        persons = KeptPersons(found())
        return persons, tuple(in_order([*lost, *(one for unheard in judged.values() for one in unheard)]))


def _unique(places: Iterable[Territory]) -> list[Territory]:
    return sorted({(place.kind, place.code): place for place in places}.values(), key=lambda one: (one.kind, one.code))
