"""Those who judge the files of exports: frictionless by the SCDL schemas, and the checks that these schemas name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless

from exports_checks import faults
from exports_fixture import rows_of

SCHEMAS = Path(__file__).parent / "exports"


def schema(name: str) -> dict[str, Any]:
    """The SCDL schema `name`, as its file here has it."""
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return loaded


def judged(folder: Path, name: str, data: bytes) -> list[str]:
    """What frictionless finds wrong in a CSV, by the schema; then what the custom checks find."""
    (folder / "table.csv").write_bytes(data)
    described = schema(name)
    table = frictionless.Resource(
        path="table.csv", basepath=str(folder), schema=frictionless.Schema.from_descriptor(described)
    )
    wrong = [f"{fault[0]} {fault[1]}" for fault in table.validate().flatten(["type", "note"])]
    return [*wrong, *faults(rows_of(data), described["custom_checks"])]
