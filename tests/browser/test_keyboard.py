"""A walk with the Tab key alone: every control once, each seen and marked, no trap; and pages of what has left."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from axe import grave, needs_axe
from invented_site import CONFIG
from registre.decisions.leaving import State, Tombstone
from registre.files import resource
from registre.publication.serving import make_server
from registre.publication.site.curation_pages import DecisionRow
from registre.publication.site.rendering import Page, Renderer
from visiting import Visit

WALKED = (
    "index", "act/*/*/2023-019", "session/*/*/*", "body/*", "person/*/*", "organisation/local/meca-valis",
    "attendance/*/*", "list/territories", "dataset", "quality", "404", "en/index",
)  # fmt: skip
REACHABLE = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])"
COUNT = """which => [...document.querySelectorAll(which)].filter((one) =>
  one.checkVisibility() && !(one.closest("details:not([open])") && one.localName !== "summary")).length"""
STEP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  one.walked = (one.walked || 0) + 1;
  const box = one.getBoundingClientRect(), look = getComputedStyle(one);
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  return { again: one.walked > 1, seen, marked: look.outlineStyle !== "none", what: one.outerHTML.slice(0, 120) };
}"""


def walk(visit: Visit) -> list[dict[str, Any]]:
    """Where the Tab key leads, from the top of the page until it leaves it."""
    steps: list[dict[str, Any]] = []
    while True:
        visit.page.keyboard.press("Tab")
        step = visit.page.evaluate(STEP)
        if step is None or step["again"]:
            return steps
        steps.append(step)


@pytest.mark.parametrize("pattern", WALKED)
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(visit: Visit, built: Path, pattern: str) -> None:
    path = min(built.glob(f"{pattern}.html"))
    visit.go(path.relative_to(built).as_posix())
    steps = walk(visit)
    assert [one["what"] for one in steps if not (one["seen"] and one["marked"])] == []
    assert len(steps) == visit.page.evaluate(COUNT, REACHABLE) > 10


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of pages that only a publication with decisions has."""
    folder = tmp_path_factory.mktemp("left")
    shutil.copytree(resource("site") / "static", folder / "static")
    (folder / "index.html").touch()
    renderer = Renderer(folder, CONFIG)
    row = DecisionRow(
        "1", "withdraw-document", date(2024, 5, 2), "Document retiré", "Mairie", True, ("act/1/2024-03-11/2",)
    )
    for state in State:
        gone = Tombstone(f"act/1/2024-03-11/{state.value}", "act", state, ("act/1/2024-03-11/2",), "1")
        values = {"left": gone, "replaced_by": gone.replaced_by, "decision": "1"}
        renderer.write(Page(gone.path, "tombstone.html", values, f"{CONFIG.base}{gone.path}", True, index=False))
    renderer.write(
        Page("decisions", "decisions.html", {"decisions": [row], "left": ()}, f"{CONFIG.base}decisions", True)
    )
    with make_server(folder, port=0, quiet=True) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(5)


@needs_axe
@pytest.mark.parametrize("path", [*(f"act/1/2024-03-11/{one.value}" for one in State), "decisions", "en/decisions"])
def test_pages_of_what_has_left_have_no_serious_finding(visit: Visit, left: str, path: str) -> None:
    visit.page.goto(f"{left}/{path}.html")
    assert visit.page.locator("h1").count() == 1
    assert grave(visit) == []
