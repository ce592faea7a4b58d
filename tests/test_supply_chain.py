"""What the package stands on: licences that go with ours, known faults told, a bill of materials, oldest versions."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from conftest import ROOT


def script(name: str) -> ModuleType:
    """A program of scripts/, as a module."""
    found = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / "scripts" / f"{name}.py")
    assert found is not None and found.loader is not None
    module = sys.modules[found.name] = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


licences, audit = script("licences"), script("audit")


def test_every_locked_library_stands_in_the_page_of_licences_with_the_one_that_it_says() -> None:
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    told = dict(re.findall(r"^\| ([a-z0-9][\w.-]*) \| ([^|]+) \| (?:to run|tool) \|", page, re.MULTILINE))
    assert sorted(told) == licences.pins(licences.LOCKS["dev"]), "a lock has changed: make docs"
    assert len(told) > 80
    here = {one.name.lower().replace("_", "-") for one in importlib.metadata.distributions()}
    said = {name: licences.licence_of(name) for name in told if name in here}
    assert len(said) > 80
    assert {name: licence for name, licence in said.items() if told[name] != licence} == {}


def test_what_is_needed_to_run_may_be_distributed_with_a_work_under_the_eupl() -> None:
    run = licences.pins(licences.LOCKS["run"])
    assert len(run) > 20
    assert [name for name in run if not licences.may_be_distributed(licences.licence_of(name))] == []


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("MPL-2.0 AND MIT", True),
        ("GPL-2.0-or-later OR MIT", True),  # one may choose
        ("GPL-2.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-or-later", False),
        ("Proprietary", False),
    ],
)
def test_a_licence_fits_or_not(expression: str, fits: bool) -> None:
    assert licences.may_be_distributed(expression) is fits


def test_a_known_fault_is_told_with_the_version_that_mends_it() -> None:
    fault = {"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": [], "description": ""}
    report = {
        "dependencies": [
            {"name": "a", "version": "2.0", "vulns": [fault]},
            {"name": "b", "version": "1", "vulns": []},
            {"name": "c", "skip_reason": "not found"},
        ]
    }
    found = audit.read_report(report)
    assert found == audit.Audit(2, 1, ("a 2.0: PYSEC-1, mended in 2.1",))
    assert "FAULT a 2.0" in found.render("run.txt") and "NOT AUDITED" not in found.render("run.txt")


@pytest.mark.parametrize(
    ("answer", "strict", "code"),
    [
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', True, 0),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "X", "fix_versions": []}]}]}', False, 1),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', False, 0),
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', True, 2),
        ("ConnectionError", False, 0),
        ("ConnectionError", True, 2),
    ],
)
def test_an_audit_fails_for_faults_and_never_takes_silence_for_health(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    strict: bool,
    code: int,
) -> None:
    program = tmp_path / "pip-audit"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    lock = tmp_path / "run.txt"
    lock.write_text("a==1 \\\n    --hash=sha256:0\n")
    assert audit.main([str(lock), *(["--strict"] if strict else [])]) == code
    silent = not answer.startswith("{") or "skip_reason" in answer
    assert ("NOT AUDITED" in capsys.readouterr().out) is silent


def test_a_bill_of_materials_holds_every_locked_library_with_its_hashes(tmp_path: Path) -> None:
    bill = ROOT / "dist" / "sbom.cdx.json"
    if not bill.is_file():
        pytest.skip("no bill of materials here: make sbom writes dist/sbom.cdx.json")
    told = json.loads(bill.read_bytes())
    assert told["bomFormat"] == "CycloneDX" and told["metadata"]["component"]["name"] == "registre"
    assert sorted(one["name"] for one in told["components"]) == licences.pins(licences.LOCKS["run"])
