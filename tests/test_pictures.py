"""Pictures: well-formed, told in words, readable without colour, and saying what their tables and CSV say."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builders import LAVOIR, VALBRUME
from html_reading import read_file
from invented_site import write_site
from registre.files import resource
from registre.publication.site.figures import LANGUAGES, Language
from registre.publication.site.hubs import Total
from registre.publication.site.pictures.bars import YearBars
from registre.publication.site.pictures.calendar import SessionCalendar
from registre.publication.site.pictures.canvas import Picture, brief_money
from registre.publication.site.pictures.flows import Flow, Flows, gather
from registre.publication.site.pictures.heatmap import HeatMap
from registre.publication.site.pictures.pairs import PairBars
from registre.publication.site.pictures.proxies import ProxyGrid
from registre.publication.site.words import Words, read_words

YEARS = (
    Total("2022", None, 2, Decimal("1200.50")),
    Total("2023", None, 0, None),
    Total("2024", None, 1, None),
    Total("2025", None, 1, Decimal(600)),
)
HOSTILE = "<script>\"&'"
PICTURES: tuple[Picture, ...] = (
    YearBars("years", YEARS),
    Flows("flows", (Flow(HOSTILE, "Les Amis du Lavoir", Decimal(5)), Flow(None, None, Decimal(1)))),
    HeatMap("roll", [HOSTILE, "Paul TISSIER"], [date(2024, 3, 11)], {(0, 0): "present", (1, 0): "absent"}),
    ProxyGrid("proxies", [HOSTILE], ["Paul TISSIER"], {(0, 0): 2}),
    SessionCalendar("calendar", [date(2022, 1, 15), date(2024, 3, 11), date(2024, 3, 18)]),
    PairBars("pairs", HOSTILE, "Trois-Rus", [("Les Amis du Lavoir", Decimal(5), None)]),
)


def words(language: Language = "fr") -> Words:
    return read_words(resource("site") / "locales", language)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn")
    write_site(folder)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.name)
def test_a_picture_is_well_formed_and_told_in_words(picture: Picture, language: Language) -> None:
    drawn = ElementTree.fromstring(picture.draw(words(language)))
    title, told = drawn[0], drawn[1]
    assert (title.tag, told.tag) == ("title", "desc") and title.text and told.text
    assert drawn.get("aria-labelledby") == title.get("id") and drawn.get("aria-describedby") == told.get("id")
    assert all(one.get("style") is None for one in drawn.iter())
    ids = [one.get("id") for one in drawn.iter() if one.get("id")]
    assert len(ids) == len(set(ids)) and all(picture.name in str(one) for one in ids)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.name)
def test_a_picture_is_the_same_each_time_and_takes_no_colour_but_from_the_style_sheet(picture: Picture) -> None:
    drawn = picture.draw(words())
    assert drawn == picture.draw(words())
    assert not re.search(r"#[0-9a-f]{3,6}\b(?!-)|rgb|hsl|on\w+=", str(drawn).replace("url(#", ""))
    style = (resource("site") / "static" / "pictures.css").read_text("utf-8")
    for names in re.findall(r'class="([^"]+)"', drawn):
        assert all(f".{name}" in style for name in names.split()), names


def test_a_year_without_data_is_hatched_and_labelled_and_has_no_bar() -> None:
    drawn = YearBars("years", YEARS).draw(words())
    assert drawn.count('class="bar-fill"') == 2
    assert drawn.count("url(#years-hatch)") == 1 and "aucune donnée publiée" in drawn.lower()
    assert "montant non" in drawn.lower()
    heights = [Decimal(one) for one in re.findall(r'class="bar-fill"[^>]* height="([\d.]+)"', drawn)]
    assert round(heights[1] / heights[0], 2) == round(Decimal(600) / Decimal("1200.5"), 2)


def test_flows_keep_every_euro_when_the_small_ones_are_added_up() -> None:
    pairs = [(f"Commune {n:02}", f"Association {m:02}", Decimal(n * m)) for n in range(1, 15) for m in range(1, 30)]
    flows = gather(pairs)
    assert sum(one.amount for one in flows) == sum(amount for *_, amount in pairs)
    assert {len({one.giver for one in flows}), len({one.receiver for one in flows})} == {10}
    assert any(one.giver is None for one in flows) and flows == gather(reversed(pairs))


def test_each_status_has_a_mark_of_its_own_shape() -> None:
    statuses = ("present", "represented", "excused", "absent")
    marks = {(0, column): status for column, status in enumerate(statuses)}
    days = [date(2024, 1, 1 + n) for n in range(len(statuses))]
    drawn = HeatMap("roll", ["Odile VARENNE"], days, marks).draw(words())
    shapes = {status: set(re.findall(rf'class="at-{status}" d="M[\d.]+ [\d.]+([^M"]+)', drawn)) for status in statuses}
    assert all(len(found) == 1 for found in shapes.values())
    assert len({min(found) for found in shapes.values()}) == 4


def test_the_calendar_counts_the_sessions_of_each_month() -> None:
    calendar = SessionCalendar("calendar", [date(2022, 1, 15), date(2024, 3, 11), date(2024, 3, 18)])
    assert [(year, sum(counts)) for year, counts in calendar.rows()] == [(2022, 1), (2023, 0), (2024, 2)]
    assert calendar.draw(words()).count("url(#calendar-hatch)") == 34


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [("950.4", "950\u00a0€", "€950"), ("12400", "12\u202fk€", "€12k"), ("1250000", "1,2\u202fM€", "€1.2M")],
)
def test_a_label_is_short(amount: str, french: str, english: str) -> None:
    shown = [brief_money(Decimal(amount), words(language)).replace("\u202f", " ") for language in LANGUAGES]
    assert [one.replace("\u00a0", " ") for one in shown] == [
        one.replace("\u202f", " ").replace("\u00a0", " ") for one in (french, english)
    ]


def test_the_csv_of_an_organisation_holds_exactly_the_lines_of_its_tables(site: Path) -> None:
    path = f"organisation/{LAVOIR.scheme}/{LAVOIR.key}"
    page = read_file(site / f"{path}.html")
    with (site / f"{path}.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["section"] != "mentions"]
    shown = [link.rpartition("/")[2].replace(".html#words-", "#") for link in page.links if "#words-" in link]
    assert [row["address"].rpartition("/")[2] for row in rows] == shown[: len(rows)] and rows
    assert any(link.endswith(f"{LAVOIR.key}.csv") for link in page.links)


def test_the_roll_page_has_no_total_of_a_member_and_asks_not_to_be_indexed(site: Path) -> None:
    page = read_file(site / f"attendance/{VALBRUME.key}/conseil-municipal.html")
    assert any(one.get("content") == "noindex" for one in page.of("meta"))
    assert "Ce n’est ni un classement" in page.text and "%" not in page.text
    with (site / f"attendance/{VALBRUME.key}/conseil-municipal.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["status"] for row in rows} <= {"present", "represented", "excused", "absent"} and rows


def test_every_csv_beside_a_page_is_linked_from_it(site: Path) -> None:
    files = [path for path in sorted(site.rglob("*.csv")) if "dumps" not in path.parts]
    assert len(files) > 8
    for path in files:
        owner = path.with_suffix(".html")
        owner = owner if owner.is_file() else path.with_name(f"{path.name.split('.')[0]}.html")
        assert any(link.endswith(f"/{path.name}") or link == path.name for link in read_file(owner).links), path
