"""Answers drawn in the browser: as on the page of the question, and as a query of one's own asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from asking import ask, open_page, write
from visiting import Visit, facts

pytestmark = pytest.mark.usefixtures("assets")
DRAWN = ("grants-by-beneficiary", "quorum-checks", "membership-fees", "proxy-pairs", "acts-by-matter")
PLACES = "all => all.map(one => one.getBBox()).map(({ x, y, width }) => x + y + width).sort((a, b) => a - b)"


@pytest.mark.parametrize("name", DRAWN)
def test_a_question_is_drawn_in_the_browser_as_on_its_page(visit: Visit, name: str) -> None:
    seen = []
    for address, place in ((f"query/{name}.html", "#drawn"), (f"sparql.html#query={name}", "#drawing")):
        visit.go(address)
        if place == "#drawing":
            visit.page.wait_for_selector("html[data-sparql=ready]")
            ask(visit)
        picture = visit.page.locator(f"{place} svg")
        texts = [" ".join(one.split()) for one in picture.locator("text").all_text_contents()]
        marks = picture.locator("rect, path")
        told = " ".join((picture.locator("desc").text_content() or "").split())
        seen.append((picture.locator("title").text_content(), told, texts, marks.evaluate_all(PLACES)))
    assert seen[0][:3] == seen[1][:3]
    assert len(seen[0][3]) == len(seen[1][3]) > 1
    assert seen[0][3] == pytest.approx(seen[1][3], abs=3)
    assert visit.said == []


def test_a_query_of_ones_own_is_drawn_when_it_says_how(visit: Visit) -> None:
    open_page(visit)
    rows = 'VALUES (?year ?acts ?who) { ("2020" 1 "a") ("2021" 4 "a") ("2023" 2 "a") ("2021" 3 "<b>") }'
    write(visit, f"SELECT * WHERE {{ {rows} }}\n# chart: lines year acts who")
    ask(visit)
    line = visit.page.locator("#drawing path.line-1").first
    assert (line.get_attribute("d") or "").count("M") == 2, "a year that is missing breaks the line"
    assert (
        "<b>"
        in facts(visit.page.locator("#drawing text"))[-1:] + visit.page.locator("#drawing text").all_text_contents()
    )
    assert visit.page.locator("#answer-rows tbody tr").count() == 4, "the table stays"
    write(visit, f"SELECT * WHERE {{ {rows} }}")
    ask(visit)
    assert visit.page.locator("#drawn").is_hidden()


@pytest.mark.parametrize("line", ["pie year acts", "bars year nothing", "flows year acts", "bars year"])
def test_a_drawing_that_cannot_be_made_is_said_and_the_table_stays(visit: Visit, line: str) -> None:
    open_page(visit)
    write(visit, f'SELECT * WHERE {{ VALUES (?year ?acts) {{ ("2020" 1) }} }}\n# chart: {line}')
    assert f"« # chart: {line} » ne va pas" in ask(visit)
    assert visit.page.locator("#drawn").is_hidden()
    assert visit.page.locator("#answer-rows tbody tr").count() == 1


def test_a_drawing_fits_a_phone(visit: Visit, built: Path) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    open_page(visit, "#query=grants-by-beneficiary")
    ask(visit)
    assert visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert visit.page.locator("#drawing").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
