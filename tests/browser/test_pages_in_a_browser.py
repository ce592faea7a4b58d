"""The pages in a real browser: evidence both ways, with the keyboard, under the content policy of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from invented_site import ACT, SESSION, write_site
from visiting import Visit, address_of, facts, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IN_VIEW = """one => {
  const box = one.getBoundingClientRect();
  const pane = (one.closest(".paper") || document.documentElement).getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1;
}"""
SMALL = """() => [...document.querySelectorAll("a, button, summary")].filter((one) => {
  const box = one.getBoundingClientRect();
  const inText = getComputedStyle(one).display === "inline";
  return box.width && !inText && (box.height < 24 || box.width < 24) && !one.matches(".skip");
}).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browsed")
    write_site(folder)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with address_of(folder) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Visit]:
    """A fresh page of the invented site."""
    with visiting(chromium, address) as one:
        yield one


def in_view(page: Visit, which: str) -> bool:
    seen: bool = page.page.locator(which).first.evaluate(IN_VIEW)
    return seen


def test_a_fact_shows_its_words_and_the_words_show_their_fact(page: Visit) -> None:
    page.go(f"{ACT}.html")
    page.page.locator("#grant-1 a.w").first.click()
    assert page.page.locator(".shown").count() == 3, "two passages and the card"
    assert facts(page.page.locator("a.m.shown")) == ["Subventions 2024", "1 200,50 €"]
    assert in_view(page, "#words-grant-1") and page.page.url.endswith("#words-grant-1")
    assert page.page.evaluate("document.activeElement.id") == "words-grant-1"
    page.page.locator("a.m[href='#vote']").first.click()
    assert in_view(page, "#vote") and page.page.locator("#vote.shown").count() == 1
    page.page.keyboard.press("Escape")
    assert page.page.locator(".shown").count() == 0
    assert page.said == []


def test_a_link_from_another_page_lands_on_the_words(page: Visit) -> None:
    page.go(f"{ACT}.html#words-grant-1")
    assert in_view(page, "#words-grant-1")
    assert page.page.locator("#grant-1.shown").count() == 1


@pytest.mark.parametrize(("path", "width"), [(ACT, 1280), (ACT, 360), (SESSION, 360), ("ns", 360)])
def test_no_page_is_wider_than_its_window(page: Visit, path: str, width: int) -> None:
    page.page.set_viewport_size({"width": width, "height": 800})
    page.go(f"{path}.html")
    assert page.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_targets_outside_of_sentences_are_large_enough(page: Visit) -> None:
    page.go(f"{ACT}.html")
    assert page.page.evaluate(SMALL) == []


def test_the_pages_work_from_a_folder(page: Visit, folder: Path) -> None:
    page.page.goto(f"file://{folder}/{ACT}.html")
    assert page.page.evaluate("getComputedStyle(document.querySelector('.cards > li')).borderLeftWidth") == "4px"
    page.page.locator("#vote a.w").first.click()
    assert page.page.evaluate("location.hash") == "#words-vote"


@pytest.mark.parametrize(
    ("path", "told"), [("search", "lancez « registre serve »"), ("endpoint", "lancez « registre serve »")]
)
def test_a_folder_says_what_it_cannot_do(page: Visit, folder: Path, path: str, told: str) -> None:
    page.page.goto(f"file://{folder}/{path}.html")
    assert told in page.page.locator("p.note").first.inner_text()


def test_a_question_without_an_answer_says_why_and_leads_to_where_it_can_be_asked(page: Visit) -> None:
    page.go("query/grants.html")
    assert "trop grande" in page.page.locator("p.note").last.inner_text()
    assert page.page.locator("a.go").get_attribute("href") == "../sparql.html?query=grants"
