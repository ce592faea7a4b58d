"""What a worker process does: one task after another, until its pipe closes or it dies.

When the pipe of tasks closes, whoever gave them is gone, in whatever way: the worker ends what it does.
"""

from __future__ import annotations

import gc
import importlib
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import msgspec

from registre.engine.frames import receive, send
from registre.engine.limits import Limits

Work = Callable[[bytes], bytes]
READY, DONE, NO_MEMORY, FAULT = b"R", b"D", b"M", b"F"
"""First byte of a message from a worker."""
_GRACE_S = 5.0
"""How long the end of a task may take when the parent is gone: to stop OCRmyPDF and sweep its folder."""

_NEW_OBJECTS = 50_000
"""Before the collector looks for circles among them. Composing days takes a twentieth less, and 10 MB more."""


class Setup(msgspec.Struct, frozen=True):
    """`target` is "module:function": called once with `argument`, it gives the function of each task."""

    target: str
    argument: bytes
    limits: Limits


def serve() -> None:
    """Answer tasks from standard input: what the process runs from its first line to its last."""
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints must not speak for us
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who closes the pipe
    signal.signal(signal.SIGTERM, _end)
    setup = msgspec.msgpack.decode(receive(0) or b"", type=Setup)
    setup.limits.apply()
    work = _prepared(setup)
    _collect_seldom()
    tasks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    with suppress(BrokenPipeError):  # nobody listens any more
        send(answers, READY)
        while (task := tasks.get()) is not None:
            setup.limits.allow_one_task()
            send(answers, _answer(work, task))


def serve_and_end() -> NoReturn:
    """`serve`, then the end at once: a worker may write no file, not even what libraries write when a process ends."""
    code = 1
    try:
        serve()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _prepared(setup: Setup) -> Work:
    module, function = setup.target.split(":")
    work: Work = getattr(importlib.import_module(module), function)(setup.argument)
    return work


def _collect_seldom() -> None:
    """What was read to be ready stays: Python's collector need not look at it, nor after every 700 new objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def _answer(work: Work, task: bytes) -> bytes:
    """The answer, or why there is none. A fault of the program is told by its place: its message may name people."""
    try:
        return DONE + work(task)
    except MemoryError:
        return NO_MEMORY
    except RecursionError:
        return FAULT + b"RecursionError"
    except Exception as fault:
        return FAULT + f"{type(fault).__name__}, {_place(fault)}".encode()


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "?"
    path = trace.tb_frame.f_code.co_filename.replace(os.sep, "/")
    return f"{path.rpartition('/site-packages/')[2].rpartition('/registre/')[2]}:{trace.tb_lineno}"


def _listen(tasks: queue.SimpleQueue[bytes | None]) -> None:
    """Put tasks in the queue; at the end of the pipe, end this process, busy or not."""
    while (task := receive(0)) is not None:
        tasks.put(task)
    tasks.put(None)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_S)
    os._exit(1)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)
