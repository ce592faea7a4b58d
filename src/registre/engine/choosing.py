"""Who does the work of a build, as the person who asks for it names it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from registre.engine.engines import LOCAL, Engine
from registre.errors import BadConfiguration

ENGINES = ("local", "dask")


@contextmanager
def machines(engine: str, scheduler: str | None = None, jobs: int | None = None, kept: str = "") -> Iterator[Engine]:
    """The engine of a name, one of `ENGINES`; a cluster is joined when the block is entered, and left at its end.

    `scheduler` is the address of a cluster that runs already; without it one of `jobs` processes starts here.
    `kept` is an address where it keeps answers.
    Raises `BadConfiguration` when the libraries of the cluster are not installed, `NoWorker` when nobody answers.
    """
    if engine == "local":
        yield LOCAL
        return
    try:
        from registre.engine.cluster.dask import dask
    except ImportError as fault:
        advice = "pip install 'registre[cluster]'"
        raise BadConfiguration(f"--engine {engine}: the library {fault.name} is missing. {advice}") from fault
    with dask(scheduler, jobs, kept) as cluster:
        yield cluster
