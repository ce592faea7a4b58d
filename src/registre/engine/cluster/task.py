"""A batch of tasks as a machine of a cluster answers it: in a pool of our own workers, with the limits of a document.

The worker of the cluster stays outside: a document that takes all memory, or kills who reads it, costs the process
that reads it, never the cluster's own. A worker whose program is another one refuses: its answers would differ.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from registre.engine.limits import Limits
from registre.engine.pool import Answer, Pool
from registre.engine.versions import whole_version
from registre.errors import RegistreError


class OtherVersion(RegistreError):
    """A machine of the cluster has another program, other rules or other libraries than this one."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What the tasks of a batch are: as for `Pool`, and the version of the program that must answer."""

    target: str
    argument: bytes
    limits: Limits
    version: str


class _Mine(threading.local):
    """The pool of this thread: a worker of several threads answers as many batches at the same time."""

    errand: Errand | None = None
    pool: Pool | None = None


_mine = _Mine()


@cache
def version_here() -> str:
    """The version of the program on this machine."""
    return whole_version()


def answer(errand: Errand, tasks: Sequence[bytes]) -> list[Answer]:
    """The answer of each task, in their order. Raises `OtherVersion`."""
    if errand.version != version_here():
        raise OtherVersion(
            "A machine of the cluster has another version of registre, or of what it stands on (Python, libraries, "
            "OCRmyPDF). Install the same on all of them: requirements/run.txt."
        )
    return list(_pool_for(errand).run(tasks))


def _pool_for(errand: Errand) -> Pool:
    """The pool of this thread, another one when the errand is: starting it costs as much as reading some thirty."""
    if _mine.pool is None or _mine.errand != errand:
        if _mine.pool is not None:
            _mine.pool.close()
        _mine.errand, _mine.pool = errand, Pool(errand.target, errand.argument, jobs=1, limits=errand.limits)
    return _mine.pool
