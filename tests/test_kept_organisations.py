"""Organisations on disk: the same as in memory, in the same order, by the same names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gold_records import EXAMPLES, example_records
from registre.linking import kept_organisations
from registre.linking.identify import Identities, identify
from registre.linking.reference import read_reference


@pytest.fixture(scope="module")
def identities() -> Identities:
    return identify(example_records(), read_reference(EXAMPLES / "reference.toml"))


def test_what_is_put_away_is_what_stood_in_memory(identities: Identities, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_organisations, "BODIES_AT_HAND", 1)
    away = identities.put_away()
    assert tuple(away.organisations) == identities.organisations != ()
    assert len(away.organisations) == len(identities.organisations)
    assert [away.link(one) for one in example_records()] == [identities.link(one) for one in example_records()]


def test_an_organisation_is_found_on_disk_or_not(identities: Identities) -> None:
    one, away = next(iter(identities.organisations)), identities.put_away().organisations
    assert one in away
    assert replace(one, name="?") not in away
    assert replace(one, key="nobody") not in away


def test_organisations_on_disk_are_revised_as_those_in_memory(identities: Identities) -> None:
    old = next(iter(identities.organisations))
    changes = {(old.scheme, old.key): replace(old, scheme="siren", key="812345675")}
    here, away = identities.revised(changes), identities.put_away().revised(changes)
    assert away.organisations == here.organisations
    assert [away.link(one) for one in example_records()] == [here.link(one) for one in example_records()]
