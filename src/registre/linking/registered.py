"""Identities with the numbers that SIRENE and the RNA give them: a pass over what `identify` found.

An organisation that is known by its name only becomes the one of a register when nothing else could be meant
(`registers.judging`); what is doubtful is kept apart as a proposal. SIRET numbers are those of the seat, as the
register states them: none is ever made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from registre.linking.constraints import Refused
from registre.linking.identify import Identities
from registre.linking.identities import IdentityLink, Organisation, OrganisationId, organisation_id
from registre.linking.names import fold, words
from registre.linking.organisation_names import read_organisation
from registre.linking.reference import Reference
from registre.linking.registers.candidates import Candidate
from registre.linking.registers.judging import Opinion, Sought, judge, settle
from registre.linking.registers.rna import find_associations
from registre.linking.registers.settings import RegisterPaths
from registre.linking.registers.sirene import find_seat_numbers, find_seats, find_units, placed
from registre.linking.registers.tables import Session, duckdb_session
from registre.linking.registers.wanted import WantedNames, comparison_key
from registre.records import Record

METHOD = "register-name"


def registered(
    identities: Identities,
    paths: RegisterPaths,
    records: Iterable[Record],
    reference: Reference,
    refused: Collection[Refused] = (),
    accept: Decimal | None = None,
) -> Identities:
    """The same identities, with SIREN, SIRET and RNA numbers where the registers leave no doubt.

    `records` are read once more, to know which bodies name an organisation. Raises `BadRegister` for a file
    that is not what it should be. `refused` are numbers that a curator keeps from a spelling; a number whose
    confidence is below `accept` is but proposed. The result does not depend on the order of records or registers.
    """
    if not paths.of_organisations:
        return identities
    sought = _sought(identities, _naming_bodies(identities, records), reference)
    with duckdb_session() as session:
        opinions = _opinions(session, paths, sought)
        made = {
            organisation_id(one): _made(one, _allowed(one, opinions.get(organisation_id(one), ()), refused), accept)
            for one in identities.organisations
        }
        sirens = {one.key for one in made.values() if one.scheme == "siren"}
        sirens |= {body.siren for body in identities.bodies if body.siren is not None}
        seats = _seats(session, paths, sirens)
    changes = {old: _numbered(new, seats) for old, new in made.items()}
    bodies = {one.key: replace(one, siret=seats.get(one.siren or "")) for one in identities.bodies}
    return identities.revised(changes).shown(bodies=bodies)


def _naming_bodies(identities: Identities, records: Iterable[Record]) -> Mapping[OrganisationId, set[str]]:
    bodies: defaultdict[OrganisationId, set[str]] = defaultdict(set)
    for record in records:
        linked = identities.link(record)
        for organisation in linked.organisations.values() if linked is not None else ():
            if linked is not None:
                bodies[organisation_id(organisation)].add(linked.body.key)
    return bodies


def _sought(
    identities: Identities, bodies: Mapping[OrganisationId, set[str]], reference: Reference
) -> dict[OrganisationId, Sought]:
    """What to look for: the organisations that have no number, with the territories of the bodies that name them."""
    return {
        organisation_id(one): _sought_one(one, identities, bodies.get(organisation_id(one), set()), reference)
        for one in identities.organisations
        if one.scheme == "local"
    }


def _sought_one(one: Organisation, identities: Identities, bodies: Iterable[str], reference: Reference) -> Sought:
    chains = [identities.body_territories.get(body, ()) for body in sorted(bodies)]
    places = {(place.kind, place.code) for chain in chains for place in chain}
    regions = {chain[0].code for chain in chains if chain and chain[0].kind == "region"}
    departements = {code for kind, code in places if kind == "departement"}
    names = [read_organisation(spelling) for spelling in one.spellings]
    return Sought(
        spellings=one.spellings,
        communes=frozenset(code for kind, code in places if kind == "commune"),
        departements=frozenset(departements | set(reference.departements_of(regions))),
        generic=any(name.generic for name in names),
        one_words=frozenset(comparison_key(spelling) for spelling in one.spellings if _is_one_word(spelling)),
    )


def _is_one_word(spelling: str) -> bool:
    """Whether the compared name is a single word, such as an acronym."""
    kept = words(spelling.partition("(")[0] or spelling)
    return comparison_key(spelling) == kept[-1]


def _opinions(
    session: Session, paths: RegisterPaths, sought: Mapping[OrganisationId, Sought]
) -> Mapping[OrganisationId, tuple[Opinion, ...]]:
    names = WantedNames(spelling for one in sought.values() for spelling in one.spellings)
    units = _units(session, paths, names)
    associations = list(find_associations(session, paths.rna, names)) if paths.rna is not None else []
    if paths.sirene_units is not None:
        associations = [_checked(one, {unit.siren for unit in units}) for one in associations]
    by_key = (_by_key(units), _by_key(one for one in associations if one.key[1]))
    return {
        identifier: settle(*(judge(one, _named(one, index)) for index in by_key)) for identifier, one in sought.items()
    }


def _units(session: Session, paths: RegisterPaths, names: WantedNames) -> list[Candidate]:
    if paths.sirene_units is None:
        return []
    units = sorted(find_units(session, paths.sirene_units, names))
    if paths.sirene_establishments is None:
        return units
    seats = find_seats(session, paths.sirene_establishments, (one.siren for one in units))
    return list(placed(units, seats))


def _checked(one: Candidate, active: set[str]) -> Candidate:
    """An association without the SIREN that SIRENE does not know as active under this name."""
    return one if one.siren in active else replace(one, siren="", siret="")


def _by_key(candidates: Iterable[Candidate]) -> Mapping[str, set[Candidate]]:
    index: defaultdict[str, set[Candidate]] = defaultdict(set)
    for one in candidates:
        for name in one.names:
            index[comparison_key(name)].add(one)
    return index


def _named(sought: Sought, index: Mapping[str, set[Candidate]]) -> set[Candidate]:
    keys = {comparison_key(spelling) for spelling in sought.spellings} - {""}
    return {one for key in keys for one in index.get(key, ())}


def _allowed(one: Organisation, opinions: tuple[Opinion, ...], refused: Collection[Refused]) -> tuple[Opinion, ...]:
    names = {fold(spelling) for spelling in one.spellings} | {f"organisation/{one.scheme}/{one.key}"}
    return tuple(each for each in opinions if not any((name, each.candidate.key) in refused for name in names))


def _made(one: Organisation, opinions: tuple[Opinion, ...], accept: Decimal | None) -> Organisation:
    """The organisation with what the registers say of it."""
    if not opinions:
        return one
    sure = accept is None or opinions[0].confidence >= accept
    if len(opinions) == 1 and opinions[0].accepted and sure:
        known = opinions[0].candidate
        scheme, key = known.key
        link = _link(one, opinions[0])
        rna = known.rna or None if scheme == "siren" else None
        return replace(one, scheme=scheme, key=key, links=tuple(sorted((*one.links, link))), rna=rna)
    proposals = (replace(_link(one, each), candidate="/".join(each.candidate.key)) for each in opinions)
    return replace(one, proposals=tuple(sorted((*one.proposals, *proposals))))


def _link(one: Organisation, opinion: Opinion) -> IdentityLink:
    keys = {comparison_key(name) for name in opinion.candidate.names}
    spelling = next(text for text in sorted(one.spellings) if comparison_key(text) in keys)
    return IdentityLink(
        spelling,
        METHOD,
        opinion.confidence,
        opinion.reason,
        opinion.reason_en,
        accepted_by=f"register:{opinion.candidate.register}",
        evidence=f"{opinion.candidate.name} ({opinion.number})",
    )


def _seats(session: Session, paths: RegisterPaths, sirens: set[str]) -> Mapping[str, str]:
    """The SIRET of the seat of each SIREN: as the establishments state it, else as the units do."""
    found: dict[str, str] = {}
    if paths.sirene_units is not None:
        found |= find_seat_numbers(session, paths.sirene_units, sirens)
    if paths.sirene_establishments is not None:
        seats = find_seats(session, paths.sirene_establishments, sirens)
        found = {siren: siret for siren, (siret, _) in seats.items()}
    return found


def _numbered(one: Organisation, seats: Mapping[str, str]) -> Organisation:
    return replace(one, siret=seats.get(one.key)) if one.scheme == "siren" else one
