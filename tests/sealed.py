"""Commands run where no network is, and how often they tried to reach one all the same.

An empty network namespace (`unshare -rn`, Linux) has no way out, for compiled libraries too; its kernel counts every
address that had no route. Where the system does not permit one, commands run as usual and nothing is known.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

_COUNTED = 'told=$1; shift; "$@"; code=$?; cat /proc/self/net/snmp > "$told"; exit $code'


@dataclass(frozen=True, slots=True)
class Sealed:
    """How a command ended, and its attempts to reach a network; None where that cannot be known."""

    code: int
    out: str
    error: str
    attempts: int | None


@functools.cache
def can_seal() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0


def run_sealed(command: list[str], environment: dict[str, str] | None = None) -> Sealed:
    """The end of `command`, run without any network when this system lets us."""
    with tempfile.TemporaryDirectory(prefix="registre-sealed-") as folder:
        told = Path(folder, "counted")
        before = ["unshare", "-rn", "sh", "-c", _COUNTED, "sh", str(told)] if can_seal() else []
        done = subprocess.run([*before, *command], capture_output=True, text=True, check=False, env=environment)
        return Sealed(done.returncode, done.stdout, done.stderr, _attempts(told) if before else None)


def _attempts(told: Path) -> int:
    """Connections opened, datagrams sent, and addresses that no route led to."""
    lines = [line.split() for line in told.read_text().splitlines()]
    counted = {
        f"{names[0]}{name}": int(value)
        for names, values in zip(lines[::2], lines[1::2], strict=True)
        for name, value in zip(names[1:], values[1:], strict=True)
    }
    return sum(counted[name] for name in ("Ip:OutNoRoutes", "Ip:OutRequests", "Tcp:ActiveOpens", "Udp:OutDatagrams"))
