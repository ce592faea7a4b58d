"""Forty hostile texts in every text field of a publication: each format gives them back as texts and nothing else.

Headless Chromium, where it is there, parses every page, and opens one of each kind under its content policy.
"""

from __future__ import annotations

import csv
import io
import json
import threading
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyoxigraph as ox
import pytest
import rdflib

from conftest import ROOT
from hostile_site import PAYLOADS, SAID, hostile_identities, hostile_meeting, pages_of
from html_reading import read_html
from registre.config import Config
from registre.csvfile import plain_text, safe_text, to_csv
from registre.errors import BadConfiguration, UnsafeIri
from registre.exports.export import export
from registre.graph.iris import Minter
from registre.graph.mapping import sitting_pages
from registre.graph.terms import iri
from registre.linking.sittings import sittings_of_day
from registre.publication.documents import json_ld, turtle
from registre.publication.serving import make_server
from registre.sparql.binding import term_of
from registre.sparql.query import Kind
from registre.verification import verify

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Publications = tuple[Path, Path]


def literals(path: Path) -> set[str]:
    return {quad.object.value for quad in ox.parse(path=str(path)) if isinstance(quad.object, ox.Literal)}


def test_forty_payloads_are_tried() -> None:
    assert len(set(PAYLOADS)) == 40
    assert all(any(payload in said for said in SAID) for payload in PAYLOADS)


def test_every_promise_of_a_publication_holds_and_the_texts_are_all_there(publications: Publications) -> None:
    hostile, _ = publications
    assert {check.name: check.broken[:3] for check in verify(hostile) if not check.holds} == {}
    for name in ("registre.nq", "registre.ttl", "registre.jsonld", "evidence.nq"):
        found = literals(hostile / "dumps" / "latest" / name)
        assert [said for said in SAID if not any(said in one for one in found)] == [], name


def test_no_page_has_another_element_or_attribute_than_harmless_words_give_it(publications: Publications) -> None:
    hostile, harmless = publications
    assert list(pages_of(hostile)) == list(pages_of(harmless))
    kinds = Counter(name.removeprefix("en/").partition("/")[0] for name in pages_of(hostile))
    assert {"act", "session", "person", "organisation", "body", "text", "rule", "query", "list"} <= set(kinds)
    for name in pages_of(hostile):
        assert shape(hostile / name) == shape(harmless / name), name


def shape(page: Path) -> Counter[tuple[str, tuple[str, ...]]]:
    elements = read_html(page.read_text("utf-8")).elements
    return Counter((tag, tuple(sorted(attributes))) for tag, attributes in elements)


def test_addresses_of_a_page_are_https_or_lead_to_its_own_site(publications: Publications) -> None:
    for name in pages_of(publications[0]):
        for link in read_html((publications[0] / name).read_text("utf-8")).links:
            scheme = link.partition(":")[0] if ":" in link.partition("/")[0] else ""
            assert scheme in ("", "https", "mailto", "data") and not link.startswith("//"), (name, link)
            assert scheme != "data" or link.startswith("data:image/"), (name, link)


def test_the_data_that_a_page_embeds_parse_back_to_the_data_beside_it(publications: Publications) -> None:
    hostile, tried = publications[0], 0
    for name in pages_of(hostile):
        beside = hostile / name.removeprefix("en/").replace(".html", ".jsonld")
        blocks = [block for block in read_html((hostile / name).read_text("utf-8")).blocks if block.strip()]
        assert all(json.loads(block) for block in blocks), name
        if name.startswith("en/") and not blocks:
            continue  # the page in the language of the documents holds the data of both
        if beside.is_file() and not name.endswith("dataset.html"):  # it speaks to search engines
            assert [triples(block.encode(), ox.RdfFormat.JSON_LD) for block in blocks] == [
                triples(beside.read_bytes(), ox.RdfFormat.JSON_LD)
            ], name
            tried += 1
    assert tried > 100


def triples(data: bytes, form: ox.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, form)}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_payload_alone_round_trips_through_turtle_json_ld_and_csv(payload: str) -> None:
    meeting = next(sittings_of_day(hostile_meeting(1, payload, hostile_identities(1, payload))))
    pages = list(sitting_pages(meeting, Minter(Config().base)))
    for page in pages:
        told = {f"{s} {p} {o} ." for s, p, o in page.triples}
        meant = triples("\n".join(sorted(told)).encode(), ox.RdfFormat.N_TRIPLES)
        assert triples(turtle(page), ox.RdfFormat.TURTLE) == meant
        assert triples(json_ld(page), ox.RdfFormat.JSON_LD) == meant
    assert sum(payload in str(one) for page in pages for one in rdflib.Graph().parse(data=turtle(page)).objects()) > 10
    cell = safe_text(payload)
    assert cell[:1] not in set("=+-@\t\r\n")
    assert plain_text(cell) == " ".join(payload.split())
    ((again,),) = list(csv.reader(io.StringIO(to_csv(("a",), [{"a": cell}]).decode(), newline="")))[1:]
    assert again == cell


