"""Rolls and persons on disk: what comes back is what was given, however it was put away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gold_records import EXAMPLES, example_records
from registre.linking import kept_persons
from registre.linking.identify import Identities, identify
from registre.linking.kept_persons import KeptPersons, KeptRolls
from registre.linking.persons import BodyPersons, settle_persons
from registre.linking.reference import read_reference
from registre.linking.rolls import Rolls

DAY = date(2023, 5, 4)
NAMES = ("Ada NOIRET", "NOIRET Ada", "M. MEUNIER", "Paul MEUNIER", "Rose LECOCQ", "LECOQ Rose")


def add(rolls: Rolls, number: int) -> None:
    """One document: two members in its roll, on a day of its own."""
    pair = NAMES[number % 6], NAMES[(number + 3) % 6]
    rolls.add_roll(pair)
    for name in pair:
        rolls.seen(name).add("conseil-municipal", DAY + timedelta(days=number), ["member"], f"adjoint {number % 3}")


def settled(body: str) -> BodyPersons:
    rolls = Rolls()
    for number in range(6):
        add(rolls, number)
    return settle_persons(body, rolls)


@pytest.mark.parametrize("at_hand", [1, 4, 500])
def test_rolls_are_the_same_in_however_many_parts_they_were_put_away(
    at_hand: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_persons, "DOCUMENTS_AT_HAND", at_hand)
    kept, whole = KeptRolls(), Rolls()
    for number in range(20):
        add(kept.of_document(f"sighting {number % 2}"), number)
        add(whole, number)
    found = kept.of(["sighting 0", "sighting 1", "never seen"])
    assert settle_persons("vars", found) == settle_persons("vars", whole)
    assert {text: seen.count for text, seen in found.spellings.items()} == {
        text: seen.count for text, seen in whole.spellings.items()
    }
    assert kept.of(["never seen"]) == Rolls()


def test_persons_come_back_by_body_and_in_order() -> None:
    bodies = {key: settled(key) for key in ("aups", "vars")}
    kept = KeptPersons(bodies.items())
    assert list(kept) == [one for found in bodies.values() for one in found.persons]
    assert len(kept) == len(list(kept)) > 0
    assert {key: kept.of(key) for key in bodies} == bodies
    assert kept.of("nowhere").persons == ()


def test_a_person_is_replaced_under_every_spelling() -> None:
    kept = KeptPersons([("vars", settled("vars"))])
    old = kept.of("vars").of_spelling["Ada NOIRET"]
    new = kept.revised({("vars", old.key): replace(old, name="Ada N.")})
    assert new.of("vars").of_spelling["NOIRET Ada"].name == "Ada N."
    assert sorted(one.name for one in new) == sorted("Ada N." if one == old else one.name for one in kept)
    assert kept.of("vars").of_spelling["Ada NOIRET"] == old, "the old ones stand as they were"
    assert kept.revised({}) is kept


def test_identities_do_not_depend_on_what_memory_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    records, reference = example_records(), read_reference(EXAMPLES / "reference.toml")

    def told(identities: Identities) -> tuple[object, ...]:
        links = [identities.link(record) for record in records]
        return list(identities.persons), list(identities.organisations), identities.unapplied, links

    large = told(identify(records, reference))
    monkeypatch.setattr(kept_persons, "DOCUMENTS_AT_HAND", 1)
    monkeypatch.setattr(kept_persons, "BODIES_AT_HAND", 1)
    assert told(identify(reversed(records), reference)) == large
