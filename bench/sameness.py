"""One hash for a publication, whatever it is built under: `python -m bench.sameness [DOCUMENTS] [--python PATH]…`.

Each row changes several things at once: hash seed, order in which the documents were written to disk, number of
workers, time zone, locale, umask, Python.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import click
from bench.faults.trial import state_of

from registre.files import resource


@dataclass(frozen=True, slots=True)
class Setting:
    """What a build is made under; `order` seeds that in which its documents are written, 0 leaves them in place."""

    hash_seed: str
    order: int
    jobs: int
    zone: str
    locale: str
    umask: int

    def environment(self) -> dict[str, str]:
        changed = {"PYTHONHASHSEED": self.hash_seed, "TZ": self.zone, "LC_ALL": self.locale, "LANG": self.locale}
        return {**os.environ, **changed, "REGISTRE_LANG": "en"}


SETTINGS = (
    Setting("0", 0, 1, "UTC", "C.UTF-8", 0o022),
    Setting("1", 1, 4, "Pacific/Auckland", "fr_FR.UTF-8", 0o077),
    Setting("random", 2, 4, "UTC", "C", 0o077),
    Setting("7", 3, 1, "America/St_Johns", "fr_FR.UTF-8", 0o022),
    Setting("random", 4, 4, "Pacific/Auckland", "C", 0o022),
    Setting("0", 5, 1, "Pacific/Auckland", "tr_TR.UTF-8", 0o077),
    Setting("1", 0, 4, "UTC", "tr_TR.UTF-8", 0o022),
    Setting("random", 1, 1, "UTC", "fr_FR.UTF-8", 0o022),
)
"""Each value beside each other one at least once for the seeds, workers and umasks."""


def built_under(setting: Setting, documents: Path, folder: Path, python: str = sys.executable) -> Path:
    """The publication of `documents` built below `folder` under a setting. Raises RuntimeError when it is not built."""
    source = _written(documents, folder / "documents", setting.order) if setting.order else documents
    out = folder / "public"
    command = [
        python,
        "-m",
        "registre",
        "build",
        str(source),
        "--out",
        str(out),
        "--jobs",
        str(setting.jobs),
        "--quiet",
    ]
    done = subprocess.run(
        command, env=setting.environment(), umask=setting.umask, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1) or not out.is_dir():
        raise RuntimeError(done.stderr)
    return out


def _written(documents: Path, place: Path, order: int) -> Path:
    """A copy whose files came to the disk in another order."""
    paths = sorted(path for path in documents.rglob("*") if path.is_file())
    Random(order).shuffle(paths)
    for path in paths:
        target = place / path.relative_to(documents)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return place


@click.command()
@click.argument("documents", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--python", "pythons", multiple=True, help="Another interpreter that has the libraries of the lock.")
def main(documents: Path | None, pythons: Sequence[str]) -> None:
    """Print a line a build; leave with 1 when two differ."""
    seen = set[str]()
    every = (sys.executable, *pythons)
    for number, setting in enumerate(SETTINGS):
        with tempfile.TemporaryDirectory(prefix="registre-same-") as folder:
            python = every[number % len(every)]
            digest = state_of(built_under(setting, documents or resource("examples"), Path(folder), python))
        seen.add(digest)
        click.echo(f"{digest[:16]}  {python}  {setting}")
    click.echo(f"sameness: tried {len(SETTINGS)} builds, {len(seen)} different")
    sys.exit(0 if len(seen) == 1 else 1)


if __name__ == "__main__":
    main()
