"""What the documents say: extract, explain, evaluate."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from registre.errors import ExitCode, UnreadableSource
from registre.messages import Language


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(min=1), help="Worker processes (default: one a core).")
@click.pass_context
def extract(context: click.Context, files: tuple[Path, ...], jobs: int | None) -> None:
    """Print what each document says: one JSON object a line.

    Affiche ce que dit chaque document : un objet JSON par ligne.
    """
    failed = False
    for line, fault in _contracts(files, jobs):
        click.echo(json.dumps(line, ensure_ascii=False))
        if fault is not None:
            failed = True
            click.echo(str(fault), err=True)
    context.exit(ExitCode.findings if failed else ExitCode.done)


def _contracts(
    files: Sequence[Path], jobs: int | None = None
) -> Iterator[tuple[dict[str, Any], UnreadableSource | None]]:
    """What each document says, in the record contract, and the fault that kept it from being read."""
    from registre.contract import to_contract, unread_contract
    from registre.engine.reading import jobs_for, read_documents
    from registre.linking.known import known_siren
    from registre.linking.reference import read_reference

    names = [path.as_posix() for path in files]
    read = read_documents(zip(files, names, strict=True), jobs_for(len(files), jobs))
    for name, one in zip(names, read, strict=True):
        if isinstance(one, UnreadableSource):
            yield unread_contract(one, name), one
        else:
            record = one.decoded()
            yield to_contract(record, name, known_siren(record, read_reference())), None


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--width", type=click.IntRange(min=72), help="Columns of the text (default: the terminal's, else 100).")
@click.pass_context
def explain(context: click.Context, file: Path, form: str, width: int | None) -> None:
    """Show why something was read in a document, or was not: sections, facts, rules, losers.

    Montre pourquoi un document a été lu ainsi : sections, faits, règles, ce qui a été écarté ou manque.
    """
    from registre.engine.reading import read_one
    from registre.explanation import WIDTH, explain_json
    from registre.explanation import explain as explain_record

    record = read_one(file, file.as_posix())
    if form == "json":
        click.echo(explain_json(record, context.obj), nl=False)
        return
    terminal = sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR")
    columns = width or (max(72, shutil.get_terminal_size((WIDTH, 24)).columns) if terminal else WIDTH)
    click.echo(explain_record(record, context.obj, colour=colour, width=columns), nl=False)


@click.command()
@click.argument("gold_dir", type=click.Path(path_type=Path))
@click.option("--errors", is_flag=True, help="List every mistake with the words around it.")
@click.option("--links", is_flag=True, help="Measure the linking of names: GOLD_DIR is a CSV or a folder.")
@click.option("--reference", type=click.Path(path_type=Path), help="With --links: a reference.toml with more bodies.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def evaluate(
    context: click.Context, gold_dir: Path, errors: bool, links: bool, reference: Path | None, form: str
) -> None:
    """Measure the reading of documents against the gold records (NAME.gold.json) beside them.

    With --links: measure who is who, against names whose organisation is known (docs/linking.md).

    Mesure la lecture des documents d'après les fiches de référence posées à côté d'eux ; avec --links, les
    rapprochements de noms d'après des noms dont on connaît l'organisation.
    """
    if links:
        _evaluate_links(context.obj, gold_dir, reference, errors, form)
        return
    from registre.documents import find_documents
    from registre.evaluation import evaluate as measure
    from registre.evaluation import render, render_errors, to_json

    documents = (path for path, _ in find_documents(gold_dir))
    with_gold = [path for path in documents if _has_gold(path)]
    measured = measure(gold_dir, [line for line, _ in _contracts(with_gold)])
    if form == "json":
        click.echo(to_json(measured), nl=False)
        return
    if errors:
        click.echo(render_errors(measured, context.obj))
    click.echo(render(measured, context.obj), nl=False)


def _evaluate_links(language: Language, known: Path, reference: Path | None, errors: bool, form: str) -> None:
    from registre.evaluation.links import measure_links, read_known
    from registre.evaluation.rendering_links import links_json, render_links
    from registre.linking.reference import read_reference

    measured = measure_links(read_known(known), read_reference(reference))
    click.echo(links_json(measured) if form == "json" else render_links(measured, language, errors=errors))


def _has_gold(path: Path) -> bool:
    return path.with_name(f"{path.stem}.gold.json").is_file()
