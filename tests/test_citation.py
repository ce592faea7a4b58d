"""How the dataset is cited and found: CFF, BibTeX, schema.org, the list of pages."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from registre.config import Config, read_config
from registre.publication.citation import schema_org, write_citation
from registre.publication.sitemap import Sitemap

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.mark.parametrize("title", ["Délibérations de Granval", 'a: "b"\n- c #{}', "Un \\ deux & trois_{quatre}"])
def test_a_title_cannot_leave_its_field(tmp_path: Path, title: str) -> None:
    config = Config(title=title, publisher=title)
    write_citation(tmp_path, config, date(2024, 3, 11))
    read = yaml.safe_load((tmp_path / "CITATION.cff").read_text("utf-8"))
    assert (read["title"], read["type"], read["cff-version"]) == (title, "dataset", "1.2.0")
    assert read["license"] == "etalab-2.0"
    assert str(read["date-released"]) == "2024-03-11"
    bibtex = (tmp_path / "citation.bib").read_text("utf-8")
    assert bibtex.count("{") == bibtex.count("}")
    assert re.findall(r"\\(?![&%$#_])", bibtex) == []


def test_another_licence_is_given_by_its_address(tmp_path: Path) -> None:
    write_citation(tmp_path, Config(licence="https://creativecommons.org/licenses/by/4.0/"), None)
    read = yaml.safe_load((tmp_path / "CITATION.cff").read_text("utf-8"))
    assert read["license-url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "date-released" not in read


def test_schema_org_says_what_is_known_and_no_more() -> None:
    known = json.loads(schema_org(Config(), date(2024, 3, 11), ("2023-01-01", "2024-03-11"), ()))
    assert known["temporalCoverage"] == "2023-01-01/2024-03-11"
    assert known["@type"] == "Dataset"
    assert "temporalCoverage" not in json.loads(schema_org(Config(), None, None, ()))


def test_a_sitemap_is_cut_before_it_is_too_large(tmp_path: Path) -> None:
    sitemap = Sitemap(tmp_path, "https://d.example/", most=4)
    for path in ("a", "b&c", "d"):
        sitemap.add(path)
    sitemap.close()
    index = ElementTree.parse(tmp_path / "sitemap.xml").getroot()
    files = [str(one.text) for one in index.iterfind("s:sitemap/s:loc", NS)]
    assert files == ["https://d.example/sitemaps/1.xml", "https://d.example/sitemaps/2.xml"]
    assert _addresses(tmp_path / "sitemaps" / "1.xml")[2:] == [
        "https://d.example/b&c.html",
        "https://d.example/en/b&c.html",
    ]


def _addresses(path: Path) -> list[str]:
    return [str(one.text) for one in ElementTree.parse(path).getroot().iterfind("s:url/s:loc", NS)]


def test_every_page_that_may_be_found_is_listed_and_no_person_is(built: Path) -> None:
    out, config = built, read_config(ROOT / "examples" / "registre.toml")
    listed = {one.removeprefix(config.base) for one in _addresses(out / "sitemaps" / "1.xml")}
    pages = {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*.html")}
    hidden = {name for name, text in pages.items() if '<meta name="robots" content="noindex">' in text}
    assert listed == set(pages) - hidden
    assert any(name.startswith("person/") for name in hidden)
    assert not any(name.startswith("person/") for name in listed)
    assert f"Sitemap: {config.base}sitemap.xml" in (out / "robots.txt").read_text("utf-8")
    assert '"@type":"Dataset"' in pages["dataset.html"]
    assert (out / "CITATION.cff").is_file()
