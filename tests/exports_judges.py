"""Those who judge the files of exports: frictionless, JSON Schema and SHACL, by the schemas of tests/exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import jsonschema

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


def misfits(name: str, document: object) -> list[str]:
    """What in a JSON document the schema `name` refuses: « place: why », in the order of the places."""
    judge = jsonschema.Draft202012Validator(schema(name))
    return sorted(f"{fault.json_path}: {fault.message[:200]}" for fault in judge.iter_errors(document))
