"""Headless Chromium on the publication of the examples, with every address but this machine's cut off.

Without Chromium or Playwright the tests are skipped, and say so: `apt-get install chromium`, `make browser-test`.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from registre.files import resource
from registre.publication.serving import make_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CUT = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""No name resolves: a request to anywhere else cannot leave."""


PATIENCE_MS = 90_000
"""How long a page may take to show what is asked of it: the tests share two cores, and a query runs in the browser."""


@dataclass
class Visit:
    """A page of the browser, and everything it asked for or complained about."""

    page: Page
    root: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.root}/{path}")

    def away(self) -> list[str]:
        """Requests that did not go to our server."""
        return [url for url in self.asked if not url.startswith((f"{self.root}/", "data:", "blob:"))]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: nothing was opened in a browser")
    driver = pytest.importorskip("playwright.sync_api", reason="no Playwright here: nothing was opened in a browser")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", CUT])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """The address of the publication of the examples."""
    with address_of(built) as address:
        yield address


@contextmanager
def address_of(folder: Path) -> Iterator[str]:
    """The address of `folder` while our own server serves it."""
    with make_server(folder, port=0, quiet=True) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(5)


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Visit]:
    """A fresh page that remembers what it asked for."""
    with visiting(chromium, site) as one:
        yield one


@contextmanager
def visiting(chromium: Browser, site: str) -> Iterator[Visit]:
    """A fresh page of the one browser, to be led through the site at the address `site`."""
    context = chromium.new_context(locale="fr-FR", reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    one = Visit(page, site)
    context.on("request", lambda request: one.asked.append(request.url))
    context.on("console", lambda message: one.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: one.said.append(str(fault)))
    yield one
    context.close()


@pytest.fixture(scope="session")
def assets() -> Path:
    """The folder of what `make site-assets` made."""
    folder = resource("site") / "assets"
    if not (folder / "oxigraph.wasm").is_file():
        pytest.skip("the parts of the SPARQL page are not made (make site-assets): it was not tried")
    return folder


def facts(found: Any) -> list[str]:
    """The texts of what a locator finds."""
    return [str(one).strip() for one in found.all_inner_texts()]
