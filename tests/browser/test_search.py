"""Search as a reader uses it: words without accents or hyphens, filters, nothing found, the keyboard, no network."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from registre.publication.site.searching import can_index
from visiting import Visit, facts

PRIVATE = ("talbouze", "rue du lavoir", "3 février 1951")
"""What the examples say of a private person."""

pytestmark = pytest.mark.skipif(not can_index(), reason="Pagefind is not installed (the extra « search »): no index")


def search(visit: Visit, address: str) -> list[str]:
    """The titles found at an address of the search page."""
    visit.go(address)
    visit.page.wait_for_selector("html[data-search=ready]")
    return facts(visit.page.locator("#search-results > li > a"))


@pytest.mark.parametrize("words", ["façade", "facade", "FACADE", "l'aide façade", "façades"])
def test_accents_capitals_and_plurals_do_not_count(visit: Visit, words: str) -> None:
    found = search(visit, f"search.html#q={words}")
    assert "Aide individuelle à la rénovation d'une façade" in found
    assert visit.said == []


@pytest.mark.parametrize("words", ["Saint-Orlan", "saint orlan", "MECA-VALIS", "meca valis", "Méca Valis"])
def test_hyphens_do_not_count(visit: Visit, words: str) -> None:
    twin = words.replace("-", " ").lower() if "-" in words else words.replace(" ", "-")
    found = search(visit, f"search.html#q={words}")
    assert len(found) > 3
    visit.page.goto("about:blank")
    assert search(visit, f"search.html#q={twin}") == found


def test_filters_narrow_and_stay_in_the_address(visit: Visit) -> None:
    every = search(visit, "search.html#q=subvention")
    visit.page.get_by_role("checkbox", name="Délibération").check()
    visit.page.wait_for_url("**type=act")
    visit.page.wait_for_selector("html[data-search=ready]")
    kinds = {one.split("·")[0].split(" ")[0] for one in facts(visit.page.locator("#search-results .by"))}
    assert kinds == {"Délibération"}
    again = visit.page.url
    narrowed = facts(visit.page.locator("#search-results > li > a"))
    assert 0 < len(narrowed) < len(every)
    visit.page.goto("about:blank")
    visit.page.goto(again)
    visit.page.wait_for_selector("html[data-search=ready]")
    assert facts(visit.page.locator("#search-results > li > a")) == narrowed


def test_every_facet_is_offered(visit: Visit) -> None:
    search(visit, "search.html")
    offered = visit.page.eval_on_selector_all(
        "#search fieldset", "all => all.filter(one => one.querySelector('input')).map(one => one.dataset.facet)"
    )
    assert offered == ["type", "body", "year", "matter", "amount", "holds"]


def test_the_form_of_the_home_page_searches(visit: Visit) -> None:
    visit.go("index.html")
    visit.page.get_by_role("searchbox").fill("façade à l'état")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/search.html*")
    visit.page.wait_for_selector("html[data-search=ready]")
    assert visit.page.locator("#q").input_value() == "façade à l'état"
    assert visit.page.locator("#search-results > li, #search-none:not([hidden])").count() > 0
    assert "?" not in visit.page.url, "one question in the address, not two"
    assert visit.said == []


@pytest.mark.parametrize(
    ("facet", "value", "least"), [("amount", "1", 1), ("holds", "vote", 2), ("matter", "7", 2), ("year", "2023", 2)]
)
def test_a_facet_alone_finds_what_it_counts(visit: Visit, facet: str, value: str, least: int) -> None:
    found = search(visit, f"search.html#{facet}={value}")
    told = visit.page.locator(f"fieldset[data-facet={facet}] small[data-value='{value}']").inner_text()
    assert int(told.strip("()")) >= least
    assert visit.page.locator("#search-status").inner_text().startswith(f"{told.strip('()')} page")
    assert len(found) == min(int(told.strip("()")), 20)


def test_nothing_found_tells_what_each_word_finds(visit: Visit) -> None:
    assert search(visit, "search.html#q=habitat camion xylophonique") == []
    help_ = visit.page.locator("#search-none").inner_text()
    assert "« habitat » seul" in help_ and "« xylophonique » n’est dans aucune page" in help_
    visit.page.locator("#search-parts a", has_text="camion").click()
    visit.page.wait_for_url("**q=camion")
    visit.page.wait_for_selector("#search-results > li")
    assert visit.page.locator("#search-none").is_hidden()


def test_a_word_that_no_page_has_is_not_passed_over_in_silence(visit: Visit) -> None:
    assert search(visit, "search.html#q=façade xylophonique")
    assert "« xylophonique » n’est dans aucune page" in visit.page.locator("#search-status").inner_text()


def test_the_english_page_finds_the_same_and_leads_to_english_pages(visit: Visit) -> None:
    assert search(visit, "en/search.html#q=facade")
    visit.page.locator("#search-results a").first.click()
    visit.page.wait_for_url("**/en/**")
    assert visit.page.locator("html").get_attribute("lang") == "en"
    assert visit.page.locator("h1").is_visible()


def test_the_keyboard_is_enough(visit: Visit) -> None:
    search(visit, "search.html")
    visit.page.locator("#q").focus()
    visit.page.keyboard.type("camion")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("#search-results > li")
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("!!document.activeElement.closest('#search-results')"):
            break
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_selector("h1:has-text('camion')")


def test_no_request_leaves_the_host(visit: Visit) -> None:
    assert search(visit, "search.html#q=subvention")
    assert any("/pagefind/fragment/" in url for url in visit.asked)
    assert visit.away() == []


def test_without_its_index_the_page_says_so(visit: Visit) -> None:
    visit.page.route("**/pagefind/**", lambda route: route.abort())
    visit.go("search.html")
    visit.page.wait_for_selector("#search-without:has-text('n’est pas sur ce site')")
    assert visit.page.locator("#search").is_hidden()


def test_the_index_names_no_private_person_and_no_page_of_a_member(built: Path) -> None:
    """The examples give a private person a name on purpose: it is in no byte of the index."""
    parts = [path for path in (built / "pagefind").rglob("*") if path.is_file() and path.suffix.startswith(".pf_")]
    assert len(parts) > 20
    texts = [gzip.decompress(path.read_bytes()).decode("utf-8", "replace").lower() for path in parts]
    assert any("façade" in one for one in texts)
    for hidden in PRIVATE:
        assert not [one for one in texts if hidden in one], hidden
    assert not [one for one in texts if '"url":"/person/' in one or '"url":"/en/' in one]
