"""A meeting composed from its task alone: all that it needs is in the task, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from bench.synthesis.generate import documents
from bench.synthesis.layouts import LAYOUTS

import builders as make
from registre.config import Config
from registre.extraction import extract
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.graph.pages import named_pages
from registre.linking.identify import Identities, identify
from registre.linking.identities import LinkedRecord
from registre.linking.reference import read_reference
from registre.linking.sittings import gather_days, gather_sittings, sort_key
from registre.privacy import publishable
from registre.publication.composing import Composer, DayTask, Manner, PagesTask, Task, encode_task
from registre.publication.kept_pages import KeptPages, read_page
from registre.publication.tasks import DayDocument, Tasks
from registre.publication.written import triples_of, written
from registre.reading import read_source
from registre.records import Fact, Visa

MINT = Minter(Config().base)
MANNER = Manner(Config().base, "fast")


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(MANNER)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> tuple[Identities, list[LinkedRecord]]:
    """A document of every layout, linked, in the publishing order."""
    folder, records = tmp_path_factory.mktemp("documents"), []
    for name, document in documents(1, 1, list(LAYOUTS), 0):
        path = folder / f"{name.replace('/', '-')}.txt"
        path.write_text(document.text, "utf-8")
        records.append(extract(*read_source(path, path.name)))
    identities = identify(records, read_reference())
    linked = [one for one in map(identities.link, records) if one is not None]
    return identities, sorted(linked, key=sort_key)


def kept(folder: Path, identities: Identities | make.Known) -> KeptPages:
    return KeptPages(folder, identity_pages(identities, MINT))


def task_of(encoded: bytes) -> DayTask:
    task = msgspec.msgpack.decode(encoded, type=Task)
    assert isinstance(task, DayTask)
    return task


def test_every_identity_that_a_sitting_names_goes_with_its_task(
    invented: tuple[Identities, list[LinkedRecord]], tmp_path: Path
) -> None:
    identities, linked = invented
    pages = kept(tmp_path, identities)
    known = {page.iri: page for page in pages}
    tasks = Tasks(MINT, pages)
    for day in gather_days(linked):
        near = {page.iri: page for page in map(read_page, task_of(tasks.of_day(make.of_a_day(day))).near)}
        sittings = gather_sittings(map(publishable, day))
        waiting = [page for sitting in sittings for page in sitting_pages(sitting, MINT)]
        reached = {address for page in (*waiting, *near.values()) for address in named_pages(page)}
        assert reached & known.keys() <= near.keys()
        assert all(known[address] == page for address, page in near.items())


def test_tasks_of_many_days_are_those_of_each_day(
    invented: tuple[Identities, list[LinkedRecord]], tmp_path: Path
) -> None:
    identities, linked = invented
    days = [make.of_a_day(day) for day in gather_days(linked)]
    pages = kept(tmp_path, identities)
    alone = Tasks(MINT, pages)
    assert list(Tasks(MINT, pages).of_days(iter(days))) == [alone.of_day(day) for day in days]
    assert len(days) > 16 and list(alone.of_days([])) == []


@pytest.mark.parametrize(("record", "most"), [("", 16), ("x" * (600 << 10), 2)])
def test_days_are_linked_a_bounded_number_ahead(record: str, most: int, tmp_path: Path) -> None:
    """Sixteen documents, or a megabyte of them."""
    (linked,) = make.sitting().documents
    long = replace(linked, record=replace(linked.record, text=linked.record.text + record))
    asked = 0

    def days() -> Iterator[tuple[DayDocument, ...]]:
        nonlocal asked
        while True:
            asked += 1
            yield make.of_a_day((long,))

    tasks = Tasks(MINT, kept(tmp_path, make.Known())).of_days(days())
    next(tasks)
    assert asked == most


def test_a_composed_meeting_holds_the_pages_of_its_masked_sitting(
    invented: tuple[Identities, list[LinkedRecord]], tmp_path: Path, composer: Composer
) -> None:
    identities, linked = invented
    tasks = Tasks(MINT, kept(tmp_path, identities))
    for meeting in list(gather_days(linked))[:4]:
        task = task_of(tasks.of_day(make.of_a_day(meeting)))
        (sitting,) = gather_sittings(map(publishable, meeting))
        composed = composer.compose(task)
        assert composed == composer.compose(task)
        assert composed.pages == written(tuple(sitting_pages(sitting, MINT, task.known)))
        (parts,) = composed.sittings
        assert composed.documents == () and parts.figures["acts"] == len(sitting.acts)
        assert [text for _, text in parts.texts] == [one.record.text.encode() for one in sitting.documents]


def test_the_masked_documents_come_back_when_a_site_is_made_of_them(tmp_path: Path) -> None:
    meeting = make.sitting().documents
    task = task_of(Tasks(MINT, kept(tmp_path, make.Known())).of_day(make.of_a_day(meeting)))
    composed = Composer(msgspec.structs.replace(MANNER, documents=True)).compose(task)
    assert composed.documents == tuple(map(publishable, meeting))


def meetings_that_cite() -> Iterator[tuple[LinkedRecord, ...]]:
    """Two meetings of one body: the act of the second one cites that of the first."""
    first = make.sitting().documents[0]
    session, (act,) = first.record.session, first.record.acts
    assert session is not None and session.date is not None and act.number is not None
    later = replace(session, date=Fact(date(2024, 6, 3), session.date.evidence))
    number = replace(act.number, value="2024-050")
    cites = Fact(Visa("Vu la délibération n° 2024-017,", "2024-017"), act.visas[0].evidence)
    second = replace(first.record, session=later, acts=(replace(act, number=number, visas=(cites,)),))
    yield (first,)
    yield (replace(first, record=second),)


def test_a_task_knows_the_earlier_acts_that_its_documents_cite_and_no_other(tmp_path: Path, composer: Composer) -> None:
    tasks = Tasks(MINT, kept(tmp_path, make.Known()))
    first, second = (task_of(tasks.of_day(make.of_a_day(one))) for one in meetings_that_cite())
    cited = MINT.act(make.VALBRUME.key, make.DAY, "2024-017")
    assert (first.known, second.known) == ({}, {"2024-017": cited})
    pages = composer.compose(second).pages
    assert any(f"<{cited}>".encode() in page.quads for page in pages)


def test_acts_of_another_body_are_not_known(tmp_path: Path) -> None:
    tasks = Tasks(MINT, kept(tmp_path, make.Known()))
    (first,), (second,) = meetings_that_cite()
    elsewhere = replace(second, body=replace(second.body, key="219900099"))
    tasks.of_day(make.of_a_day((first,)))
    assert task_of(tasks.of_day(make.of_a_day((elsewhere,)))).known == {}


def test_pages_of_no_sitting_are_named_in_the_tables_by_each_other(tmp_path: Path, composer: Composer) -> None:
    pages = list(identity_pages(make.Known(), MINT))
    task = msgspec.msgpack.decode(Tasks(MINT, kept(tmp_path, make.Known())).of_pages(pages), type=Task)
    assert isinstance(task, PagesTask) and task.near == ()
    composed = composer.compose(task)
    assert make.CONSEIL.name.encode() in composed.lines["mandats"].data
    assert composed.sittings == () and len(composed.pages) == len(pages)


def test_triples_are_read_back_from_the_quads_of_a_page() -> None:
    pages = list(sitting_pages(make.sitting(), MINT))
    for page, one in zip(pages, written(pages), strict=True):
        assert (triples_of(one.quads), triples_of(one.evidence)) == (page.triples, page.evidence)


def test_the_same_meeting_makes_the_same_task(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    meeting = make.sitting().documents
    tasks = [Tasks(MINT, kept(tmp_path / name, make.Known())).of_day(make.of_a_day(meeting)) for name in ("a", "b")]
    assert tasks[0] == tasks[1] == encode_task(task_of(tasks[0]))


def test_two_organs_that_give_one_number_on_one_day_have_two_acts(tmp_path: Path, composer: Composer) -> None:
    """As a bureau and a council do: an address that stood twice would end the build of a whole country."""
    council = make.sitting().documents[0]
    bureau = replace(council, organ=replace(council.organ, slug="bureau", name="Bureau"))
    unnumbered = tuple(replace(act, number=None) for act in council.record.acts)
    more = replace(council, record=replace(council.record, acts=(*council.record.acts, *unnumbered)))
    day = make.of_a_day((replace(more, organ=bureau.organ), more))
    task = task_of(Tasks(MINT, kept(tmp_path, make.Known())).of_day(day))
    pages = [page.iri for page in composer.compose(task).pages if page.kind == "act"]
    assert len(pages) == len(set(pages)) == 4
    first = MINT.act(make.VALBRUME.key, make.DAY, "2024-017")
    assert pages[0] == first and f"{first}-2" in pages
