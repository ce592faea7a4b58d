"""The privacy shapes are a second lock: they catch what masking must hide, and never what it leaves."""

from __future__ import annotations

import re

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from gold_records import EXAMPLES, corpus_records, example_records
from registre.files import resource
from registre.linking.identify import identify
from registre.linking.reference import read_reference
from registre.privacy import Reason, publishable
from registre.privacy.finding import blacken, find_private
from registre.privacy.kept import Kept
from registre.records import Record
from registre.validation.shapes import SHAPES

NOBODY = Kept((), ())


@pytest.fixture(scope="module")
def gate() -> re.Pattern[str]:
    """The pattern that no published text may match."""
    shapes = Graph().parse(resource("shapes") / "privacy.ttl")
    return re.compile(str(shapes.value(URIRef(SHAPES + "HoldsPersonalData"), SH.pattern)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("écrire à jeanne.inventee@exemple.example avant lundi", Reason.email),
        ("écrire à J_INVENTEE+asso@sous.exemple.example", Reason.email),
        ("joindre le 06 99 00 12 34 le matin", Reason.phone),
        ("joindre le 06.99.00.12.34", Reason.phone),
        ("joindre le 0699001234.", Reason.phone),
        ("joindre le +33 (0)6 99 00 12 34", Reason.phone),
        ("joindre le 0033 6-99-00-12-34", Reason.phone),
        ("sur le compte FR76 3000 0000 0000 0000 0000 012", Reason.iban),
        ("sur le compte FR7630000000000000000000012,", Reason.iban),
        ("sur le compte BE71 0961 2345 6769", Reason.iban),
        ("numéro de sécurité sociale 2 85 04 42 123 456", Reason.nir),
        ("sécurité sociale : 185042A123456 12", Reason.nir),
        ("Jeanne, née le 3 avril 1985 à Valbrume,", Reason.birth),
        ("les candidats nés le 03/04/1985", Reason.birth),
        ("Jeanne, demeurant 12 rue des Lavoirs, sollicite", Reason.address),
        ("Paul, domicilié au 3 bis, impasse du Four.", Reason.address),
    ],
)
def test_what_masking_hides_the_gate_would_catch(gate: re.Pattern[str], text: str, reason: Reason) -> None:
    masks = find_private(text, NOBODY)
    assert reason in {mask.reason for mask in masks}
    assert gate.search(text), "the gate is open"
    assert not gate.search(blacken(text, masks)), "the gate refuses what is masked"


@pytest.mark.parametrize(
    "text",
    [
        "chapitre 65, article 65748, 12 345 678,90 €",
        "SIRET 219 900 016 00012",
        "l’association née le lendemain de la crue",
        "le siège est 12 rue des Lavoirs",
        "042-219900016-20240311-2024_017-DE",
        "parcelle AB12 de 3000 m²",
    ],
)
def test_what_masking_leaves_the_gate_leaves(gate: re.Pattern[str], text: str) -> None:
    assert not find_private(text, NOBODY)
    assert not gate.search(text)


def published(records: list[Record]) -> list[str]:
    identities = identify(records, read_reference(EXAMPLES / "reference.toml"))
    return [publishable(linked).record.text for one in records if (linked := identities.link(one)) is not None]


def test_the_published_examples_pass(gate: re.Pattern[str]) -> None:
    texts = published(example_records())
    assert len(texts) >= 12
    assert [found.group() for text in texts if (found := gate.search(text))] == []


@pytest.mark.parametrize("folder", ["seeds", "dev"])
def test_the_published_real_documents_pass_and_would_not_unmasked(gate: re.Pattern[str], folder: str) -> None:
    records = corpus_records(folder)
    texts = published(records)
    assert len(texts) > len(records) // 2
    assert [found.group() for text in texts if (found := gate.search(text))] == []
    assert folder == "seeds" or any(gate.search(record.text) for record in records)
