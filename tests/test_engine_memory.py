"""Memory that goes back to the system."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_HOLES = """
import resource
from pathlib import Path
from registre.engine.memory import give_back

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20

few = [bytearray(2000) for _ in range(50_000)][::500]
before = resident_mb()
give_back()
print(before - resident_mb(), len(few))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the holes are those of glibc")
def test_holes_between_what_is_used_go_back_to_the_system() -> None:
    """100 MB, of which one block of five hundred stays."""
    done = subprocess.run([sys.executable, "-c", _HOLES], capture_output=True, text=True, check=True, timeout=60)
    given, kept = map(int, done.stdout.split())
    assert given > 50 and kept == 100
