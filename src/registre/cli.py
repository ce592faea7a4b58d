"""The command line: each command reads its options, calls one function and shows what it gave."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from registre import __version__
from registre.config import FILE_NAME, Config, read_config
from registre.errors import BadConfiguration, ExitCode, RegistreError, UnreadableSource
from registre.messages import Language, language_of, say
from registre.progress import watcher

EXPORT_FORMATS = ("scdl-deliberations", "scdl-subventions", "360giving", "popolo", "oslo", "eli-dl")
REFERENCE_NAME = "reference.toml"
"""Bodies that the national reference data lack, beside the settings or the documents."""


def main() -> None:
    """Run `registre` and leave with the exit code that the fault's class names."""
    language = language_of(os.environ)
    try:
        sys.exit(cli.main(standalone_mode=False))  # click returns what a command left with
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(say("interrupted", language), err=True)
        sys.exit(ExitCode.interrupted)
    except click.ClickException as misuse:
        misuse.show()
        sys.exit(ExitCode.usage)
    except RegistreError as fault:
        click.echo(f"{say('error', language)}: {fault}", err=True)
        sys.exit(fault.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(ExitCode.done)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="registre")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the messages (default: the environment's).")
@click.pass_context
def cli(context: click.Context, lang: Language | None) -> None:
    """Read registers of deliberations into a knowledge graph.

    Lit des registres de délibérations et en fait un graphe de connaissances.
    """
    context.obj = lang or language_of(os.environ)


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def extract(context: click.Context, files: tuple[Path, ...]) -> None:
    """Print what each document says: one JSON object a line.

    Affiche ce que dit chaque document : un objet JSON par ligne.
    """
    failed = False
    for path in files:
        line, fault = _contract(path)
        click.echo(json.dumps(line, ensure_ascii=False))
        if fault is not None:
            failed = True
            click.echo(str(fault), err=True)
    context.exit(ExitCode.findings if failed else ExitCode.done)


def _contract(path: Path) -> tuple[dict[str, Any], UnreadableSource | None]:
    """What one document says, in the record contract, and the fault that kept it from being read."""
    from registre.contract import to_contract, unread_contract
    from registre.journey import read_record
    from registre.linking.known import known_siren
    from registre.linking.reference import read_reference

    try:
        record = read_record(path, path.as_posix())
    except UnreadableSource as fault:
        return unread_contract(fault, path.as_posix()), fault
    return to_contract(record, path.as_posix(), known_siren(record, read_reference())), None


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--width", type=click.IntRange(min=72), help="Columns of the text (default: the terminal's, else 100).")
@click.pass_context
def explain(context: click.Context, file: Path, form: str, width: int | None) -> None:
    """Show why something was read in a document, or was not: sections, facts, rules, losers.

    Montre pourquoi un document a été lu ainsi : sections, faits, règles, ce qui a été écarté ou manque.
    """
    from registre.explanation import WIDTH, explain_json
    from registre.explanation import explain as explain_record
    from registre.journey import read_record

    record = read_record(file, file.as_posix())
    if form == "json":
        click.echo(explain_json(record, context.obj), nl=False)
        return
    terminal = sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR")
    columns = width or (max(72, shutil.get_terminal_size((WIDTH, 24)).columns) if terminal else WIDTH)
    click.echo(explain_record(record, context.obj, colour=colour, width=columns), nl=False)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("public"),
    show_default=True,
    help="Where the publication goes; what stands there is replaced in one swap.",
)
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help=f"Settings in TOML (default: {FILE_NAME} in FOLDER or here).",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--quiet", is_flag=True, help="No progress bar, no summary.")
@click.pass_context
def build(
    context: click.Context, folder: Path, out: Path, config_path: Path | None, as_json: bool, quiet: bool
) -> None:
    """Turn a folder of documents into a validated graph, its dumps and a site.

    Transforme un dossier de documents en graphe validé, fichiers et site.
    """
    from registre.build import build as build_publication
    from registre.linking.reference import read_reference

    config, settings = _settings(folder, config_path)
    own_bodies = (settings.parent if settings else folder) / REFERENCE_NAME
    reference = read_reference(own_bodies if own_bodies.is_file() else None)
    summary = build_publication(
        folder, out, config, reference=reference, watch=watcher(quiet or as_json), language=context.obj
    )
    if as_json:
        click.echo(summary.as_json())
    elif not quiet:
        click.echo(summary.as_text(context.obj))
    context.exit(summary.exit_code)


def _settings(folder: Path, given: Path | None) -> tuple[Config, Path | None]:
    """The configuration and the file it comes from: the one given, else FOLDER's, else this folder's."""
    if given is not None:
        return read_config(given), given
    found = next((path for path in (folder / FILE_NAME, Path(FILE_NAME)) if path.is_file()), None)
    return read_config(found), found


@cli.command()
@click.argument("gold_dir", type=click.Path(path_type=Path))
@click.option("--errors", is_flag=True, help="List every mistake with the words around it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def evaluate(context: click.Context, gold_dir: Path, errors: bool, form: str) -> None:
    """Measure the reading of documents against the gold records (NAME.gold.json) beside them.

    Mesure la lecture des documents d'après les fiches de référence posées à côté d'eux.
    """
    from registre.documents import find_documents
    from registre.evaluation import evaluate as measure
    from registre.evaluation import render, render_errors, to_json

    documents = (path for path, _ in find_documents(gold_dir))
    measured = measure(gold_dir, [_contract(path)[0] for path in documents if _has_gold(path)])
    if form == "json":
        click.echo(to_json(measured), nl=False)
        return
    if errors:
        click.echo(render_errors(measured, context.obj))
    click.echo(render(measured, context.obj), nl=False)


def _has_gold(path: Path) -> bool:
    return path.with_name(f"{path.stem}.gold.json").is_file()


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--format", "form", type=click.Choice(["text", "ttl", "json"]), default="text", show_default=True)
@click.pass_context
def validate(context: click.Context, files: tuple[Path, ...], form: str) -> None:
    """Judge RDF files by the SHACL shapes; exit code 1 when one is violated.

    Juge des fichiers RDF selon les formes SHACL ; code de sortie 1 en cas de violation.
    """
    from registre.validation import Shapes, read_graph, render, validate_graph

    report = validate_graph(read_graph(files), Shapes.load())
    click.echo(render(report, form, context.obj), nl=False)
    context.exit(ExitCode.done if report.conforms else ExitCode.findings)


@cli.command()
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="Show the questions that can be asked.")
@click.option("--param", "parameters", multiple=True, metavar="K=V", help="A parameter of the question; repeatable.")
@click.option("--dump", type=click.Path(path_type=Path), default=Path("public/dumps/registre.nq"), show_default=True)
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead of the dump.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.pass_context
def query(
    context: click.Context,
    name: str | None,
    listing: bool,
    parameters: tuple[str, ...],
    dump: Path,
    endpoint: str | None,
    form: str,
) -> None:
    """Ask a question of the library: « registre query --list » shows them.

    Pose une question de la bibliothèque.
    """
    from registre.sparql import list_queries, render, run_query

    if listing or name is None:
        click.echo(list_queries(context.obj), nl=False)
        return
    answer = run_query(name, dict(_pair(one) for one in parameters), dump=dump, endpoint=endpoint)
    click.echo(render(answer, form), nl=False)


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals or not name:
        raise BadConfiguration(f"--param {parameter}: write it as name=value.")
    return name, value


@cli.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["all", *EXPORT_FORMATS]))
@click.option(
    "--from",
    "published",
    type=click.Path(path_type=Path),
    default=Path("public"),
    show_default=True,
    help="A publication, or its dump registre.nq.",
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder that the files go to.")
@click.option(
    "--sirets",
    multiple=True,
    type=click.Path(path_type=Path),
    help="SIRET numbers: a CSV with columns siren and siret, or a reference.toml; repeatable.",
)
@click.pass_context
def export(context: click.Context, form: str, published: Path, out: Path, sirets: tuple[Path, ...]) -> None:
    """Write a publication in a format that others read, and what does not fit in it.

    Écrit une publication dans un format que d'autres lisent, et dit ce qui n'y entre pas.
    """
    from registre.exports import export as export_publication

    for exported in export_publication(form, published, out, sirets):
        held = ", ".join(f"{name} {count}" for name, count in exported.written.items())
        click.echo(say("exported", context.obj, name=exported.name, held=held, kinds=len(exported.losses.rows())))
    click.echo(say("export_reports", context.obj, out=out))


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("public"))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_context
def serve(context: click.Context, folder: Path, host: str, port: int) -> None:
    """Show a publication locally, with content negotiation.

    Montre une publication sur cette machine, avec négociation de contenu.
    """
    from registre.publication.serving import serve as serve_folder

    click.echo(say("serving", context.obj, folder=folder, address=f"http://{host}:{port}/"), err=True)
    serve_folder(folder, host=host, port=port)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("public"))
@click.pass_context
def verify(context: click.Context, folder: Path) -> None:
    """Check a publication from its files alone: checksums, quotes, counts, pages, links.

    Vérifie une publication d'après ses seuls fichiers.
    """
    from registre.verification import verify as verify_folder

    checks = verify_folder(folder)
    for check in checks:
        click.echo(f"{'✓' if check.holds else '✗'} {check.name}: {check.tried} / {len(check.broken)}")
        for broken in check.broken[:10]:
            click.echo(f"    {broken}")
    context.exit(ExitCode.done if all(check.holds for check in checks) else ExitCode.findings)


@cli.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Say what is installed, what each part gives, and how to get the rest.

    Dit ce qui est installé, ce que chaque partie apporte, et comment avoir le reste.
    """
    from registre.doctor import report

    click.echo(report(context.obj))


if __name__ == "__main__":
    main()
