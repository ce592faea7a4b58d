"""Builds that end at any moment: what stands is always one whole publication, and the next build completes."""

from __future__ import annotations

import os
import signal
import time
from random import Random

from bench.faults.plan import Fault, Kind
from bench.faults.trial import Tally, Trial, keeps_its_checksums, wait

from registre.errors import ExitCode

PLACES = ("*/public", "*/dumps/latest/registre.nq", "*.cache/records/*", "*.cache/build.json")
"""Renames before and after which a build is killed on purpose."""


def killed_at_random(trial: Trial, count: int, seed: int = 1) -> Tally:
    """`kill -9` at `count` moments, of full builds and of incremental ones in turn."""
    tally = Tally("kill -9 at a random moment")
    rng = Random(seed)
    trial.change()
    cut = 0
    for number in range(count):
        trial.restore(cache=number % 2 == 1)
        delay = rng.uniform(0.02, 1.1 * trial.seconds)
        cut += _stop(trial, tally, signal.SIGKILL, delay, f"kill {number} after {delay:.2f} s")
    tally.name += f" ({cut} before the end)"
    return tally


def killed_at_renames(trial: Trial) -> Tally:
    """`kill -9` just before and just after the renames that count."""
    tally = Tally("kill -9 at a rename")
    trial.change()
    for place in PLACES:
        for kind in (Kind.killed_before, Kind.killed_after):
            trial.restore()
            done = trial.build(Fault(kind, place).met_by)
            _judge(
                trial, tally, f"{place}, {kind}", it_was_killed_there=bool(done.met) and done.code == -signal.SIGKILL
            )
    return tally


def interrupted(trial: Trial, count: int, seed: int = 2) -> Tally:
    """Ctrl-C at `count` moments: exit code 130, nothing left behind."""
    tally = Tally("Ctrl-C at a random moment")
    rng = Random(seed)
    trial.change()
    cut = 0
    for number in range(count):
        trial.restore(cache=number % 2 == 1)
        delay = rng.uniform(0.1, trial.seconds)
        cut += _stop(trial, tally, signal.SIGINT, delay, f"Ctrl-C {number} after {delay:.2f} s")
    if not cut:
        tally.lost.append("no build was stopped before its end: nothing was tried")
    tally.name += f" ({cut} before the end)"
    return tally


def _stop(trial: Trial, tally: Tally, number: signal.Signals, delay: float, what: str) -> bool:
    """Whether the build was still at work when it was stopped."""
    started = trial.start()
    time.sleep(delay)
    os.kill(started[0], number)
    done = wait(started)
    if number == signal.SIGINT:
        clean = done.code == 0 or (done.code == ExitCode.interrupted and not trial.strays())
        _judge(trial, tally, what, it_left_cleanly=clean and "Traceback" not in done.said)
    else:
        _judge(trial, tally, what, it_ended_as_told=done.code in (-number, 0))
    return done.code != 0


def _judge(trial: Trial, tally: Tally, what: str, **expected: bool) -> None:
    """What stands is the old publication or the new one; then the next build gives the new one."""
    stands, sound = trial.state(), keeps_its_checksums(trial.out)
    again = trial.build()
    tally.judge(
        what,
        a_whole_publication_stands=stands in (trial.before, trial.after),
        its_checksums_hold=sound,
        the_next_build_completes_to_the_same_bytes=again.code == 0 and trial.state() == trial.after,
        nothing_is_left_behind=not trial.strays(),
        **expected,
    )
