"""The verifier holds on a sound publication and finds each fault that is put into it."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, run_registre
from registre.verification import verify


def broken_promises(folder: Path) -> list[str]:
    return [check.name for check in verify(folder) if not check.holds]


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "public")


def test_a_sound_publication_keeps_every_promise(built: Path) -> None:
    checks = verify(built)
    assert {check.name: check.broken[:3] for check in checks if not check.holds} == {}
    assert sum(check.tried for check in checks) > 5_000


def test_the_verifier_imports_nothing_that_builds() -> None:
    imported = set[str]()
    for name in ("verification", "verification_of_past"):
        tree = ast.parse((ROOT / "src" / "registre" / f"{name}.py").read_text("utf-8"))
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name for name in imported if name.startswith("registre")} == {"registre.verification_of_past"}


def replace_in(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = next(iter(sorted(folder.glob(name))))
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return spoil


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: next(iter(sorted(folder.glob(name)))).unlink()


@pytest.mark.parametrize(
    ("spoil", "promise"),
    [
        (replace_in("dumps/latest/registre.ttl", "Grant", "Prize"), "checksums"),
        (replace_in("dumps/latest/registre.ttl", "reg:Grant", "reg:Prize"), "same-graph"),
        (replace_in("text/*.txt", "e", "a"), "quotes"),
        (replace_in("void.ttl", "void:triples ", "void:triples 9"), "counts"),
        (replace_in("dumps/latest/registre.nq", "ns#Deliberation", "ns#Deliberatoin"), "declared-terms"),
        (remove("act/*/*/*.html"), "pages"),
        (remove("act/*/*/*.html"), "links"),
        (remove("dumps/latest/evidence.nq"), "quotes"),
        (remove("changes/*.jsonl"), "changes"),
        (replace_in("ldes/1-1.ttl", "reg:Grant", "reg:Prize"), "versions-of-acts"),
        (replace_in("feed.atom", "/act/", "/actx/"), "feeds"),
    ],
)
def test_each_fault_breaks_its_own_promise(copy: Path, spoil: Callable[[Path], None], promise: str) -> None:
    spoil(copy)
    assert promise in broken_promises(copy)


def test_an_empty_folder_keeps_no_promise(tmp_path: Path) -> None:
    assert len(broken_promises(tmp_path)) == len(verify(tmp_path)) > 0


def test_the_command_fails_closed(copy: Path) -> None:
    assert run_registre("verify", copy).returncode == 0
    remove("act/*/*/*.ttl")(copy)
    done = run_registre("verify", copy)
    assert done.returncode == 1
    assert ".ttl is missing" in done.stdout
