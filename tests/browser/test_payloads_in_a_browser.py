"""Forty hostile texts in headless Chromium: its parser sees no new element, attribute or script; nothing of them runs.

Every page is parsed by Chromium; one page of each kind is opened as a reader would, under its content policy.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hostile_site import pages_of
from registre.publication.serving import make_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
