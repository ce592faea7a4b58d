"""The pages in a real browser: evidence both ways, with the keyboard, under the content policy of the pages.

A copy of the site gets a few lines after its own script; they act as a reader does and leave what they saw in the
title. Needs Chromium; skipped, loudly, where there is none.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from invented_site import ACT, SESSION, write_site
from registre.publication.serving import make_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--hide-scrollbars", "--force-prefers-reduced-motion",
    "--virtual-time-budget=900",
)  # fmt: skip
DRIVER = """
addEventListener("load", () => setTimeout(() => {
  const seen = {};
  const inView = (one) => {
    const box = one.getBoundingClientRect();
    const pane = (one.closest(".paper") || document.documentElement).getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1;
  };
  const step = (name, act) => { try { seen[name] = act(); } catch (fault) { seen[name] = String(fault); } };
  STEPS
  document.title = "SEEN" + JSON.stringify(seen) + "NEES";
}, 300));
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: the pages were not opened")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browsed")
    write_site(folder)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with make_server(folder, port=0, quiet=True) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(5)


def browse(folder: Path, url: str, steps: str, tmp_path: Path, window: str = "1280,900") -> dict[str, Any]:
    """What the steps saw on the page at `url`."""
    script = folder / "static" / "registre.js"
    own = script.read_text("utf-8")
    script.write_text(own + DRIVER.replace("STEPS", steps), "utf-8")
    try:
        done = subprocess.run(
            [str(CHROMIUM), *FLAGS, f"--user-data-dir={tmp_path}", f"--window-size={window}", "--dump-dom", url],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    finally:
        script.write_text(own, "utf-8")
    found = re.search(r"SEEN(.*?)NEES", unescape(done.stdout), re.DOTALL)
    assert found, done.stdout[:500] + done.stderr[-500:]
    seen = json.loads(found[1])
    assert isinstance(seen, dict)
    return seen


def test_a_fact_shows_its_words_and_the_words_show_their_fact(folder: Path, address: str, tmp_path: Path) -> None:
    steps = """
    const choose = (which) => document.querySelector(which).click();
    const shown = (which) => [...document.querySelectorAll(which + ".shown")];
    step("shown", () => { choose("#grant-1 a.w"); return shown("").length; });
    step("words", () => shown("a.m").map((one) => one.textContent));
    step("wordsInView", () => inView(document.getElementById("words-grant-1")));
    step("hash", () => location.hash);
    step("focus", () => document.activeElement.id);
    step("back", () => { choose("a.m[href='#vote']"); return inView(document.getElementById("vote")); });
    step("fact", () => document.getElementById("vote").classList.contains("shown"));
    step("escaped", () => {
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
      return shown("").length;
    });
    """
    assert browse(folder, f"{address}/{ACT}.html", steps, tmp_path) == {
        "shown": 3,  # two passages and the card
        "words": ["Subventions 2024", "1 200,50 €"],
        "wordsInView": True,
        "hash": "#words-grant-1",
        "focus": "words-grant-1",
        "back": True,
        "fact": True,
        "escaped": 0,
    }


def test_a_link_from_another_page_lands_on_the_words(folder: Path, address: str, tmp_path: Path) -> None:
    steps = """
    step("inView", () => inView(document.getElementById("words-grant-1")));
    step("shown", () => document.getElementById("grant-1").classList.contains("shown"));
    """
    seen = browse(folder, f"{address}/{ACT}.html#words-grant-1", steps, tmp_path)
    assert seen == {"inView": True, "shown": True}


@pytest.mark.parametrize(
    ("path", "window"), [(ACT, "1280,900"), (ACT, "500,800"), (SESSION, "500,800"), ("ns", "500,800")]
)
def test_no_page_is_wider_than_its_window(folder: Path, address: str, tmp_path: Path, path: str, window: str) -> None:
    steps = 'step("spare", () => document.documentElement.scrollWidth - document.documentElement.clientWidth);'
    assert browse(folder, f"{address}/{path}.html", steps, tmp_path, window) == {"spare": 0}


def test_targets_outside_of_sentences_are_large_enough(folder: Path, address: str, tmp_path: Path) -> None:
    steps = """
    step("small", () => [...document.querySelectorAll("a, button, summary")].filter((one) => {
      const box = one.getBoundingClientRect();
      const inText = getComputedStyle(one).display === "inline";
      return box.width && !inText && (box.height < 24 || box.width < 24) && !one.matches(".skip");
    }).map((one) => one.outerHTML.slice(0, 90)));
    """
    assert browse(folder, f"{address}/{ACT}.html", steps, tmp_path) == {"small": []}


def test_the_pages_work_from_a_folder(folder: Path, tmp_path: Path) -> None:
    steps = """
    step("styled", () => getComputedStyle(document.querySelector(".cards > li")).borderLeftWidth);
    step("scripted", () => { document.querySelector("#vote a.w").click(); return location.hash; });
    """
    seen = browse(folder, f"file://{folder}/{ACT}.html", steps, tmp_path)
    assert seen == {"styled": "4px", "scripted": "#words-vote"}
