"""A file read as a build reads it, as far as its triples: its fate, its processor time, its memory."""

from __future__ import annotations

import os
import resource
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from registre.errors import RegistreError, UnreadableSource
from registre.files import resource as resource_folder
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.journey import read_record
from registre.linking.identify import identify
from registre.linking.reference import Reference, read_reference
from registre.linking.sittings import gather_sittings
from registre.privacy import publishable
from registre.reading import child
from registre.records import Record, facts_of

MOST_SECONDS, MOST_BYTES = 2.0, 512 << 20
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(slots=True)
class Fuzzed:
    """What became of the files; `lost` tells each fault in a line, `slowest` seconds and name."""

    name: str
    tried: int = 0
    read: int = 0
    published: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    largest: int = 0
    before: int = field(default_factory=lambda: _own_peak())
    """The peak of this process when it began, in bytes: what else it did before is no file's."""

    def render(self) -> str:
        refused = ", ".join(f"{code} {count}" for code, count in sorted(self.refused.items()))
        lines = [
            f"{self.name}: tried {self.tried}, survived {self.tried - len(self.lost)}, lost {len(self.lost)}",
            f"    read {self.read}, of which {self.published} have pages; refused {self.refused.total()} ({refused})",
            f"    slowest {self.slowest[0]:.2f} s ({self.slowest[1]}); most memory {self.largest >> 20} MB",
        ]
        return "\n".join([*lines, *(f"    LOST {line}" for line in self.lost)])


def fuzz(name: str, files: Iterable[tuple[str, bytes]], folder: Path, keep: Path | None = None) -> Fuzzed:
    """The fate of each file, written to `folder` one at a time; those that are lost are kept in `keep`."""
    fuzzed, reference = Fuzzed(name), read_reference()
    whole = min(resource_folder("examples").rglob("*.txt"))
    _one(Fuzzed(name), whole, whole.name, reference)  # what a process derives once is the time of no file
    for label, data in files:
        path = folder / f"sujet{Path(label).suffix}"
        path.write_bytes(data)
        fault = _one(fuzzed, path, label, reference)
        fuzzed.tried += 1
        if fault:
            fuzzed.lost.append(f"{label}: {fault}")
            if keep is not None:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / label).write_bytes(data)
    child.stop_child()
    return fuzzed


def _one(fuzzed: Fuzzed, path: Path, label: str, reference: Reference) -> str:
    """What is wrong with the way in which one file was taken; nothing when it was read or refused as it should."""
    started, before = time.process_time(), _child_usage()[0]
    fault = ""
    try:
        published = _journey(path, reference)
        fuzzed.read += 1
        fuzzed.published += published
    except UnreadableSource as refusal:
        fuzzed.refused[refusal.code] += 1
        if not (refusal.seen and refusal.advice):
            fault = f"refused without a reason ({refusal.code})"
    except RegistreError as stop:
        fault = f"stops the build: {type(stop).__name__}: {stop}"
    except Exception as crash:
        place = traceback.extract_tb(crash.__traceback__)[-1]
        fault = f"{type(crash).__name__}: {crash} at {Path(place.filename).name}:{place.lineno}"
    used, peak = _child_usage()
    seconds = time.process_time() - started + max(0.0, used - before)
    fuzzed.slowest = max(fuzzed.slowest, (seconds, label))
    if (own := _own_peak()) > fuzzed.before:
        peak = max(peak, own)
    fuzzed.largest = max(fuzzed.largest, peak)
    if peak > MOST_BYTES:
        child.stop_child()
        fault = fault or f"takes {peak >> 20} MB"
    return fault or (f"takes {seconds:.2f} s" if seconds > MOST_SECONDS else "")


def _journey(path: Path, reference: Reference) -> bool:
    """Whether the file gives pages: from its bytes to the triples that would be published."""
    record = read_record(path, path.name)
    _check_places(record)
    again = msgspec.json.decode(msgspec.json.encode(record), type=Record)
    identities, mint = identify([again], reference), Minter("https://data.example.org/")
    linked = identities.link(again)
    if linked is None:
        return False
    published = publishable(linked)
    _check_places(published.record)
    pages = [page for sitting in gather_sittings(iter([published])) for page in sitting_pages(sitting, mint)]
    pages += identity_pages(identities, mint)
    for page in pages:
        for triple in (*page.triples, *page.evidence):
            str(triple).encode()
    return True


def _check_places(record: Record) -> None:
    for fact in facts_of(record):
        for one in (fact.evidence, *fact.also):
            if record.text[one.start : one.end] != one.raw:
                raise AssertionError(f"a quote of {one.rule} does not stand at {one.start}")


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _child_usage() -> tuple[float, int]:
    """Processor seconds and greatest memory of the reader that is at work, where the system tells."""
    process = child._children.get(os.getpid())
    try:
        folder = Path(f"/proc/{process.process.pid}") if process else Path("/nowhere")
        parts = (folder / "stat").read_text().rpartition(")")[2].split()
        status = (folder / "status").read_text()
        peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
        return (int(parts[11]) + int(parts[12])) / _TICKS, int(peak.split()[1]) << 10
    except OSError:
        return 0.0, 0
