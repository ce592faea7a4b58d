"""Who is who as curators decided: merged, split, renamed, refused; and what each leaves behind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from registre.decisions import Decision, Decisions
from registre.decisions.curation import Curation, curate
from registre.decisions.decision import AcceptLink, Merge, RejectLink, Rename, Split, Stated, WithdrawDocument
from registre.decisions.leaving import State
from registre.graph.iris import Minter
from registre.linking.constraints import Constraints
from registre.linking.identify import Identities, identify
from registre.records import Mention, Record
from test_decisions_applying import Kept
from test_identify import REFERENCE, organisation, person, roll

STATED = Stated("essai", date(2024, 5, 2), "service", "decisions/a.yaml", 1)
HERE, THERE = "Commune de Bourgneuf-le-Sec", "Commune de Hautecombe-les-Prés"
HERE_KEY, THERE_KEY = "commune-bourgneuf-sec", "commune-hautecombe-pres"
MINT = Minter("https://data.example.org/")


def records() -> list[Record]:
    here = (Mention("Vertalis"), Mention("Orval Industries"))
    there = (Mention("Groupe Fauvel"), Mention("Orval Industrie"))
    made = [
        roll("Ada NOIRET", "Adélaïde BRAC", mentions=here),
        roll("Ada NOIRET", body=THERE, mentions=there),
        roll("Ada NOIRET", day=date(2023, 6, 5), mentions=(Mention("Vertalis"),)),
    ]
    return [
        replace(one, source=replace(one.source, sha256=hashlib.sha256(bytes([n])).hexdigest(), path=f"{n}.txt"))
        for n, one in enumerate(made)
    ]


def identified(found: Iterable[Record], constraints: Constraints) -> Identities:
    return identify(found, REFERENCE, constraints)


def curated(*decisions: Decision) -> tuple[Curation, Identities]:
    every = records()
    curation = curate(Kept(*every), range(len(every)), Decisions(decisions), identified)
    return curation, curation.settle(identified(curation.records, curation.constraints))


def left(curation: Curation, identities: Identities) -> dict[str, tuple[State, tuple[str, ...]]]:
    leaving = curation.leaving(identities, MINT, (), str)
    return {one.path: (one.state, one.replaced_by) for one in leaving.tombstones}


def path_of(identities: Identities, spelling: str) -> str:
    one = organisation(identities, spelling)
    return f"organisation/{one.scheme}/{one.key}"


def person_path(identities: Identities, spelling: str, body: str = HERE_KEY) -> str:
    one = next(one for one in identities.persons if spelling in one.spellings and one.body == body)
    return f"person/{one.body}/{one.key}"


PLAIN = identify(records(), REFERENCE)


def test_a_merge_keeps_the_identifier_that_was_chosen_and_the_other_leads_to_it() -> None:
    for keep, gone in (("Vertalis", "Groupe Fauvel"), ("Groupe Fauvel", "Vertalis")):
        kept, lost = path_of(PLAIN, keep), path_of(PLAIN, gone)
        curation, identities = curated(Merge(STATED, kept, (lost,)))
        assert path_of(identities, "Vertalis") == path_of(identities, "Groupe Fauvel") == kept
        assert left(curation, identities) == {lost: (State.merged, (kept,))}
        assert list(curation.obsolete()) == []


def test_a_merge_may_give_a_number_that_no_document_states() -> None:
    lost, kept = path_of(PLAIN, "Vertalis"), "organisation/siren/812345676"
    curation, identities = curated(Merge(STATED, kept, (lost,)))
    assert path_of(identities, "Vertalis") == kept
    assert left(curation, identities) == {lost: (State.merged, (kept,))}


def test_persons_of_a_body_are_merged_under_the_key_that_was_chosen() -> None:
    kept, lost = person_path(PLAIN, "Adélaïde BRAC"), person_path(PLAIN, "Ada NOIRET")
    curation, identities = curated(Merge(STATED, kept, (lost,)))
    assert person_path(identities, "Ada NOIRET") == kept
    assert left(curation, identities) == {lost: (State.merged, (kept,))}
    linked = identities.link(records()[0])
    assert linked is not None and linked.persons["Ada NOIRET"].key == kept.rpartition("/")[2]


def test_a_merged_body_takes_its_organs_sessions_acts_and_persons_with_it() -> None:
    curation, identities = curated(Merge(STATED, f"body/{HERE_KEY}", (f"body/{THERE_KEY}",)))
    assert [body.key for body in identities.bodies] == [HERE_KEY]
    tombs = left(curation, identities)
    assert tombs[f"organ/{THERE_KEY}/conseil-municipal"][1] == (f"organ/{HERE_KEY}/conseil-municipal",)
    assert tombs[person_path(PLAIN, "Ada NOIRET", THERE_KEY)][1] == (person_path(PLAIN, "Ada NOIRET"),)
    assert {path.split("/")[0] for path in tombs} >= {"body", "organ", "session", "act", "person"}


def test_a_split_gives_another_name_in_the_documents_that_it_names() -> None:
    of, first = path_of(PLAIN, "Vertalis"), records()[0].source.sha256
    curation, identities = curated(Split(STATED, of, "Vertalis Formation du Sud", documents=(first,)))
    assert path_of(identities, "Vertalis") == of
    assert path_of(identities, "Vertalis Formation du Sud") != of
    linked = [identities.link(curation.records.read(place)) for place in (0, 2)]
    assert [one is not None and sorted(one.organisations)[-1] for one in linked] == [
        "Vertalis Formation du Sud", "Vertalis",
    ]  # fmt: skip
    assert list(curation.obsolete()) == []


def test_a_split_of_all_leaves_a_tombstone_that_leads_to_the_parts() -> None:
    of, sha256 = path_of(PLAIN, "Vertalis"), [one.source.sha256 for one in records()]
    one = Split(STATED, of, "Atelier du Sud", documents=(sha256[0],))
    other = Split(STATED, of, "Forge du Nord", documents=(sha256[2],))
    curation, identities = curated(one, other)
    parts = tuple(sorted(path_of(identities, name) for name in ("Atelier du Sud", "Forge du Nord")))
    assert left(curation, identities)[of] == (State.divided, parts)


def test_a_split_may_name_a_body() -> None:
    of = person_path(PLAIN, "Ada NOIRET", THERE_KEY)
    curation, identities = curated(Split(STATED, of, "Ada NOIRET-BRUN", bodies=(f"body/{THERE_KEY}",)))
    assert person(identities, "Ada NOIRET-BRUN").body == THERE_KEY
    assert len(left(curation, identities)) == 1


def test_a_refused_spelling_stands_for_something_else() -> None:
    joined = path_of(PLAIN, "Orval Industries")
    assert path_of(PLAIN, "Orval Industrie") == joined
    curation, identities = curated(RejectLink(STATED, joined, "Orval Industrie"))
    assert path_of(identities, "Orval Industrie") != path_of(identities, "Orval Industries")
    assert list(curation.obsolete()) == []


def test_things_are_shown_under_the_names_that_were_decided() -> None:
    _, identities = curated(
        Rename(STATED, path_of(PLAIN, "Vertalis"), "Vertalis SCOP"),
        Rename(STATED, person_path(PLAIN, "Ada NOIRET"), "Ada NOIRET-BRUN"),
        Rename(STATED, f"body/{HERE_KEY}", "Ville de Bourgneuf"),
        Rename(STATED, f"organ/{HERE_KEY}/conseil-municipal", "Assemblée de Bourgneuf"),
    )
    linked = identities.link(records()[0])
    assert linked is not None
    assert linked.organisations["Vertalis"].name == "Vertalis SCOP"
    assert linked.persons["Ada NOIRET"].name == "Ada NOIRET-BRUN"
    assert (linked.body.name, linked.organ.name) == ("Ville de Bourgneuf", "Assemblée de Bourgneuf")
    assert "Ville de Bourgneuf" in {body.name for body in identities.bodies}


def test_a_link_that_was_accepted_follows_its_organisation_and_one_that_has_gone_is_told() -> None:
    one, other = path_of(PLAIN, "Vertalis"), path_of(PLAIN, "Groupe Fauvel")
    merge = Merge(STATED, other, (one,))
    yes, no = AcceptLink(STATED, one, "Vertalis"), AcceptLink(STATED, one, "Orval Industries")
    curation, identities = curated(merge, yes, no)
    links = {link.spelling: link for link in organisation(identities, "Vertalis").links}
    assert (links["Vertalis"].accepted_by, links["Vertalis"].evidence) == ("decisions", yes.key)
    assert [decision.key for decision in curation.obsolete()] == [no.key]


def test_a_decision_about_what_only_a_withdrawn_document_names_is_told() -> None:
    withdrawal = WithdrawDocument(STATED, records()[1].source.sha256)
    lost = (
        Rename(STATED, path_of(PLAIN, "Groupe Fauvel"), "X"),
        AcceptLink(STATED, path_of(PLAIN, "Groupe Fauvel"), "Groupe Fauvel"),
    )
    curation, _ = curated(withdrawal, *lost)
    assert [one.key for one in curation.obsolete()] == [one.key for one in lost]


def test_a_decision_follows_what_has_got_a_number_since_it_was_written() -> None:
    """The bodies of these documents had no SIREN when it was decided; then a document states one."""
    decisions = (
        Rename(STATED, f"body/{HERE_KEY}", "Bourgneuf"),
        Rename(STATED, person_path(PLAIN, "Ada NOIRET"), "Ada N."),
    )
    every = [*records(), roll("Ada NOIRET", siren="219900016")]
    curation = curate(Kept(*every), range(len(every)), Decisions(decisions), identified)
    identities = curation.settle(identified(curation.records, curation.constraints))
    assert list(curation.obsolete()) == []
    assert {body.key: body.name for body in identities.bodies}["219900016"] == "Bourgneuf"
    assert "Ada N." in {one.name for one in identities.persons if one.body == "219900016"}


def test_decisions_about_what_nobody_names_are_told() -> None:
    lost = (
        Merge(STATED, path_of(PLAIN, "Vertalis"), ("organisation/local/personne",)),
        Split(STATED, path_of(PLAIN, "Vertalis"), "X", documents=("00" * 32,)),
        Rename(STATED, "body/personne", "X"),
        RejectLink(STATED, path_of(PLAIN, "Vertalis"), "Jamais écrit"),
    )
    curation, identities = curated(*lost)
    assert left(curation, identities) == {}
    assert [one.key for one in curation.obsolete()] == [one.key for one in lost]
    assert list(identities.organisations) == list(PLAIN.organisations)
