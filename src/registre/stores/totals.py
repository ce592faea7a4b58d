"""Three totals that a store must give as the published tables do: acts, votes in favour, euros granted.

The tables were written from the records, not from the graph: a triple that a store loses, doubles or rounds shows here.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Final

import duckdb

from registre.publication.dumps import FOLDER
from registre.stores.store import Store

CENT: Final = Decimal("0.01")

_IN_TABLES: Final = {
    "acts": "SELECT count(*) FROM '{folder}/deliberations.parquet'",
    "votes_in_favour": "SELECT coalesce(sum(pour), 0) FROM '{folder}/votes.parquet'",
    "granted_eur": "SELECT coalesce(sum(montant::DECIMAL(38, 2)), 0) FROM '{folder}/engagements.parquet'"
    " WHERE nature = 'grant'",
}

_PATTERNS: Final = {
    "acts": ("COUNT(?act)", "?act a <https://w3id.org/registre/ns#Deliberation>"),
    "votes_in_favour": (
        "SUM(?votes)",
        "?vote <http://data.europa.eu/eli/eli-draft-legislation-ontology#number_of_votes_favor> ?votes",
    ),
    "granted_eur": (
        "SUM(?amount)",
        "?grant a <https://w3id.org/registre/ns#Grant> ; <https://w3id.org/registre/ns#amount> ?amount",
    ),
}
"""A flat sum over one pattern: no DISTINCT within a sub-query, where Virtuoso 7.2 was seen to lose rows."""


def totals_of_tables(publication: Path) -> dict[str, Decimal]:
    """The totals as the Parquet tables of the publication give them."""
    folder = str(publication / FOLDER / "tables").replace("'", "''")
    with duckdb.connect() as database:
        found = {name: database.execute(text.format(folder=folder)).fetchone() for name, text in _IN_TABLES.items()}
    return {name: _exact(row[0]) for name, row in found.items() if row}


def totals_of_store(store: Store, ledger: str) -> dict[str, Decimal]:
    """The totals as the store gives them, over the graphs that the ledger names."""
    return {name: _total(store, ledger, *parts) for name, parts in _PATTERNS.items()}


def _total(store: Store, ledger: str, what: str, pattern: str) -> Decimal:
    given = f"GRAPH <{ledger}> {{ ?graph <http://rdfs.org/ns/void#triples> ?size }}"
    (row,) = store.select(f"SELECT ({what} AS ?total) WHERE {{ {given} GRAPH ?graph {{ {pattern} }} }}")
    return _exact(row.get("total", 0))


def _exact(value: object) -> Decimal:
    return Decimal(str(value)).quantize(CENT)
