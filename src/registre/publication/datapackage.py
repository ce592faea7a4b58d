"""The tables as a data package: one descriptor that tools of the Frictionless family open as a whole.

Source: Data Package and Table Schema, https://datapackage.org/ (version 1 names, which every tool reads).
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from registre.config import Config
from registre.files import sha256_of, write_new
from registre.publication.dumps import TABLES
from registre.publication.tables import Table, tables

NAME: Final = "datapackage.json"
KEYS: Final = {
    "deliberation": "deliberations",
    "seance": "seances",
    "organisation": "organisations",
}
"""Columns that hold the first column of another table."""


def write_datapackage(folder: Path, config: Config, day: date | None) -> None:
    """Describe the CSV tables below `folder` in `tables/datapackage.json`; `day` is that of the publication."""
    described = {
        "profile": "tabular-data-package",
        "name": "registre-deliberations",
        "title": config.title,
        "homepage": f"{config.base}dataset",
        **({"created": f"{day.isoformat()}T00:00:00Z"} if day is not None else {}),
        "licenses": [{"path": config.licence}],
        "contributors": [{"title": config.publisher, "path": config.publisher_url, "role": "publisher"}],
        "resources": [_resource(folder / TABLES, table) for table in tables()],
    }
    write_new(folder / TABLES / NAME, (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode())


def _resource(folder: Path, table: Table) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": path.name,
        "description": table.fr,
        "description_en": table.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": table.schema() | _foreign_keys(table),
    }


def _foreign_keys(table: Table) -> dict[str, Any]:
    first = table.columns[0].name
    known = [
        {"fields": column.name, "reference": {"resource": KEYS[column.name], "fields": column.name}}
        for column in table.columns
        if column.name in KEYS and column.name != first
    ]
    return {"foreignKeys": known} if known else {}
