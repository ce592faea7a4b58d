"""The command line as its users meet it: help, exit codes, two languages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from conftest import ROOT, run_registre
from registre.cli import cli
from registre.errors import ExitCode


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help_in_both_languages(name: str) -> None:
    done = run_registre(name, "--help")
    assert done.returncode == 0
    text = cli.commands[name].help or ""
    assert len([part for part in text.split("\n\n") if part.strip()]) >= 2


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_in_the_command_reference(name: str) -> None:
    assert f"registre {name}" in (ROOT / "docs" / "commands.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_says_what_it_does_or_is_plain(name: str) -> None:
    options = [one for one in cli.commands[name].params if isinstance(one, click.Option)]
    plain = {"--format", "--host", "--port", "--dump"}
    assert all(one.help or set(one.opts) & plain for one in options)


def test_a_wrong_option_is_a_usage_error() -> None:
    assert run_registre("build", "--no-such-option").returncode == ExitCode.usage


def test_an_unknown_command_is_a_usage_error() -> None:
    assert run_registre("biuld").returncode == ExitCode.usage


def test_extract_prints_one_line_a_document_even_for_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "plain.txt").write_text("Recette de la tarte aux pommes.\n" * 20)
    done = run_registre("extract", tmp_path / "broken.txt", tmp_path / "plain.txt")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["source"] for line in lines] == [str(tmp_path / "broken.txt"), str(tmp_path / "plain.txt")]
    assert lines[0]["diagnostics"][0]["code"] == "source.binary"
    assert all(line["session"] is None and line["acts"] == [] for line in lines)
    assert done.returncode == ExitCode.findings


def test_messages_follow_the_language_asked_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Recette de la tarte aux pommes.\n" * 20)
    french = run_registre("--lang", "fr", "build", tmp_path / "in", "--out", tmp_path / "out")
    english = run_registre("--lang", "en", "build", tmp_path / "in", "--out", tmp_path / "out")
    assert "documents trouvés" in french.stdout
    assert "documents found" in english.stdout


def test_a_parameter_without_a_value_is_a_usage_error(built: Path) -> None:
    done = run_registre("query", "proxies", "--param", "novalue", "--dump", built / "dumps" / "latest" / "registre.nq")
    assert done.returncode == ExitCode.usage
    assert "name=value" in done.stderr


def test_validate_accepts_what_was_published(built: Path) -> None:
    pages = sorted((built / "act").rglob("*.ttl"))[:1]
    done = run_registre("validate", *pages)
    assert done.returncode in (ExitCode.done, ExitCode.findings), done.stderr
    assert "Traceback" not in done.stderr


def test_validate_of_a_foreign_file_says_that_nothing_was_judged(tmp_path: Path) -> None:
    (tmp_path / "foreign.ttl").write_text("<https://a.example/x> <https://a.example/p> 1 .\n")
    done = run_registre("validate", tmp_path / "foreign.ttl")
    assert done.returncode == ExitCode.input
    assert "foreign.ttl" in done.stderr or "focus" in done.stderr.lower()


def test_help_loads_no_library_of_a_build() -> None:
    program = "import sys, registre.cli; print(*sorted({%s} & sys.modules.keys()))"
    heavy = "'duckdb', 'jinja2', 'pyoxigraph', 'rdflib', 'requests', 'tqdm'"
    done = subprocess.run([sys.executable, "-c", program % heavy], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
