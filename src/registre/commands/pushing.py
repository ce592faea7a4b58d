"""What goes into a triple store: push."""

from __future__ import annotations

import os
from pathlib import Path

import click

from registre.commands.settings import published_option
from registre.messages import say
from registre.stores.addresses import KINDS, addresses_of


@click.command()
@click.argument("store", metavar="STORE", required=True)
@published_option("The publication, its folder.")
@click.option(
    "--kind",
    type=click.Choice(sorted(KINDS)),
    default="oxigraph",
    show_default=True,
    help="What the store is: it tells where queries, updates and graphs go.",
)
@click.option("--evidence", is_flag=True, help="Also the graphs that tie each fact to its words.")
@click.pass_context
def push(context: click.Context, store: str, published: Path, kind: str, evidence: bool) -> None:
    """Put a publication into the triple store at this address: only what changed, and check that it is all there.

    Who may write is read from REGISTRE_STORE_USER and REGISTRE_STORE_PASSWORD, or REGISTRE_STORE_TOKEN.

    Met une publication dans un triplestore : seulement ce qui a changé, puis vérifie que tout y est.
    """
    from registre.stores.push import push as push_publication
    from registre.stores.store import Credentials, Store

    who = Credentials(*(os.environ.get(f"REGISTRE_STORE_{name}", "") for name in ("USER", "PASSWORD", "TOKEN")))
    done = push_publication(published, Store(addresses_of(kind, store), who), evidence=evidence)
    click.echo(say("pushed", context.obj, put=done.put, removed=done.removed, kept=done.kept, triples=done.triples))
    for name, total in done.totals:
        click.echo(say(f"pushed_{name}", context.obj, total=total))
