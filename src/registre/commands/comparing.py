"""What differs between two publications: diff."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from registre.errors import ExitCode
from registre.messages import Language

if TYPE_CHECKING:
    from registre.publication.changes.change import Change


@click.command()
@click.argument("old", metavar="A", type=click.Path(path_type=Path))
@click.argument("new", metavar="B", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "jsonl", "ttl"]), default="text", show_default=True)
@click.pass_context
def diff(context: click.Context, old: Path, new: Path, form: str) -> None:
    """Say what differs between two publications, folders or dumps (registre.nq, .gz, .zst), fact by fact.

    Dit ce qui diffère entre deux publications, fait par fait.
    """
    from registre.publication.changes.change import changes
    from registre.publication.changes.comparison import compared
    from registre.publication.changes.dumpfile import find_dump

    with compared(find_dump(old), find_dump(new)) as comparison:
        found = changes(comparison)
        first = next(found, None)
        for piece in _rendered(_again(first, found), comparison.base, form, context.obj):
            click.echo(piece, nl=False)
    if first is not None:
        context.exit(ExitCode.findings)


def _again(first: Change | None, others: Iterable[Change]) -> Iterator[Change]:
    if first is not None:
        yield first
        yield from others


def _rendered(changes: Iterable[Change], base: str, form: str, language: Language) -> Iterator[str]:
    from registre.publication.changes.activities import NAMESPACES, activity
    from registre.publication.changes.rendering import json_line, render_lines
    from registre.publication.documents import header, turtle_of

    if form == "text":
        yield from (line + "\n" for line in render_lines(changes, base, language))
    elif form == "jsonl":
        yield from (json_line(change).decode() for change in changes)
    else:
        yield header(NAMESPACES).decode()
        for change in changes:
            yield "\n" + turtle_of(activity(change, _name, None), NAMESPACES).decode()


def _name(change: Change) -> str:
    """An activity that no publication holds is named after its page and what it tells."""
    from registre.publication.changes.rendering import json_line

    return f"{change.iri}#change-{hashlib.sha256(json_line(change)).hexdigest()[:8]}"
