"""The ontology on the site: every IRI of ours leads to its anchor, every term shows where it is at work."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import RDFS, Namespace

from registre.graph.pages import Term
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
    assert '<text class="small" ' not in page and ">reg:FinancialCommitment</text>" in page
    assert "commitment-beneficiary" in page
    assert "query/grants-by-beneficiary.html" in page


def test_the_page_of_a_class_shows_a_whole_thing_and_the_terms_around_it(built: Path) -> None:
    page = (built / "term" / "class" / "Grant.html").read_text("utf-8")
    assert "rdf:type reg:Grant ;" in page and "reg:amount" in page and "reg:inAct act/" in page
    assert ">reg:beneficiary</text>" in page and ">org:Organization</text>" in page  # by its broader class
    assert "schema1:" not in page


def test_every_term_of_a_class_or_property_is_seen_in_the_data_or_in_an_invented_example(built: Path) -> None:
    pages = [*(built / "term" / "class").glob("*.html"), *(built / "term" / "property").glob("*.html")]
    blind = {path.stem for path in pages if '<pre class="said">' not in path.read_text("utf-8")}
    assert blind == {"FinancialCommitment"}  # nothing is of that class alone
    seen = [path for path in pages if "Dans ces données</dt><dd><pre" in path.read_text("utf-8")]
    assert len(seen) > len(pages) * 3 / 4


def test_shapes_and_questions_are_found_by_the_terms_they_name() -> None:
    assert "quorum-of-present" in shapes_naming()["presentCount"]
    assert "decision-chains" in queries_naming()["citedNumber"]
    assert "Gran" not in shapes_naming()


def test_a_statement_is_written_as_people_read_it() -> None:
    reg, act = "https://w3id.org/registre/ns#", "https://data.example.org/act/1/2024-03-11/7"
    amount = '"350"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    said = (Term(f"<{act}#grant-1>"), Term(f"<{reg}amount>"), Term(amount))
    one = sightings({Term(f"<{reg}amount>"): (said,)}, "https://data.example.org/")["amount"]
    assert one.path == "act/1/2024-03-11/7"
    assert one.subject == "act/1/2024-03-11/7#grant-1"
    assert one.statements == (("reg:amount", '"350"^^xsd:decimal'),)


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
