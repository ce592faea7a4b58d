"""The endpoint that a reader names: a real oxigraph server on another port, asked when the button is pressed only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from asking import READY, ask, open_page, write
from servers import served
from visiting import Visit, facts

DUMP = "dumps/latest/registre.nq"


@pytest.fixture(scope="module")
def endpoint(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that holds the publication and answers pages of other sites."""
    place = tmp_path_factory.mktemp("oxigraph")
    with served(place, (built / DUMP).read_bytes(), "application/n-quads", pages_of_others=True) as url:
        yield url


def name(visit: Visit, address: str) -> None:
    visit.page.locator("#endpoint").fill(address)


def test_an_endpoint_gives_the_answer_that_the_browser_gives(visit: Visit, endpoint: str, assets: Path) -> None:
    open_page(visit, "#query=grants-by-beneficiary")
    assert "9 lignes" in ask(visit)
    here = facts(visit.page.locator("#answer-rows tbody tr"))
    visit.page.locator("#elsewhere").click()
    visit.page.wait_for_url("**/endpoint.html#query=grants-by-beneficiary")
    visit.page.wait_for_selector(READY)
    name(visit, endpoint)
    assert visit.away() == [], "nothing is asked before the button is pressed"
    assert "9 lignes" in ask(visit)
    assert facts(visit.page.locator("#answer-rows tbody tr")) == here
    assert visit.page.locator("#drawing svg").is_visible()
    assert set(visit.away()) == {endpoint}
    assert visit.said == []


def test_the_answer_links_to_pages_of_this_site_and_is_downloaded(visit: Visit, endpoint: str) -> None:
    open_page(visit, "#query=grants-of-organisation&p.organisation=halage", "endpoint.html")
    name(visit, endpoint)
    ask(visit)
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("link", name="Télécharger en CSV").click()
    assert Path(saved.value.path()).read_text("utf-8").startswith("date,body_name,")
    visit.page.locator("#answer-rows tbody a").first.click()
    visit.page.wait_for_url(f"{visit.root}/act/**")


def test_a_link_to_the_question_names_the_endpoint_and_asks_nothing(visit: Visit, endpoint: str) -> None:
    open_page(visit, "#query=coverage", "endpoint.html")
    name(visit, endpoint)
    ask(visit)
    link = visit.page.url.split("#", 1)[1]
    visit.asked.clear()
    open_page(visit, "#" + link, "endpoint.html")
    assert visit.page.locator("#endpoint").input_value() == endpoint
    assert visit.away() == []
    assert "lignes" in ask(visit)
    assert set(visit.away()) == {endpoint}


def test_a_graph_and_a_fault_come_from_the_endpoint(visit: Visit, endpoint: str) -> None:
    open_page(visit, "", "endpoint.html")
    name(visit, endpoint)
    write(visit, "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3")
    assert "Un graphe" in ask(visit)
    assert " a " in visit.page.locator("#answer-rows pre").inner_text()
    write(visit, "SELEKT")
    assert "n’a pas pu être posée : 400" in ask(visit)
    write(visit, "ASK { ?s ?p ?o }")
    assert ask(visit) == "Oui"


def test_an_endpoint_that_answers_no_page_of_others_is_opened_by_a_link(
    visit: Visit, built: Path, tmp_path: Path
) -> None:
    with served(tmp_path, b"", "application/n-quads") as closed:
        open_page(visit, "", "endpoint.html")
        write(visit, "ASK { ?s ?p ?o }")
        name(visit, closed)
        assert "ne répond pas aux pages d’un autre site" in ask(visit)
        link = visit.page.locator("#ask-there").get_attribute("href") or ""
        assert link.startswith(f"{closed}?") and parse_qs(urlsplit(link).query)["query"] == ["ASK { ?s ?p ?o }"]
        assert visit.page.locator("#ask-there").get_attribute("rel") == "noopener noreferrer"
        with visit.page.context.expect_event("request", lambda asked: asked.url == link):
            visit.page.locator("#ask-there").click()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://sparql.example.org/", "ftp://127.0.0.1/", "sparql", ""]
)
def test_what_is_no_address_of_an_endpoint_is_not_asked(visit: Visit, address: str) -> None:
    open_page(visit, "#query=coverage", "endpoint.html")
    name(visit, address)
    assert visit.page.locator("#ask-there").is_hidden()
    visit.page.locator("#sparql").evaluate("form => form.noValidate = true")
    assert "écrivez l’adresse d’un point d’accès" in ask(visit)
    assert visit.away() == []


def test_the_page_in_the_browser_can_reach_nobody(visit: Visit, endpoint: str, assets: Path) -> None:
    """Even a script of ours could not: the policy of the page stops it, and the browser says so."""
    open_page(visit)
    reached = "address => fetch(address).then(() => 'reached', () => 'stopped')"
    assert visit.page.evaluate(reached, endpoint) == "stopped"
    assert any("Content Security Policy" in one for one in visit.said)
