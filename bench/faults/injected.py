"""Each kind of refusal at each output: the old publication stays whole, the exit code is 4, the path is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.faults.plan import ANY_FILE, ATOMIC_FILE, ON_OPENING, Fault, Kind
from bench.faults.trial import Tally, Trial

from registre.errors import ExitCode

BUILDING = "*/.public.building"
OUTPUTS: dict[str, tuple[str, tuple[Kind, ...]]] = {
    "records put aside": (f"{BUILDING}/scratch/records", ANY_FILE),
    "graph": (f"{BUILDING}/public/dumps/latest/registre.nq", ATOMIC_FILE),
    "evidence": (f"{BUILDING}/public/dumps/latest/evidence.nq", ATOMIC_FILE),
    "page": (f"{BUILDING}/public/session/*.html", ANY_FILE),
    "page as data": (f"{BUILDING}/public/act/*.ttl", ANY_FILE),
    "text": (f"{BUILDING}/public/text/*.txt", ANY_FILE),
    "table": (f"{BUILDING}/public/dumps/latest/tables/seances.csv", ATOMIC_FILE),
    "compressed graph": (f"{BUILDING}/public/dumps/latest/registre.nq.zst", ATOMIC_FILE),
    "catalogue": (f"{BUILDING}/public/dataset.ttl", ANY_FILE),
    "quarantine": (f"{BUILDING}/public/quarantine.jsonl", tuple(ON_OPENING)),  # nothing to write in it here
    "checksums": (f"{BUILDING}/public/SHA256SUMS", ANY_FILE),
    "summary": (f"{BUILDING}/public/summary.json", ANY_FILE),
    "publication": ("*/site/public", (Kind.unrenamed,)),
    "whole tree": (f"{BUILDING}/public", (Kind.unsynchronised,)),
    "name of the tree": ("*/site", (Kind.unsynchronised,)),
}
"""Output → where it is written, and how its disk may refuse."""
CACHE = {"records kept": "*.cache/records/*", "reports kept": "*.cache/reports/*", "last build": "*.cache/build.json"}
SMALL = (
    ("records put aside", Kind.too_many),
    ("evidence", Kind.unsynchronised),
    ("page as data", Kind.short),
    ("table", Kind.unrenamed),
    ("graph", Kind.full),
    ("page", Kind.broken),
    ("summary", Kind.forbidden),
)
"""One fault of each kind, for the tests of each day."""


def every_fault() -> Iterator[tuple[str, Kind]]:
    for name, (_, kinds) in OUTPUTS.items():
        for kind in kinds:
            yield name, kind


def refused_outputs(trial: Trial, faults: Iterator[tuple[str, Kind]] | tuple[tuple[str, Kind], ...]) -> Tally:
    """A build that meets one fault at an output, for each of `faults`."""
    tally = Tally("refused outputs")
    trial.change()
    for name, kind in faults:
        trial.restore()
        done = trial.build(Fault(kind, OUTPUTS[name][0]).met_by)
        tally.judge(
            f"{name}, {kind}",
            the_fault_was_met=bool(done.met),
            the_exit_code_is_4=done.code == ExitCode.output,
            the_path_is_told=any(path in done.said for path in (*done.met, str(trial.out))),
            the_message_is_a_line="Traceback" not in done.said,
            the_old_publication_is_intact=trial.state() == trial.before,
            nothing_is_left_behind=not trial.strays(),
        )
    trial.restore()
    tally.judge("the next build", completes_to_the_same_bytes=trial.build().code == 0 and trial.state() == trial.after)
    return tally


def refused_keeping(trial: Trial, kinds: tuple[Kind, ...] = ANY_FILE, places: Mapping[str, str] = CACHE) -> Tally:
    """What is kept between builds cannot be written: the build goes well, and the next one is not misled."""
    tally = Tally("refused keeping")
    trial.change()
    for name, place in places.items():
        for kind in kinds:
            trial.restore()
            done = trial.build(Fault(kind, place).met_by)
            now = trial.state()
            trial.restore_publication()
            again = trial.build()
            tally.judge(
                f"{name}, {kind}",
                the_fault_was_met=bool(done.met),
                the_build_goes_well=done.code == 0 and now == trial.after,
                the_next_gives_the_same_bytes=again.code == 0 and trial.state() == trial.after,
                nothing_is_left_behind=not trial.strays(),
            )
    return tally
