"""The record contract keeps its names, says null for what is not stated, and is plain JSON."""

from __future__ import annotations

import json

from registre.contract import to_contract
from registre.extraction import extract
from registre.records import Source

TEXT = (
    "COMMUNE DE BOISVERT Séance du 3 mai 2023 Présents : Ida LILAS, Paul ORME, Jean NOYER. "
    "Secrétaire de séance : Paul ORME "
    "Délibération n° 2023-04 : Tarif des salles Vu le code, Après en avoir délibéré, "
    "le conseil municipal, à l'unanimité, fixe le tarif. Procès-verbal du conseil municipal"
)


def _contract(text: str) -> dict[str, object]:
    return to_contract(extract(Source("a.txt", 1, "0" * 64, "text/plain"), text), "dossier/a.txt")


def test_the_contract_is_json_and_keeps_the_path_as_given() -> None:
    contract = _contract(TEXT)
    assert json.loads(json.dumps(contract)) == contract
    assert contract["source"] == "dossier/a.txt"


def test_what_is_not_stated_is_null_and_lists_are_lists() -> None:
    session = _contract(TEXT)["session"]
    assert isinstance(session, dict)
    assert session["counts"] == {"in_office": None, "present": None, "proxies": None, "voting": None}
    assert session["convened_on"] is None
    assert [one["name"] for one in session["attendance"]] == ["Ida LILAS", "Paul ORME", "Jean NOYER"]


def test_an_act_has_every_field_of_the_contract() -> None:
    acts = _contract(TEXT)["acts"]
    assert isinstance(acts, list)
    fields = "number title vote grants budget_codes teletransmission_id received_on posted_on signatory"
    assert set(fields.split()) <= set(acts[0])
    fields = "outcome unanimous for against abstentions against_names abstention_names not_voting_names"
    assert set(acts[0]["vote"]) == set(fields.split())


def test_a_document_without_a_session_says_so() -> None:
    contract = _contract(
        "DECISION DU MAIRE n° 12 Le Maire de Boisvert, VU le code, DECIDE Article 1 : le tarif est fixé."
    )
    assert contract["session"] is None
    assert contract["acts"] == []
    assert contract["diagnostics"]


def test_the_siren_of_the_reference_data_fills_a_gap_only() -> None:
    record = extract(Source("a.txt", 1, "0" * 64, "text/plain"), TEXT)
    assert to_contract(record, "a", "123456782")["session"]["body_siren"] == "123456782"
