"""The first command of a publisher: five questions, and registre.toml is there."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from registre.config import FILE_NAME, LANGUAGES, LICENCE_OUVERTE, Config, read_config
from registre.errors import BadConfiguration, UnsafeIri
from registre.files import write_atomically
from registre.graph.terms import iri, mailto
from registre.messages import say

DOCUMENTS = "documents"
"""The folder that a publisher is told to fill: beside the settings, apart from what builds write."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--publisher", help="Name of the body that publishes.")
@click.option("--base", help="Address of the site; ends with « / ».")
@click.option("--contact", help="Mail address for questions.")
@click.option("--licence", help="Address of the licence.")
@click.option("--languages", type=click.Choice(LANGUAGES), help="Languages of the site.")
@click.pass_context
def init(
    context: click.Context,
    folder: Path,
    publisher: str | None,
    base: str | None,
    contact: str | None,
    licence: str | None,
    languages: str | None,
) -> None:
    """Ask five questions and write registre.toml in FOLDER; an option answers its question.

    Pose cinq questions et écrit registre.toml dans FOLDER ; une option répond à sa question.
    """
    path = folder / FILE_NAME
    if path.exists():
        raise BadConfiguration(say("init_exists", context.obj, path=path))

    def ask(key: str, given: str | None, default: str | None = None) -> str:
        answer = given or click.prompt(say(f"init_{key}", context.obj), default=default)
        return str(answer).strip()

    publisher = ask("publisher", publisher)
    address = ask("base", base, Config().base)
    address = address if address.endswith("/") else f"{address}/"
    answers = {
        "base": address,
        "title": f"Registre des délibérations : {publisher}",
        "publisher": publisher,
        "publisher_url": address,
        "contact": ask("contact", contact),
        "licence": ask("licence", licence, LICENCE_OUVERTE),
        "languages": ask("languages", languages, LANGUAGES[0]),
    }
    write_atomically(path, _checked(path, answers))
    click.echo(say("init_done", context.obj, path=path, documents=folder / DOCUMENTS))


def _checked(path: Path, answers: dict[str, str]) -> bytes:
    """The settings as TOML, whose basic strings are those of JSON; refused here what a build would refuse."""
    lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in answers.items())
    data = f"# {path.name}: docs/publish.md tells what each line does, and what else can be set.\n{lines}".encode()
    with TemporaryDirectory() as place:
        written = Path(place) / FILE_NAME
        written.write_bytes(data)
        config = read_config(written)
    _check_addresses(path, config)
    return data


def _check_addresses(path: Path, config: Config) -> None:
    """Raises `BadConfiguration` for an address that the catalogue could not name."""
    try:
        iri(config.base), iri(config.licence), mailto(config.contact)
    except UnsafeIri as fault:
        raise BadConfiguration(f"{path}: {fault}") from fault
