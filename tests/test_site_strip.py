"""What stands under every page, the tables beside pages, and the chain of acts."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from builders import VALBRUME
from invented_site import ACT, SESSION, write_site
from registre.files import resource
from registre.publication.site.followed import MARK
from registre.publication.site.outward import legifrance
from registre.publication.site.pictures.turnout import Turnout
from registre.publication.site.words import read_words

FR = read_words(resource("site") / "locales", "fr")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strip")
    write_site(folder)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def strip(page: Path) -> str:
    found = re.search(r'<aside class="strip".*?</aside>', page.read_text("utf-8"), re.DOTALL)
    assert found, page
    return found[0]


def test_every_page_can_be_cited_and_its_errors_reported_with_its_address(site: Path) -> None:
    seen = 0
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue
        shown = strip(page)
        address = re.search(r"<code[^>]*>([^<]+)</code>", shown)
        assert address and address[1].startswith(("https://data.example.org/", "https://w3id.org/registre/ns")), page
        report = re.search(r'href="((?:mailto:|https?://)[^"]*)">(?:Signaler|Report)', shown)
        assert report and address[1] in unquote(report[1]), page
        assert "<details><summary>" in shown
        seen += 1
    assert seen > 100


@pytest.mark.parametrize("path", [ACT, SESSION, f"body/{VALBRUME.key}", "list/acts", "list/grants", "coverage"])
def test_a_page_tells_its_source_its_day_and_its_csv(site: Path, path: str) -> None:
    shown = strip(site / f"{path}.html")
    assert "Source" in shown and 'datetime="2024-03-11"' in shown
    assert f'{path.rsplit("/", 1)[-1]}.csv" type="text/csv"' in shown


def test_the_csv_of_an_act_has_the_words_of_each_fact(site: Path) -> None:
    facts = rows(site / f"{ACT}.csv")
    page = (site / f"{ACT}.html").read_text("utf-8")
    assert {"grant-1", "vote", "title"} <= {one["fact"] for one in facts}
    assert any(one["words"] == "1 200,50 €" for one in facts if one["fact"] == "grant-1")
    for one in facts:
        assert f'id="{one["fact"]}"' in page and int(one["start"]) < int(one["end"])


def test_the_csv_of_a_session_is_its_roll(site: Path) -> None:
    page = (site / f"{SESSION}.html").read_text("utf-8")
    lines = rows(site / f"{SESSION}.csv")
    assert len(lines) == page.count('<li id="attendance-') > 3
    assert all(one["address"].split("#")[1] in page for one in lines)


@pytest.mark.parametrize("name", ["acts", "bodies", "grants", "organisations", "sessions", "territories"])
def test_the_csv_of_a_list_has_all_its_rows(site: Path, name: str) -> None:
    page = (site / f"list/{name}.html").read_text("utf-8")
    for one in rows(site / f"list/{name}.csv"):
        assert one["address"].removeprefix("https://data.example.org/").split("#")[0] in page
    assert f'list/{name}.csv"' in page


def test_an_act_tells_which_later_acts_rely_on_it(site: Path) -> None:
    earlier = next((site / f"act/{VALBRUME.key}/2024-01-15").glob("*.html"))
    for page, said in ((earlier, "s’appuient"), (site / "en" / earlier.relative_to(site), "rely on this one")):
        text = page.read_text("utf-8")
        assert said in text.partition(MARK)[2] and text.count(MARK) == 1 and f"{Path(ACT).name}.html" in text
    assert "h-followed" not in (site / f"{ACT}.html").read_text("utf-8")


def test_an_article_is_looked_for_where_the_law_is_published() -> None:
    assert legifrance("CGCT, art. L2121-29").endswith("searchField=NUM_ARTICLE&query=L2121-29")


def test_the_numbers_of_a_roll_are_written_beside_its_bar() -> None:
    counts = {"present": 8, "represented": 2, "excused": 1, "absent": 0}
    shown = Turnout("turnout", [(date(2024, 3, 11), counts)]).draw(FR)
    assert "8 présents, 2 représentés, 1 excusé<" in shown and "2024-03-11" in shown
    assert re.findall(r'class="part-(\w+)"', shown) == ["present", "represented", "excused"]


def test_the_csv_of_rolls_names_nobody(site: Path) -> None:
    found = list(site.glob("organ/*/*.rolls.csv"))
    assert found
    for path in found:
        assert set(rows(path)[0]) == {"date", "present", "represented", "excused", "absent", "address"}
