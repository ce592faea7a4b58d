"""Sentences that name private people, put into documents of twelve layouts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.canaries.people import Private, invent
from bench.synthesis.generate import generate

from registre.extraction import extract
from registre.records import Record, Source

LAYOUTS = (
    "extract-clean",
    "extract-one-line",
    "extract-commune",
    "extract-stamped",
    "extract-bundle",
    "minutes-numbered",
    "minutes-capitals",
    "minutes-plain",
    "minutes-bulleted",
    "list-of-deliberations",
    "grants-table",
    "ccas",
)
SENTENCES = (
    # beneficiaries of individual aid
    "Le conseil accorde une aide de 350 € à {title} {given} {family}, {born} le {birth}, demeurant {address}.",
    "Considérant la demande de secours présentée par {title} {given} {family}, joignable au {phone} ;",
    "Une aide individuelle de 500 € est versée à {title} {family} {given} sur le compte {iban}.",
    "Vu la demande de {title} {family}, {born} le {birth}, n° de sécurité sociale {nir},",
    # sold plots
    "Vente du lot n° 4 à {full_title} {given} {family}, domicilié {address}, au prix de 42 000 €.",
    "La parcelle AC 228 appartient aux consorts {family}, demeurant {address}.",
    "Vu la promesse d'achat signée par les époux {family}, courriel {email},",
    # staff
    "{title} {given} {family}, adjoint technique, {born} le {birth}, est placé en disponibilité.",
    "Considérant que l'agent {title} {family} {given}, NIR {nir}, demande le remboursement de ses frais ;",
    # tenants
    "Le bail du logement communal est consenti à {title} {given} {family} ({phone}, {email}).",
    "Le loyer de {title} {family}, locataire au {address}, est prélevé sur l'IBAN {iban}.",
    # parties to disputes
    "Autorise le maire à défendre la commune dans l'instance qui l'oppose à {title} {given} {family}.",
    "Vu la requête de {full_title} {family} {given}, habitant {address}, tendant à l'annulation du permis,",
    "Protocole transactionnel avec {given} {family} : la commune verse 1 200 €.",
    "Remboursement de 35 € à {title} {given} {family}, {phone}.",
)
_PLACE = re.compile(r"\n|(?<=[a-zé]{4}[.;]) (?=[A-ZÀÉ])")
"""Ends of lines and of sentences: never between « M. » and a name."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A document: its name, its text with and without private people, and who they are."""

    name: str
    text: str
    sound: str
    people: tuple[tuple[Private, frozenset[str]], ...]


def planted(count: int, seed: int = 1) -> Iterator[Planted]:
    """Documents that name `count` private people between them, five each, the layouts in turn."""
    rng = Random(seed)
    for rank, first in enumerate(range(0, count, 5)):
        layout = LAYOUTS[rank % len(LAYOUTS)]
        sound = generate(1 + rank // len(LAYOUTS), layout).text
        people = [invent(rng, number) for number in range(first, min(first + 5, count))]
        told = [(person, rng.choice(SENTENCES)) for person in people]
        text = _planted(rng, sound, [_told(*one) for one in told])
        yield Planted(f"{layout}-{rank:04}.txt", text, sound, tuple((person, _kinds(one)) for person, one in told))


def _told(person: Private, template: str) -> str:
    return template.format(
        title="Mme" if person.woman else "M.",
        full_title="Madame" if person.woman else "Monsieur",
        born="née" if person.woman else "né",
        given=person.given,
        family=person.family,
        address=person.address,
        phone=person.phone,
        email=person.email,
        iban=person.iban,
        nir=person.nir,
        birth=person.birth,
    )


def _kinds(template: str) -> frozenset[str]:
    """What of a person the sentence tells."""
    names = {"family": "name", "email": "e-mail", "iban": "IBAN", "nir": "NIR"}
    fields = re.findall(r"\{(family|address|phone|email|iban|nir|birth)\}", template)
    return frozenset(names.get(field, field) for field in fields)


def _planted(rng: Random, text: str, sentences: list[str]) -> str:
    """The sentences after lines or sentences well behind the roll, one at each place."""
    start = max(int(0.4 * len(text)), _end_of_roll(text) + 150)
    places = [found.end() for found in _PLACE.finditer(text) if found.end() > start]
    places += [len(text)] * max(0, len(sentences) - len(places))
    joint = "\n" if text.count("\n") > 5 else " "
    for place, sentence in sorted(zip(rng.sample(places, len(sentences)), sentences, strict=True), reverse=True):
        text = f"{text[:place].rstrip(' ')}{joint}{sentence}{joint}{text[place:]}"
    return text


def _end_of_roll(text: str) -> int:
    """Where the last name of the roll ends: who is named before is an elected member."""
    session = _read(text).session
    return max((fact.evidence.end for fact in session.attendance), default=0) if session else 0


def roll_of(text: str) -> tuple[str, ...]:
    """The names of the roll that a document gives."""
    session = _read(text).session
    return tuple(fact.value.name for fact in session.attendance) if session else ()


def _read(text: str) -> Record:
    return extract(Source("a.txt", len(text), "0" * 64, "text/plain"), text)
