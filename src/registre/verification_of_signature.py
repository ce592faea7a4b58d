"""Is a publication the one that its publisher signed? Checked from its files, a list of signers and OpenSSH alone.

Like `verification`, which it completes, this module imports nothing that builds. It fails closed.
"""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from registre.verification import Check

LIST, SIGNATURE, NAMESPACE = "SIGNED", "SIGNED.sig", "registre"


def verify_signature(folder: Path, signers: Path) -> list[Check]:
    """Two promises: one of `signers` (an allowed_signers file of OpenSSH) signed the list; the files are its own."""
    signed, files = Check("signature"), Check("signed-files")
    try:
        list_ = (folder / LIST).read_bytes()
        signed.test(*_signed(folder, signers, list_))
        _compare(folder, list_.decode(), files)
    except (OSError, ValueError) as fault:
        signed.test(False, f"{LIST}: {fault}")
    return [signed, files]


def _signed(folder: Path, signers: Path, list_: bytes) -> tuple[bool, str]:
    """Whether the signature is that of a signer, and what is wrong otherwise."""
    where = ["-s", str(folder / SIGNATURE), "-f", str(signers)]
    found = _keygen(["find-principals", *where], b"")
    who = found.stdout.decode(errors="replace").splitlines()[:1]
    if found.returncode or not who:
        return False, f"{SIGNATURE}: signed by nobody of {signers.name}"
    done = _keygen(["verify", *where, "-I", who[0], "-n", NAMESPACE], list_)
    return done.returncode == 0, f"{SIGNATURE}: not the signature of {LIST} by {who[0]}"


def _keygen(arguments: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", "-Y", *arguments], input=given, capture_output=True, check=False)


def _compare(folder: Path, list_: str, check: Check) -> None:
    """Each file is listed with its digest, and each that is listed stands there."""
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in list_.splitlines())}
    standing = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted((listed.keys() | standing.keys()) - {LIST, SIGNATURE}):
        path, digest = standing.get(name), listed.get(name)
        whole = path is not None and digest is not None and hashlib.sha256(path.read_bytes()).hexdigest() == digest
        check.test(whole, f"{name}: {'not there' if path is None else 'not what was signed'}")
