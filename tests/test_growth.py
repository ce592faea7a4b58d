"""How builds grow: what the measure of it counts, and that it measures the build that users run."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from itertools import islice
from pathlib import Path

import pytest
from bench.growth.corpus import _bodies, _name, write_documents
from bench.growth.drawing import draw
from bench.growth.measuring import Point, Wanted, measure
from bench.growth.stages import STAGES
from bench.growth.telling import costs, table
from bench.synthesis.chance import of_body
from bench.synthesis.sitting import invent_sitting
from bench.synthesis.world import invent_commune

import registre.build
from registre.build import build
from registre.config import Config
from registre.publication import compressed
from registre.publication.dataset import DatasetWriter
from registre.stores.content import graphs_of
from registre.verification import verify


def _point(documents: int, judging: float, memory_mb: float = 200.0) -> Point:
    stages = {"reading": documents * 0.02, "judging": judging}
    return Point(documents, documents, 5000, sum(stages.values()), memory_mb, 90.0, stages=stages)


def test_growth_says_what_a_further_document_costs() -> None:
    lines = list(table([Point(100, 90, 5000, 5.0, 200.0, 0.0), Point(200, 180, 10000, 12.0, 210.0, 0.0)]))
    assert lines[-1] == "from 100 to 200: a further document costs 70.0 ms and 102.4 kB"


def test_a_stage_that_grows_with_the_square_is_named() -> None:
    found = {one.stage: one for one in costs([_point(100, 1.0), _point(1000, 100.0)])}
    assert found["judging"].too_much and round(found["judging"].power, 6) == 2
    assert not found["reading"].too_much and round(found["reading"].power, 6) == 1
    assert any(line.startswith("judging") and line.endswith("too much") for line in table([_point(1, 1), _point(2, 9)]))


def test_the_picture_is_well_formed_and_names_its_lines() -> None:
    picture = ET.fromstring(draw([_point(1000, 10.0), _point(10_000, 100.0, 300.0), _point(100_000, 1000.0, 310.0)]))
    words = {one.text for one in picture.iter() if one.tag.endswith("text")}
    assert {"judging", "whole", "build", "1 GiB", "100 000"} <= words


def test_a_small_build_is_measured_whole_and_by_stage() -> None:
    point = measure(Wanted(6, size_bytes=3000))
    assert point.documents == 6 and 0 < point.sittings <= 6 and point.triples > 500
    assert point.seconds > 0 and point.memory_mb > 10 and point.published
    assert sys.platform != "linux" or 10 < point.worker_mb < point.memory_mb
    assert abs(sum(point.stages.values()) - point.seconds) < 0.5
    assert all(point.stages[stage] > 0 for stage in STAGES if stage != "search")


def test_what_is_measured_is_put_back() -> None:
    before = vars(registre.build) | vars(DatasetWriter)
    measure(Wanted(2, size_bytes=3000, journey=True))
    assert vars(registre.build) | vars(DatasetWriter) == before


def test_a_body_keeps_its_town_and_members_over_its_sittings() -> None:
    chances = [of_body("extract-clean/1", number, 3) for number in range(3)]
    sittings = [invent_sitting(one, invent_commune(one)) for one in chances]
    assert len({one.assembly for one in sittings}) == 1
    assert len({one.date for one in sittings}) == 3 and sorted(sittings, key=lambda one: one.date) == sittings
    assert invent_commune(of_body("extract-clean/2", 0, 3)) != sittings[0].assembly


def test_bodies_that_sit_several_times_have_names_of_their_own() -> None:
    bodies = list(islice(_bodies(100), 600))
    assert len({_name(*body, 100) for body in bodies}) == len(bodies)
    assert bodies == list(islice(_bodies(100), 600))
    assert any(chance.count("/") > 1 for _, chance in bodies), (
        "none was ever taken: the lists are longer than they were"
    )


def test_the_first_documents_are_the_same_for_every_size(tmp_path: Path) -> None:
    for name, count in (("few", 3), ("many", 5)):
        write_documents(tmp_path / name, count, 1000, sittings=2)
    few, many = ([path.read_bytes() for path in sorted((tmp_path / name).rglob("*.txt"))] for name in ("few", "many"))
    assert few == many[:3]


def test_a_publication_of_dumps_alone_holds_what_it_promises(tmp_path: Path) -> None:
    write_documents(tmp_path / "in", 6, 2000, sittings=3)
    assert build(tmp_path / "in", tmp_path / "out", Config(pages="none"), jobs=1).published
    assert not list((tmp_path / "out").rglob("*.html")) and not list((tmp_path / "out").glob("act/**/*.ttl"))
    checks = {one.name: one for one in verify(tmp_path / "out")}
    assert "graphs" in checks and "pages" not in checks
    assert [one.broken for one in checks.values() if not one.holds] == []


def test_a_publication_whose_dumps_are_large_is_whole_without_the_plain_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compressed, "WHOLE_BYTES", 20_000)
    write_documents(tmp_path / "in", 4, 2000, sittings=2)
    for _ in range(2):
        assert build(tmp_path / "in", tmp_path / "out", Config(pages="none"), jobs=1).published
    latest = tmp_path / "out" / "dumps" / "latest"
    assert (latest / "registre.nq.zst").is_file() and not (latest / "registre.nq").is_file()
    assert [one.broken for one in verify(tmp_path / "out") if not one.holds] == []
    assert sum(1 for _ in graphs_of(tmp_path / "out", evidence=True)) > 20
