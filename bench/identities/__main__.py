"""`python -m bench.identities`: how well names of one organisation are found, by kind of noise."""

from __future__ import annotations

import time
from pathlib import Path

import click
from bench.identities.mentions import invent

from registre.evaluation.links import measure_links, write_known
from registre.evaluation.rendering_links import render_links


@click.command()
@click.option("--entities", default=1500, show_default=True, help="How many organisations exist.")
@click.option("--seed", default=1, show_default=True)
@click.option("--write", type=click.Path(path_type=Path), help="Write the mentions as CSV and stop.")
@click.option("--errors", is_flag=True, help="Show pairs that are wrong or missed.")
def main(entities: int, seed: int, write: Path | None, errors: bool) -> None:
    """Invent an invented country, link its names, print the table."""
    reference, mentions = invent(seed, entities)
    if write is not None:
        write_known(write, mentions)
        return
    start = time.process_time()
    measured = measure_links(mentions, reference)
    click.echo(render_links(measured, "en", errors=errors))
    click.echo(f"{time.process_time() - start:.1f} s of processor time")


if __name__ == "__main__":
    main()
