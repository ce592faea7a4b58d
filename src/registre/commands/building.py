"""A publication made, judged, signed and checked: build, validate, sign, verify."""

from __future__ import annotations

from pathlib import Path

import click

from registre.addresses import is_address
from registre.commands.places import Place, PlaceType, at_hand
from registre.commands.request import BuildRequest
from registre.commands.settings import config_option
from registre.commands.watching import build_on_change
from registre.config import Config
from registre.engine.choosing import ENGINES
from registre.errors import ExitCode
from registre.messages import Language
from registre.progress import watcher


@click.command()
@click.argument("folder", type=PlaceType())
@click.option(
    "--out",
    type=PlaceType(),
    default=Path("public"),
    show_default=True,
    help="Where the publication goes: a folder, replaced in one swap, or an address (s3://…).",
)
@config_option
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    help="Folder of the curators' decisions (default: the setting, else FOLDER/decisions).",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Worker processes (default: one a core). The publication is the same for any number.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="local",
    show_default=True,
    help="Who reads and judges: this machine, or a cluster. The publication is the same.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The cluster that runs already (default: workers started here).")
@click.option(
    "--spool", default="", metavar="ADDRESS", help="Where a cluster keeps its answers: a build that was cut goes on."
)
@click.option("--fresh", is_flag=True, help="Forget what earlier builds kept: read and judge everything anew.")
@click.option(
    "--watch", is_flag=True, help="Build again on each change of what goes in, one line a build, until Ctrl-C."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("--quiet", is_flag=True, help="No progress bar, no summary.")
@click.pass_context
def build(
    context: click.Context,
    folder: Place,
    out: Place,
    config_path: Path | None,
    decisions: Path | None,
    jobs: int | None,
    engine: str,
    scheduler: str | None,
    spool: str,
    fresh: bool,
    watch: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Turn a folder of documents into a validated graph, its dumps and a site.

    Transforme un dossier de documents en graphe validé, fichiers et site.
    """
    if watch and as_json:
        raise click.UsageError("--watch tells a line a build: it does not go with --json.")
    if engine == "local" and (scheduler or spool):
        raise click.UsageError("--scheduler and --spool are those of a cluster: add --engine dask.")
    if watch and (is_address(folder) or is_address(out)):
        raise click.UsageError("--watch needs folders of this machine: nothing tells when an address has changed.")
    with at_hand(folder, out, fetch=engine == "local") as places:
        parts = (config_path, decisions, jobs, engine, scheduler, spool, places.listed)
        request = BuildRequest(places.folder, places.out, *parts)
        _say_when_slower(request.settings()[0], context.obj, quiet)
        if watch:
            build_on_change(request, context.obj, fresh, click.echo)
            return
        summary = places.send(request.build(fresh=fresh, watch=watcher(quiet or as_json), language=context.obj))
    if as_json:
        click.echo(summary.as_json())
    elif not quiet:
        click.echo(summary.as_text(context.obj))
    context.exit(summary.exit_code)


def _say_when_slower(config: Config, language: Language, quiet: bool) -> None:
    from registre.validation.engines import SLOWER, has_compiled_engine

    if config.shacl_engine == "fast" and not has_compiled_engine() and not quiet:
        click.echo(SLOWER[language], err=True)


@click.command()
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


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("public"))
@click.option("--privacy", is_flag=True, help="Prove that nothing is left of what --decisions withdraws.")
@click.option("--decisions", type=click.Path(path_type=Path), help="The folder of decisions that --privacy reads.")
@click.option(
    "--documents", type=click.Path(path_type=Path), help="The folder that was built: --privacy looks for texts."
)
@click.option("--signers", type=click.Path(path_type=Path), help="Who may sign it: an allowed_signers file of OpenSSH.")
@click.pass_context
def verify(
    context: click.Context,
    folder: Path,
    privacy: bool,
    decisions: Path | None,
    documents: Path | None,
    signers: Path | None,
) -> None:
    """Check a publication from its files alone: checksums, quotes, counts, pages, links.

    Vérifie une publication d'après ses seuls fichiers.
    """
    from registre.traces import verify_privacy
    from registre.verification import verify as verify_folder
    from registre.verification_of_signature import verify_signature

    if privacy and decisions is None:
        raise click.UsageError("--privacy: give the folder of decisions with --decisions.")
    checks = verify_privacy(folder, decisions, documents) if decisions is not None else verify_folder(folder)
    if signers is not None:
        checks += verify_signature(folder, signers)
    for check in checks:
        click.echo(f"{'✓' if check.holds else '✗'} {check.name}: {check.tried} / {len(check.broken)}")
        for broken in check.broken[:10]:
            click.echo(f"    {broken}")
    context.exit(ExitCode.done if all(check.holds for check in checks) else ExitCode.findings)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("public"))
@click.option(
    "--key", type=click.Path(path_type=Path), required=True, help="An SSH key, or its public half in an agent."
)
def sign(folder: Path, key: Path) -> None:
    """Sign every file of a publication with an SSH key; « verify --signers » checks it.

    Signe chaque fichier d'une publication avec une clé SSH.
    """
    from registre.signing import sign as sign_folder

    click.echo(sign_folder(folder, key).as_posix())
