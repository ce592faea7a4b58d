"""The pages of a small invented site: every link leads somewhere, every page keeps the rules of the house."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import rdflib
from rdflib.compare import isomorphic

from builders import LAVOIR, VALBRUME, Known
from html_reading import Html, read_file
from invented_site import ACT, CONFIG, SESSION, write_site
from registre.linking.identities import Territory
from registre.publication.site.embedding import shortened

DATA = {"application/ld+json", "application/json"}
"""Types of script elements that run nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Html]:
    found = {path.relative_to(site).as_posix(): read_file(path) for path in sorted(site.rglob("*.html"))}
    assert len(found) > 100
    return found


def internal_links(name: str, page: Html) -> Iterator[tuple[str, str]]:
    """(file, fragment) of each link inside the site; "" is the page itself."""
    for link in page.links:
        parts = urlsplit(link)
        if not parts.scheme and not link.startswith("//"):
            yield urlsplit(urljoin(f"/{name}", link)).path.lstrip("/"), unquote(parts.fragment)


def test_every_internal_link_leads_to_a_file_and_to_a_place_in_it(site: Path, pages: dict[str, Html]) -> None:
    broken = []
    for name, page in pages.items():
        for file, fragment in internal_links(name, page):
            target = pages.get(file)
            if not (site / file).is_file() or (fragment and target is not None and fragment not in target.ids):
                broken.append(f"{name} → {file}#{fragment}")
    assert broken == []


def test_identifiers_are_unique_and_tags_close_on_every_page(pages: dict[str, Html]) -> None:
    twice = {name: page.ids for name, page in pages.items() if len(set(page.ids)) != len(page.ids)}
    assert twice == {}
    assert {name: page.unclosed for name, page in pages.items() if page.unclosed} == {}


def test_no_page_holds_inline_code_or_loads_anything_from_elsewhere(pages: dict[str, Html]) -> None:
    for name, page in pages.items():
        for tag, attributes in page.elements:
            assert tag not in {"style", "iframe", "object", "embed", "base"}, name
            assert not any(key == "style" or key.startswith("on") for key in attributes), name
            loads = attributes.get("src") or (attributes.get("rel") in {"stylesheet", "icon"} and attributes["href"])
            assert not loads or not urlsplit(str(loads)).scheme, name
        assert all(one.get("src") or one.get("type") in DATA for one in page.of("script")), name


def test_every_page_has_a_language_one_heading_landmarks_and_its_twin(site: Path, pages: dict[str, Html]) -> None:
    for name, page in pages.items():
        language = "en" if name.startswith("en/") else "fr"
        assert page.of("html")[0]["lang"] == language, name
        assert len(page.of("h1")) == 1 and len(page.of("main")) == 1 and page.of("nav"), name
        twin = name.removeprefix("en/") if language == "en" else f"en/{name}"
        assert (site / twin).is_file(), name
        assert any(one.get("rel") == "alternate" and one.get("hreflang") for one in page.of("link")), name


def test_every_table_has_a_caption_and_every_picture_a_text(pages: dict[str, Html]) -> None:
    for name, page in pages.items():
        assert len(page.of("table")) == len(page.of("caption")), name
        pictures = page.of("svg")
        named = [{"aria-label", "aria-hidden"} & set(one) or one["aria-labelledby"] in page.ids for one in pictures]
        assert all(named), name


def test_the_parts_that_the_graph_names_have_their_place_on_the_page(site: Path, pages: dict[str, Html]) -> None:
    hollow = {"evidence"}
    missing = []
    for path in sorted(one for one in site.glob("*/**/*.jsonld") if "ldes" not in one.parts):
        page = pages[path.relative_to(site).with_suffix(".html").as_posix()]
        graph = rdflib.Graph().parse(path, format="json-ld")
        subjects = {str(one) for one in graph.subjects() if "#" in str(one)}
        names = {one.partition("#")[2] for one in subjects}
        missing += [f"{path.name}#{name}" for name in sorted(names - set(page.ids)) if name.split("-")[0] not in hollow]
    assert [one for one in missing if "#link-" not in one] == []


def test_the_embedded_data_say_what_the_file_beside_says(site: Path, pages: dict[str, Html]) -> None:
    compared = 0
    for path in sorted(one for one in site.glob("*/**/*.jsonld") if "ldes" not in one.parts):
        page = pages[path.relative_to(site).with_suffix(".html").as_posix()]
        (block,) = (one for one in page.blocks if one)
        beside = rdflib.Graph().parse(path, format="json-ld")
        assert isomorphic(rdflib.Graph().parse(data=block, format="json-ld"), beside), path
        compared += 1
    assert compared > 15


def test_shortening_keeps_what_it_cannot_shorten() -> None:
    odd = '[{"@id":"https://a.example/x y","https://a.example/p":[{"@value":"1","@type":"https://a.example/t"}]}]'
    assert '"https://a.example/x y"' in shortened(odd, "https://data.example.org/a", CONFIG.base)
    assert shortened('{"@graph":[]}', "https://data.example.org/a", CONFIG.base) == '{"@graph":[]}'


