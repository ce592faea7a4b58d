"""What curators and registers settle comes before every rule, and never dies unseen."""

from __future__ import annotations

from dataclasses import replace

from registre.linking.constraints import Constraints, Judgement, Known, Named, known_by
from registre.linking.identify import Identities, identify
from registre.linking.identities import Organisation
from registre.records import Mention, Record
from test_identify import REFERENCE, organisation, roll

HERE, THERE = "Commune de Bourgneuf-le-Sec", "Commune de Hautecombe-les-Prés"
HERE_KEY, THERE_KEY = "commune-bourgneuf-sec", "commune-hautecombe-pres"


def records() -> list[Record]:
    here = (Mention("Orval Industries"), Mention("Comité des fêtes"), Mention("Vertalis"))
    there = (Mention("Orval Industrie"), Mention("Comité des fêtes"), Mention("Groupe Fauvel"))
    return [roll("Ada NOIRET", mentions=here), roll("Adèle NOIRET", body=THERE, mentions=there)]


def judged(*judgements: Judgement) -> Identities:
    return identify(records(), REFERENCE, Constraints(judgements))


def judgement(one: Named | Known, other: Named | Known, same: bool) -> Judgement:
    return Judgement(one, other, same, "curator:ada", "vu aux statuts")


def test_names_judged_the_same_are_one_organisation_with_the_reason() -> None:
    identities = judged(judgement(Named("Vertalis"), Named("Groupe Fauvel", THERE_KEY), True))
    one = organisation(identities, "Vertalis")
    assert one == organisation(identities, "Groupe Fauvel")
    assert "decided" in {link.method for link in one.links}
    assert any("curator:ada" in link.reason and "vu aux statuts" in link.reason for link in one.links)
    assert identities.unapplied == ()


def test_names_judged_different_stay_two_though_a_rule_would_join_them() -> None:
    assert len(identify(records(), REFERENCE).organisations) == 5
    identities = judged(judgement(Named("Orval Industries"), Named("Orval Industrie"), False))
    assert organisation(identities, "Orval Industries") != organisation(identities, "Orval Industrie")


def test_a_generic_name_is_judged_in_the_body_that_writes_it() -> None:
    identities = judged(judgement(Named("Comité des fêtes", HERE_KEY), Named("Comité des fêtes", THERE_KEY), True))
    assert sum("Comité des fêtes" in one.spellings for one in identities.organisations) == 1


def test_an_identity_is_judged_by_the_end_of_its_iri() -> None:
    iri = known_by("https://data.example.org/organisation/local/vertalis")
    assert iri == Known("local", "vertalis")
    identities = judged(judgement(iri, Named("Groupe Fauvel"), True))
    assert organisation(identities, "Vertalis") == organisation(identities, "Groupe Fauvel")
    assert known_by("https://data.example.org/act/x/2024-01-01/1") is None


def test_a_judgement_that_fits_no_name_or_that_another_contradicts_is_given_back() -> None:
    lost = judgement(Named("Vertalis"), Named("Personne ne la nomme"), True)
    apart = judgement(Named("Vertalis"), Named("Groupe Fauvel"), False)
    against = judgement(Named("Vertalis"), Named("Groupe Fauvel"), True)
    assert set(judged(lost, apart, against).unapplied) == {lost, against}
    assert list(judged(against, apart, lost).organisations) == list(judged(lost, apart, against).organisations)
    assert judged(against, apart, lost).unapplied == judged(lost, apart, against).unapplied


def test_persons_are_judged_in_their_body() -> None:
    rolls = [roll("Ada NOIRET"), roll("Adélaïde BRAC"), roll("Yves LECORDIER"), roll("Yves LECORDDIER")]
    one = judgement(Named("Ada NOIRET", HERE_KEY), Named("Adélaïde BRAC", HERE_KEY), True)
    two = judgement(Named("Yves LECORDIER", HERE_KEY), Named("Yves LECORDDIER", HERE_KEY), False)
    across = judgement(Named("Ada NOIRET", HERE_KEY), Named("Ada NOIRET", THERE_KEY), True)
    identities = identify(rolls, REFERENCE, Constraints(persons=(one, two, across)))
    assert len(identify(rolls, REFERENCE).persons) == 3
    assert {one.spellings for one in identities.persons} == {
        ("Ada NOIRET", "Adélaïde BRAC"),
        ("Yves LECORDIER",),
        ("Yves LECORDDIER",),
    }
    assert identities.unapplied == (across,)


def test_a_register_replaces_organisations_and_those_of_one_siren_become_one() -> None:
    identities = identify(records(), REFERENCE)
    found = [organisation(identities, "Vertalis"), organisation(identities, "Groupe Fauvel")]
    changes: dict[tuple[str, str], Organisation] = {
        (one.scheme, one.key): replace(one, scheme="siren", key="812345679", name="VERTALIS") for one in found
    }
    revised = identities.revised(changes)
    assert organisation(revised, "Vertalis").spellings == ("Groupe Fauvel", "Vertalis")
    linked = revised.link(records()[1])
    assert linked is not None
    assert linked.organisations["Groupe Fauvel"].key == "812345679"
    assert len(revised.organisations) == len(identities.organisations) - 1
