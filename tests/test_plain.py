"""The plain journey, rdflib and pySHACL, makes the same triples as the house: the ratio compares like with like."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from bench.plain.__main__ import SHARED
from bench.plain.__main__ import table as ratio
from bench.plain.graphs import node
from bench.plain.graphs import turtle as plain_turtle
from bench.plain.journey import publish
from bench.stages import Clock
from rdflib import Literal, URIRef

from registre.documents import find_documents
from registre.errors import UnreadableSource
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.graph.pages import PageGraph, Term
from registre.graph.terms import iri, text, typed
from registre.journey import read_record
from registre.linking.identify import identify
from registre.linking.reference import read_reference
from registre.linking.sittings import gather_sittings, sort_key
from registre.privacy import publishable
from registre.publication.documents import n_quads
from registre.publication.documents import turtle as house_turtle
from registre.publication.neighbours import Neighbours
from registre.records import Record
from registre.validation import Shapes

EXAMPLES = Path(__file__).parent.parent / "examples"


def records() -> list[Record]:
    found = []
    for path, relative in find_documents(EXAMPLES):
        try:
            found.append(read_record(path, relative))
        except UnreadableSource:
            continue
    return found


@pytest.fixture(scope="module")
def mapped() -> tuple[list[tuple[PageGraph, ...]], tuple[PageGraph, ...]]:
    kept, mint = records(), Minter("https://data.example.org/")
    identities = identify(kept, read_reference(EXAMPLES / "reference.toml"))
    linked = sorted((publishable(one) for one in map(identities.link, kept) if one is not None), key=sort_key)
    sittings = [tuple(sitting_pages(one, mint)) for one in gather_sittings(iter(linked))]
    return sittings, tuple(identity_pages(identities, mint))


def quads(data: bytes | str) -> set[ox.Quad]:
    return set(ox.parse(data, ox.RdfFormat.N_QUADS, lenient=True))


def test_the_plain_journey_and_the_house_state_the_same_quads(
    mapped: tuple[list[tuple[PageGraph, ...]], tuple[PageGraph, ...]], tmp_path: Path
) -> None:
    sittings, identities = mapped
    clock = Clock()
    conforming = publish(sittings[:2], Neighbours(identities), Shapes.load(), tmp_path, clock)
    assert conforming == 2
    ours = set[ox.Quad]()
    for page in (page for batch in sittings[:2] for page in batch):
        ours |= quads(n_quads(page.triples, Term(f"<{page.iri}>")))
        ours |= quads(n_quads(page.evidence, Term(f"<{page.iri}#evidence>")))
    assert len(ours) > 1000
    assert quads((tmp_path / "registre.nq").read_bytes()) == ours
    assert set(clock.seconds) == {"graph", "validation", "N-Quads", "Turtle"}


def test_its_turtle_states_the_triples_of_each_page(
    mapped: tuple[list[tuple[PageGraph, ...]], tuple[PageGraph, ...]],
) -> None:
    pages = [page for batch in mapped[0] for page in batch][:6]
    for page in pages:
        house = ox.parse(house_turtle(page), ox.RdfFormat.TURTLE, lenient=True)
        plain = ox.parse(plain_turtle(page), ox.RdfFormat.TURTLE, lenient=True)
        assert {str(one) for one in plain} == {str(one) for one in house}


def test_terms_pass_to_rdflib_letter_for_letter() -> None:
    assert node(text('a"b\\c\n\t\u202e\x01é', "fr")) == Literal('a"b\\c\n\t\u202e\x01é', lang="fr")
    assert str(node(typed(Decimal("38500.0")))) == "38500.0"
    assert node(iri("https://data.example.org/x#y")) == URIRef("https://data.example.org/x#y")


def test_the_table_of_the_ratio_sums_stages_and_divides() -> None:
    ours = dict.fromkeys((*SHARED, "validation", "rules"), 1.0) | {"graph": 0.75, "tables": 0.25}
    plain = {"graph": 30.0, "validation": 50.0, "N-Quads": 4.0, "Turtle": 10.0}
    lines = {line.split()[0]: line.split() for line in ratio(ours, plain)}
    assert lines["publishing"][-1] == "47.0"  # 94 ms for 2
    assert lines["all"][-1] == "12.5"  # 100 ms for 8
