"""The wheel holds everything: installed in an empty directory, it builds the publication that the checkout builds."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, made by the locked hatchling."""
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", folder, ROOT])
    (made,) = folder.glob("registre-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `registre` command of a fresh environment: the wheel and what the lock says it needs to run, no tool."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False)
    scripts = place / "bin"
    python = scripts / "python"
    _run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel])
    packages = next(place.glob("lib/python*/site-packages"))
    for name in re.findall(
        r"^([a-z0-9][\w.-]*)==", (ROOT / "requirements" / "run.txt").read_text("utf-8"), re.MULTILINE
    ):
        _lend(name, packages)
    return scripts / "registre"


def _lend(name: str, packages: Path) -> None:
    """Let another environment have one library of this one, its metadata too."""
    files = importlib.metadata.files(name) or []
    for top in sorted({file.parts[0] for file in files if file.parts[0] != ".."}):
        place = packages / top
        if top == "__pycache__" or place.exists():
            continue
        place.symlink_to(Path(sysconfig.get_path("purelib")) / top)


def _run(command: list[str | Path], folder: Path | None = None, code: int = 0) -> str:
    """The output of a command that must end with `code`, run without this checkout on its path."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_holds_every_file_of_the_top_level_folders(wheel: Path) -> None:
    held = {name.removeprefix("registre/_resources/") for name in zipfile.ZipFile(wheel).namelist()}
    tracked = _run(["git", "ls-files", "ontology", "shapes", "queries", "site", "examples"], ROOT).split("\n")
    wanted = {name for name in tracked if name}
    assert len(wanted) > 60
    assert sorted(wanted - held) == []


def test_the_wheel_holds_what_browsers_load_and_whose_it_is(wheel: Path) -> None:
    made = ROOT / "site" / "assets"
    if not made.is_dir():
        pytest.skip("the parts of the SPARQL page are not made (make site-assets): the wheel has none")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if "/site/assets/" in name}
    assert {f"registre/_resources/site/assets/{path.name}" for path in made.iterdir()} == held
    assert {name.rsplit("/", 1)[1] for name in held} == {"editor.js", "licences.txt", "oxigraph.wasm", "worker.js"}


def test_the_wheel_says_who_it_is_and_holds_its_licence(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    said = archive.read(metadata).decode()
    assert "License-Expression: EUPL-1.2" in said
    assert "Requires-Python: >=3.11" in said
    assert any(name.endswith("licenses/LICENCE") for name in archive.namelist())


def test_the_wheel_in_an_empty_directory_builds_the_same_publication(
    installed: Path, built: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    _run([installed, "build", "examples", "--out", "public", "--quiet"], tmp_path, code=1)
    here, there = _files(tmp_path / "public"), _files(built)
    assert len(there) > 100
    assert sorted(here) == sorted(there)
    assert [name for name in here if here[name] != there[name]] == []


def test_the_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = _run([installed.with_name("python"), "-c", "import registre; print(registre.__file__)"], tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent.parent)
    assert "grants-by-beneficiary" in _run([installed, "query", "--list"], tmp_path)


@pytest.mark.parametrize("tool", ["pytest", "hypothesis", "mypy", "playwright", "reportlab", "frictionless"])
def test_no_tool_of_developers_is_there_when_the_wheel_runs(installed: Path, tool: str) -> None:
    _run([installed.with_name("python"), "-c", f"import {tool}"], code=1)
