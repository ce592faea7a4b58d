"""The workflows that publishers copy: their script is run here as the services would run it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from conftest import ROOT

WORKFLOWS = ROOT / "docs" / "workflows"


def read(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    return found


def github_script() -> str:
    steps = read("github-pages.yml")["jobs"]["publish"]["steps"]
    return str(next(step["run"] for step in steps if step.get("name") == "Build"))


def gitlab_script() -> str:
    return "\n".join(read("gitlab-ci.yml")["pages"]["script"])


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `script` in `folder` with the options of the services: a failing command ends it."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def write_pdf(path: Path, text: str) -> None:
    """The text as a clerk's office prints it: lines of at most 100 characters, 60 a page."""
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, 100) or [""]]
    canvas = Canvas(str(path), pagesize=A4)
    for start in range(0, len(lines), 60):
        page = canvas.beginText(50, 800)
        page.setFont("Helvetica", 9)
        page.textLines(lines[start : start + 60], trim=0)
        canvas.drawText(page)
        canvas.showPage()
    canvas.save()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """What a publisher's repository holds: settings, and a folder of PDFs, of which one is damaged."""
    documents = tmp_path / "documents"
    documents.mkdir()
    text = (ROOT / "examples" / "documents" / "saint-orlan" / "2023-034.txt").read_text("utf-8")
    write_pdf(documents / "2023-034.pdf", text)
    (documents / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    (tmp_path / "registre.toml").write_text('base = "https://town.example/register/"\n', "utf-8")
    return tmp_path


def test_both_services_run_the_same_script() -> None:
    def commands(script: str) -> list[str]:
        return [line.strip() for line in script.splitlines() if not line.strip().startswith("#")]

    assert commands(github_script()) == commands(gitlab_script())


def test_the_script_publishes_what_can_be_read_and_keeps_what_stands_when_nothing_can(repository: Path) -> None:
    done = run(github_script(), repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (repository / "public" / "index.html").is_file()
    assert "broken.pdf" in (repository / "public" / "quarantine.jsonl").read_text("utf-8")
    assert "town.example/register/" in (repository / "public" / "robots.txt").read_text("utf-8")
    (repository / "registre.toml").write_text("base = 3\n", "utf-8")
    assert run(github_script(), repository).returncode != 0, "settings that are wrong publish nothing"


def test_what_stood_before_is_there_for_the_next_build() -> None:
    steps = read("github-pages.yml")["jobs"]["publish"]["steps"]
    kept = next(step["with"]["path"] for step in steps if "cache@" in step.get("uses", ""))
    assert kept.split() == read("gitlab-ci.yml")["pages"]["cache"]["paths"] == ["public", "public.cache"]
    uploaded = next(step["with"]["path"] for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    assert [uploaded] == read("gitlab-ci.yml")["pages"]["artifacts"]["paths"] == ["public"]
