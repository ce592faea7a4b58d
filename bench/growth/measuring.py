"""One build measured, by a process of its own: its peak of memory is that of no other build."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from pathlib import Path

import msgspec
from bench.growth.corpus import write_documents
from bench.growth.stages import Stages, peak_mb, processor_s

from registre.build import build
from registre.config import Config


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is built: so many documents, of so many bytes; `journey` leaves out the site and the files of pages."""

    documents: int
    size_bytes: int = 8000
    jobs: int = 1
    sittings: int = 1
    """A body."""
    journey: bool = False
    folder: str | None = None
    """Where it is built; None: where the system keeps what is temporary."""


@dataclass(frozen=True, slots=True)
class Point:
    """One build. Seconds of the processor, workers included; memory at its peak, in megabytes; bytes on disk."""

    documents: int
    sittings: int
    triples: int
    seconds: float
    memory_mb: float
    worker_mb: float
    wall_s: float = 0.0
    dumps_bytes: int = 0
    published: bool = True
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds of each stage."""
    stages_mb: dict[str, float] = field(default_factory=dict)
    """Memory at the peak of each stage."""


def measure(wanted: Wanted) -> Point:
    """One build, here. Inventing the documents does not count: another process does it, and keeps its memory."""
    config = Config(pages="none") if wanted.journey else Config()
    with tempfile.TemporaryDirectory(dir=wanted.folder) as place:
        folder, out, stages = Path(place) / "in", Path(place) / "out", Stages()
        folder.mkdir()
        _write_apart(folder, wanted)
        before, began = processor_s(), time.monotonic()
        with stages.watching():
            summary = build(folder, out, config, jobs=wanted.jobs)
        spent, took = processor_s() - before, time.monotonic() - began
        dumps = sum(path.stat().st_size for path in (out / "dumps" / "latest").rglob("*") if path.is_file())
    return Point(
        wanted.documents,
        summary.sittings,
        summary.triples + summary.evidence_triples,
        spent,
        peak_mb(),
        stages.workers_mb,
        took,
        dumps,
        summary.published,
        stages.seconds,
        stages.memory_mb,
    )


def _write_apart(folder: Path, wanted: Wanted) -> None:
    writer = get_context("spawn").Process(
        target=write_documents, args=(folder, wanted.documents, wanted.size_bytes, wanted.sittings)
    )
    writer.start()
    writer.join()
    if writer.exitcode:
        raise RuntimeError(f"the documents were not written (exit code {writer.exitcode})")


def measure_apart(wanted: Wanted) -> Point:
    """The same by a process of its own."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "bench.growth",
        "--one",
        msgspec.json.encode(asdict(wanted)).decode(),
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return read_point(done.stdout.splitlines()[-1])


def read_point(line: bytes | str) -> Point:
    """A point from its line of JSON."""
    return msgspec.json.decode(line, type=Point)
