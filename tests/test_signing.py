"""A signed publication shows who published it; a changed, added or missing file, or another signer, is told."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, run_registre
from registre.errors import RegistreError
from registre.signing import listed, sign
from registre.verification_of_signature import verify_signature

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed: nothing signed"
)


def key(folder: Path, name: str) -> Path:
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True)
    return path


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A small publication, signed by the key of a clerk whom `signers` names."""
    folder = tmp_path / "public"
    (folder / "act").mkdir(parents=True)
    (folder / "SHA256SUMS").write_text("")
    (folder / "act" / "1.html").write_text("<p>Adopté</p>")
    public = key(tmp_path, "clerk").with_suffix(".pub").read_text()
    (tmp_path / "signers").write_text(f'greffe@valbrume.example namespaces="registre" {public}')
    sign(folder, tmp_path / "clerk")
    return folder


def broken(folder: Path) -> dict[str, list[str]]:
    checks = verify_signature(folder, folder.parent / "signers")
    return {check.name: check.broken for check in checks if not check.holds}


def test_a_signed_publication_verifies_and_may_be_signed_again(signed: Path) -> None:
    assert broken(signed) == {}
    sign(signed, signed.parent / "clerk")
    assert broken(signed) == {}
    assert [line.split("  ")[1] for line in listed(signed).splitlines()] == ["SHA256SUMS", "act/1.html"]


def test_the_checker_imports_nothing_that_builds() -> None:
    tree = ast.parse((ROOT / "src" / "registre" / "verification_of_signature.py").read_text("utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name for name in modules if (name or "").startswith("registre")} == {"registre.verification"}


@pytest.mark.parametrize(
    ("harm", "promise"),
    [
        (lambda folder: (folder / "act" / "1.html").write_text("<p>Rejeté</p>"), "signed-files"),
        (lambda folder: (folder / "act" / "2.html").write_text("<p>Ajouté</p>"), "signed-files"),
        (lambda folder: (folder / "act" / "1.html").unlink(), "signed-files"),
        (lambda folder: (folder / "SIGNED").write_text((folder / "SIGNED").read_text() + "\n"), "signature"),
        (lambda folder: (folder / "SIGNED").unlink(), "signature"),
        (lambda folder: (folder / "SIGNED.sig").unlink(), "signature"),
        (lambda folder: (folder / "SIGNED.sig").write_text("x"), "signature"),
        (lambda folder: sign(folder, key(folder.parent, "stranger")), "signature"),
        (lambda folder: (folder.parent / "signers").write_text(""), "signature"),
        (lambda folder: (folder.parent / "signers").unlink(), "signature"),
    ],
)
def test_what_is_not_as_it_was_signed_is_told(signed: Path, harm: Callable[[Path], object], promise: str) -> None:
    harm(signed)
    assert promise in broken(signed)


def test_a_key_that_cannot_sign_leaves_nothing_behind(signed: Path, tmp_path: Path) -> None:
    with pytest.raises(RegistreError, match="cannot sign"):
        sign(signed, tmp_path / "nowhere")
    assert not (signed / "SIGNED").exists() and not (signed / "SIGNED.sig").exists()
    with pytest.raises(RegistreError, match="registre build"):
        sign(tmp_path, tmp_path / "clerk")


def test_the_commands_sign_and_verify(signed: Path, tmp_path: Path) -> None:
    done = run_registre("sign", signed, "--key", tmp_path / "clerk")
    assert done.returncode == 0, done.stderr
    assert str(signed / "SIGNED.sig") in done.stdout
    checked = run_registre("verify", signed, "--signers", tmp_path / "signers")
    assert "✓ signature: 1 / 0" in checked.stdout and "✓ signed-files: 2 / 0" in checked.stdout
