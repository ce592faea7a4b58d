"""SPARQL asked in the browser, with the network cut: the library, one's own query, one body, faults, links, files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import rdflib

from asking import READY, ask, open_page, write
from visiting import Visit, facts

pytestmark = pytest.mark.usefixtures("assets")


def test_a_question_of_the_library_gives_the_rows_of_its_static_answer(visit: Visit, built: Path) -> None:
    open_page(visit, "#query=grants-by-beneficiary")
    assert "lignes" in ask(visit)
    stored = list(csv.reader(io.StringIO((built / "query/grants-by-beneficiary.csv").read_text("utf-8"))))
    assert [one.split()[0] for one in facts(visit.page.locator("#answer-rows th"))] == stored[0]
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


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?act a <https://w3id.org/registre/ns#Deliberation> }"


def counted(visit: Visit) -> int:
    """How many acts there are in what is loaded."""
    assert "1 ligne" in ask(visit)
    return int(facts(visit.page.locator("#answer-rows td"))[0])


def test_all_a_body_or_a_year_is_chosen_and_no_other_shard_is_loaded(visit: Visit) -> None:
    open_page(visit)
    assert {"", "219600319"} < set(visit.page.eval_on_selector_all("#body option", "all => all.map(one => one.value)"))
    visit.page.select_option("#body", "219600319")
    assert visit.page.eval_on_selector_all("#year option", "all => all.map(one => one.value)") == ["", "2023"]
    write(visit, COUNT)
    few = counted(visit)
    assert loaded(visit) == ["219600319-2023.nq.gz", "identities.nq.gz"]
    assert "part=219600319" in visit.page.url
    visit.page.select_option("#body", "")
    visit.page.select_option("#year", "2022")
    a_year = counted(visit)
    assert "part=%2F2022" in visit.page.url
    assert all(one.endswith(("-2022.nq.gz", "identities.nq.gz")) for one in loaded(visit)[2:])
    visit.page.select_option("#year", "")
    assert counted(visit) > max(few, a_year) > 0


def loaded(visit: Visit) -> list[str]:
    """The shards that were fetched, in the order of their fetching."""
    return [url.rsplit("/", 1)[-1] for url in visit.asked if url.endswith(".nq.gz")]


def test_a_part_comes_back_with_its_link(visit: Visit) -> None:
    open_page(visit, "#query=coverage&part=219600319/2023")
    assert visit.page.locator("#body").input_value() == "219600319"
    assert visit.page.locator("#year").input_value() == "2023"
    open_page(visit, "#query=coverage&part=nobody/1900")
    assert visit.page.locator("#body").input_value() == visit.page.locator("#year").input_value() == ""


def test_size_and_time_are_announced_and_the_progress_is_shown(visit: Visit) -> None:
    open_page(visit, "#query=coverage")
    announced = visit.page.locator("#part-size").inner_text()
    assert "ko à télécharger, prêt en 1 s environ" in announced
    assert "triplets" in facts(visit.page.locator("#body option:first-child"))[0]
    visit.page.evaluate("""() => {
      window.seen = [];
      new MutationObserver(() => {
        const bar = document.getElementById("progress");
        if (!bar.hidden) seen.push([bar.value, document.getElementById("sparql-status").textContent]);
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    }""")
    ask(visit)
    seen = visit.page.evaluate("seen")
    assert any("Chargement : " in told for _, told in seen) and max(value for value, _ in seen) == 1
    assert visit.page.locator("#part-size").inner_text() == "déjà chargé"
    assert visit.page.locator("#progress").is_hidden()


def test_a_question_that_takes_long_is_stopped_and_the_next_one_is_answered(visit: Visit) -> None:
    open_page(visit)
    write(visit, "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    visit.page.locator("#run").click()
    visit.page.wait_for_selector("#sparql-status:has-text('Calcul')")
    visit.page.locator("#stop").click()
    visit.page.wait_for_selector(READY)
    assert visit.page.locator("#sparql-status").inner_text() == "Arrêté."
    write(visit, COUNT)
    assert counted(visit) > 0


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
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("link", name="Télécharger en Turtle").click()
    assert len(rdflib.Graph().parse(saved.value.path(), format="turtle")) == 3
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


def test_a_link_to_this_question_is_the_state_of_the_page(visit: Visit) -> None:
    open_page(visit)
    write(visit, "ASK { ?s ?p 'é # ?' }")
    visit.page.locator("#permalink").click()
    link = visit.page.url
    open_page(visit, "#" + link.split("#", 1)[1])
    assert visit.page.locator("#query-text").input_value() == "ASK { ?s ?p 'é # ?' }"
    assert loaded(visit) == [], "a link asks nothing by itself"
