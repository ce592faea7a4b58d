"""Two distributed engines on the task that a cluster would run: read and extract a document under its limits.

    python -m bench.clusters local|dask|spark [--documents 400] [--batch 10] [--kill]

Two workers of one machine. Prints what it costs to start, milliseconds a document by the clock, the memory of all
processes at their peak, and the digest of all answers, which must be the same for every engine. `--kill 8` ends one
worker with SIGKILL after eight seconds of work. Spark is no library of ours: `pip install pyspark psutil`, and Java 17
or newer; `--master "local-cluster[2,1,1024]"` gives it executors of their own, which can be killed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import psutil
from bench.growth import write_documents

from registre.engine.cluster.task import Errand, answer, version_here
from registre.engine.limits import Limits
from registre.engine.pool import Answer, Pool
from registre.engine.reading import TARGET

Batches = Sequence[Sequence[bytes]]
JOBS = 2


class Watch(threading.Thread):
    """The peak of the unshared memory (USS) of this process and of all below it, in megabytes, and their seconds of
    processor: those of a process up to half a second before it ends."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak_mb, self.over = 0.0, False
        self._seconds = dict[int, float]()

    @property
    def seconds(self) -> float:
        return sum(self._seconds.values())

    def run(self) -> None:
        while not self.over:
            self.peak_mb = max(self.peak_mb, sum(_unshared_mb(one) for one in below()))
            self.look()
            time.sleep(0.5)

    def look(self) -> None:
        for one in below():
            with suppress(psutil.Error):
                times = one.cpu_times()
                self._seconds[one.pid] = times.user + times.system


def below() -> list[psutil.Process]:
    me = psutil.Process()
    return [me, *me.children(recursive=True)]


def _unshared_mb(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().uss) / (1 << 20)
    except (psutil.Error, OSError):
        return 0.0


def kill_one(words: str) -> None:
    """End the last process whose command line says these words, as a machine would that loses its power."""
    for process in reversed(below()[1:]):
        with suppress(psutil.Error):
            if words in " ".join(process.cmdline()):
                process.send_signal(signal.SIGKILL)
                print(f"killed {process.pid}: {words}")
                return
    print(f"no process says « {words} »")


Started = Callable[[str], None]
"""Told when workers are ready, with words of the command line of a worker."""


def local(batches: Batches, started: Started) -> Iterator[Answer]:
    with Pool(TARGET, jobs=JOBS) as pool:
        started("registre.engine.worker")
        yield from pool.run(task for batch in batches for task in batch)


def dask(batches: Batches, started: Started) -> Iterator[Answer]:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=JOBS, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        client.wait_for_workers(JOBS)
        started("spawn_main")
        errand = Errand(TARGET, b"", Limits(), version_here())
        for future in [client.submit(answer, errand, batch, pure=False) for batch in batches]:
            yield from future.result()


def spark(batches: Batches, started: Started, master: str) -> Iterator[Answer]:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master(master).config("spark.ui.enabled", "false").getOrCreate()
    started("pyspark.daemon" if master.startswith("local[") else "CoarseGrainedExecutorBackend")
    errand = Errand(TARGET, b"", Limits(), version_here())
    rows = session.sparkContext.parallelize(batches, len(batches)).flatMap(lambda batch: answer(errand, batch))
    yield from rows.collect()
    session.stop()


def main() -> None:
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("engine", choices=["local", "dask", "spark"])
    options.add_argument("--documents", type=int, default=400)
    options.add_argument("--batch", type=int, default=10)
    options.add_argument("--kill", type=float, help="seconds")
    options.add_argument("--master", default="local[2]")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        write_documents(Path(place), chosen.documents, 8000)
        paths = sorted(Path(place).rglob("*.txt"))
        tasks = [msgspec.msgpack.encode((os.fsencode(path), path.name)) for path in paths]
        _measure(chosen, [tasks[at : at + chosen.batch] for at in range(0, len(tasks), chosen.batch)])


def _measure(chosen: Any, batches: Batches) -> None:
    version_here()
    watch, digest, times = Watch(), hashlib.sha256(), [time.monotonic()]
    watch.look()
    before, started_at = watch.seconds, list[float]()
    watch.start()

    def started(words: str) -> None:
        times.append(time.monotonic())
        watch.look()
        started_at.append(watch.seconds)
        print(f"start: {times[1] - times[0]:.1f} s, {watch.seconds - before:.1f} s of processor")
        if chosen.kill:
            threading.Timer(chosen.kill, kill_one, [words]).start()

    run: dict[str, Callable[[], Iterator[Answer]]] = {
        "local": lambda: local(batches, started),
        "dask": lambda: dask(batches, started),
        "spark": lambda: spark(batches, started, chosen.master),
    }
    lost, answers, tasks = 0, 0, sum(map(len, batches))
    for one in run[chosen.engine]():
        digest.update(one if isinstance(one, bytes) else b"")
        lost, answers = lost + (not isinstance(one, bytes)), answers + 1
        if answers == tasks:  # what it takes to close comes after
            watch.look()
            times.append(time.monotonic())
            worked = watch.seconds - started_at[0]
    watch.over = True
    clock = 1000 * (times[2] - times[1]) / answers
    print(f"{answers} answers, {lost} lost, digest {digest.hexdigest()[:16]}")
    print(f"{1000 * worked / answers:.1f} ms of processor a document, {clock:.1f} ms by the clock")
    print(f"peak of unshared memory of all processes: {watch.peak_mb:.0f} MB")


if __name__ == "__main__":
    main()
