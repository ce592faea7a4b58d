"""A publisher's own look: templates that stand before ours, files that stand over ours, colours after ours.

    theme/templates/home.html      instead of our home.html; ours is there as "registre/home.html", to extend it
    theme/static/icon.svg          instead of our icon
    theme/static/theme.css         read after our style sheet: the place to set its variables again

Templates are code that the publisher trusts, as they trust `registre` itself.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader, TemplateError, TemplateSyntaxError

from registre.errors import BadConfiguration
from registre.files import sha256_of

SHEET: Final = "theme.css"
OURS: Final = "registre"
"""The prefix under which a theme finds our templates."""


def loader(templates: Path, theme: Path | None) -> BaseLoader:
    """Where templates are looked for: the theme's first, then ours."""
    ours = FileSystemLoader(templates)
    if theme is None:
        return ours
    return ChoiceLoader([FileSystemLoader(theme / "templates"), ours, PrefixLoader({OURS: ours})])


def has_sheet(theme: Path | None) -> bool:
    """Whether the theme sets colours."""
    return theme is not None and (theme / "static" / SHEET).is_file()


def digest_of_theme(theme: Path | None) -> str:
    """The digest of the files of the theme, whatever its place; empty without one."""
    if theme is None:
        return ""
    paths = sorted(path for path in theme.rglob("*") if path.is_file())
    lines = [f"{path.relative_to(theme).as_posix()} {sha256_of(path)}" for path in paths]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def copy_static(theme: Path | None, static: Path) -> None:
    """Put the files of the theme over those of the folder `static`. Hidden files stay where they are."""
    for path in _files(theme):
        assert theme is not None
        place = static / path.relative_to(theme / "static")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def _files(theme: Path | None) -> Iterator[Path]:
    if theme is not None:
        folder = theme / "static"
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
                yield path


def fault_of_theme(theme: Path, fault: TemplateError) -> BadConfiguration:
    """What a template of a theme did wrong, said to its author."""
    place = f"{fault.filename or fault.name}:{fault.lineno}" if isinstance(fault, TemplateSyntaxError) else theme
    french, english = "ce modèle du thème ne peut pas être suivi", "this template of the theme cannot be followed"
    return BadConfiguration(
        f"{place}: {french} ({fault.message}). Corrigez-le, ou ôtez-le du thème.\n"
        f"{place}: {english} ({fault.message}). Mend it, or take it out of the theme."
    )
