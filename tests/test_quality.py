"""What the validation found, counted as it goes by, on its pages and from version to version."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builders import VALBRUME, Known
from html_reading import Html, read_file
from invented_site import ACT, CLOSING, CONFIG, FINDINGS, SESSION, finding, shapes, write_site
from registre.files import resource
from registre.graph.iris import Minter
from registre.linking.identities import Body
from registre.publication.coverage import BodyCoverage, YearCoverage
from registre.publication.quality import FINDINGS as FILE
from registre.publication.quality import (
    SHARED,
    WORST,
    Quality,
    Version,
    body_of,
    read_quality,
    read_versions,
    write_findings,
)
from registre.publication.site.figures import LANGUAGES, Language
from registre.publication.site.hubs import Hubs
from registre.publication.site.pictures.findings import Column, FindingsHeat, FindingsTrend, tint
from registre.publication.site.places import Places
from registre.publication.site.quality_pages import DRAWN, quality_pages
from registre.publication.site.rows import Rows
from registre.publication.site.shape_reading import Part, read_parts
from registre.publication.site.term_uses import shape_names, shapes_naming
from registre.publication.site.vocables import read_ontology
from registre.publication.site.words import read_words
from registre.validation import Finding, Gravity

BASE = CONFIG.base


def covered(body: str, acts: int) -> BodyCoverage:
    return BodyCoverage(body, body, (YearCoverage(2024, 1, acts, acts, acts, 0, 0, None),))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judged")
    write_site(folder)
    return folder


@pytest.fixture(scope="module")
def parts() -> tuple[Part, ...]:
    return read_parts(shapes(), read_ontology(resource("ontology")))


def test_findings_are_counted_by_body_and_rule_and_the_pages_with_most_are_told() -> None:
    quality = read_quality(FINDINGS, BASE, {})
    body = VALBRUME.key
    assert quality.counts == {
        (SHARED, "beneficiary-identified", Gravity.info): 1,
        (body, "grant-agreement", Gravity.warning): 1,
        (body, "voices", Gravity.warning): 2,
        (body, "vote-stated", Gravity.info): 1,
    }
    assert [(one.path, one.count, one.rules) for one in quality.worst] == [
        (ACT, 2, ("grant-agreement", "voices")),
        (SESSION, 1, ("voices",)),
    ], "a page stands once, with its gravest findings, and no organisation is picked out"
    assert quality.total(Gravity.warning) == 3


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("act/219900016/2024-03-11/7#vote", "219900016"),
        ("coverage/219900016#acts-2024", "219900016"),
        ("organisation/siren/219900016", SHARED),
        ("text/00ff", SHARED),
    ],
)
def test_the_body_is_read_in_the_address(address: str, body: str) -> None:
    assert body_of(BASE + address, BASE) == body


def test_counting_a_hundred_thousand_documents_keeps_counts_and_a_short_list_only() -> None:
    def many(pages: int) -> Iterator[Finding]:
        for n in range(pages):
            yield finding(Gravity.warning, "voices", f"act/2{n % 50:08}/2024-03-11/{n:06}")

    def peak(pages: int) -> int:
        tracemalloc.start()
        quality = read_quality(many(pages), BASE, {})
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert sum(quality.counts.values()) == pages and len(quality.worst) == WORST
        return top

    small, large = peak(2_000), peak(40_000)
    assert large < small + 100_000, "twenty times the pages, the same memory"


def test_the_counts_of_a_version_are_read_back(tmp_path: Path) -> None:
    quality = read_quality(FINDINGS, BASE, {})
    write_findings(tmp_path, quality, [covered(VALBRUME.key, 4), covered("259900017", 6)])
    (tmp_path / "dumps/2024-03-11").mkdir()
    (tmp_path / f"dumps/latest/{FILE}").rename(tmp_path / f"dumps/2024-03-11/{FILE}")
    found = read_versions(tmp_path, ["2023-01-01", "2024-03-11"])
    assert found == (Version("2024-03-11", 10, {Gravity.violation: 0, Gravity.warning: 3, Gravity.info: 2}),)
    assert str(found[0].rate(Gravity.warning)) == "30.0" and replace(found[0], acts=0).rate(Gravity.info) is None


def test_every_shape_has_a_place_and_its_rules_are_told_in_both_languages(site: Path, parts: tuple[Part, ...]) -> None:
    page = read_file(site / "shapes.html")
    assert shape_names() <= set(page.ids) and len(shape_names()) > 300
    rules = [rule for part in parts for one in part.sets for rule in one.rules]
    assert len(rules) > 300
    for language in LANGUAGES:
        words = read_words(resource("site") / "locales", language)
        assert all(rule.messages.get(language) for rule in rules)
        steps = {step.name for rule in rules for step in rule.steps if not step.labels}
        assert [one for one in steps if not words.has(f"outside.{one}")] == []
        mild = {rule.name for rule in rules if rule.gravity is not Gravity.violation}
        assert [one for one in mild if not words.has(f"shape.{one}")] == [], "what may be found has a short name"


def test_a_rule_of_the_law_says_its_article_and_a_property_its_count(parts: tuple[Part, ...]) -> None:
    rules = {rule.name: rule for part in parts for one in part.sets for rule in one.rules if not rule.shared}
    assert [one.path for one in rules["voices"].sources] == ["term/concept/law-cgct-l2121-20"]
    assert rules["voices"].gravity is Gravity.warning and "{?" not in rules["voices"].messages["fr"]
    code = rules["commune-code"]
    assert (code.least, code.most, code.steps[0].name) == (1, 1, "igeo:codeINSEE")
    assert rules["act-title"].gravity is Gravity.info and rules["no-mailbox"].most == 0
    assert len(rules["quorum-of-present"].periods) == 4
    assert [one.name for one in rules["passage-quote"].steps] == ["oa:hasSelector", "oa:exact"]


def test_the_report_tells_rules_bodies_pages_and_files(site: Path) -> None:
    page: Html = read_file(site / "quality.html")
    links = set(page.links)
    assert {"shapes.html#voices", f"{ACT}.html", f"{SESSION}.html", "report.ttl", "report.json", "report.txt"} <= links
    assert {f"coverage/{VALBRUME.key}.html", "term/concept/law-cgct-l2121-20.html", "quality.csv"} <= links
    assert "Voix autres que présents et pouvoirs" in page.text and "3 points à vérifier" in page.text
    assert "Aucune version datée" in page.text and "pic-findings" in set(page.ids)
    english = read_file(site / "en/quality.html").text
    assert "Voices other than present and proxies" in english and "3 points to check" in english


def test_the_csv_has_every_count(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "quality.csv").read_text("utf-8"))))
    told = {(row["body"], row["rule"], row["findings"]) for row in rows}
    assert (VALBRUME.key, "voices", "2") in told and ("", "beneficiary-identified", "1") in told and len(rows) == 4
    assert all(row["address"].startswith(f"{BASE}shapes.html#") for row in rows)


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("index", "quality.html"),
        ("dataset", "quality.html"),
        ("about", "shapes.html"),
        (f"body/{VALBRUME.key}", "../quality.html"),
        (f"body/{VALBRUME.key}", f"../coverage/{VALBRUME.key}.html#h-findings"),
        (f"coverage/{VALBRUME.key}", "../quality.html"),
        ("quality", "shapes.html"),
        ("shapes", "quality.html"),
        ("shapes", "shapes.ttl"),
        ("404", "/quality.html"),
    ],
)
def test_pages_lead_to_the_quality(site: Path, path: str, link: str) -> None:
    assert link in read_file(site / f"{path}.html").links


def test_a_term_leads_to_the_shapes_that_name_it(site: Path) -> None:
    assert "votingCount" in shapes_naming()
    assert "../../shapes.html#voices" in read_file(site / "term/property/votingCount.html").links


def test_a_page_that_is_lost_offers_a_search(site: Path) -> None:
    source = (site / "404.html").read_text("utf-8")
    assert 'action="/search.html"' in source and 'type="search"' in source
    assert 'action="/en/search.html"' in (site / "en/404.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("count", "acts", "expected"), [(1, 100, 1), (9, 100, 1), (10, 100, 2), (50, 100, 3), (7, None, 1), (7, 0, 1)]
)
def test_a_tint_counts_for_a_hundred_acts(count: int, acts: int | None, expected: int) -> None:
    assert tint(count, acts) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_say_their_numbers_in_words(language: Language) -> None:
    words = read_words(resource("site") / "locales", language)
    heat = FindingsHeat("heat", ["voices"], [Column("<b>", acts=4), Column(None, "shared")], {(0, 0): 2, (0, 1): 12})
    drawn = heat.draw(words)
    assert Column("Commune d’Aubrelle").words(words) == "Aubrelle" and Column("Communauté").words(words) == "Communauté"
    assert "&lt;b&gt;" in drawn and ">12<" in drawn and str(words("quality.shared")) in drawn and "14" in drawn
    versions = [Version(f"2024-0{n}-11", 10, dict.fromkeys(Gravity, n)) for n in (1, 2)]
    drawn = FindingsTrend("trend", versions).draw(words)
    assert "2024-02-11" in drawn and str(words("quality.many.info")) in drawn


def _page(
    quality: Quality, known: Known, traced: tuple[Version, ...], acts: tuple[BodyCoverage, ...]
) -> dict[str, object]:
    hubs = Hubs(Rows(), known, Places(Minter(BASE), BASE))
    closing = replace(CLOSING, quality=quality, traced=traced, coverage=acts)
    *_, page = quality_pages(hubs, closing, shapes(), read_ontology(resource("ontology")))
    return dict(page.values)


def test_many_bodies_are_drawn_in_part_and_listed_in_part() -> None:
    bodies = tuple(Body(f"2{n:08}", f"Commune de Bourg-{n:04}", f"2{n:08}", "commune") for n in range(1500))
    counts = {(one.key, "voices", Gravity.warning): n + 1 for n, one in enumerate(bodies)}
    shown = _page(Quality(counts), Known(bodies=bodies), (), tuple(covered(one.key, 10) for one in bodies))
    heat = shown["heat"]
    assert isinstance(heat, FindingsHeat)
    assert len(heat.columns) == DRAWN + 1 and sum(heat.counts.values()) == sum(counts.values()), "nothing is lost"
    assert heat.columns[0].name == "Commune de Bourg-1499" and heat.columns[-1].label == "others"
    assert (shown["cells_left"], shown["bodies_left"]) == (1300, 1300)


def test_a_body_that_has_left_stands_under_its_key() -> None:
    shown = _page(Quality({("299900099", "voices", Gravity.warning): 1}), Known(), (), ())
    heat, cells, bodies = shown["heat"], shown["cells"], shown["bodies"]
    assert isinstance(heat, FindingsHeat) and isinstance(cells, list) and isinstance(bodies, list)
    assert (heat.columns[0].name, cells[0][0]) == ("299900099", "299900099")
    assert [(one.name, one.path, one.acts, one.warnings) for one in bodies] == [("299900099", None, None, 1)]


def test_the_publication_counts_what_its_report_tells(built: Path) -> None:
    report = json.loads((built / "report.json").read_bytes())
    told = Counter(one["shape"].rpartition("#")[2] for one in report["findings"])
    for path in (built / f"dumps/latest/{FILE}", built / "quality.csv"):
        counted: Counter[str] = Counter()
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8"))):
            if row["rule"]:
                counted[row["rule"]] += int(row["findings"])
        assert counted == told and told, path
    version = max(path.parent.name for path in built.glob(f"dumps/2*/{FILE}"))
    assert FILE in (built / f"dumps/{version}/SHA256SUMS").read_text("utf-8")
    assert version in read_file(built / "quality.html").text


def test_the_line_is_drawn_from_two_versions_on() -> None:
    versions = tuple(Version(f"2024-0{n}-11", 10, dict.fromkeys(Gravity, n)) for n in (1, 2))
    assert _page(Quality(), Known(), versions[:1], ())["trend"] is None
    assert _page(Quality(), Known(), versions, ())["trend"] == FindingsTrend("trend", versions)
