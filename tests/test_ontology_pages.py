"""The ontology on the site: every IRI of ours leads to its anchor, every term shows where it is at work."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import RDFS, Namespace

from registre.publication.site.model_picture import ARROWS, BOX, BOXES, draw_model
from registre.publication.site.term_uses import queries_naming, shapes_naming, sightings
from registre.validation.terms import NAMESPACE, declared_terms, read_ontology, undeclared


class _Reader(HTMLParser):
    """Ids and links of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]


@pytest.mark.parametrize("page", ["ns.html", "en/ns.html"])
def test_every_iri_of_ours_resolves_to_its_anchor_once(built: Path, page: str) -> None:
    ids = _Reader(built / page).ids
    names = {term.removeprefix(NAMESPACE) for term in declared_terms()}
    assert len(names) > 400
    assert sorted(names - set(ids)) == []
    assert len(ids) == len(set(ids))


def test_every_term_has_a_page_in_both_languages_and_its_links_lead_somewhere(built: Path) -> None:
    pages = sorted((built / "term").rglob("*.html"))
    assert len(pages) == len(declared_terms())
    for path in pages:
        assert (built / "en" / path.relative_to(built)).is_file()
        for link in _Reader(path).links:
            target = link.partition("#")[0]
            if target and not target.startswith(("http", "mailto")):
                assert (path.parent / target).resolve().exists(), (path, link)


def test_the_page_of_a_term_shows_a_statement_the_shapes_and_the_questions_that_name_it(built: Path) -> None:
    page = (built / "term" / "property" / "beneficiary.html").read_text("utf-8")
    assert "reg:beneficiary organisation/" in page
    assert "commitment-beneficiary" in page
    assert "query/grants-by-beneficiary.html" in page


def test_shapes_and_questions_are_found_by_the_terms_they_name() -> None:
    assert "quorum-of-present" in shapes_naming()["presentCount"]
    assert "decision-chains" in queries_naming()["citedNumber"]
    assert "Gran" not in shapes_naming()


def test_a_statement_is_written_as_people_read_it() -> None:
    reg, act = "https://w3id.org/registre/ns#", "https://data.example.org/act/1/2024-03-11/7"
    amount = '"350"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    seen = {f"<{reg}amount>": (f"<{act}#grant-1>", f"<{reg}amount>", amount)}
    one = sightings(seen, "https://data.example.org/")["amount"]  # type: ignore[arg-type]
    assert one.path == "act/1/2024-03-11/7"
    assert f"{one.subject} {one.predicate} {one.value}" == 'act/1/2024-03-11/7#grant-1 reg:amount "350"^^xsd:decimal'


def test_the_picture_of_the_docs_is_the_one_that_is_drawn(built: Path) -> None:
    drawn = draw_model()
    assert (Path(__file__).parent.parent / "docs" / "model.svg").read_text("utf-8") == drawn
    assert (built / "static" / "model.svg").read_text("utf-8") == drawn
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


def test_every_box_and_arrow_of_the_picture_is_what_the_ontology_says() -> None:
    ontology, reg = read_ontology(), Namespace(NAMESPACE)
    boxes = {box.key: box for box in BOXES}
    named = [term for box in BOXES for term in box.terms] + [term for arrow in ARROWS for term in arrow.terms]
    ours = {NAMESPACE + term.removeprefix("reg:").removesuffix(" …") for term in named if term.startswith("reg:")}
    assert len(ours) > 50 and undeclared(frozenset(ours)) == []
    checked = 0
    for arrow in ARROWS:
        for term in arrow.terms:
            for end, predicate in ((arrow.start, RDFS.domain), (arrow.end, RDFS.range)):
                said = ontology.value(reg[term.removeprefix("reg:")], predicate)
                if said is not None and str(said).startswith(NAMESPACE):
                    assert str(said).replace(NAMESPACE, "reg:") in boxes[end].terms, (term, end)
                    checked += 1
    assert checked > 30


def test_boxes_do_not_lie_on_one_another() -> None:
    assert len({(box.column, box.row) for box in BOXES}) == len(BOXES)
    assert all(max(map(len, box.terms)) * 7 < BOX for box in BOXES)
