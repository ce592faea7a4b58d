"""`registre build --watch`: each change of what goes in gives a build and a line; only Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import pytest
from bench.synthesis.generate import documents

from conftest import run_registre
from registre.commands.request import BuildRequest
from registre.commands.watching import State, settled, state_of
from registre.errors import ExitCode

TEXTS = [text.text for _, text in documents(1, 2, ["extract-clean"], 0)]
PATIENCE_S = 120.0


class Watching:
    """The command at work; `line` waits for what it says next."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self._said = process, Queue[str]()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._said.put(line.strip())

    def line(self) -> str:
        return self._said.get(timeout=PATIENCE_S)


@contextmanager
def watching(folder: Path, out: Path) -> Iterator[Watching]:
    command = [sys.executable, "-m", "registre", "build", str(folder), "--out", str(out), "--jobs", "1", "--watch"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "REGISTRE_LANG": "en"}
    ) as process:
        try:
            yield Watching(process)
        finally:
            process.kill()


def test_what_changes_is_built_whatever_went_wrong_before(tmp_path: Path) -> None:
    folder, out = tmp_path / "documents", tmp_path / "public"
    (folder / "decisions").mkdir(parents=True)
    (folder / "one.txt").write_text(TEXTS[0], "utf-8")
    (folder / "registre.toml").write_text('languages = "fr"\n', "utf-8")
    with watching(folder, out) as command:
        assert "published" in (line := command.line()) and "1 documents" in line
        (folder / "two.txt").write_text(TEXTS[1], "utf-8")
        assert "2 documents" in (line := command.line()) and "1 documents read" in line, line
        (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
        assert "1 in quarantine" in command.line()
        (folder / "decisions" / "bad.yaml").write_text("- nonsense: [", "utf-8")
        assert "Error" in command.line()
        (folder / "decisions" / "bad.yaml").unlink()
        assert "Nothing has changed" in command.line()
        (folder / "registre.toml").write_text("title = 3\n", "utf-8")
        assert "registre.toml" in command.line()
        (folder / "registre.toml").write_text('languages = "fr"\ntitle = "Autre registre"\n', "utf-8")
        assert "published" in command.line()
        assert "Autre registre" in (out / "index.html").read_text("utf-8")
        command.process.send_signal(signal.SIGINT)
        assert command.process.wait(timeout=60) == ExitCode.interrupted
    assert (out / "index.html").is_file()


def test_a_change_counts_once_it_has_come_to_rest() -> None:
    looks: list[State] = [frozenset({(name, 0, 0, 0)}) for name in "aabcccbbaaa"]

    def stop() -> None:
        if not looks:
            raise KeyboardInterrupt

    given = []
    with pytest.raises(KeyboardInterrupt):
        for state in settled(lambda: looks.pop(0), stop):
            given += [name for name, *_ in state]
    assert given == ["a", "c", "b", "a"]


def test_every_kind_of_input_is_watched_and_no_publication(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    inputs = [
        folder / "a" / "one.txt",
        folder / "decisions" / "one.yaml",
        folder / "registre.toml",
        folder / "reference.toml",
        tmp_path / "theme" / "static" / "theme.css",
        tmp_path / "elsewhere" / "two.yaml",
    ]
    own = [folder / "public" / name for name in ("quarantine.jsonl", "summary.json", "index.html")]
    for path in (*inputs, *own, folder / ".public.building" / "x.html"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", "utf-8")
    (folder / "registre.toml").write_text('theme = "../theme"\ndecisions = "../elsewhere"\n', "utf-8")
    watched = state_of(BuildRequest(folder, folder / "public").inputs())
    assert {Path(path).resolve() for path, *_ in watched} == {path.resolve() for path in inputs}


def test_a_line_a_build_is_no_json() -> None:
    done = run_registre("build", "nowhere", "--watch", "--json")
    assert done.returncode == ExitCode.usage and "--json" in done.stderr
