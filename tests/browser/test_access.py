"""axe-core on a page of every type, in light and in dark: no serious or critical finding; languages switch in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from asking import ask, open_page
from axe import grave, needs_axe
from visiting import Visit

pytestmark = needs_axe

PAGES = (
    "index", "act/*/*/*", "session/*/*/*", "body/*", "organ/*/*", "person/*/*", "organisation/*/*", "territory/*/*",
    "attendance/*/*", "coverage", "coverage/*", "quality", "shapes", "comparison/*/*", "text/*", "rule/*", "software/*",
    "ns", "term/*/*", "query/grants-by-beneficiary", "query/grants-of-organisation",
    "list/acts", "list/bodies", "list/grants", "list/organisations", "list/queries", "list/rules", "list/sessions",
    "list/territories", "dataset", "about", "accessibility", "404", "search", "sparql", "endpoint",
    "en/index", "en/act/*/*/*", "en/session/*/*/*", "en/organisation/*/*", "en/territory/*/*", "en/attendance/*/*",
    "en/list/territories", "en/search", "en/sparql", "en/quality",
)  # fmt: skip


def test_no_page_has_a_serious_finding_in_light_and_no_pale_word_in_dark(visit: Visit, built: Path) -> None:
    judged, faults = 0, {}
    for pattern in PAGES:
        path = next(iter(sorted(built.glob(f"{pattern}.html"))), None)
        assert path is not None, pattern
        visit.page.emulate_media(color_scheme="light")
        visit.go(path.relative_to(built).as_posix())
        if path.stem in ("search", "sparql", "endpoint"):
            visit.page.wait_for_selector("html[data-search=ready], html[data-sparql=ready]")
        found = grave(visit)
        visit.page.emulate_media(color_scheme="dark")
        if found := found + grave(visit, "color-contrast"):
            faults[pattern] = found
        judged += 1
    assert faults == {} and judged == len(PAGES)
    assert visit.away() == [], "no page of any type asks another host"


SIDEWAYS = """() => [...document.querySelectorAll("*")]
    .filter(one => one.scrollWidth > one.clientWidth + 1)
    .filter(one => ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
    .filter(one => one.tabIndex >= 0 ? !one.matches("[aria-label], [aria-labelledby]") && !one.labels?.length
        : one.querySelector("a, button, input, summary") === null)
    .map(one => one.outerHTML.slice(0, 120))"""
"""What is wider than its place and can only be moved by a finger or a mouse, or has no name."""


def test_on_a_phone_nothing_but_named_parts_moves_sideways_and_the_keyboard_moves_them(
    visit: Visit, built: Path
) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    wide, faults = {}, {}
    for pattern in PAGES:
        path = next(iter(sorted(built.glob(f"{pattern}.html")))).relative_to(built).as_posix()
        visit.go(path)
        if over := visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"):
            wide[path] = over
        if found := visit.page.evaluate(SIDEWAYS):
            faults[path] = found
    assert (wide, faults) == ({}, {})


def test_results_and_answers_have_no_serious_finding(visit: Visit, assets: Path) -> None:
    visit.go("search.html#q=subvention")
    visit.page.wait_for_selector("#search-results > li")
    assert grave(visit) == []
    open_page(visit, "#query=grants-by-beneficiary")
    assert ask(visit) and visit.page.locator("#answer-rows tbody tr").count()
    assert grave(visit) == []


@pytest.mark.parametrize("path", ["index", "search", "list/acts"])
def test_a_page_changes_language_and_comes_back(visit: Visit, path: str) -> None:
    visit.go(f"{path}.html")
    visit.page.get_by_role("link", name="English").click()
    visit.page.wait_for_url(f"**/en/{path}.html")
    assert visit.page.locator("html").get_attribute("lang") == "en"
    visit.page.get_by_role("link", name="Français").click()
    visit.page.wait_for_url(f"{visit.root}/{path}.html")


def test_the_first_key_skips_to_the_contents(visit: Visit) -> None:
    visit.go("index.html")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", ["search.html#q=subvention", "sparql.html#query=coverage"])
def test_forms_fit_a_phone(visit: Visit, assets: Path, path: str) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    visit.go(path)
    visit.page.wait_for_selector("html[data-search=ready], html[data-sparql=ready]")
    assert visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
