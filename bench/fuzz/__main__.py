"""Read harmed files and generated texts: `python -m bench.fuzz [--files 10000] [--texts 20000] [--keep FOLDER]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

import click
from bench.fuzz.mutating import mutated
from bench.fuzz.reading import fuzz
from bench.fuzz.seeds import seeds
from bench.fuzz.texts import generated


@click.command()
@click.option("--files", default=10_000, show_default=True, help="Harmed files: text, HTML, PDF, DOCX.")
@click.option("--texts", default=20_000, show_default=True, help="Generated texts.")
@click.option("--seed", default=1, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Where the files that are lost go.")
def main(files: int, texts: int, seed: int, keep: Path | None) -> None:
    """Print tried, survived, lost; leave with 1 when something was lost."""
    with tempfile.TemporaryDirectory(prefix="registre-fuzz-") as folder:
        results = [
            fuzz("harmed files", mutated(Random(seed), seeds(3), files), Path(folder), keep),
            fuzz("generated texts", generated(Random(seed), texts), Path(folder), keep),
        ]
    for result in results:
        click.echo(result.render())
    sys.exit(1 if any(result.lost for result in results) else 0)


if __name__ == "__main__":
    main()
