"""A batch of tasks as a machine of a cluster answers it: in a pool of our own workers, with the limits of a document.

The worker of the cluster stays outside: a document that takes all memory, or kills who reads it, costs the process
that reads it, never the cluster's own. It has the network, which the process that reads has not: documents that stand
at an address are fetched here. A worker whose program is another one refuses: its answers would differ.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from registre.addresses import Store
from registre.engine import reading
from registre.engine.cluster import partitions
from registre.engine.limits import Limits
from registre.engine.pool import Answer, Pool
from registre.engine.versions import whole_version
from registre.errors import RegistreError


class OtherVersion(RegistreError):
    """A machine of the cluster has another program, other rules or other libraries than this one."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What the tasks of a batch are: as for `Pool`, and the version of the program that must answer.

    `kept` is the address where answers are kept, batch by batch; none when it is empty.
    """

    target: str
    argument: bytes
    limits: Limits
    version: str
    kept: str = ""


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
    """The answer of each task, in their order. Raises `OtherVersion`, `UnreachableAddress`."""
    if errand.version != version_here():
        raise OtherVersion(
            "A machine of the cluster has another version of registre, or of what it stands on (Python, libraries, "
            "OCRmyPDF). Install the same on all of them: requirements/run.txt."
        )
    if errand.target != reading.TARGET:
        return _kept(errand, tasks, tasks)
    with tempfile.TemporaryDirectory(prefix="registre-") as folder:
        at_hand = reading.at_hand(tasks, Path(folder))
        return _kept(errand, at_hand, [*tasks, *reading.digests(at_hand)] if errand.kept else ())


def _kept(errand: Errand, tasks: Sequence[bytes], depends: Sequence[bytes]) -> list[Answer]:
    """The answers of tasks, which depend on no more than the errand and `depends`."""
    if not errand.kept:
        return _worked_out(errand, tasks)
    store = Store(errand.kept)
    name = partitions.name_of(errand.version.encode(), errand.target.encode(), errand.argument, *depends)
    known = partitions.find(store, name)
    if known is None:
        known = _worked_out(errand, tasks)
        partitions.keep(store, name, known)
    return known


def _worked_out(errand: Errand, tasks: Sequence[bytes]) -> list[Answer]:
    return list(_pool_for(errand).run(tasks))


def _pool_for(errand: Errand) -> Pool:
    """The pool of this thread, another one when the errand is: starting it costs as much as reading some thirty."""
    if _mine.pool is None or _mine.errand != errand:
        if _mine.pool is not None:
            _mine.pool.close()
        _mine.errand, _mine.pool = errand, Pool(errand.target, errand.argument, jobs=1, limits=errand.limits)
    return _mine.pool
