"""One worker process as its pool holds it: its pipes, the tasks it was given, and how it ended."""

from __future__ import annotations

import contextlib
import fcntl
import signal
import subprocess
import sys
from collections import deque

from registre.engine.frames import Inbox, send

_PIPE_BYTES = 1 << 20
"""Room in each pipe, where the system gives it: a day of a body asks 100 kB and answers 400 (measured), unread."""
_PROGRAM = "from registre.engine.worker import serve_and_end; serve_and_end()"


class Worker:
    """One process, its pipes, and the tasks it was given: the first is the one it is at."""

    def __init__(self, setup: bytes) -> None:
        self.tasks: deque[tuple[int, bytes]] = deque()
        self.ready, self.alone, self.waited_s = False, False, 0.0
        self.inbox = Inbox()
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self.process.stdin and self.process.stdout
        self._to, self.pipe = self.process.stdin.fileno(), self.process.stdout.fileno()
        _widen(self._to)
        _widen(self.pipe)
        self._send(setup)

    def give(self, number: int, task: bytes) -> None:
        if not self.tasks:
            self.waited_s = 0.0
        self.tasks.append((number, task))
        self._send(task)

    def _send(self, data: bytes) -> None:
        with contextlib.suppress(BrokenPipeError):  # it died: reading its pipe will tell
            send(self._to, data)

    def end(self) -> int:
        """Kill it; its exit code, the one it died with if it was dead."""
        self.process.kill()
        code = self.process.wait()
        self._close()
        return code

    def dismiss(self) -> None:
        """Close its pipe, which tells it to end what it does; `end` it after."""
        assert self.process.stdin
        self.process.stdin.close()

    def _close(self) -> None:
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()


def _widen(pipe: int) -> None:
    """Give a pipe more room than the usual 64 kB. Only Linux can, and to so many pipes of one user."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def ending(code: int | None) -> str:
    """How a process ended, as `kill -l` names it."""
    if code is None:
        return "no exit code"
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
