"""What a publication gives: query, export, serve."""

from __future__ import annotations

from pathlib import Path

import click

from registre.commands.settings import published_option
from registre.errors import BadConfiguration
from registre.messages import say

EXPORT_FORMATS = ("scdl-deliberations", "scdl-subventions", "360giving", "popolo", "oslo", "eli-dl")


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listing", is_flag=True, help="Show the questions that can be asked.")
@click.option("--about", is_flag=True, help="Say what the question is for, and what not; ask nothing.")
@click.option("--param", "parameters", multiple=True, metavar="K=V", help="A parameter of the question; repeatable.")
@click.option(
    "--dump", type=click.Path(path_type=Path), default=Path("public/dumps/latest/registre.nq"), show_default=True
)
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint instead of the dump.")
@click.option("--network", is_flag=True, help="Let a question that says so ask Wikidata or INSEE.")
@click.option("--service", metavar="URL", help="Ask this endpoint in the place of Wikidata or INSEE.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.pass_context
def query(
    context: click.Context,
    name: str | None,
    listing: bool,
    about: bool,
    parameters: tuple[str, ...],
    dump: Path,
    endpoint: str | None,
    network: bool,
    service: str | None,
    form: str,
) -> None:
    """Ask a question of the library: « registre query --list » shows them.

    Pose une question de la bibliothèque.
    """
    from registre.sparql import about_query, list_queries, render, run_query

    if listing or name is None:
        click.echo(list_queries(context.obj), nl=False)
        return
    if about:
        click.echo(about_query(name, context.obj), nl=False)
        return
    chosen = dict(_pair(one) for one in parameters)
    answer = run_query(name, chosen, dump=dump, endpoint=endpoint, network=network, service=service)
    click.echo(render(answer, form), nl=False)


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals or not name:
        raise BadConfiguration(f"--param {parameter}: write it as name=value.")
    return name, value


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["all", *EXPORT_FORMATS]))
@published_option("A publication, or its dump registre.nq.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder that the files go to.")
@click.option(
    "--sirets",
    multiple=True,
    type=click.Path(path_type=Path),
    help="SIRET numbers: a CSV with columns siren and siret, or a reference.toml; repeatable.",
)
@click.option(
    "--completed",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file of incomplete rows that somebody filled in; repeatable.",
)
@click.pass_context
def export(
    context: click.Context,
    form: str,
    published: Path,
    out: Path,
    sirets: tuple[Path, ...],
    completed: tuple[Path, ...],
) -> None:
    """Write a publication in a format that others read, and what does not fit in it.

    Écrit une publication dans un format que d'autres lisent, et dit ce qui n'y entre pas.
    """
    from registre.exports import export as export_publication

    for exported in export_publication(form, published, out, sirets, completed):
        held = ", ".join(f"{name} {count}" for name, count in exported.written.items())
        click.echo(say("exported", context.obj, name=exported.name, held=held, kinds=len(exported.losses.rows())))
    click.echo(say("export_reports", context.obj, out=out))


@click.command()
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
