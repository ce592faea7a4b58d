"""Steps of a reader on a page that asks in SPARQL."""

from __future__ import annotations

from visiting import Visit

READY = "html[data-sparql=ready]"
_TOLD = READY + " #sparql-status:not(:empty)"


def open_page(visit: Visit, fragment: str = "", page: str = "sparql.html") -> None:
    visit.page.goto("about:blank")
    visit.go(f"{page}{fragment}")
    visit.page.wait_for_selector(READY)


def ask(visit: Visit) -> str:
    """What the page says of the answer. The button is pressed by the keyboard, wherever it stands."""
    visit.page.locator("#run").press("Enter")
    visit.page.wait_for_selector(_TOLD)  # not the state alone: on a busy machine the click may not have been seen yet
    return visit.page.locator("#sparql-status").inner_text()


def write(visit: Visit, text: str) -> None:
    """Replace the query in the editor, as a hand would; in the text area where the editor was not made."""
    editor = visit.page.get_by_role("textbox", name="Requête SPARQL, éditeur")
    if not editor.count():
        visit.page.locator("#query-text").fill(text)
        return
    editor.click()
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.insert_text(text)
