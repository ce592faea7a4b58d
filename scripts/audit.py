"""Known faults of the locked libraries: `python scripts/audit.py LOCK…`, with pip-audit on the path.

Leaves with 1 when a fault is known. Where no service of advisories answers (no network, a mirror without them) it says
so, loudly, and leaves with 0: a build must not depend on it. `--strict` leaves with 2 then.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVICES = ("osv", "pypi")
"""Asked in turn until one knows something."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What is known of one lock: how many libraries a service told of, how many none did, and each fault in a line."""

    told: int = 0
    untold: int = 0
    faults: tuple[str, ...] = ()

    def render(self, lock: str) -> str:
        lines = [f"{lock}: {self.told} libraries told of, {self.untold} not; {len(self.faults)} known faults"]
        if not self.told:
            lines.append("    NOT AUDITED: no service of advisories answered; try again with a network")
        return "\n".join([*lines, *(f"    FAULT {fault}" for fault in self.faults)])


def read_report(report: dict[str, Any]) -> Audit:
    """What the JSON of pip-audit says."""
    told = [one for one in report["dependencies"] if "skip_reason" not in one]
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one in told
        for fault in one["vulns"]
    ]
    return Audit(len(told), len(report["dependencies"]) - len(told), tuple(sorted(faults)))


def audit(lock: Path, program: str = "pip-audit") -> Audit:
    """What the first service that answers knows of a lock."""
    found = Audit(untold=len(re.findall(r"^[a-z0-9][\w.-]*==", lock.read_text("utf-8"), re.MULTILINE)))
    for service in SERVICES:
        command = [program, "--disable-pip", "--require-hashes", "-r", str(lock), "-f", "json", "-s", service]
        done = subprocess.run(
            [*command, "--progress-spinner", "off", "--timeout", "15"], capture_output=True, text=True, check=False
        )
        if done.stdout.startswith("{"):
            found = read_report(json.loads(done.stdout))
        if found.told:
            break
    return found


def main(arguments: list[str]) -> int:
    locks = [one for one in arguments if not one.startswith("-")]
    program = str(Path(sys.executable).with_name("pip-audit"))
    audits = {lock: audit(Path(lock), program) for lock in locks}
    for lock, found in audits.items():
        print(found.render(lock))
    if any(found.faults for found in audits.values()):
        return 1
    return 2 if "--strict" in arguments and not all(found.told for found in audits.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
