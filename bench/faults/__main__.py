"""Put faults into builds and count what is lost: `python -m bench.faults [--kills 200] [--only NAME]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
from bench.faults.disks import few_files, full_disks
from bench.faults.injected import every_fault, refused_keeping, refused_outputs
from bench.faults.kills import interrupted, killed_at_random, killed_at_renames
from bench.faults.trial import Tally, Trial


@click.command()
@click.option("--kills", default=200, show_default=True, help="Moments at which a build is killed.")
@click.option("--interrupts", default=20, show_default=True, help="Moments at which a build is interrupted.")
@click.option("--disks", default=24, show_default=True, help="Points at which a disk is full.")
@click.option("--seed", default=1, show_default=True)
@click.option("--only", default="", help="Trials whose name holds these words.")
def main(kills: int, interrupts: int, disks: int, seed: int, only: str) -> None:
    """Print tried, survived, lost; leave with 1 when something was lost."""
    trials: dict[str, Callable[[Trial], Tally]] = {
        "outputs": lambda trial: refused_outputs(trial, every_fault()),
        "keeping": refused_keeping,
        "renames": killed_at_renames,
        "disks": lambda trial: full_disks(trial, disks),
        "limits": lambda trial: few_files(trial, (8, 12, 16, 20, 24, 32, 64, 256, 1024)),
        "kills": lambda trial: killed_at_random(trial, kills, seed),
        "interrupts": lambda trial: interrupted(trial, interrupts, seed),
    }
    lost = tried = 0
    for name, run in trials.items():
        if only in name:
            with tempfile.TemporaryDirectory(prefix="registre-faults-") as folder:
                tally = run(Trial(Path(folder)))
            click.echo(tally.render())
            lost, tried = lost + len(tally.lost), tried + tally.tried
    click.echo(f"faults: tried {tried}, survived {tried - lost}, lost {lost}")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
