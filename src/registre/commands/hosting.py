"""What a web server needs to know of a publication: hosts."""

from __future__ import annotations

from pathlib import Path

import click

from registre.config import FILE_NAME, read_config
from registre.messages import say


@click.command()
@click.argument("publication", metavar="PUBLIC", type=click.Path(path_type=Path), default=Path("public"))
@click.option("--base", help="Address that identifiers start with (default: that of registre.toml).")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help=f"Settings (default: {FILE_NAME} in this folder, when there is one).",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("hosts"),
    show_default=True,
    help="The folder that the settings go to; never inside what is served.",
)
@click.option("--target", metavar="URL", help="Where the files are, when the base only redirects (w3id.org).")
@click.pass_context
def hosts(
    context: click.Context,
    publication: Path,
    base: str | None,
    config_path: Path | None,
    out: Path,
    target: str | None,
) -> None:
    """Write settings of nginx, Apache and Caddy for a publication: what « registre serve » answers.

    Écrit les réglages de nginx, Apache et Caddy pour une publication.
    """
    from registre.publication.hosts import write_hosts

    settings = config_path or (Path(FILE_NAME) if Path(FILE_NAME).is_file() else None)
    for path in write_hosts(publication, base or read_config(settings).base, out, target):
        click.echo(path.as_posix())
    click.echo(say("hosts_written", context.obj, out=out), err=True)
