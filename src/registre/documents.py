"""Which files of a folder are documents, in which order."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from registre.errors import RegistreError

NOT_DOCUMENTS = ("registre.toml", "reference.toml", "readme", "readme.md", "readme.txt", "licence", "license")

DECISIONS = "decisions"
"""The folder of the curators' decisions, beside the documents."""
LEFT_BY_A_BUILD = (("quarantine.jsonl", "summary.json"), ("CACHEDIR.TAG",))
"""Files by which a folder is known for a publication, refused or not, or for what builds keep."""


def decisions_beside(folder: Path) -> Path | None:
    """The folder of decisions that stands in a folder of documents, when it does."""
    found = folder / DECISIONS
    return found if found.is_dir() else None


def find_documents(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each document below `folder` with its path relative to it (`/` as separator), sorted.

    Publications and caches, hidden files, settings, read-me files, gold records (`*.gold.json`) and the YAML of
    `decisions/` (which a mayor's decisions may share) are no documents; a file of a format that nobody reads is one, so
    that it is reported rather than passed over. A single file is a folder of one. Links that leave the folder are not
    followed.
    """
    if folder.is_file():
        yield folder, folder.name
        return
    if not folder.is_dir():
        raise RegistreError(f"{folder}: no such folder. Give the folder that holds your documents.")
    root = folder.resolve()
    for relative in sorted(path.relative_to(folder).as_posix() for path in files_below(folder)):
        path = folder / relative
        if _is_document(relative) and path.resolve().is_relative_to(root):
            yield path, relative


def files_below(folder: Path) -> Iterator[Path]:
    """Every file, but what builds left or make below `folder`: their pages are no documents of the next one."""
    for place, folders, names in os.walk(folder):
        at = Path(place)
        if at != folder and any(set(marks) <= set(names) for marks in LEFT_BY_A_BUILD):
            folders.clear()
        else:
            folders[:] = [one for one in folders if not one.startswith(".")]
            yield from (path for name in names if (path := at / name).is_file())


def documents_among(names: Iterable[str]) -> list[str]:
    """Which of these files are documents, sorted; names are relative to their folder, with `/` as separator."""
    every = sorted(names)
    folders = defaultdict[str, set[str]](set)
    for name in every:
        folder, _, last = name.rpartition("/")
        folders[folder].add(last)
    left = {one for one, held in folders.items() if one and any(set(marks) <= held for marks in LEFT_BY_A_BUILD)}
    return [name for name in every if _is_document(name) and not left & set(_folders_of(name))]


def _folders_of(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


def _is_document(relative: str) -> bool:
    parts = relative.split("/")
    name = parts[-1].lower()
    decision = parts[0] == DECISIONS and name.endswith((".yaml", ".yml"))
    hidden = any(part.startswith(".") for part in parts)
    return not hidden and not decision and name not in NOT_DOCUMENTS and not name.endswith(".gold.json")