@pytest.mark.parametrize("payload", PAYLOADS)
def test_each_payload_is_a_literal_of_sparql_or_refused_and_never_an_address(payload: str) -> None:
    try:
        term = term_of(Kind.string, payload)
    except BadConfiguration:
        assert not payload.isprintable() or "\\" in payload
    else:
        (row,) = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")  # type: ignore[misc]  # a union of answers
        assert row["x"].value == unicodedata.normalize("NFC", payload)
    with pytest.raises(UnsafeIri):
        iri(payload)
    if any(letter in payload for letter in '<>"{} \t\\`^|'):
        with pytest.raises(UnsafeIri):
            iri(f"https://data.example.org/{payload}")


def test_no_cell_of_a_table_or_an_export_begins_a_formula(publications: Publications, tmp_path: Path) -> None:
    export("all", publications[0], tmp_path)
    cells = 0
    for path in (*publications[0].rglob("*.csv"), *tmp_path.rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.reader(stream):
                cells += len(row)
                assert [cell for cell in row if cell[:1] and cell[0] in "=+-@\t\r"] == [], path.name
    assert cells > 1000
    for path in tmp_path.rglob("*.json"):
        json.loads(path.read_bytes())


def test_columns_hold_the_words_as_they_are(publications: Publications) -> None:
    folder = publications[0] / "dumps" / "latest" / "tables"
    with duckdb.connect() as engine:
        rows = engine.execute("SELECT objet FROM read_parquet(?)", [str(folder / "deliberations.parquet")]).fetchall()
    ending, meant = "Subventions 2024 aux associations", sorted(" ".join(said.split()) for said in SAID)
    assert sorted(str(title).removesuffix(ending).strip() for (title,) in rows) == meant


def test_feeds_and_lists_of_pages_have_the_elements_of_harmless_ones(publications: Publications) -> None:
    hostile, harmless = publications
    names = [path.relative_to(hostile) for kind in ("*.atom", "*.xml") for path in sorted(hostile.rglob(kind))]
    assert len(names) > 8
    for name in names:
        one, other = (Counter(e.tag for e in ET.parse(tree / name).iter()) for tree in (hostile, harmless))
        assert one == other, name


def test_no_script_makes_elements_of_text() -> None:
    makers = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment", "eval(")
    scripts = sorted((ROOT / "site" / "static").glob("*.js"))
    assert len(scripts) > 5
    assert [(path.name, word) for path in scripts for word in makers if word in path.read_text("utf-8")] == []


SHAPES = """
async (names) => {
  const shapes = {};
  for (const name of names) {
    const page = new DOMParser().parseFromString(await (await fetch("/" + name)).text(), "text/html");
    const seen = {};
    for (const one of page.querySelectorAll("*")) {
      const key = [one.localName, ...one.getAttributeNames().sort()].join(" ");
      seen[key] = (seen[key] || 0) + 1;
    }
    shapes[name] = seen;
  }
  return shapes;
}
"""
"""Each page's elements with the names of their attributes, counted, as Chromium parses them."""


@pytest.fixture(scope="module")
def addresses(publications: tuple[Path, Path]) -> Iterator[tuple[str, str]]:
    """Where the hostile and the harmless publication are served."""
    servers = [make_server(folder, port=0, quiet=True) for folder in publications]
    threads = [
        threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True) for one in servers
    ]
    for thread in threads:
        thread.start()
    one, other = (f"http://127.0.0.1:{server.server_address[1]}" for server in servers)
    yield one, other
    for server, thread in zip(servers, threads, strict=True):
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_chromium_parses_the_elements_of_harmless_words(
    chromium: Browser, publications: tuple[Path, Path], addresses: tuple[str, str]
) -> None:
    names, shapes = list(pages_of(publications[0])), []
    for address in addresses:
        context = chromium.new_context(bypass_csp=True)  # a page of the site may fetch nothing: the test may
        page = context.new_page()
        page.goto(f"{address}/robots.txt")
        shapes.append({name: shape for part in parts(names) for name, shape in page.evaluate(SHAPES, part).items()})
        context.close()
    hostile, harmless = shapes
    assert len(hostile) == len(names) > 100
    assert [name for name in names if hostile[name] != harmless[name]] == []


def parts(names: list[str], size: int = 200) -> Iterator[list[str]]:
    return (names[start : start + size] for start in range(0, len(names), size))


def test_a_page_of_each_kind_runs_nothing_and_breaks_no_policy(
    chromium: Browser, publications: tuple[Path, Path], addresses: tuple[str, str]
) -> None:
    kinds = {name.removeprefix("en/").partition("/")[0]: name for name in pages_of(publications[0])}
    context = chromium.new_context()
    said, asked = list[str](), list[str]()
    context.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    for name in kinds.values():
        page.goto(f"{addresses[0]}/{name}")
        assert page.url == f"{addresses[0]}/{name}"
        assert page.evaluate("window.PWNED") is None, name
        assert (
            page.evaluate(
                "document.querySelectorAll('iframe, base, form[action^=http], meta[http-equiv=refresh]').length"
            )
            == 0
        )
    context.close()
    assert len(kinds) > 12
    assert said == []
    assert [url for url in asked if not url.startswith((addresses[0] + "/", "data:"))] == []
