"""A second build does what changed and no more, and gives what a clean build gives, byte for byte.

REGISTRE_SCRIPTS=100 runs so many random scripts of changes (`make scale-test`); `make test` runs one.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import random
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bench.synthesis.generate import documents
from bench.synthesis.layouts import LAYOUTS

from conftest import run_registre
from registre.build import build
from registre.config import Config
from registre.documents import decisions_beside
from registre.engine.inputs import FILE, digest_of_inputs, digest_of_publication
from registre.engine.versions import NOT_RENDERING
from registre.publication.site import press
from registre.rebuilding import build_what_changed, cache_folder
from registre.summary import Summary

SCRIPTS = int(os.environ.get("REGISTRE_SCRIPTS", "1"))
CONFIG = Config(shacl_engine="fast")
TEXTS = [text.text for _, text in documents(1, 4, ["extract-clean", "minutes-plain"], 0)]

BODY = "body/commune-saint-bauzely"
"""That of the second text."""


def digests(folder: Path) -> dict[str, str]:
    """Without the dated versions of the dumps, the changes, and the pages that list them: a clean build has no past."""
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    past = ("changes/", "ldes/", "dumps/", "dataset.html", "en/dataset.html", "quality.", "en/quality.")
    return {name: digest for name, digest in files.items() if not name.startswith(past) or "/latest/" in name}


def rebuilt(folder: Path, out: Path, config: Config = CONFIG, jobs: int = 1, fresh: bool = False) -> Summary:
    return build_what_changed(
        folder, out, config, cache=cache_folder(out, config, None), jobs=jobs, fresh=fresh, language="en"
    )


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of three documents and its publication, built once."""
    root = tmp_path_factory.mktemp("rebuilding")
    folder, out = root / "documents", root / "public"
    folder.mkdir()
    (folder / "registre.toml").write_text('shacl_engine = "fast"\n', "utf-8")
    for number, text in enumerate(TEXTS[:3]):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    assert rebuilt(folder, out).published
    return folder, out


def test_a_second_build_of_an_unchanged_folder_writes_nothing(first: tuple[Path, Path]) -> None:
    folder, out = first

    def stamps() -> list[tuple[str, int, int]]:
        found = sorted(path for path in out.parent.rglob("*"))
        return [(str(path), path.stat().st_mtime_ns, path.stat().st_ino) for path in found]

    before = stamps()
    summary = rebuilt(folder, out)
    assert summary.unchanged and summary.published and summary.documents == 3
    assert "Nothing has changed" in summary.as_text("en")
    assert stamps() == before


