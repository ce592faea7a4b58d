"""What one task may take: memory, processor, time, answer; set by the worker on itself, before it sees a document.

Only soft limits are set: the readers of foreign files that a worker starts have limits of their own, lower in
memory and time (`reading.child`), and OCRmyPDF needs more of both and a folder to write to (`reading.scans`).
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Bytes of address space, seconds of processor and seconds in all for one task, bytes of one answer.

    `may_write` is for work that writes files. The seconds in all leave room for a scan of twenty minutes.
    """

    memory_bytes: int = 1 << 30
    cpu_s: int = 60
    wall_s: float = 1500.0
    answer_bytes: int = 256 << 20
    may_write: bool = False

    def apply(self) -> None:
        """From here on this process has so much memory, leaves no core file and opens no connection."""
        sys.addaudithook(_refuse_network)
        with suppress(ImportError):  # Windows has no such limits
            import resource

            _lower(resource.RLIMIT_AS, self.memory_bytes)
            _lower(resource.RLIMIT_CORE, 0)
            if not self.may_write:
                _lower(resource.RLIMIT_FSIZE, 0)

    def allow_one_task(self) -> None:
        """Give this process the processor time of one task, from now on."""
        with suppress(ImportError):
            import resource

            used = resource.getrusage(resource.RUSAGE_SELF)
            _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + self.cpu_s + 1)


OF_OUR_VALUES: Final = Limits(memory_bytes=4 << 30, cpu_s=3600, wall_s=7200.0)
"""For work on what was read already, which no stranger wrote: a day of a large council, many names."""
FEW_AHEAD: Final = 4
"""Answers of these a worker that may wait to be taken: each may hold the texts of a sitting."""


def _lower(limit: int, value: int) -> None:
    """The soft limit, never above the hard one that the machine gives. macOS knows some limits by name only."""
    import resource

    hard = resource.getrlimit(limit)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


_NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")


def _refuse_network(event: str, _arguments: object) -> None:
    if event in _NETWORK:
        raise PermissionError("reading documents needs no network")
