"""Organisations on disk: revised again and again, they are what they would be in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gold_records import EXAMPLES, example_records
from registre.linking import kept_organisations
from registre.linking.identify import Identities, identify
from registre.linking.identities import IdentityLink, Organisation, OrganisationId, organisation_id
from registre.linking.kept_organisations import KeptOrganisations, Name, NamedOrganisations, keep, keep_names
from registre.linking.making_organisations import merged
from registre.linking.reference import read_reference

IDS: list[OrganisationId] = [("local", "club"), ("local", "club-2"), ("rna", "W1"), ("siren", "1"), ("siren", "2")]
NOBODY: OrganisationId = ("siren", "3")


def proposal(candidate: OrganisationId) -> IdentityLink:
    return IdentityLink("Club", "near", Decimal("0.80"), "?", candidate="/".join(candidate))


def organisation(own: OrganisationId, name: str, others: frozenset[OrganisationId]) -> Organisation:
    link = IdentityLink(name, "same-name", Decimal(1), "Mêmes lettres")
    return Organisation(*own, name, (name,), (link,), proposals=tuple(map(proposal, sorted(others - {own}))))


NAMES = st.text("abcé ", min_size=1, max_size=3)
OTHERS = st.frozensets(st.sampled_from(IDS), max_size=2)
AT_FIRST = st.fixed_dictionaries({}, optional={own: st.tuples(NAMES, OTHERS) for own in IDS})
CHANGES = st.lists(st.dictionaries(st.sampled_from([*IDS, NOBODY]), st.tuples(st.sampled_from(IDS), NAMES)), max_size=4)


def plainly_revised(
    every: Mapping[OrganisationId, Organisation], changes: Mapping[OrganisationId, Organisation]
) -> dict[OrganisationId, Organisation]:
    """By the id that each had at first: what it is now. All in memory, one after the other."""
    now = {"/".join(old): "/".join(organisation_id(new)) for old, new in changes.items()}

    def redirected(one: Organisation) -> Organisation:
        links = (replace(link, candidate=now.get(link.candidate, link.candidate)) for link in one.proposals)
        own = "/".join(organisation_id(one))
        return replace(one, proposals=tuple(sorted(link for link in links if link.candidate != own)))

    new = {first: redirected(changes.get(organisation_id(one), one)) for first, one in every.items()}
    return {
        first: merged(other for other in new.values() if organisation_id(other) == organisation_id(one))
        for first, one in new.items()
    }


@given(AT_FIRST, CHANGES)
def test_organisations_on_disk_are_revised_as_those_in_memory(
    at_first: Mapping[OrganisationId, tuple[str, frozenset[OrganisationId]]],
    revisions: list[Mapping[OrganisationId, tuple[OrganisationId, str]]],
) -> None:
    every = {own: organisation(own, *said) for own, said in sorted(at_first.items())}
    kept = keep(every.values())
    names = NamedOrganisations(keep_names(Name("/".join(own), "town", own) for own in every), kept)
    for revision in revisions:
        current = {organisation_id(one): one for one in every.values()}
        changes = {
            old: replace(current.get(old, organisation(old, name, frozenset())), scheme=new[0], key=new[1], name=name)
            for old, (new, name) in revision.items()
        }
        every, kept = plainly_revised(every, changes), kept.revised(changes)
        names = names.among(kept)
        assert_same(kept, names, every)


def assert_same(
    kept: KeptOrganisations, names: NamedOrganisations, every: Mapping[OrganisationId, Organisation]
) -> None:
    assert list(kept) == sorted(set(every.values()))
    assert len(kept) == len(set(every.values()))
    for one in every.values():
        assert one in kept
        assert replace(one, siret="?") not in kept
        assert kept.called(organisation_id(one)) == one
    assert kept.called(NOBODY) is None
    assert {own: names.of("/".join(own), "town") for own in every} == every
    assert names.of("Club", "town") is None
    assert names.spelt(["/".join(own) for own in every]) == list(kept)


@pytest.fixture(scope="module")
def identities() -> Identities:
    return identify(example_records(), read_reference(EXAMPLES / "reference.toml"))


def test_links_are_the_same_with_the_organisations_of_one_body_at_hand(
    identities: Identities, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = [identities.link(one) for one in example_records()]
    assert any(one is not None and one.organisations for one in linked)
    monkeypatch.setattr(kept_organisations, "BODIES_AT_HAND", 1)
    away = identify(example_records(), read_reference(EXAMPLES / "reference.toml")).settled_for_good()
    assert [away.link(one) for one in reversed(example_records())] == linked[::-1]


def test_every_spelling_of_the_documents_leads_to_its_organisation(identities: Identities) -> None:
    spellings = list(identities.spellings_of_organisations())
    assert spellings == sorted({text for one in identities.organisations for text in one.spellings}) != []
    for one in identities.organisations:
        assert one in identities.named(one.spellings[:1])
