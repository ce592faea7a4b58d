"""Documents of one meeting come together; an act told twice is one act; two acts are never one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from gold_records import EXAMPLES, example_records, fact
from registre.linking.identify import identify
from registre.linking.identities import LinkedRecord
from registre.linking.reference import read_reference
from registre.linking.sittings import Sitting, act_slug, gather_sittings, slug_of, sort_key
from registre.records import Act, Record


def sittings_of(records: list[Record]) -> list[Sitting]:
    identities = identify(records, read_reference(EXAMPLES / "reference.toml"))
    linked = [found for one in records if (found := identities.link(one)) is not None]
    return list(gather_sittings(sorted(linked, key=sort_key)))


def named(sittings: list[Sitting], body: str, day: dt.date) -> Sitting:
    return next(one for one in sittings if (one.body.key, one.day) == (body, day))


def test_the_examples_give_nine_meetings_of_thirteen_documents() -> None:
    sittings = sittings_of(example_records())
    assert [(one.body.key, one.day.isoformat(), len(one.documents), len(one.acts)) for one in sittings] == [
        ("219600319", "2023-04-12", 1, 5),
        ("219600319", "2023-06-28", 2, 3),
        ("219600319", "2023-12-13", 1, 5),
        ("249600016", "2023-03-16", 2, 2),
        ("249600016", "2023-07-06", 1, 1),
        ("249900028", "2023-09-19", 2, 2),
        ("249900028", "2023-12-12", 1, 1),
        ("259900017", "2022-11-24", 1, 1),
        ("259900017", "2023-06-22", 2, 2),
    ]


def test_two_extracts_of_one_session_share_its_facts() -> None:
    sitting = named(sittings_of(example_records()), "249600016", dt.date(2023, 3, 16))
    assert [one.slug for one in sitting.acts] == ["2023-00112", "2023-00118"]
    assert sitting.session is sitting.documents[0].record.session
    assert sitting.documents[0].record.source.path == "2023-00112.txt"


def test_an_act_in_the_minutes_and_in_its_extract_is_one_act() -> None:
    sitting = named(sittings_of(example_records()), "219600319", dt.date(2023, 6, 28))
    assert [one.slug for one in sitting.acts] == ["2023-034", "2023-033", "2023-035"]
    assert [one.slug for one in sitting.repeated] == ["2023-034"]
    assert sitting.acts[0].linked.record.source.path == "2023-034.txt"


def test_two_acts_with_one_number_and_two_titles_stay_two() -> None:
    record = next(one for one in example_records() if one.source.path == "2023-00112.txt")
    other = replace(record.acts[0], title=fact("ANOTHER OBJECT"))
    sitting = sittings_of([replace(record, acts=(*record.acts, other))])[0]
    assert [one.slug for one in sitting.acts] == ["2023-00112", "2023-00112-2"]
    assert sitting.repeated == ()


def test_the_order_of_the_documents_is_that_of_their_paths() -> None:
    records = example_records()
    paths = [[one.record.source.path for one in sitting.documents] for sitting in sittings_of(records)]
    assert paths == [[one.record.source.path for one in sitting.documents] for sitting in sittings_of(records[::-1])]


def test_linked_records_sort_by_body_day_organ_and_path() -> None:
    records = example_records()
    identities = identify(records, read_reference(EXAMPLES / "reference.toml"))
    linked: list[LinkedRecord] = [found for one in records if (found := identities.link(one)) is not None]
    keys = sorted(map(sort_key, linked))
    assert keys[0] == ("219600319", "2023-04-12", "conseil-municipal", "pv-2023-04-12.txt")
    assert len(set(keys)) == len(keys) == 13


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("2022.00201", "2022-00201"),
        ("DEL2023_001", "del2023-001"),
        ("14/25-02-20/C", "14-25-02-20-c"),
        ("N° 2022 7 4", "n-2022-7-4"),
        ("Œuvre d'été", "oeuvre-d-ete"),
        ("« »", ""),
    ],
)
def test_a_slug_is_lower_case_ascii(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_an_act_without_number_is_known_by_its_title() -> None:
    act = Act(0, 10, title=fact("Subventions aux associations"))
    same = Act(50, 90, title=fact("SUBVENTIONS AUX ASSOCIATIONS"))
    assert act_slug(act) == act_slug(same)
    assert act_slug(act).startswith("sans-numero-")
    assert act_slug(Act(0, 10)) != act_slug(Act(20, 30))
