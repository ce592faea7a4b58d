"""Write invented documents, or measure the reading on them.

python -m bench.synthesis write --layout minutes-plain --count 3 --noise 1 --out /somewhere
python -m bench.synthesis corpus --count 20
"""

from __future__ import annotations

from pathlib import Path

import click
from bench.synthesis.generate import documents, write
from bench.synthesis.layouts import LAYOUTS
from bench.synthesis.measure import measure, read_with_registre, render_cells
from bench.synthesis.noise import LEVELS

from registre.evaluation import render, render_errors

NAMES = list(LAYOUTS)
LAYOUT = click.option("--layout", "layouts", multiple=True, type=click.Choice(NAMES), help="Default: every layout.")
SEED = click.option("--seed", default=1, show_default=True, help="The first document; the next ones follow.")


@click.group()
def main() -> None:
    """Invented documents with their exact records."""


@main.command("write")
@SEED
@LAYOUT
@click.option("--count", default=5, show_default=True, help="Documents a layout.")
@click.option("--noise", default=0, show_default=True, type=click.IntRange(0, max(LEVELS)))
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def write_documents(seed: int, layouts: tuple[str, ...], count: int, noise: int, out: Path) -> None:
    """Write NAME.txt and NAME.gold.json for each document."""
    written = 0
    for name, document in documents(seed, count, list(layouts) or NAMES, noise):
        write(out, name, document)
        written += 1
    click.echo(f"{written} documents in {out}")


@main.command("corpus")
@SEED
@LAYOUT
@click.option("--count", default=20, show_default=True, help="Documents a layout and level of noise.")
@click.option("--noise", "noises", multiple=True, type=click.IntRange(0, max(LEVELS)), help="Default: every level.")
@click.option("--errors", default=0, help="Also list the first errors, with the words around them.")
@click.option("--field", "only", default=None, help="List the errors of this field only.")
def corpus(
    seed: int, layouts: tuple[str, ...], count: int, noises: tuple[int, ...], errors: int, only: str | None
) -> None:
    """Read invented documents and print precision, recall and F1 by layout, noise and field."""
    result = measure(range(seed, seed + count), layouts or NAMES, noises or LEVELS, read_with_registre)
    click.echo(render_cells(result))
    whole = result.whole
    click.echo(render(whole, "en"))
    if errors:
        whole.mistakes = [one for one in whole.mistakes if only in (None, one.field)][:errors]
        click.echo(render_errors(whole, "en"))


if __name__ == "__main__":
    main()
