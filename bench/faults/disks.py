"""Disks that are really full, and processes that may open no more files: met by compiled libraries too."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.trial import Outcome, Tally, Trial, state_of

from registre.errors import ExitCode

ROOM = 512 << 20


@contextmanager
def small_disk(place: Path) -> Iterator[Callable[[int], None] | None]:
    """A disk of its own at `place`; what is given resizes it, in bytes. None when this user may not mount one."""
    place.mkdir(parents=True, exist_ok=True)
    mounted = shutil.which("mount") is not None and _mount("size", ROOM, place)
    try:
        yield (lambda size: _resize(place, size)) if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def _mount(option: str, size: int, place: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"{option}={size}", "registre-faults", str(place)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _resize(place: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(place)], check=True, capture_output=True)


def full_disks(trial: Trial, count: int) -> Tally:
    """A disk that fills at `count` points of a build, from its first byte to its last."""
    tally = Tally("full disk")
    trial.change()
    place = trial.root / "disk"
    with small_disk(place) as resize:
        if resize is None:
            tally.name += " (not tried: this user may not mount a disk)"
            return tally
        trial.restore(place=place)
        before = _used(place)
        trial.build(out=place / "public")
        needed = 1.6 * max(_used(place) - before, 1 << 20)
        refused = 0
        for number in range(count):
            resize(ROOM)
            trial.restore(place=place)
            old = state_of(place / "public")
            resize(_used(place) + int(needed * number / count) + 4096)
            done = trial.build(out=place / "public")
            refused += done.code == ExitCode.output
            _judge(trial, tally, done, place, old, f"{needed * number / count / 1e6:.1f} MB left")
            resize(ROOM)
            again = trial.build(out=place / "public")
            tally.judge(
                f"the build after {needed * number / count / 1e6:.1f} MB",
                it_gives_the_same_bytes=again.code == 0 and state_of(place / "public") == trial.after,
            )
        tally.name += f" ({refused} of {count} builds refused)"
    return tally


def _judge(trial: Trial, tally: Tally, done: Outcome, place: Path, old: str, what: str) -> None:
    stands = state_of(place / "public")
    if done.code == 0:
        tally.judge(what, the_new_publication_is_whole=stands == trial.after)
        return
    tally.judge(
        f"{what}: exit {done.code}, « {done.said[-200:]} »",
        the_exit_code_is_4=done.code == ExitCode.output,
        the_path_is_told=str(place) in done.said,
        the_message_is_a_line="Traceback" not in done.said,
        the_old_publication_is_intact=stands == old,
        nothing_is_left_behind=not trial.strays(place),
    )


def _used(place: Path) -> int:
    figures = os.statvfs(place)
    return (figures.f_blocks - figures.f_bfree) * figures.f_frsize


def few_files(trial: Trial, limits: tuple[int, ...]) -> Tally:
    """So many files open at most, and none greater than so many kilobytes: kept by the system, for children too."""
    tally = Tally("limits of the system")
    trial.change()
    for limit in limits:
        for name, which, number in (
            ("open files", resource.RLIMIT_NOFILE, limit),
            ("kB", resource.RLIMIT_FSIZE, limit << 10),
        ):
            trial.restore(cache=False)

            def prepare(_: Callable[[str], None], which: int = which, number: int = number) -> None:
                resource.setrlimit(which, (number, number))

            done = trial.build(prepare)
            stands = trial.state()
            tally.judge(
                f"{limit} {name}: exit {done.code}, « {done.said[-200:]} »",
                the_message_is_a_line="Traceback" not in done.said,
                the_exit_code_is_4=done.code in (0, ExitCode.output),
                a_whole_publication_stands=stands == (trial.after if done.code == 0 else trial.before),
            )
    return tally
