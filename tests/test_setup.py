"""The set-up: locked, described, without machine or registry in it; modules import along the journey."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT

LOCKS = ("run.txt", "dev.txt", "harvest.txt", "audit.txt", "cluster.txt")
JOURNEY = ("reading", "extraction", "linking", "privacy", "graph", "validation", "publication", "sparql")
ABOVE_ALL = {"cli", "commands", "build", "__main__"}


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", text, re.MULTILINE))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return _names(project["dependencies"])


def _optional() -> set[str]:
    """The libraries of the extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {name for extra in project["optional-dependencies"].values() for name in _names(extra)}


def _names(requirements: Iterable[str]) -> set[str]:
    return {_plain(re.split(r"[<>=!~ \[;]", one)[0]) for one in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_place_is_named(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9][\w.-]*==)", text)[1:]
    assert len(blocks) == len(_pins(lock)) >= 20
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert re.findall(r"--index|--extra|--find-links|--trusted|https?:|file:/|@ ", text) == []


def test_the_developers_run_what_the_users_run() -> None:
    users, developers = _pins("run.txt"), _pins("dev.txt")
    assert {name: developers.get(name) for name in users} == users


def test_every_library_is_locked_and_explained() -> None:
    assert _declared() <= {_plain(name) for name in _pins("run.txt")}
    page = (ROOT / "docs" / "libraries.md").read_text("utf-8").lower()
    tools = re.findall(r"^([a-z][\w-]*)", (ROOT / "requirements" / "dev.in").read_text("utf-8"), re.MULTILINE)
    assert [name for name in sorted({*_declared(), *_optional(), *tools}) if name not in page] == []


def test_what_is_imported_is_declared() -> None:
    for_types_alone = "_typeshed"  # no module when a program runs
    declared, known = _declared() | _optional(), {*sys.stdlib_module_names, "registre", for_types_alone}
    owners = importlib.metadata.packages_distributions()
    strangers = {
        (path.relative_to(ROOT).as_posix(), module)
        for path, module in _imports()
        if module.split(".")[0] not in known
        and not {_plain(one) for one in owners.get(module.split(".")[0], [module])} & declared
    }
    assert sorted(strangers) == []


def test_what_an_extra_brings_is_imported_where_it_is_asked_for_alone() -> None:
    places = {
        path.relative_to(ROOT / "src" / "registre").as_posix() for path, module in _imports() if _is_extra(module)
    }
    assert places == {"addresses.py", "engine/cluster/dask.py", "publication/site/settling.py"}


def _is_extra(module: str) -> bool:
    return _plain(module.split(".")[0]) in _optional() - _declared()


def test_no_module_imports_what_comes_after_it() -> None:
    source = ROOT / "src" / "registre"
    backwards, seen = [], 0
    for path, module in _imports():
        here, there = _step(path.relative_to(source).parts[0]), _step(module.removeprefix("registre.").split(".")[0])
        if module.startswith("registre.") and here is not None and there is not None:
            seen += 1
            if there > here:
                backwards.append(f"{path.relative_to(source)} imports {module}")
    assert seen > 50
    assert backwards == []


def _step(name: str) -> int | None:
    """Where a package or module stands in the journey; None when anybody may import it."""
    name = name.removesuffix(".py")
    if name in ABOVE_ALL:
        return len(JOURNEY)
    return JOURNEY.index(name) if name in JOURNEY else None


def _imports() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield path, node.module


def test_no_registry_and_no_machine_is_named_in_the_tree() -> None:
    registries = ("pypi" + ".org", "python" + "hosted", "registry" + ".npmjs", "deb.debian" + ".org")
    machines = ("/wo" + "rk/", "/ro" + "ot/", "/home" + "/", "/tmp" + "/studio")
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in _tracked()
        if path.suffix not in (".png", ".woff2", ".pdf")
        for word in (*registries, *machines)
        if word.encode() in path.read_bytes()
    ]
    assert found == []


def test_the_makefile_offers_what_the_readme_says() -> None:
    helped = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    offered = {line.split()[0] for line in helped.splitlines()}
    assert {"demo", "test", "lint", "types", "docs", "bench", "serve", "clean", "lock", "corpus"} <= offered
    asked = set()
    for page in ("README.md", "CONTRIBUTING.md"):
        asked |= set(re.findall(r"(?:^    |`)make ([a-z]+)", (ROOT / page).read_text("utf-8"), re.MULTILINE))
    assert asked
    assert asked <= offered


def test_the_readme_names_commands_and_pages_that_exist() -> None:
    from registre.cli import cli

    text = (ROOT / "README.md").read_text("utf-8")
    commands = set(re.findall(r"(?:bin/|`)registre ([a-z]+)", text))
    assert commands
    assert commands <= set(cli.commands)
    pages = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [page for page in pages if not (ROOT / page).is_file()] == []


def test_ci_is_one_executable_script_that_calls_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make --no-print-directory test" in script.read_text("utf-8")
