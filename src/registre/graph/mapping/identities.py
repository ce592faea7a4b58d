"""Who is who, as pages: bodies, their organs, persons, organisations, territories."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Protocol

from registre.graph.draft import Draft
from registre.graph.iris import Minter
from registre.graph.pages import PageGraph, Term
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import Adms, Eli, Foaf, Igeo, Org, Owl, Rdfs, Reg, Skos, concept
from registre.graph.vocabulary import Person as PersonTerms
from registre.linking.identities import Body, IdentityLink, Mandate, Organ, Organisation, Person, Territory

TERRITORIES: Final = {
    "commune": (Igeo.Commune, Igeo.codeINSEE),
    "departement": (Igeo.Departement, Igeo.codeINSEE),
    "epci": (Igeo.Intercommunalite, Org.identifier),
    "region": (Igeo.Region, Igeo.codeINSEE),
}
"""Class and code of each kind. An EPCI has no INSEE code: its SIREN identifies it."""

AGENCIES: Final = {"siret": "INSEE", "rna": "Ministère de l'intérieur"}
"""Who keeps the register of a number."""

OTHER_NAMES: Final = frozenset({"stated-acronym", "stated-former-name"})
"""Links whose spelling is a name of its own, not a way to write another one."""


class Identities(Protocol):
    """What the pages need of the identities of a build (`linking.identify` makes them)."""

    @property
    def bodies(self) -> Sequence[Body]: ...
    @property
    def organs(self) -> Sequence[Organ]: ...
    @property
    def persons(self) -> Iterable[Person]: ...
    @property
    def organisations(self) -> Iterable[Organisation]: ...
    @property
    def territories(self) -> Sequence[Territory]: ...
    @property
    def body_territories(self) -> Mapping[str, Sequence[Territory]]: ...


def identity_pages(identities: Identities, mint: Minter) -> Iterator[PageGraph]:
    """A page for each identity. A territory or a group that has no page of its own is not linked to."""
    known = {(one.kind, one.code) for one in identities.territories}
    sirens = {body.siren: body.key for body in identities.bodies if body.siren is not None}
    for body in identities.bodies:
        own = body.territory or _smallest(identities.body_territories.get(body.key, ()))
        yield _body_page(body, own if own in known else None, sirens, mint)
    for organ in identities.organs:
        yield _organ_page(organ, mint)
    for person in identities.persons:
        yield _person_page(person, mint)
    organisations = {(one.scheme, one.key) for one in identities.organisations}
    for organisation in identities.organisations:
        same = sirens.get(organisation.key) if organisation.scheme == "siren" else None
        yield _organisation_page(organisation, same, organisations, mint)
    for territory in identities.territories:
        yield _territory_page(territory, territory.parent if territory.parent in known else None, mint)


def _smallest(territories: Sequence[Territory]) -> tuple[str, str] | None:
    """Where a body lies that is no territory of its own (a syndicate): the first, which is the smallest."""
    return (territories[0].kind, territories[0].code) if territories else None


def _body_page(body: Body, territory: tuple[str, str] | None, sirens: Mapping[str, str], mint: Minter) -> PageGraph:
    """`sirens`: SIREN of each body that has a page → its key."""
    draft = Draft(mint, mint.body(body.key), "body")
    draft.describe(
        draft.thing,
        (Reg.PublicBody,),
        (Skos.prefLabel, text(body.name)),
        (Org.identifier, text(body.siren) if body.siren is not None else None),
        (Rdfs.seeAlso, _directory(body.siren) if body.siren is not None else None),
        (Org.classification, concept("bodykind", body.kind)),
        (Reg.territory, iri(mint.territory(*territory)) if territory is not None else None),
        *((Org.memberOf, iri(mint.body(sirens[group]))) for group in body.member_of if group in sirens),
    )
    _state_identifier(draft, "siret", body.siret)
    return draft.finish()


def _state_identifier(draft: Draft, scheme: str, number: str | None) -> None:
    """A number that a register gives beside org:identifier, and who keeps the register."""
    if number is None:
        return
    node = draft.part(scheme)
    draft.add(draft.thing, Adms.identifier, node)
    draft.describe(node, (Adms.Identifier,), (Skos.notation, text(number)), (Adms.schemeAgency, text(AGENCIES[scheme])))


def _organ_page(organ: Organ, mint: Minter) -> PageGraph:
    draft = Draft(mint, mint.organ(organ.body, organ.slug), "organ")
    draft.describe(
        draft.thing,
        (Reg.DeliberativeOrgan,),
        (Skos.prefLabel, text(organ.name)),
        (Org.unitOf, iri(mint.body(organ.body))),
        (Org.classification, concept("organ", organ.kind)),
    )
    return draft.finish()


def _person_page(person: Person, mint: Minter) -> PageGraph:
    draft = Draft(mint, mint.person(person.body, person.key), "person")
    given, family = split_name(person.name)
    draft.describe(
        draft.thing,
        (PersonTerms.Person, Eli.Person),
        (Skos.prefLabel, text(person.name)),
        (Foaf.givenName, text(given) if given is not None else None),
        (Foaf.familyName, text(family) if family is not None else None),
        *((Skos.hiddenLabel, text(other)) for other in person.spellings if other != person.name),
    )
    for mandate in person.mandates:
        _state_mandate(draft, mandate, person, mint)
    return draft.finish()


def split_name(name: str) -> tuple[str | None, str | None]:
    """Given and family name of "Odile VARENNE" or "VARENNE Odile", told apart by the capitals alone.

    Both None when the capitals do not tell: nothing is guessed.
    """
    words = name.split()
    capitals = [len(word) > 1 and word.isupper() for word in words]
    families = [word for word, upper in zip(words, capitals, strict=True) if upper]
    changes = sum(a != b for a, b in pairwise(capitals))
    if not families or changes != 1:
        return None, None
    return " ".join(word for word, upper in zip(words, capitals, strict=True) if not upper), " ".join(families)


def _state_mandate(draft: Draft, mandate: Mandate, person: Person, mint: Minter) -> None:
    node = draft.part("mandate", mandate.organ)
    draft.add(draft.thing, Org.hasMembership, node)
    draft.describe(
        node,
        (Reg.Mandate,),
        (Org.member, draft.thing),
        (Org.organization, iri(mint.organ(person.body, mandate.organ))),
        *((Org.role, concept("role", role)) for role in mandate.roles),
        *((Reg.capacity, text(stated)) for stated in mandate.stated),
        (Reg.firstSeen, typed(mandate.first_seen)),
        (Reg.lastSeen, typed(mandate.last_seen)),
    )


def _organisation_page(
    organisation: Organisation, body: str | None, known: Collection[tuple[str, str]], mint: Minter
) -> PageGraph:
    """`body` is the key of the body of this publication that has the same SIREN."""
    draft = Draft(mint, mint.organisation(organisation.scheme, organisation.key), "organisation")
    official = organisation.scheme in ("siren", "rna")
    others = {link.spelling for link in organisation.links if link.method in OTHER_NAMES} - {organisation.name}
    hidden = set(organisation.spellings) - others - {organisation.name}
    draft.describe(
        draft.thing,
        (Org.FormalOrganization,),
        (Skos.prefLabel, text(organisation.name)),
        (Org.identifier, text(organisation.key) if official else None),
        (Rdfs.seeAlso, _directory(organisation.key) if organisation.scheme == "siren" else None),
        (Owl.sameAs, iri(mint.body(body)) if body is not None else None),
        *((Skos.altLabel, text(other)) for other in others),
        *((Skos.hiddenLabel, text(other)) for other in hidden),
    )
    _state_identifier(draft, "siret", organisation.siret)
    _state_identifier(draft, "rna", organisation.rna)
    for link in organisation.links:
        _state_link(draft, link, None)
    for proposal in organisation.proposals:
        scheme, _, key = proposal.candidate.partition("/")
        _state_link(draft, proposal, iri(mint.organisation(scheme, key)) if (scheme, key) in known else None)
    return draft.finish()


def _state_link(draft: Draft, link: IdentityLink, other: Term | None) -> None:
    """`other` is the organisation of this publication that a proposal leads to; else it is an entry of a register."""
    parts = (link.spelling, link.method, link.confidence, link.reason, *([link.candidate] if link.candidate else ()))
    node = iri(draft.digest_part("link", *parts))
    number = link.candidate.rpartition("/")[2] if other is None else ""
    draft.add(draft.thing, Reg.identityProposal if link.candidate else Reg.identityLink, node)
    draft.describe(
        node,
        (Reg.IdentityLink,),
        (Reg.spelling, text(link.spelling)),
        (Reg.linkMethod, concept("link", link.method)),
        (Reg.confidence, typed(link.confidence)),
        (Reg.reason, text(link.reason, "fr") if link.reason else None),
        (Reg.reason, text(link.reason_en, "en") if link.reason_en else None),
        (Reg.linkedBy, text(link.accepted_by) if link.accepted_by else None),
        (Reg.comparedWith, text(link.evidence) if link.evidence else None),
        (Reg.linkedTo, draft.thing),
        (Reg.linkStatus, concept("linkstatus", "proposed" if link.candidate else "accepted")),
        (Reg.mayBe, other),
        (Reg.candidate, text(number) if number else None),
    )


def _territory_page(territory: Territory, parent: tuple[str, str] | None, mint: Minter) -> PageGraph:
    draft = Draft(mint, mint.territory(territory.kind, territory.code), "territory")
    of_class, code = TERRITORIES[territory.kind]
    draft.describe(
        draft.thing,
        (of_class,),
        (Igeo.nom, text(territory.name)),
        (code, text(territory.code)),
        (Igeo.subdivisionDirecteDe, iri(mint.territory(*parent)) if parent is not None else None),
        (Reg.population, typed(territory.population) if territory.population is not None else None),
    )
    return draft.finish()


def _directory(siren: str) -> Term:
    """The State's public page about a legal person."""
    return iri(f"https://annuaire-entreprises.data.gouv.fr/entreprise/{siren}")
