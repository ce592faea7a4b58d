"""Identities of a whole build: one streaming pass over the records, then each record is linked.

Memory grows with the names, not with the documents. Nothing is guessed: a name that fits nobody, or
two, stands for nothing and is absent from the linked record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from registre.linking.bodies import BodySightings, SettledBody, Sighting, best_spelling
from registre.linking.constraints import NONE, Constraints, Judgement, body_judged, in_order
from registre.linking.grounds import ground_of, towns_of
from registre.linking.identifiers import Identifier, identifier_after
from registre.linking.identities import Body, LinkedRecord, Organ, Organisation, Person, Proposal, Territory
from registre.linking.names import body_name, fold
from registre.linking.organisations import Map, OrganisationSightings, PublicBodies, settle_organisations
from registre.linking.organs import organ_kind, organ_slug
from registre.linking.person_names import read_name
from registre.linking.persons import BodyPersons, settle_persons
from registre.linking.reference import Reference
from registre.linking.rolls import Rolls
from registre.linking.settled_organisations import SettledOrganisations
from registre.records import Act, Attendance, Evidence, Record, Session

_NO_BODIES: Mapping[str, Body] = {}
_NO_ORGANS: Mapping[tuple[str, str], Organ] = {}
_NO_PERSONS: Mapping[tuple[str, str], Person] = {}


@dataclass(frozen=True, slots=True)
class Identities:
    """Everybody and everything that the documents of a build name, each once, in sorted order."""

    bodies: tuple[Body, ...]
    organs: tuple[Organ, ...]
    persons: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    territories: tuple[Territory, ...]
    body_territories: Mapping[str, tuple[Territory, ...]]
    """Of each body, by its key: the territories it lies in, its own first, its région last."""
    proposals: tuple[Proposal, ...]
    """Organisations that may be one: nothing is joined before somebody says so."""
    unapplied: tuple[Judgement, ...]
    """Judgements of the constraints that fit no name, or that another one contradicts."""
    _sightings: BodySightings
    _settled: Mapping[Sighting, SettledBody]
    _organs: Mapping[tuple[str, str], Organ]
    _persons: Mapping[str, BodyPersons]
    _settled_organisations: SettledOrganisations

    def revised(self, changes: Mapping[tuple[str, str], Organisation]) -> Identities:
        """The same identities, some organisations replaced: (scheme, key) of the old one → the new one.

        For passes that learn more (a register gives a SIREN). Two that come to bear one scheme and key become
        one, with the spellings and links of both.
        """
        settled = self._settled_organisations.revised(changes)
        return replace(
            self,
            organisations=settled.organisations,
            proposals=settled.proposals,
            _settled_organisations=settled,
        )

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
        found = {key: one.revised(persons) for key, one in self._persons.items()}
        changed = {key: organs.get(key, one) for key, one in self._organs.items()}
        return replace(
            self,
            bodies=tuple(bodies.get(one.key, one) for one in self.bodies),
            organs=tuple(sorted(changed.values())),
            persons=tuple(sorted(one for group in found.values() for one in group.persons)),
            _settled=settled,
            _organs=changed,
            _persons=found,
        )

    def link(self, record: Record) -> LinkedRecord | None:
        """The record and what its names stand for; None without a session, a date, an organ or a body."""
        session = record.session
        sighting = self._sightings.sighting(record)
        settled = self._settled.get(sighting) if sighting is not None else None
        if session is None or session.date is None or session.organ is None or settled is None:
            return None
        body = settled.body
        found = ((name, self._settled_organisations.of(name, body.key)) for name, *_ in _organisation_names(record))
        return LinkedRecord(
            record,
            body,
            self._organs[body.key, organ_slug(session.organ.value)],
            _link_persons(record, session, self._persons[body.key]),
            {name: organisation for name, organisation in found if organisation is not None},
        )


def identify(records: Iterable[Record], reference: Reference, constraints: Constraints | None = None) -> Identities:
    """The identities of all records. Reads them once, in any order: the result does not depend on it.

    `constraints` come before every rule of the software: names that are one, names that never are.
    """
    gathered = _Gathered(reference)
    for record in records:
        gathered.add(record)
    return gathered.settle(reference, constraints or NONE)


class _Gathered:
    """What one pass over the records leaves: names, never texts."""

    def __init__(self, reference: Reference) -> None:
        self.bodies = BodySightings(reference)
        self.rolls: defaultdict[Sighting, Rolls] = defaultdict(Rolls)
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
        _add_persons(self.rolls[sighting], record, session, organ, session.date.value)
        for name, alias, identifier in _organisation_names(record):
            self.organisations.see(name, alias, tag, identifier)

    def settle(self, reference: Reference, constraints: Constraints) -> Identities:
        settled = _merged(self.bodies.settle(), constraints.bodies)
        bodies = {one.body.key: one.body for one in settled.values()}
        places = {one.body.key: one.territories for one in settled.values()}
        organs = self._settle_organs(settled)
        persons, unapplied = self._settle_persons(settled, constraints.persons)
        body_of = {tag: settled[sighting].body.key for tag, sighting in self.tags.items()}
        grounds = {key: ground_of(body, places[key]) for key, body in bodies.items()}
        public = _public_bodies(bodies.values(), reference)
        where = Map(body_of, grounds, towns_of(grounds.values(), reference), public)
        organisations = settle_organisations(self.organisations, where, constraints.organisations)
        used = {organ.body for organ in organs.values()}
        return Identities(
            bodies=tuple(sorted((body for body in bodies.values() if body.key in used), key=lambda body: body.key)),
            organs=tuple(sorted(organs.values())),
            persons=tuple(sorted(one for group in persons.values() for one in group.persons)),
            organisations=organisations.organisations,
            territories=tuple(_unique(place for key in sorted(used) for place in places[key])),
            body_territories={key: places[key] for key in sorted(used)},
            proposals=organisations.proposals,
            unapplied=(*organisations.unapplied, *unapplied),
            _sightings=self.bodies,
            _settled=settled,
            _organs=organs,
            _persons=persons,
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
        self, settled: Mapping[Sighting, SettledBody], judgements: Iterable[Judgement]
    ) -> tuple[dict[str, BodyPersons], tuple[Judgement, ...]]:
        """The persons of each body, and the judgements that fit none of them."""
        rolls: defaultdict[str, Rolls] = defaultdict(Rolls)
        for sighting, roll in self.rolls.items():
            rolls[settled[sighting].body.key].merge(roll)
        judged: defaultdict[str, list[Judgement]] = defaultdict(list)
        for judgement in judgements:
            judged[body_judged(judgement)].append(judgement)
        persons = {body: settle_persons(body, roll, judged.pop(body, ())) for body, roll in sorted(rolls.items())}
        lost = [judgement for one in persons.values() for judgement in one.unapplied]
        return persons, tuple(in_order([*lost, *(one for unheard in judged.values() for one in unheard)]))


def _merged(
    settled: Mapping[Sighting, SettledBody], merges: Iterable[tuple[str, str]]
) -> Mapping[Sighting, SettledBody]:
    """Each sighting of a body that was merged stands for the one that was kept."""
    kept, by_key = dict(merges), {one.body.key: one for one in settled.values()}

    def final(one: SettledBody) -> SettledBody:
        seen = set[str]()
        while one.body.key in kept and one.body.key not in seen and kept[one.body.key] in by_key:
            seen.add(one.body.key)
            one = by_key[kept[one.body.key]]
        return one

    return {sighting: final(one) for sighting, one in settled.items()} if kept else settled


def _add_persons(rolls: Rolls, record: Record, session: Session, organ: str, day: date) -> None:
    roll = [fact.value for fact in session.attendance]
    rolls.add_roll(one.name for one in roll)
    for one in roll:
        rolls.spellings[one.name].add(organ, day, {_role(one)}, one.role)
        if one.substitute_for is not None:
            rolls.spellings[one.substitute_for].add(organ, day, {"titulaire"})
    for fact, role in ((session.president, "president"), (session.secretary, "secretary")):
        if fact is not None and not _is_office(fact.value):
            rolls.spellings[fact.value].add(organ, day, {role})
    for name in _names_beside_the_roll(record, session):
        if not _is_office(name):
            rolls.spellings[name].add(organ, day, ())


def _role(one: Attendance) -> str:
    said = fold(one.role or "")
    if one.substitute_for is not None or "suppleant" in said:
        return "suppleant"
    if "vice president" in said:
        return "vice-president"
    return "titulaire" if "titulaire" in said else "member"


def _names_beside_the_roll(record: Record, session: Session) -> Iterator[str]:
    """Names of members that are not entries of the roll: proxy holders, voters, signatories."""
    for fact in session.attendance:
        if fact.value.proxy_to is not None:
            yield fact.value.proxy_to
    for act in record.acts:
        yield from _names_of_act(act)


def _names_of_act(act: Act) -> Iterator[str]:
    if act.signatory is not None:
        yield act.signatory.value
    if act.vote is not None:
        vote = act.vote.value
        yield from (*vote.against_names, *vote.abstention_names, *vote.not_voting_names)


def _link_persons(record: Record, session: Session, persons: BodyPersons) -> dict[str, Person]:
    """Whom the names of a record stand for. « M. le Maire » as proxy holder is who chairs the session."""
    names = [fact.value.name for fact in session.attendance]
    names += [fact.value.substitute_for for fact in session.attendance if fact.value.substitute_for is not None]
    names += [fact.value for fact in (session.president, session.secretary) if fact is not None]
    names += _names_beside_the_roll(record, session)
    offices = {name for name in names if _is_office(name)}
    found = persons.in_record(name for name in names if name not in offices)
    chair = found.get(session.president.value) if session.president is not None else None
    if chair is not None:
        found |= dict.fromkeys(sorted(offices), chair)
    return dict(sorted(found.items()))


def _is_office(name: str) -> bool:
    """ "M. le Maire", "Madame la Présidente": an office, not a name."""
    said = [word for word in fold(name).split() if word not in {"m", "mme", "monsieur", "madame", "le", "la"}]
    return not said or (
        len(said) <= 2 and said[0] in {"maire", "president", "presidente"} and said[1:] in ([], ["seance"])
    )


Named = tuple[str, str | None, Identifier | None]
"""A name, the alias and the identifier that the text states beside it."""


def _organisation_names(record: Record) -> Iterator[Named]:
    """Every name of an organisation that a record states; never that of a member."""
    members = _member_names(record)
    for name, alias, evidence in _stated_organisations(record):
        if tuple(sorted(fold(name).split())) not in members:
            yield name, alias, _identifier(record.text, name, evidence)


def _identifier(text: str, name: str, evidence: Evidence) -> Identifier | None:
    """The number that stands just after the name, where the fact was read."""
    place = text.find(name, evidence.start, evidence.end)
    return identifier_after(text, place + len(name)) if place >= 0 else None


def _member_names(record: Record) -> frozenset[tuple[str, ...]]:
    """The members of the roll as sorted words: their whole names and their family names."""
    roll = record.session.attendance if record.session is not None else ()
    names = [read_name(fact.value.name) for fact in roll]
    return frozenset(tuple(sorted(words)) for name in names for words in (name.tokens, name.family or name.tokens))


def _stated_organisations(record: Record) -> Iterator[tuple[str, str | None, Evidence]]:
    for act in record.acts:
        for commitment in act.commitments:
            if commitment.value.beneficiary is not None and not commitment.value.private:
                yield commitment.value.beneficiary, None, commitment.evidence
        for lent in act.in_kind:
            if lent.value.beneficiary is not None and not lent.value.private:
                yield lent.value.beneficiary, None, lent.evidence
        for received in act.received:
            yield received.value.payer, None, received.evidence
        for recalled in act.recalled:
            if recalled.value.organisation is not None:
                yield recalled.value.organisation, None, recalled.evidence
        for mention in act.mentions:
            yield mention.value.name, mention.value.alias, mention.evidence
        for agreement in act.agreements:
            yield from ((party, None, agreement.evidence) for party in agreement.value.parties)


def _public_bodies(bodies: Iterable[Body], reference: Reference) -> PublicBodies:
    """Names of public bodies: those of this build by any spelling, the others by their exact full name."""
    here = {body_name(body.name): body for body in sorted(bodies, key=lambda one: one.key) if body.siren is not None}

    def find(text: str) -> tuple[str, str] | None:
        name = body_name(text)
        body = here.get(name)
        if body is not None and body.siren is not None and (name[0] is not None):
            return body.siren, body.name
        known = reference.find(text) if name[0] is not None else None
        if known is None or not known.siren or fold(known.full_name) != fold(text):
            return None
        return known.siren, known.full_name

    return find


def _unique(places: Iterable[Territory]) -> list[Territory]:
    return sorted({(place.kind, place.code): place for place in places}.values(), key=lambda one: (one.kind, one.code))