def test_pages_of_persons_ask_not_to_be_indexed_and_others_do_not(pages: dict[str, Html]) -> None:
    for name, page in pages.items():
        asked = any(one.get("name") == "robots" and one["content"] == "noindex" for one in page.of("meta"))
        assert asked == (any(word in name for word in ("person/", "attendance/", "404.html"))), name


def test_a_page_tells_its_canonical_address_and_its_data(pages: dict[str, Html]) -> None:
    page = pages[f"{ACT}.html"]
    links = {(one["rel"], one.get("type", "")): one["href"] for one in page.of("link")}
    assert links["canonical", ""] == f"{CONFIG.base}{ACT}"
    assert links["alternate", "text/turtle"].endswith(f"{ACT}.ttl")
    reports = [link for link in page.links if link.startswith("mailto:")]
    assert len(reports) == 1 and "https%3A%2F%2Fdata.example.org%2Fact" in reports[0]


def test_the_act_shows_its_decision_its_money_and_its_words(pages: dict[str, Html]) -> None:
    page = pages[f"{ACT}.html"]
    for words in ("Adoptée", "3 voix pour", "1\u202f200,50\u00a0€", "un particulier (non nommé)", "exercice 2024"):
        assert words in page.text
    assert "Jeanne" not in page.text
    marks = {one["href"]: one.get("id") for one in page.of("a") if one.get("class", "").startswith("m ")}
    assert marks["#grant-1"] == "words-grant-1"
    assert "#words-grant-1" in page.links


def test_money_recalled_and_received_stands_outside_the_total(pages: dict[str, Html]) -> None:
    page = pages[f"organisation/{LAVOIR.scheme}/{LAVOIR.key}.html"]
    total = page.text.index("1\u202f200,50\u00a0€")
    assert total < page.text.index("Montants rappelés") < page.text.index("1\u202f000\u00a0€")
    assert "2\u202f200" not in page.text


def test_a_visa_leads_to_the_act_it_cites(pages: dict[str, Html]) -> None:
    assert any(link.endswith("2024-01-15/2024-003.html") for link in pages[f"{ACT}.html"].links)


def test_the_session_shows_who_voted_for_whom_and_checks_its_counts(pages: dict[str, Html]) -> None:
    text = " ".join(pages[f"{SESSION}.html"].text.split())
    assert "Marc LESTANG → Odile VARENNE" in text
    assert "3 présents annoncés + 1 pouvoir annoncé = 4 voix annoncées le compte y est" in text
    assert "écart de 1" in text  # 5 in office, 6 entries in the roll
    assert "Quorum atteint : 3 présents, il en fallait 3" in text


def test_an_english_page_speaks_english_and_says_that_the_source_is_french(pages: dict[str, Html]) -> None:
    page = pages[f"en/{ACT}.html"]
    assert "Adopted" in page.text and "€1,200.50" in page.text and "11\u00a0March\u00a02024" in page.text
    assert page.of("h1")[0]["lang"] == "fr"


def test_a_territory_lists_the_bodies_below_it(tmp_path: Path, pages: dict[str, Html]) -> None:
    page = pages["territory/departement/99.html"]
    assert f"body/{VALBRUME.key}.html" in " ".join(page.links)
    lone = Known(territories=(Territory("commune", "99001", "Valbrume", ("departement", "99")),))
    write_site(tmp_path, known=lone)  # a parent that has no page is no fault
    assert (tmp_path / "territory/commune/99001.html").is_file()


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    write_site(tmp_path)
    names = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert [name for name in names if (site / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_the_median_page_is_light(site: Path) -> None:
    sizes = sorted(path.stat().st_size for path in site.rglob("*.html"))
    assert sizes[len(sizes) // 2] <= 15_000
    assert (site / "index.html").stat().st_size <= 100_000


def test_members_come_in_the_order_of_their_surnames(pages: dict[str, Html]) -> None:
    text = pages[f"body/{VALBRUME.key}.html"].text
    surnames = ("DORVAL", "LESTANG", "ROCHEBRUNE", "TISSIER", "VARENNE")
    assert sorted(surnames, key=text.index) == list(surnames)


def test_the_dataset_page_says_what_each_file_is_and_what_is_left_out(pages: dict[str, Html]) -> None:
    text = pages["dataset.html"].text
    for words in ("dumps/latest/registre.ttl", "5,9\u00a0ko", "1 document mis de côté", "2 documents illisibles"):
        assert words in text


def test_a_rule_that_nobody_declared_has_a_page_and_claims_no_data(tmp_path: Path) -> None:
    write_site(tmp_path, rules=())
    page = read_file(tmp_path / "rule/test.words.html")
    assert "non indiqué" in page.text
    assert not any(link.endswith(".ttl") for link in page.links)
