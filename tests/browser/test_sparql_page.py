"""SPARQL asked in the browser, with the network cut: the library, one's own query, one body, faults, links, files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from visiting import Visit, facts

pytestmark = pytest.mark.usefixtures("assets")
READY = "html[data-sparql=ready]"


def open_page(visit: Visit, fragment: str = "", page: str = "sparql.html") -> None:
    visit.page.goto("about:blank")
    visit.go(f"{page}{fragment}")
    visit.page.wait_for_selector(READY)


def ask(visit: Visit) -> str:
    """What the page says of the answer."""
    visit.page.locator("#run").click()
    visit.page.wait_for_selector(READY)
    return visit.page.locator("#sparql-status").inner_text()


def write(visit: Visit, text: str) -> None:
    """Replace the query in the editor, as a hand would."""
    visit.page.get_by_role("textbox", name="Requête SPARQL, éditeur").click()
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.insert_text(text)


def test_a_question_of_the_library_gives_the_rows_of_its_static_answer(visit: Visit, built: Path) -> None:
    open_page(visit, "#query=grants-by-beneficiary")
    assert "lignes" in ask(visit)
    stored = list(csv.reader(io.StringIO((built / "query/grants-by-beneficiary.csv").read_text("utf-8"))))
    assert facts(visit.page.locator("#answer-rows th")) == stored[0]
    rows = visit.page.locator("#answer-rows tbody tr")
    assert rows.count() == len(stored) - 1 > 1
    assert visit.page.locator("#answer-rows tbody tr:first-child td").count() == len(stored[0])
    assert visit.said == []


def test_the_page_of_a_question_leads_to_its_form(visit: Visit) -> None:
    visit.go("query/grants-of-organisation.html")
    visit.page.get_by_role("link", name="Poser cette question avec d’autres valeurs").click()
    visit.page.wait_for_selector(READY)
    assert visit.page.locator("#question").input_value() == "grants-of-organisation"
    assert visit.page.locator("#p-organisation").is_visible()


def test_no_request_leaves_the_host(visit: Visit) -> None:
    open_page(visit, "#query=proxies")
    ask(visit)
    assert any(url.endswith("oxigraph.wasm") for url in visit.asked)
    assert any(url.endswith("identities.nq.gz") for url in visit.asked)
    assert visit.away() == []


def test_one_body_loads_its_own_shards_only(visit: Visit) -> None:
    open_page(visit)
    choices = visit.page.eval_on_selector_all("#part option", "all => all.map(one => one.value)")
    assert choices[0] == "" and "219600319" in choices
    visit.page.select_option("#part", "219600319")
    assert "ko" in visit.page.locator("#part-size").inner_text()
    write(visit, "SELECT (COUNT(*) AS ?n) WHERE { ?act a <https://w3id.org/registre/ns#Deliberation> }")
    assert "1 ligne" in ask(visit)
    few = int(facts(visit.page.locator("#answer-rows td"))[0])
    loaded = [url.rsplit("/", 1)[-1] for url in visit.asked if url.endswith(".nq.gz")]
    assert loaded == ["219600319-2023.nq.gz", "identities.nq.gz"]
    visit.page.select_option("#part", "")
    ask(visit)
    assert int(facts(visit.page.locator("#answer-rows td"))[0]) > few > 0


def test_values_of_the_form_enter_the_query_and_the_link(visit: Visit) -> None:
    open_page(visit, "#query=grants-of-organisation")
    visit.page.locator("#run").click()
    assert visit.page.locator("#p-organisation").evaluate("one => one.validity.valueMissing")
    visit.page.locator("#p-organisation").fill('halage" } DROP')
    assert 'halage\\"' in visit.page.locator("#query-text").input_value()
    visit.page.locator("#p-organisation").fill("a\\u0022")
    assert "n’est pas du type" in visit.page.locator("#sparql-status").inner_text()
    visit.page.locator("#p-organisation").fill("halage")
    ask(visit)
    found = facts(visit.page.locator("#answer-rows tbody tr"))
    assert found and all("halage" in one.lower() for one in found)
    link = visit.page.url
    assert "query=grants-of-organisation" in link and "p.organisation=halage" in link
    open_page(visit, "#" + link.split("#", 1)[1])
    ask(visit)
    assert facts(visit.page.locator("#answer-rows tbody tr")) == found


def test_an_answer_links_to_pages_and_downloads_as_csv_and_json(visit: Visit) -> None:
    open_page(visit, "#query=grants-of-organisation&p.organisation=halage")
    ask(visit)
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("link", name="Télécharger en CSV").click()
    rows = list(csv.reader(io.StringIO(Path(saved.value.path()).read_text("utf-8"))))
    assert len(rows) - 1 == visit.page.locator("#answer-rows tbody tr").count()
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("link", name="Télécharger en JSON").click()
    answer = json.loads(Path(saved.value.path()).read_bytes())
    assert len(answer["results"]["bindings"]) == len(rows) - 1
    visit.page.locator("#answer-rows tbody a").first.click()
    visit.page.wait_for_url("**/act/**")
    assert visit.page.locator("h1").is_visible()


def test_a_graph_is_given_as_turtle_and_a_fault_is_told(visit: Visit) -> None:
    open_page(visit)
    write(visit, "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3")
    assert "Un graphe" in ask(visit)
    assert visit.page.get_by_role("link", name="Télécharger en Turtle").is_visible()
    write(visit, "SELEKT")
    assert "n’a pas pu être posée" in ask(visit)
    write(visit, "SELECT * WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }")
    assert "n’a pas pu être posée" in ask(visit)
    assert visit.away() == []


def test_the_keyboard_asks_and_leaves_the_editor(visit: Visit) -> None:
    open_page(visit, "#query=coverage", "en/sparql.html")
    visit.page.get_by_role("textbox", name="SPARQL query, editor").focus()
    visit.page.keyboard.press("Control+Enter")
    visit.page.wait_for_selector("#answer-rows tbody tr")
    visit.page.get_by_role("textbox", name="SPARQL query, editor").focus()
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.id") == "run"
    assert visit.said == []


def test_without_its_editor_the_text_area_asks(visit: Visit) -> None:
    visit.page.route("**/editor.js", lambda route: route.abort())
    open_page(visit)
    visit.page.locator("#query-text").fill("ASK { ?s ?p ?o }")
    assert ask(visit) == "Oui"


def test_another_endpoint_gets_the_query_by_a_link_only(visit: Visit) -> None:
    open_page(visit, "#query=coverage")
    visit.page.locator("#sparql summary").click()
    visit.page.locator("#endpoint").fill("javascript:alert(1)")
    assert visit.page.locator("#ask-elsewhere").is_hidden()
    visit.page.locator("#endpoint").fill("https://sparql.example.org/query?x=1")
    address = visit.page.locator("#ask-elsewhere").get_attribute("href") or ""
    assert address.startswith("https://sparql.example.org/query?x=1&query=PREFIX")
    assert visit.away() == []
