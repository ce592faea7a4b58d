"""What the workers of test_engine_pool.py do: the worst."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path


def prepare(argument: bytes) -> Callable[[bytes], bytes]:
    def work(task: bytes) -> bytes:
        word, _, rest = task.decode().partition(" ")
        return argument + _DEEDS[word](rest).encode()

    return work


def broken(_argument: bytes) -> Callable[[bytes], bytes]:
    raise SystemExit(7)


def dying(_argument: bytes) -> Callable[[bytes], bytes]:
    def work(_task: bytes) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    return work


def asleep(_argument: bytes) -> Callable[[bytes], bytes]:
    time.sleep(60)
    raise AssertionError


class _Circle:
    """An object that only the collector can free."""

    alive = 0

    def __init__(self) -> None:
        self.me = self
        _Circle.alive += 1

    def __del__(self) -> None:
        _Circle.alive -= 1


def _circles(count: str) -> str:
    """How many circles are left of so many, and whether what was there before the first task is looked at."""
    for _ in range(int(count)):
        _Circle()
    return f"{_Circle.alive} {gc.get_freeze_count() > 0}"


def _sleep(seconds: str) -> str:
    time.sleep(float(seconds))
    return "slept"


def _exit(_: str) -> str:
    os._exit(3)


def _segfault(_: str) -> str:
    ctypes.string_at(0)
    return "alive"


def _kill(_: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def _eat(_: str) -> str:
    return str(len(bytearray(1 << 40)))


def _eat_hard(_: str) -> str:
    kept = [bytearray(16 << 20) for _ in range(10_000)]
    return str(len(kept))


def _burn(_: str) -> str:
    while True:
        pass


def _fault(_: str) -> str:
    return {"a": "b"}["secret"]


def _once(mark: str) -> str:
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def _write(path: str) -> str:
    try:
        Path(path).write_bytes(b"x" * 100)
    except OSError as fault:
        return type(fault).__name__
    return "written"


def _connect(_: str) -> str:
    try:
        socket.create_connection(("127.0.0.1", 9))
    except OSError as fault:
        return type(fault).__name__
    return "connected"


_DEEDS: dict[str, Callable[[str], str]] = {
    "say": str,
    "pid": lambda _: str(os.getpid()),
    "circles": _circles,
    "sleep": _sleep,
    "exit": _exit,
    "segfault": _segfault,
    "kill": _kill,
    "eat": _eat,
    "eat-hard": _eat_hard,
    "burn": _burn,
    "large": lambda _: "x" * (2 << 20),
    "fault": _fault,
    "once": _once,
    "write": _write,
    "connect": _connect,
}
