"""What a web server needs to know of a publication: hosts."""

from __future__ import annotations

from pathlib import Path

import click

from registre.messages import say


@click.command()
@click.argument("publication", metavar="PUBLIC", type=click.Path(path_type=Path), default=Path("public"))
@click.option("--base", help="Address that identifiers start with (default: what the publication says).")
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
    out: Path,
    target: str | None,
) -> None:
    """Write settings of nginx, Apache, Caddy and an S3 bucket for a publication: what « registre serve » answers.

    Écrit les réglages de nginx, Apache, Caddy et d'un compartiment S3 pour une publication.
    """
    from registre.publication.changes.index import read_index
    from registre.publication.hosts import write_hosts

    if base is None and (past := read_index(publication)) is not None:
        base = past.base
    if base is None:
        raise click.UsageError(f"{publication} does not say its base. Give it: --base https://…/")
    for path in write_hosts(publication, base, out, target):
        click.echo(path.as_posix())
    click.echo(say("hosts_written", context.obj, out=out), err=True)
