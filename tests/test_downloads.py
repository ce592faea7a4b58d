"""What the page of the dataset offers: files in words, shards as one line, the publications of the past."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from html_reading import read_file
from registre.publication.changes.index import ChangeList
from registre.publication.downloads import count_shards, dated_versions, published_files, shards_of_bodies
from registre.publication.dumps import FOLDER


def test_files_come_as_the_catalogue_names_them_and_shards_as_their_manifest(tmp_path: Path) -> None:
    tables = ("tables/votes.csv", "tables/votes.schema.json")
    names = ("registre.nq", *tables, "shards/1-2024.nq.gz", "shards/manifest.json")
    for name in names:
        (tmp_path / FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / FOLDER / name).write_text(name)
    found = list(published_files(tmp_path))
    assert [one.path.removeprefix(f"{FOLDER}/") for one in found] == [
        "tables/votes.csv",
        "registre.nq",
        "tables/votes.schema.json",
        "shards/manifest.json",
    ]
    assert "votes" in found[0].titles["fr"] and "“votes”" in found[0].titles["en"] and not found[2].titles
    assert all(one.size_bytes == (tmp_path / one.path).stat().st_size and len(one.sha256 or "") == 64 for one in found)
    assert count_shards(tmp_path) == 1


def test_a_version_is_kept_or_told_or_both_and_the_newest_is_first() -> None:
    lists = [ChangeList("2024-03-11-2", date(2024, 3, 11), changed=3), ChangeList("2024-04-01", date(2024, 4, 1))]
    found = dated_versions(["2024-03-11", "2024-03-11-10", "2024-03-11-2"], lists)
    assert [one.name for one in found] == ["2024-04-01", "2024-03-11-10", "2024-03-11-2", "2024-03-11"]
    assert [(one.kept, one.changes is not None) for one in found] == [
        (False, True),
        (True, False),
        (True, True),
        (True, False),
    ]


def test_the_page_leads_to_every_version_and_list_and_describes_each_table(built: Path) -> None:
    page = read_file(built / "dataset.html")
    versions = [one["version"] for one in json.loads((built / "dumps" / "versions.json").read_bytes())]
    assert versions and all(f"dumps/{name}/SHA256SUMS" in page.links for name in versions)
    assert all(f"changes/{name}.jsonl" in page.links for name in versions)
    assert "Table « votes »" in page.text and "Table “votes”" in read_file(built / "en" / "dataset.html").text
    assert not [link for link in page.links if link.endswith(".nq.gz") and "/shards/" in link]


def test_the_page_of_a_body_leads_to_its_files_and_to_its_part_on_the_sparql_page(built: Path) -> None:
    shards = shards_of_bodies(built)
    assert len(shards) > 2 and all(shards.values())
    for key, files in shards.items():
        links = read_file(built / f"body/{key}.html").links
        assert {f"../{one.path}" for one in files} <= set(links) and f"../sparql.html?part={key}" in links
        assert all((built / one.path).stat().st_size == one.size_bytes and one.triples for one in files)
