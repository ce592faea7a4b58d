"""Readers of foreign files run in a child process, with limits on its time, memory and answer.

The parent never opens what it was given: a file that inflates to gigabytes, loops or crashes its reader
costs one child and becomes a quarantined document. A child serves many documents, one after another; it
is replaced after a failure and after `DOCUMENTS_A_CHILD` documents, and a document refused by a used
child is tried once more in a new one, so that what a document gives does not depend on its neighbours.

Residual risk, accepted: the child may read other files and open sockets (it runs no code of the
document, and the libraries are not known to do so); run the build without network where that matters.
Where the system knows no such limits (Windows), time alone is limited.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import importlib
import os
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from registre.errors import UnreadableSource
from registre.reading.pages import Extracted
from registre.reading.refusal import MEND, TOO_MUCH, Refused

MEMORY_BYTES = 1 << 30
CPU_S = 20
WALL_S = 25.0
ANSWER_BYTES = 16 << 20
DOCUMENTS_A_CHILD = 200

READERS = {
    "pdf": ("registre.reading.pdf", "extract"),
    "recognised": ("registre.reading.pdf", "extract_recognised"),
    "html": ("registre.reading.html", "extract"),
    "office": ("registre.reading.office", "extract"),
}
"""Kind of file → module and function `(path) -> Extracted` that run in the child."""

_LENGTH = struct.Struct("<Q")
_MEMORY_SIGNALS = {"SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL"}
"""How libraries in C end when they are refused memory, or the system ends them."""


@dataclass(frozen=True, slots=True)
class _Refusal:
    code: str
    seen: str
    advice: str
    tired: bool = False
    """Whether a new child might do better: this one died or ran out of memory, not out of time."""


class _Answer(msgspec.Struct):
    extracted: Extracted | None = None
    refusal: _Refusal | None = None


def read_in_child(kind: str, path: Path, relative: str) -> Extracted:
    """What the reader of `kind` finds in the file, read by a child process.

    Raises `UnreadableSource`: the reader's own codes, source.bomb when a limit was reached (20 s of
    processor, 25 s in all, 1 GiB of memory, 16 MiB of answer), source.broken when the reader crashed.
    """
    with _lock:
        worn = _child_of_this_process().documents > 0
        answer = _ask(kind, path)
        if worn and answer.refusal and answer.refusal.tired:
            answer = _ask(kind, path)
    if answer.extracted is not None:
        return answer.extracted
    refusal = answer.refusal or _Refusal("source.broken", "the reader said nothing", MEND)
    raise UnreadableSource(relative, refusal.code, refusal.seen, refusal.advice)


def _ask(kind: str, path: Path) -> _Answer:
    answer = _child_of_this_process().ask(kind, path)
    if answer.refusal and answer.refusal.tired:
        stop_child()
    return answer


class _Child:
    """One child process and the two pipes to it."""

    def __init__(self) -> None:
        self.documents = 0
        self.late = False
        self.process = subprocess.Popen(  # -P: a folder of documents must not lend its own modules
            [sys.executable, "-P", "-B", "-c", "from registre.reading.child import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, kind: str, path: Path) -> _Answer:
        self.documents, self.late = self.documents + 1, False
        clock = threading.Timer(WALL_S, self._stop_late)
        clock.daemon = True
        clock.start()
        try:
            return self._exchange(msgspec.msgpack.encode((kind, os.fspath(path.absolute()))))
        except (EOFError, BrokenPipeError):
            return _Answer(refusal=_death(self.process.wait(), late=self.late))
        finally:
            clock.cancel()

    def _stop_late(self) -> None:
        self.late = True
        self.process.kill()

    def _exchange(self, question: bytes) -> _Answer:
        assert self.process.stdin and self.process.stdout
        _send(self.process.stdin, question)
        size = _LENGTH.unpack(_receive(self.process.stdout, _LENGTH.size))[0]
        if size > ANSWER_BYTES:
            self.process.kill()
            return _Answer(refusal=_Refusal("source.bomb", f"its text and pages take {size} bytes", TOO_MUCH))
        return msgspec.msgpack.decode(_receive(self.process.stdout, size), type=_Answer)

    def close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self.process.kill()
        self.process.wait()


_lock = threading.Lock()
_children: dict[int, _Child] = {}


def _child_of_this_process() -> _Child:
    """The child of this very process: one inherited through a fork belongs to the parent."""
    child = _children.get(os.getpid())
    if child and (child.documents >= DOCUMENTS_A_CHILD or child.process.poll() is not None):
        stop_child()
        child = None
    if child is None:
        child = _children[os.getpid()] = _Child()
    return child


@atexit.register
def stop_child() -> None:
    """End the child of this process, if it has one; the next document gets a new one."""
    if child := _children.pop(os.getpid(), None):
        child.close()


def _death(returncode: int, *, late: bool) -> _Refusal:
    if late:
        return _Refusal("source.bomb", f"reading took more than {WALL_S:.0f} seconds", TOO_MUCH)
    name = signal.Signals(-returncode).name if returncode < 0 else ""
    if name == "SIGXCPU":
        return _Refusal("source.bomb", f"reading took more than {CPU_S} seconds of processor", TOO_MUCH)
    if name in _MEMORY_SIGNALS:
        return _Refusal("source.bomb", f"reading passed the limit of memory ({name})", TOO_MUCH, tired=True)
    return _Refusal("source.broken", f"its reader stopped ({name or f'exit code {returncode}'})", MEND, tired=True)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def limit_this_process(memory_bytes: int, *, may_write: bool = False) -> None:
    """From here on this process and its children have so much memory, leave no core file, write no file."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    files = resource.getrlimit(resource.RLIMIT_FSIZE)[1] if may_write else 0  # a worker's own limit is soft
    resource.setrlimit(resource.RLIMIT_FSIZE, (files, files))


def die_with_parent() -> None:
    """From here on this process dies when the thread that started it does: what `kill -9` of a worker leaves to do."""
    if _libc is not None:
        _libc.prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)


_SET_DEATH_SIGNAL = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _allow_more_time() -> None:
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + CPU_S + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(kind: str, path: Path) -> _Answer:
    try:
        module, function = READERS[kind]
        return _Answer(extracted=getattr(importlib.import_module(module), function)(path))
    except Refused as fault:
        tired = fault.code == "source.broken" and _memory_ran_out()
        return _Answer(refusal=_Refusal("source.bomb" if tired else fault.code, fault.seen, fault.advice, tired))
    except MemoryError:
        return _Answer(
            refusal=_Refusal("source.bomb", "reading it takes more than 1 GiB of memory", TOO_MUCH, tired=True)
        )
    except RecursionError:
        return _Answer(refusal=_Refusal("source.bomb", "its parts stand too deep inside each other", TOO_MUCH))


def _memory_ran_out() -> bool:
    """Whether this process came near its limit: libraries turn a refused allocation into « bad file »."""
    status = Path("/proc/self/status")
    if not status.exists():
        return False
    peak = next((line for line in status.read_text().splitlines() if line.startswith("VmPeak:")), "VmPeak: 0 kB")
    return int(peak.split()[1]) * 1024 > 0.8 * MEMORY_BYTES


def serve() -> None:
    """Answer questions from standard input until it closes: what the child process does."""
    die_with_parent()
    limit_this_process(MEMORY_BYTES)
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not speak for us
    while head := questions.read(_LENGTH.size):
        kind, path = msgspec.msgpack.decode(_receive(questions, _LENGTH.unpack(head)[0]), type=tuple[str, str])
        _allow_more_time()
        _send(answers, msgspec.msgpack.encode(_answer(kind, Path(path))))
