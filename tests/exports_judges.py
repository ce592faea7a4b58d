"""Those who judge the files of exports: frictionless, JSON Schema and SHACL, by the schemas of tests/exports."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pyshacl
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

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


def shape_faults(name: str, graph: Graph) -> dict[str, Counter[str]]:
    """What the SHACL shapes `name` find in a graph: by severity, each shape with how many nodes it finds wrong."""
    shapes = Graph().parse(SCHEMAS / f"{name}.shapes.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=False, inference="none")
    assert isinstance(report, Graph)
    found = {
        (
            _local(report, result, SH.resultSeverity),
            _local(report, result, SH.sourceShape),
            report.value(result, SH.focusNode),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    counted = {severity: Counter[str]() for severity in ("Violation", "Warning")}
    for severity, shape, _ in found:
        counted[severity][shape] += 1
    return counted


def _local(report: Graph, result: Node, prop: URIRef) -> str:
    return str(report.value(result, prop)).rpartition("#")[2]
