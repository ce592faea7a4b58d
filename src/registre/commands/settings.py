"""registre.toml as the commands find it: the option that names it, and where it is looked for otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from registre.config import FILE_NAME, Config, read_config

F = TypeVar("F", bound=Callable[..., Any])

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    help=f"Settings in TOML (default: {FILE_NAME} in the folder of documents, else in this folder).",
)
"""The option that every command with settings has; its value is for `settings_of`."""


def published_option(help: str) -> Callable[[F], F]:
    """`--from`: the publication that a command reads, `public` by default. Its value is called `published`."""
    return click.option(
        "--from", "published", type=click.Path(path_type=Path), default=Path("public"), show_default=True, help=help
    )


def settings_of(folder: Path, given: Path | None) -> tuple[Config, Path | None]:
    """The configuration and the file it comes from: the one given, else FOLDER's, else this folder's, else none.

    Raises `BadConfiguration` for a file that cannot be followed.
    """
    if given is not None:
        return read_config(given), given
    found = next((path for path in (folder / FILE_NAME, Path(FILE_NAME)) if path.is_file()), None)
    return read_config(found), found
