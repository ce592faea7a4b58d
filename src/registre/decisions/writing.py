"""A decision appended to the file of its day, whole or not at all, and read back before anybody relies on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

import yaml

from registre.decisions.decision import Decision
from registre.decisions.entries import read_entries
from registre.files import write_atomically


def file_of(folder: Path, day: date) -> Path:
    """Where the decisions of a day are written: decisions/2024-05-02.yaml."""
    return folder / f"{day.isoformat()}.yaml"


def append(folder: Path, decision: Decision) -> Path:
    """Write `decision` at the end of the file of its day; what stood there stays as it was, comments included.

    Returns the file. Raises `BadDecision` when the file could not be read before, `OutputFailed` for the disk.
    """
    path = file_of(folder, decision.stated.date)
    before = path.read_text("utf-8") if path.is_file() else ""
    if before:
        read_entries(path, path.name)
    if before and not before.endswith("\n"):
        before += "\n"
    write_atomically(path, (before + as_yaml(decision)).encode())
    return path


def as_yaml(decision: Decision) -> str:
    """The decision as it is written: its fields in their order, then why, when and by whom."""
    stated = decision.stated
    said: dict[str, object] = {"decision": decision.kind}
    said |= {one.name: _plain(getattr(decision, one.name)) for one in fields(decision) if one.name != "stated"}
    said |= {"reason": stated.reason, "date": stated.date.isoformat(), "by": stated.by}
    kept: Mapping[str, object] = {
        name: value for name, value in said.items() if value not in (None, []) or name in ("old", "new")
    }
    text: str = yaml.safe_dump(
        [{name: "" if value is None else value for name, value in kept.items()}],
        allow_unicode=True,
        sort_keys=False,
        width=110,
    )
    return text


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else value
