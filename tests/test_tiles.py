"""The map in squares: every département once, regions in one piece, numbers written, empty squares not zero."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from invented_site import write_site
from registre.files import resource
from registre.linking.reference import read_reference
from registre.publication.site.pictures.tiles import Locator, Tile, TileMap
from registre.publication.site.tiles import bundled, drawn
from registre.publication.site.words import read_words

FR = read_words(resource("site") / "locales", "fr")
ALONE = {"971", "972", "973", "974", "976"}
"""Départements that are a region."""


def tile(code: str, column: int, row: int, acts: int = 0, region: str = "1") -> Tile:
    page = f"territory/departement/{code}" if acts else None
    return Tile(code, f"Nom {code}", region, f"Région {region}", column, row, page, 1 if acts else 0, acts, acts)


def test_every_departement_has_one_square_of_its_own() -> None:
    codes = [code for code, _, _ in drawn()]
    metropolitan = {f"{number:02}" for number in range(1, 96)} - {"20"} | {"2A", "2B"}
    assert sorted(codes) == sorted(metropolitan | ALONE)
    assert len({(column, row) for _, column, row in drawn()}) == len(codes) == 101


def test_every_departement_has_its_name_and_its_region() -> None:
    reference = read_reference()
    for one in bundled():
        known = reference.by_code("departement", one.code)
        assert known is not None and (one.name, one.region) == (known.name, known.region)
        assert one.region_name


def test_a_region_is_in_one_piece() -> None:
    for region in {one.region for one in bundled()}:
        places = {(one.column, one.row) for one in bundled() if one.region == region}
        reached, waiting = set[tuple[int, int]](), [min(places)]
        while waiting:
            x, y = waiting.pop()
            reached.add((x, y))
            around = {(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)}
            waiting += around & places - reached
        assert reached == places, region


def test_a_number_is_written_and_a_square_without_data_has_none() -> None:
    shown = TileMap("map", [tile("01", 0, 0, 1234), tile("02", 1, 0)]).draw(FR, "../")
    assert 'href="../territory/departement/01.html"' in shown and "1\u202f234" in shown
    assert ": Nom 01, Région 1" in shown and "1\u202f234\u00a0délibérations" in shown
    assert re.findall(r">(\w+)</text>", shown) == ["01", "02"]
    assert shown.count("<a ") == 1 and 'role="group"' in shown


def test_the_shade_follows_the_number_but_is_not_alone_to_say_it() -> None:
    shown = TileMap("map", [tile("01", 0, 0, 900), tile("02", 1, 0, 300), tile("03", 2, 0, 1)]).draw(FR, "")
    assert re.findall(r'<rect class="([\w-]+)"', shown) == ["tint-3", "tint-2", "tint-1"]


def test_lines_stand_where_regions_end() -> None:
    together = TileMap("map", [tile("01", 0, 0), tile("02", 1, 0)]).draw(FR, "")
    apart = TileMap("map", [tile("01", 0, 0), tile("02", 1, 0, region="2")]).draw(FR, "")
    assert apart.count("v38") == together.count("v38") + 1


def test_a_locator_names_the_departements_it_marks() -> None:
    shown = Locator("where", [tile("01", 0, 0), tile("02", 1, 0)], ["02"]).draw(FR)
    assert "Nom 02 (02)" in shown and "Nom 01" not in shown


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiles")
    write_site(folder)
    return folder


def test_the_map_stands_on_the_home_page_and_above_the_territories_with_its_table(site: Path) -> None:
    for page in ("index.html", "list/territories.html", "en/index.html"):
        assert 'id="pic-map"' in (site / page).read_text("utf-8")
    assert 'href="territories.map.csv"' in (site / "list/territories.html").read_text("utf-8").replace("../list/", "")


def test_the_csv_of_the_map_has_no_number_where_nothing_is_published(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "list/territories.map.csv").read_text("utf-8-sig"))))
    assert len(rows) == 102  # the invented one stands below the drawing
    assert {one["departement"] for one in rows if one["acts"]} == {"99"}
    assert next(one for one in rows if one["departement"] == "01")["acts"] == ""


def test_a_territory_shows_where_it_lies(site: Path) -> None:
    assert 'id="pic-where"' in (site / "territory/departement/99.html").read_text("utf-8")
