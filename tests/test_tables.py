"""The tables: rows of the graph, documented, typed, safe in a spreadsheet."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from conftest import ROOT
from registre.build import build
from registre.config import Config
from registre.errors import OutputFailed
from registre.graph.pages import PageGraph, Term
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import Dct, Eli, Rdf, Reg, Skos, concept
from registre.publication.dumps import TABLES
from registre.publication.tables import Table, TableWriter, labels_of, lines_of, parquet, tables
from registre.publication.tables.parquet import write_parquet

BODY = iri("https://d.example/body/1")
ACT = iri("https://d.example/act/1/2024-01-01/7")
GRANT = iri("https://d.example/act/1/2024-01-01/7#grant-1")


def _act(title: str, amount: str = "1250.50") -> PageGraph:
    triples = [
        (ACT, Rdf.type, Reg.Deliberation),
        (ACT, Dct.title, text(title, "fr")),
        (ACT, Eli.passed_by, BODY),
        (ACT, Reg.source, iri("https://d.example/text/b")),
        (ACT, Reg.source, iri("https://d.example/text/a")),
        (GRANT, Rdf.type, Reg.Grant),
        (GRANT, Reg.amount, typed(Decimal(amount))),
        (GRANT, Reg.commitmentKind, concept("commitment", "grant")),
        (GRANT, Reg.awardedBy, BODY),
    ]
    return PageGraph("https://d.example/act/1/2024-01-01/7", "act", tuple(sorted(triples)))


def _write(folder: Path, *pages: PageGraph) -> TableWriter:
    with TableWriter(folder) as writer:
        writer.add(lines_of(pages, {BODY: "Ville de « Granval », dite = neuve"}.get))
    return writer


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_row_says_what_the_graph_says(tmp_path: Path) -> None:
    writer = _write(tmp_path, _act("Subvention"))
    (act,), (grant,) = _rows(tmp_path, "deliberations"), _rows(tmp_path, "engagements")
    assert act["deliberation"] == grant["deliberation"] == ACT[1:-1]
    assert (act["objet"], act["collectivite_nom"], act["resultat"]) == (
        "Subvention",
        "Ville de « Granval », dite = neuve",
        "",
    )
    assert act["source"] == "https://d.example/text/a | https://d.example/text/b"
    assert (grant["montant"], grant["nature"], grant["beneficiaire"]) == ("1250.50", "grant", "")
    assert writer.rows == {"deliberations": 1, "engagements": 1}


def _parquet(folder: Path, name: str, columns: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as engine:
        found: list[tuple[object, ...]] = engine.execute(
            f"SELECT {columns} FROM read_parquet(?)", [(folder / TABLES / f"{name}.parquet").as_posix()]
        ).fetchall()
    return found


@pytest.mark.parametrize("title", ["=2+2", "+33 1", "-1", "@cmd", "'=x"])
def test_a_formula_is_guarded_in_csv_and_plain_in_parquet(tmp_path: Path, title: str) -> None:
    _write(tmp_path, _act(title))
    assert _rows(tmp_path, "deliberations")[0]["objet"] == f"'{title}"
    assert _parquet(tmp_path, "deliberations", "objet") == [(title,)]


def test_parquet_has_the_rows_of_the_csv_with_types(tmp_path: Path) -> None:
    _write(tmp_path, _act("Un objet, « cité »\nsur deux lignes"))
    assert _parquet(tmp_path, "engagements", "montant, annee") == [(Decimal("1250.5000"), None)]
    assert _parquet(tmp_path, "engagements", "typeof(montant), typeof(annee)") == [("DECIMAL(18,4)", "INTEGER")]


def test_same_pages_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        _write(tmp_path / name, _act("Un"))
    files = sorted(path.name for path in (tmp_path / "a" / TABLES).iterdir())
    assert len(files) == 3 * len(tables())
    assert [one for one in files if _bytes(tmp_path, "a", one) != _bytes(tmp_path, "b", one)] == []


def _bytes(folder: Path, name: str, file: str) -> bytes:
    return (folder / name / TABLES / file).read_bytes()


@pytest.mark.parametrize("table", tables(), ids=lambda one: one.name)
def test_every_column_is_documented_in_french_and_english(table: Table) -> None:
    assert table.fr.endswith(".") and table.en.endswith(".")
    assert len(set(table.header)) == len(table.header)
    assert [column.name for column in table.columns if not column.fr or not column.en] == []
    assert table.columns[0].path == () and not table.columns[0].of_page


def test_the_schema_documents_the_columns_of_the_file(tmp_path: Path) -> None:
    _write(tmp_path)
    for table in tables():
        schema = json.loads((tmp_path / TABLES / f"{table.name}.schema.json").read_text("utf-8"))
        header = (tmp_path / TABLES / f"{table.name}.csv").read_text("utf-8").rstrip("\r\n").split(",")
        assert [field["name"] for field in schema["fields"]] == header
        assert schema["primaryKey"] == header[0]


def test_a_thing_is_called_by_its_french_name() -> None:
    page = PageGraph(
        BODY[1:-1], "body", ((BODY, Skos.prefLabel, text("Ville")), (BODY, Skos.prefLabel, text("Town", "en")))
    )
    assert labels_of([page]) == {Term(BODY): "Ville"}


def test_frictionless_finds_the_package_of_the_examples_valid(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed: package not judged by it")
    out = tmp_path / "public"
    build(ROOT / "examples", out, Config(pages="none"))
    report = frictionless.validate((out / TABLES / "datapackage.json").as_posix())
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    assert set(rows) == {table.name for table in tables()}
    assert min(rows.values()) > 0
    for name, count in rows.items():
        assert _parquet(out, name, "count(*)") == [(count,)]


def test_large_tables_are_made_by_a_process_of_its_own_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here", "apart"):
        _write(tmp_path / name, _act("Subvention"))
    here, apart = (tmp_path / name / TABLES for name in ("here", "apart"))
    monkeypatch.setattr(parquet, "_convert", lambda _: pytest.fail("made by this process"))
    write_parquet(apart, large_bytes=0)
    files = [path.name for path in here.glob("*.parquet")]
    assert files and all((here / name).read_bytes() == (apart / name).read_bytes() for name in files)


def test_a_table_that_cannot_be_made_apart_shows_why(tmp_path: Path) -> None:
    _write(tmp_path, _act("Subvention"))
    (tmp_path / TABLES / "seances.csv").write_bytes(b'a\r\n"b')
    with pytest.raises(OutputFailed, match="Parquet"):
        write_parquet(tmp_path / TABLES, large_bytes=0)
