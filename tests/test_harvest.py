"""data.gouv.fr loses nothing: its own harvester reads our catalogue (`make harvest-test` installs it apart)."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from registre.build import build
from registre.config import Config
from registre.publication.distributions import find_distributions

PYTHON = Path(os.environ.get("REGISTRE_HARVEST_PYTHON", ROOT / ".venv-harvest" / "bin" / "python"))
CONFIG = Config(
    title="Délibérations de l'Aubrelle", publisher="Agence numérique", contact="donnees@aubrelle.example.org"
)

pytestmark = pytest.mark.skipif(
    not PYTHON.is_file(), reason="the harvester of data.gouv.fr is not installed: run « make harvest-test »"
)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("harvest") / "public"
    build(ROOT / "examples", out, CONFIG)
    return out


@pytest.fixture(scope="module", params=["dataset.ttl", "dataset.jsonld"])
def harvested(request: pytest.FixtureRequest, public: Path) -> dict[str, Any]:
    command = [str(PYTHON), str(ROOT / "tests" / "harvest" / "replay.py"), str(public / request.param)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, cwd=public)
    assert done.returncode == 0, done.stderr[-3000:]
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def test_the_dataset_keeps_its_words_with_their_accents(harvested: dict[str, Any]) -> None:
    assert harvested["title"] == CONFIG.title
    assert harvested["description"].startswith("Séances, présences, pouvoirs, votes, actes et argent décidés")
    assert {"deliberation", "subvention"} <= set(harvested["tags"])


def test_licence_frequency_dates_and_contacts_are_recognised(harvested: dict[str, Any], public: Path) -> None:
    with (public / "dumps/latest/tables/seances.csv").open(encoding="utf-8", newline="") as rows:
        days = sorted(row["date"] for row in csv.DictReader(rows))
    assert harvested["licence"] == "lov2"
    assert harvested["frequency"] == "irregular"
    assert harvested["identifier"] == f"{CONFIG.base}dataset"
    assert harvested["period"] == [days[0], days[-1]]
    assert harvested["modified"] == days[-1]
    assert harvested["contacts"] == [CONFIG.publisher]
    assert CONFIG.contact in harvested["mails"]


def test_every_distribution_is_kept_with_its_digest(harvested: dict[str, Any], public: Path) -> None:
    announced = {f"{CONFIG.base}{one.path}": one for one in find_distributions(public)}
    assert {one["url"] for one in harvested["resources"]} == set(announced)
    for one in harvested["resources"]:
        data = (public / announced[one["url"]].path).read_bytes()
        assert one["title"] == announced[one["url"]].french
        assert one["size"] == len(data)
        assert one["checksum"] == ["sha256", hashlib.sha256(data).hexdigest()]
        assert one["mime"] == announced[one["url"]].media_type


def test_each_csv_names_the_schema_that_documents_it(harvested: dict[str, Any], public: Path) -> None:
    tables = [one for one in harvested["resources"] if one["format"] == "csv"]
    assert len(tables) == len(list((public / "dumps" / "latest" / "tables").glob("*.csv")))
    for one in tables:
        assert one["schema"] == one["url"].removesuffix(".csv") + ".schema.json"
        assert (public / one["schema"].removeprefix(CONFIG.base)).is_file()
