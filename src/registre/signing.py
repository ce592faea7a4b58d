"""A publication signed by who publishes it: the digest of every file, and an SSH signature of the list.

The signature is no part of what a build gives: the same bytes may be signed by anybody, again after each build.
`verification_of_signature` reads it back without this module.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from registre.errors import RegistreError
from registre.files import sha256_of, write_atomically

LIST, SIGNATURE, NAMESPACE = "SIGNED", "SIGNED.sig", "registre"


def sign(folder: Path, key: Path) -> Path:
    """The signature of all that stands in `folder`, written there: SIGNED lists each file, SIGNED.sig is OpenSSH's.

    `key` is a private key, or a public one whose other half an agent holds. Raises `RegistreError` when `folder` is no
    publication or ssh-keygen refuses, `OutputFailed` when the list cannot be written.
    """
    if not (folder / "SHA256SUMS").is_file():
        raise RegistreError(f"{folder}: no publication here. Build one first: registre build DOCUMENTS --out {folder}")
    write_atomically(folder / LIST, listed(folder).encode())
    (folder / SIGNATURE).unlink(missing_ok=True)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(folder / LIST)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as fault:
        raise RegistreError("ssh-keygen is not installed: it comes with OpenSSH 8.1 or newer.") from fault
    if done.returncode or not (folder / SIGNATURE).is_file():
        (folder / LIST).unlink(missing_ok=True)
        raise RegistreError(f"{key}: ssh-keygen cannot sign with it ({done.stderr.strip() or 'no reason given'}).")
    return folder / SIGNATURE


def listed(folder: Path) -> str:
    """A line a file, as sha256sum writes them, in the order of their names; the list and its signature apart."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{sha256_of(folder / name)}  {name}\n" for name in sorted(names) if name not in (LIST, SIGNATURE))
