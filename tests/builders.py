"""Small invented records, identities and sittings that tests share. Nobody here exists.

A record is built from its words: `Builder.fact(value, "words")` finds them in the text, so evidence is true.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from registre.linking.identities import (
    Body,
    IdentityLink,
    Linked,
    LinkedRecord,
    Mandate,
    Organ,
    Organisation,
    Person,
    Territory,
)
from registre.linking.record_names import names_in
from registre.linking.sittings import Sitting, gather_sittings, sort_key
from registre.publication.briefs import brief_of
from registre.publication.composing import EncodedDocument
from registre.publication.tasks import DayDocument
from registre.records import (
    Act,
    Agreement,
    Article,
    Attendance,
    BudgetCharge,
    Commitment,
    CommitmentKind,
    Counts,
    Diagnostic,
    DocumentKind,
    Evidence,
    Fact,
    Mention,
    Outcome,
    RecalledAmount,
    ReceivedFunding,
    Record,
    Session,
    Severity,
    Source,
    Status,
    Visa,
    Vote,
)
from registre.spool import encode_record

T = TypeVar("T")

DAY = date(2024, 3, 11)

TEXT = """COMMUNE DE VALBRUME
CONSEIL MUNICIPAL
Séance du 11 mars 2024, convocation du 5 mars 2024
En exercice : 5. Présents : 3. Pouvoirs : 1. Voix : 4.
Présidente : Mme Odile VARENNE. Secrétaire : M. Paul TISSIER.
Présents : Odile VARENNE, Paul TISSIER, Aline ROCHEBRUNE
Pouvoir : Marc LESTANG à Odile VARENNE. Excusé : Yves DORVAL
DÉLIBÉRATION n° 2024-017 : Subventions 2024 aux associations
Vu la délibération n° 2024-003 du 15 janvier 2024,
Considérant que l’association Les Amis du Lavoir a reçu 1 000,00 € en 2023,
Considérant que le Département des Hauts-Bois verse 300 € à la commune, avec l’aide de la société Brumatec,
Article 1 : attribue 1 200,50 € à l’association Les Amis du Lavoir.
Article 2 : adhère au réseau Bourgs Vivants pour 350 €.
Article 3 : accorde 200 € à un particulier.
Article 4 : approuve la convention d’objectifs avec Les Amis du Lavoir.
Article 5 : impute la dépense au chapitre 65, article 65748, SERV/65748.
Adopté par 3 voix pour, 1 contre (Paul TISSIER).
Reçu en préfecture le 14 mars 2024, 099-219900016-20240311-2024_017-DE. Affiché le 15 mars 2024.
La maire, Odile VARENNE. Matière 7.5.
"""

VALBRUME = Body("219900016", "Commune de Valbrume", "219900016", "commune", ("commune", "99001"))
CONSEIL = Organ("219900016", "conseil-municipal", "Conseil municipal", "conseil-municipal")
TERRITORIES = (
    Territory("commune", "99001", "Valbrume", ("departement", "99")),
    Territory("departement", "99", "Hauts-Bois", ("region", "990")),
)


def person(key: str, name: str, *spellings: str, roles: tuple[str, ...] = ("member",)) -> Person:
    mandate = Mandate("conseil-municipal", DAY, DAY, roles)
    return Person("219900016", key, name, (name, *spellings), (mandate,))


PERSONS = (
    person("p01", "Odile VARENNE", "Odile VARENE", roles=("president",)),
    person("p02", "Paul TISSIER"),
    person("p03", "Aline ROCHEBRUNE"),
    person("p04", "Marc LESTANG"),
    person("p05", "Yves DORVAL"),
)
LAVOIR = Organisation(
    "rna",
    "W990000001",
    "Les Amis du Lavoir",
    ("LES AMIS DU LAVOIR", "Les Amis du Lavoir"),
    (IdentityLink("LES AMIS DU LAVOIR", "same-name", Decimal("0.9"), "même nom, casse à part"),),
)
BOURGS = Organisation(
    "local",
    "3f9a1c22",
    "Réseau Bourgs Vivants",
    ("Réseau Bourgs Vivants", "RBV", "réseau Bourgs Vivants"),
    (IdentityLink("RBV", "stated-acronym", Decimal("1"), "sigle donné par le texte"),),
)
HAUTS_BOIS = Organisation("siren", "229900006", "Département des Hauts-Bois", ("Département des Hauts-Bois",), ())
BRUMATEC = Organisation("local", "77aa00bb", "Brumatec", ("Brumatec",), ())
ORGANISATIONS = (BOURGS, BRUMATEC, LAVOIR, HAUTS_BOIS)


@dataclass(slots=True)
class Builder:
    """Makes facts whose evidence is found in `text`."""

    text: str = TEXT

    def words(self, words: str, rule: str = "test.words") -> Evidence:
        start = self.text.index(words)
        return Evidence(start, start + len(words), words, rule)

    def fact(self, value: T, words: str, rule: str = "test.words", also: str | None = None) -> Fact[T]:
        return Fact(value, self.words(words, rule), (self.words(also, rule),) if also else ())


@dataclass(frozen=True, slots=True)
class Known:
    """The identities of a build, as the pages need them."""

    bodies: tuple[Body, ...] = (VALBRUME,)
    organs: tuple[Organ, ...] = (CONSEIL,)
    persons: tuple[Person, ...] = PERSONS
    organisations: tuple[Organisation, ...] = ORGANISATIONS
    territories: tuple[Territory, ...] = TERRITORIES

    @property
    def body_territories(self) -> Mapping[str, tuple[Territory, ...]]:
        return {body.key: self.territories for body in self.bodies}


def session(make: Builder) -> Session:
    return Session(
        body=make.fact("Commune de Valbrume", "COMMUNE DE VALBRUME"),
        organ=make.fact("Conseil municipal", "CONSEIL MUNICIPAL"),
        date=make.fact(DAY, "11 mars 2024"),
        convened_on=make.fact(date(2024, 3, 5), "5 mars 2024"),
        counts=Counts(
            in_office=make.fact(5, "En exercice : 5"),
            present=make.fact(3, "Présents : 3"),
            proxies=make.fact(1, "Pouvoirs : 1"),
            voting=make.fact(4, "Voix : 4"),
        ),
        president=make.fact("Odile VARENNE", "Mme Odile VARENNE"),
        secretary=make.fact("Paul TISSIER", "M. Paul TISSIER"),
        attendance=(
            make.fact(Attendance("Odile VARENNE", Status.present, role="maire"), "Odile VARENNE, Paul"),
            make.fact(Attendance("Paul TISSIER", Status.present), "Paul TISSIER, Aline"),
            make.fact(Attendance("Aline ROCHEBRUNE", Status.present, substitute_for="Yves DORVAL"), "Aline ROCHEBRUNE"),
            make.fact(
                Attendance("Marc LESTANG", Status.represented, proxy_to="Odile VARENNE"), "Marc LESTANG à Odile VARENNE"
            ),
            make.fact(Attendance("Yves DORVAL", Status.excused), "Yves DORVAL"),
            make.fact(Attendance("Personne Inconnue", Status.absent), "Excusé"),
        ),
    )


def act(make: Builder) -> Act:
    lavoir, kind = "Les Amis du Lavoir", CommitmentKind
    return Act(
        start=make.text.index("DÉLIBÉRATION"),
        end=len(make.text),
        number=make.fact("2024-017", "2024-017"),
        title=make.fact("Subventions 2024 aux associations", "Subventions 2024 aux associations"),
        vote=make.fact(
            Vote(Outcome.adopted, unanimous=False, for_=3, against=1, against_names=("Paul TISSIER",)),
            "Adopté par 3 voix pour, 1 contre",
        ),
        commitments=(
            make.fact(
                Commitment(kind.grant, lavoir, Decimal("1200.50"), 2024, "les associations", article=0),
                "1 200,50 €",
                also="Subventions 2024",
            ),
            make.fact(Commitment(kind.fee, "réseau Bourgs Vivants", Decimal("350"), article=1), "350 €"),
            make.fact(Commitment(kind.aid, "Jeanne Secrète", Decimal("200"), private=True, article=2), "200 € à un"),
        ),
        received=(make.fact(ReceivedFunding("Département des Hauts-Bois", Decimal("300"), 2024), "300 €"),),
        recalled=(make.fact(RecalledAmount(Decimal("1000.00"), "past", lavoir), "1 000,00 €"),),
        charges=(make.fact(BudgetCharge("SERV/65748", ("SERV", "65748"), "65", "65748", 2024), "SERV/65748"),),
        articles=(
            make.fact(Article("attribue 1 200,50 € à l’association Les Amis du Lavoir.", "attribuer"), "Article 1"),
            make.fact(Article("adhère au réseau Bourgs Vivants pour 350 €.", "adhérer"), "Article 2"),
            make.fact(Article("accorde 200 € à un particulier.", "accorder"), "Article 3"),
        ),
        visas=(make.fact(Visa("Vu la délibération n° 2024-003", "2024-003"), "Vu la délibération n° 2024-003"),),
        recitals=(make.fact("Considérant que l’association a reçu", "Considérant que l’association"),),
        mentions=(make.fact(Mention("Brumatec"), "Brumatec"), make.fact(Mention("Nul ne sait"), "société")),
        agreements=(make.fact(Agreement("convention d’objectifs", (lavoir, "X")), "convention d’objectifs"),),
        teletransmission_id=make.fact("099-219900016-20240311-2024_017-DE", "099-219900016-20240311-2024_017-DE"),
        received_on=make.fact(date(2024, 3, 14), "14 mars 2024"),
        posted_on=make.fact(date(2024, 3, 15), "15 mars 2024"),
        signatory=make.fact("Odile VARENNE", "La maire, Odile VARENNE"),
        matter=make.fact("7.5", "Matière 7.5"),
    )


def record(path: str = "valbrume/2024-017.txt", text: str = TEXT, acts: tuple[Act, ...] | None = None) -> Record:
    """An extract with one act; `path` changes its digest, so two paths are two sources."""
    make = Builder(text)
    raw = (path + text).encode()
    return Record(
        Source(path, len(raw), hashlib.sha256(raw).hexdigest(), "text/plain"),
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        DocumentKind.extract,
        session(make),
        (act(make),) if acts is None else acts,
        (
            Diagnostic("session.sum", "3 présents et 1 pouvoir font 4 ; 5 membres.", Severity.warning),
            Diagnostic("act.doubt", "Un montant n’a pas été compris.", Severity.info, act=0),
        ),
    )


def linked(of: Record | None = None) -> LinkedRecord:
    one = of if of is not None else record()
    persons = {spelling: found for found in PERSONS for spelling in found.spellings}
    organisations: Mapping[str, Organisation] = {
        spelling: found for found in ORGANISATIONS for spelling in found.spellings
    }
    return LinkedRecord(VALBRUME, CONSEIL, persons, organisations, one)


def of_a_day(documents: Iterable[LinkedRecord]) -> tuple[DayDocument, ...]:
    """Documents of one day as a build hands them to its tasks."""
    return tuple(map(_of_a_day, documents))


def _of_a_day(linked: LinkedRecord) -> DayDocument:
    record, body, organ = linked.record, linked.body, linked.organ
    assert record.session is not None
    brief = brief_of(record, 0, names_in(record, record.session, body, organ))
    found = Linked(body, organ, linked.persons, linked.organisations)
    return DayDocument(brief, EncodedDocument(encode_record(record), found))


def sitting(*records: Record) -> Sitting:
    """The sitting that these records (or the one of `record()`) tell."""
    ordered = sorted((linked(one) for one in records or (record(),)), key=sort_key)
    (found,) = gather_sittings(ordered)
    return found


def with_counts(of: Record, present: int) -> Record:
    """The same record stating another number of members present."""
    assert of.session is not None and of.session.counts.present is not None
    changed = replace(of.session.counts, present=replace(of.session.counts.present, value=present))
    return replace(of, session=replace(of.session, counts=changed))
