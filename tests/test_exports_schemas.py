"""360Giving and Popolo against their schemas, which can say no."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exports_fixture import an_act, purposed, register_of
from exports_judges import misfits, schema
from registre.exports.export import read_register
from registre.exports.giving360 import export_360giving
from registre.exports.popolo import LISTS, export_popolo
from registre.exports.register import Register

Change = Callable[[Any], object]
"""Spoils the first thing of a list, in place."""


@pytest.fixture(scope="module")
def example_register(built: Path) -> Register:
    return read_register(built)


@pytest.fixture(scope="module")
def small_register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return register_of(tmp_path_factory.mktemp("small"), [purposed(an_act("2024-017"), "la fête du lavoir")])


def grants(register: Register) -> Any:
    return json.loads(export_360giving(register).files["360giving.json"])


def people(register: Register) -> Any:
    return json.loads(export_popolo(register).files["popolo.jsonld"])


def test_the_packages_of_the_examples_fit_their_schemas(example_register: Register) -> None:
    assert misfits("360giving", grants(example_register)) == []
    assert misfits("popolo", people(example_register)) == []


def test_a_package_without_a_grant_says_that_it_is_not_to_be_published(tmp_path: Path) -> None:
    exported = export_360giving(register_of(tmp_path, []))
    assert misfits("360giving", json.loads(exported.files["360giving.json"])) != []
    assert exported.losses.count("package.empty") == 1


SPOILT_GRANTS: list[Change] = [
    *(lambda one, name=name: one.pop(name) for name in schema("360giving")["$defs"]["grant"]["required"]),
    lambda one: one.pop("recipientOrganization"),
    lambda one: one.update(recipientIndividual={"id": "x", "name": "y"}),
    lambda one: one.update(title="x" * 141),
    lambda one: one.update(amountAwarded="1200.50"),
    lambda one: one.update(awardDate="11/03/2024"),
    lambda one: one.update(currency="€"),
    lambda one: one["fundingOrganization"][0].pop("name"),
    lambda one: one.update(fundingOrganization=[]),
    lambda one: one.update(url="act/1"),
    lambda one: one.update(budgetYear="2024"),
]


@pytest.mark.parametrize("spoil", SPOILT_GRANTS, ids=range(len(SPOILT_GRANTS)))
def test_a_grant_that_the_standard_refuses_is_refused(spoil: Change, small_register: Register) -> None:
    document = grants(small_register)
    assert misfits("360giving", document) == []
    spoil(document["grants"][0])
    assert misfits("360giving", document) != []


SPOILT_LISTS: list[tuple[str, Change]] = [
    *((name, lambda one: one.pop("id")) for name in LISTS),
    *((name, lambda one: one.update(type="http://www.w3.org/ns/opengov#Speech")) for name in LISTS),
    *((name, lambda one: one.update(nobody="knows")) for name in LISTS),
    ("persons", lambda one: one.update(name="")),
    ("memberships", lambda one: one.pop("organization_id")),
    ("events", lambda one: one.update(start_date="11/03/2024")),
    ("events", lambda one: one.update(attendees=["https://data.example.org/person/1"])),
    ("motions", lambda one: one.update(result="adopted")),
    ("vote_events", lambda one: one["counts"][0].update(value="3")),
    ("vote_events", lambda one: one["counts"][0].update(value=-1)),
    ("vote_events", lambda one: one["votes"][0].update(option="for")),
    ("vote_events", lambda one: one["votes"][0].pop("voter_id")),
]


@pytest.mark.parametrize(("name", "spoil"), SPOILT_LISTS, ids=range(len(SPOILT_LISTS)))
def test_what_popolo_does_not_know_is_refused(name: str, spoil: Change, small_register: Register) -> None:
    document = people(small_register)
    assert misfits("popolo", document) == []
    spoilt = copy.deepcopy(document)
    spoil(spoilt[name][0])
    assert misfits("popolo", spoilt) != []