def test_the_command_says_that_nothing_changed_and_ends_as_the_first_time(first: tuple[Path, Path]) -> None:
    folder, out = first
    done = run_registre("build", folder, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    assert '"unchanged":true' in done.stdout


def inputs(folder: Path, out: Path, config: Config = CONFIG, *others: Path) -> str:
    return digest_of_inputs(folder, out, config, others)


def change_text(folder: Path) -> None:
    (folder / "0.txt").write_text(TEXTS[3], "utf-8")


def rename(folder: Path) -> None:
    (folder / "0.txt").rename(folder / "9.txt")


def remove(folder: Path) -> None:
    (folder / "0.txt").unlink()


def add(folder: Path) -> None:
    (folder / "new.txt").write_text("x", "utf-8")


@pytest.mark.parametrize("change", [change_text, rename, remove, add])
def test_whatever_goes_in_counts(tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "0.txt").write_text(TEXTS[0], "utf-8")
    before = inputs(folder, tmp_path / "public")
    os.utime(folder / "0.txt", (0, 0))
    assert inputs(folder, tmp_path / "public") == before, "a date is no content"
    change(folder)
    assert inputs(folder, tmp_path / "public") != before


def test_settings_and_place_and_decisions_count(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("- x", "utf-8")
    seen = {
        inputs(tmp_path, tmp_path / "public"),
        inputs(tmp_path, tmp_path / "other"),
        inputs(tmp_path, tmp_path / "public", replace(CONFIG, title="Autre")),
        inputs(tmp_path, tmp_path / "public", CONFIG, tmp_path / "one.yaml"),
    }
    assert len(seen) == 4


def test_a_publication_that_was_touched_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    page = tmp_path / "a" / "b" / "page.html"
    page.write_text("one", "utf-8")
    before = digest_of_publication(tmp_path / "a")
    page.write_text("two", "utf-8")
    after = digest_of_publication(tmp_path / "a")
    page.unlink()
    assert len({before, after, digest_of_publication(tmp_path / "a"), digest_of_publication(tmp_path / "no")}) == 4


@pytest.fixture
def mine(first: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the folder, its publication and what was kept; the first build at the new place is done."""
    subprocess.run(["cp", "-a", first[0], first[1], first[1].with_name("public.cache"), tmp_path], check=True)
    folder, out = tmp_path / "documents", tmp_path / "public"
    rebuilt(folder, out)
    return folder, out


def clean_build(folder: Path, out: Path, config: Config = CONFIG) -> Path:
    """Where the publication, or what was refused, of a build that knows of no earlier one stands."""
    summary = build(folder, out, config, decisions=decisions_beside(folder), jobs=1)
    return out if summary.published else out.with_name("public.rejected")


def made_anew(out: Path, before: dict[str, int]) -> set[str]:
    """The pages of `out` that are other files than `before`, without those of another language or of a past."""
    return {name for name, number in pages(out).items() if before.get(name) != number}


def pages(out: Path) -> dict[str, int]:
    found = ((path.relative_to(out).as_posix(), path) for path in out.rglob("*.html"))
    return {name: path.stat().st_ino for name, path in found if not name.startswith("en/")}


def test_a_change_remakes_what_depends_on_it_and_only_that(mine: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = mine
    before = pages(out)
    text = (folder / "0.txt").read_text("utf-8")
    (folder / "0.txt").write_text(text + "\nFin du document.\n", "utf-8")
    summary = rebuilt(folder, out)
    assert summary.remade is not None
    assert (summary.remade.documents, summary.remade.batches) == (1, 1)
    anew = made_anew(out, before)
    kinds = {name.partition("/")[0] for name in anew}
    assert kinds <= {"session", "act", "text", "body", "term", "dataset.html", "quality.html"}
    assert len(anew) == summary.remade.pages
    assert summary.remade.pages < 20 < 800 < summary.remade.of == len(pages(out))
    assert f"of {summary.remade.of} pages" in summary.as_text("en")
    assert digests(out) == digests(clean_build(folder, tmp_path / "clean" / "public"))


def test_another_name_remakes_the_pages_of_that_document_alone(mine: tuple[Path, Path], tmp_path: Path) -> None:
    folder, out = mine
    before = pages(out)
    (folder / "0.txt").rename(folder / "9.txt")
    summary = rebuilt(folder, out)
    assert summary.remade is not None and summary.remade.documents == 1
    assert len(made_anew(out, before)) == summary.remade.pages < 12
    assert digests(out) == digests(clean_build(folder, tmp_path / "clean" / "public"))


def test_new_rules_read_everything_again_and_remake_only_what_they_read_otherwise(
    mine: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = mine
    before, rooms = digests(out), set[str]()
    monkeypatch.setattr(press, "_packed", lambda page: rooms_noted(pickled(page), rooms))
    monkeypatch.setattr("registre.keeping.reading_version", lambda: "the next one")
    monkeypatch.setattr("registre.engine.inputs.whole_version", lambda: "the next one")
    summary = rebuilt(folder, out)
    assert not summary.unchanged and summary.remade is not None
    assert (summary.remade.documents, summary.remade.batches, summary.remade.pages) == (3, 0, 0)
    assert digests(out) == before
    assert "linking" in rooms and not rooms & NOT_RENDERING, (
        "a room that lends values counts among what pages look like"
    )


pickled = press._packed


def rooms_noted(values: bytes, rooms: set[str]) -> bytes:
    """The same; `rooms` gets those of our package whose classes are among the values of a page."""

    class Noting(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> object:
            if module.startswith("registre."):
                rooms.add(module.split(".")[1])
            return super().find_class(module, name)

    Noting(io.BytesIO(values)).load()
    return values


def test_what_cannot_be_read_is_not_tried_again_unless_it_may_end_otherwise(mine: tuple[Path, Path]) -> None:
    folder, out = mine
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    first = rebuilt(folder, out)
    (folder / "0.txt").rename(folder / "9.txt")
    then = rebuilt(folder, out)
    assert first.remade is not None and then.remade is not None
    assert (first.remade.documents, then.remade.documents) == (2, 2), "the broken one again, and the one that moved"
    assert (first.quarantined, then.quarantined) == (2, 2)


def test_what_was_defaced_is_made_again_with_all_pages(mine: tuple[Path, Path]) -> None:
    folder, out = mine
    before = digests(out)
    (out / "index.html").write_text("defaced", "utf-8")
    summary = rebuilt(folder, out)
    assert summary.remade is not None and summary.remade.pages == summary.remade.of
    assert digests(out) == before


def test_a_refused_build_leaves_the_pages_that_stand_as_they_are(mine: tuple[Path, Path]) -> None:
    folder, out = mine
    before = digests(out)
    for path in folder.glob("*.txt"):
        path.rename(path.with_suffix(".kept"))
    assert not rebuilt(folder, out).published
    for path in folder.glob("*.kept"):
        path.rename(path.with_suffix(".txt"))
    assert digests(out) == before and rebuilt(folder, out).unchanged


@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_a_random_script_of_changes_ends_where_a_clean_build_does(
    seed: int, first: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, config = random.Random(seed), CONFIG
    folder, out = tmp_path / "documents", tmp_path / "public"
    subprocess.run(["cp", "-a", first[0], first[1], first[1].with_name("public.cache"), tmp_path], check=True)
    for number in range(script.randint(1, 3)):
        for _ in range(script.randint(1, 4)):
            disturb(script, folder, out)
        if script.random() < 0.2:
            config = replace(config, title=script.choice(["Un titre", "Un autre"]))
        if script.random() < 0.2:
            version = f"{number} {seed}"
            monkeypatch.setattr("registre.keeping.reading_version", lambda version=version: version)
        summary = rebuilt(folder, out, config, jobs=script.choice([1, 2]))
    clean = tmp_path / "clean" / "public"
    here = out if summary.published else out.with_name("public.rejected")
    assert digests(here) == digests(clean_build(folder, clean, config))


def disturb(script: random.Random, folder: Path, out: Path) -> None:
    """Add, change, rename, move or remove a document or a decision; or spoil what is kept or what is published."""
    found = sorted(path for path in folder.rglob("*.txt"))
    deed = script.choice(["add", "add", "change", "rename", "move", "remove", "decide", "spoil", "forget", "deface"])
    one = script.choice(found) if found else None
    if deed == "add" or one is None or (deed == "remove" and len(found) == 1):
        (folder / f"{script.randrange(100)}.txt").write_text(script.choice(TEXTS), "utf-8")
    elif deed == "change":
        one.write_text(script.choice(TEXTS) + script.choice(["", "\nFin.\n"]), "utf-8")
    elif deed == "rename":
        one.rename(one.with_name(f"{script.randrange(100)}.txt"))
    elif deed == "move":
        place = folder / script.choice("ab")
        place.mkdir(exist_ok=True)
        one.rename(place / one.name)
    elif deed == "remove":
        one.unlink()
    elif deed == "decide":
        decide(script, folder)
    else:
        spoil(script, deed, out)


def decide(script: random.Random, folder: Path) -> None:
    """Add, change, rename or remove a file of decisions: a body that is renamed, a document that is withdrawn."""
    place = folder / "decisions"
    place.mkdir(exist_ok=True)
    every = sorted(place.iterdir())
    if every and script.random() < 0.5:
        one = script.choice(every)
        one.rename(place / f"{script.randrange(100)}.yaml") if script.random() < 0.5 else one.unlink()
        return
    withdrawn = hashlib.sha256(script.choice(TEXTS).encode()).hexdigest()
    what = script.choice([f"withdraw-document\n  document: {withdrawn}", f"rename\n  thing: {BODY}\n  name: Autre nom"])
    said = f"- decision: {what}\n  reason: essai\n  date: 2024-05-02\n  by: service\n"
    (place / f"{script.randrange(100)}.yaml").write_text(said, "utf-8")


def spoil(script: random.Random, deed: str, out: Path) -> None:
    cache = out.with_name("public.cache")
    if deed == "forget":
        (cache / FILE).unlink(missing_ok=True)
    elif deed == "deface" and out.is_dir():
        (out / "index.html").write_text("defaced", "utf-8")
    elif entries := sorted(cache.glob("*/??/*")):
        entry = script.choice(entries)
        data = entry.read_bytes()
        entry.write_bytes(script.choice([b"", data[: len(data) // 2], data[:-1] + b"\x00", b"\x00" * len(data)]))


@pytest.mark.skipif(SCRIPTS < 10, reason="make scale-test: builds of some fifty documents")
def test_one_two_and_four_workers_give_the_same_tree(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in documents(1, 2, list(LAYOUTS), 0):
        (folder / f"{name}.txt").write_text(text.text, "utf-8")
    trees = []
    for jobs in (1, 2, 4):
        out = tmp_path / str(jobs) / "public"
        summary = build(folder, out, CONFIG, jobs=jobs)
        trees.append(digests(out if summary.published else out.with_name("public.rejected")))
    assert trees[0] == trees[1] == trees[2]
