"""What a format holds comes back: each of the six files, read alone, gives the facts of the graph and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from exports_fixture import an_act, register_of
from exports_readers import READERS, Fact, Facts
from registre.exports import FORMATS
from registre.exports.eli_dl import export_eli_dl
from registre.exports.export import read_register
from registre.exports.giving360 import export_360giving
from registre.exports.losses import Exported
from registre.exports.oslo import export_oslo
from registre.exports.popolo import OPTIONS, export_popolo
from registre.exports.register import Register
from registre.exports.scdl_deliberations import export_deliberations
from registre.exports.scdl_subventions import NATURES, export_grants
from registre.exports.things import Act, Money
from registre.graph.vocabulary import Reg

NASTY = (
    'Subvention « à l\'essai » : "double", \\ et \\" ; 50 % <b>&amp;</b>',
    "=SOMME(A1;A2)",
    "'déjà gardé",
    "'=gardé deux fois",
    "Ligne\u2028séparée — tiret, œ, é décomposé: e\u0301 ; emoji 🏛️",
    "{{ 7 * 7 }} ${x} #vote @base . }",
)


@pytest.fixture(scope="module")
def example_register(built: Path) -> Register:
    return read_register(built)


def exported(name: str, register: Register) -> Exported:
    match name:
        case "scdl-deliberations":
            return export_deliberations(register, {})
        case "scdl-subventions":
            return export_grants(register, {})
        case "360giving":
            return export_360giving(register)
        case "popolo":
            return export_popolo(register)
        case "oslo":
            return export_oslo(register)
    return export_eli_dl(register)


def facts_of(name: str, register: Register) -> Facts:
    """What the graph says of the kinds of facts that the format holds."""
    everything = {**_of_sessions(register), **_of_acts(register), **_of_people(register)}
    match name:
        case "scdl-deliberations":
            return {
                "acts": _spaced(everything["acts"]),
                "votes": set(_voices(register)),
                "received": everything["received"],
            }
        case "scdl-subventions":
            return {"grants": set(_grants(register))}
        case "360giving":
            return {"grants": set(_paid(register))}
        case "popolo":
            recorded: set[Fact] = {(act, who, OPTIONS[str(option)]) for act, who, option in everything["ballots"]}
            kept = _only(everything, "members names present sessions acts counts")
            return {**kept, "ballots": recorded}
        case "oslo":
            return _only(everything, "present sessions acts counts articles")
    voted: set[Fact] = {(act, who, option) for act, who, option in everything["ballots"] if option != "not-voting"}
    return {**_only(everything, "sessions attendance proxies acts counts"), "ballots": voted}


def _only(everything: Facts, kinds: str) -> Facts:
    return {kind: everything[kind] for kind in kinds.split()}


def _spaced(acts: set[Fact]) -> set[Fact]:
    """An act without a number has an empty cell."""
    return {(iri, number or "", day, title) for iri, number, day, title in acts}


def _of_sessions(register: Register) -> Mapping[str, set[Fact]]:
    sessions = register.sessions.values()
    return {
        "sessions": {(one.iri, one.day, one.organ) for one in sessions},
        "present": {(one.iri, who) for one in sessions for who in one.persons("present")},
        "attendance": {
            (one.iri, each.person, each.status, each.substitute_for) for one in sessions for each in one.attendance
        },
        "proxies": {(one.iri, each.giver, each.holder) for one in sessions for each in one.proxies},
    }


def _of_acts(register: Register) -> Mapping[str, set[Fact]]:
    voted = [(act.iri, act.vote) for act in register.acts if act.vote is not None]
    return {
        "acts": {(one.iri, one.number, one.day, " ".join((one.title or "").split())) for one in register.acts},
        "counts": {(act, vote.favor, vote.against, vote.abstentions) for act, vote in voted},
        "ballots": {(act, one.voter, one.option) for act, vote in voted for one in vote.ballots if one.recorded},
        "articles": {
            (part.iri, part.number, part.text) for act in register.acts for part in act.parts if part.kind == "article"
        },
        "received": {
            (one.iri, one.received_on) for one in register.acts if one.received_on and one.received_on >= one.day
        },
    }


def _of_people(register: Register) -> Mapping[str, set[Fact]]:
    members = register.members.values()
    return {
        "members": {(one.iri, organ) for one in members for _, organ, _ in one.mandates},
        "names": {(one.iri, one.name) for one in members},
    }


def _voices(register: Register) -> Iterator[Fact]:
    """Votes whose counts are all the voices of the assembly: présents + pouvoirs, less who did not take part."""
    for act in register.acts:
        session = register.sessions.get(act.session or "")
        vote = act.vote
        if vote is None or session is None or session.in_office is None or vote.voices is None:
            continue
        counts = [one for one in (vote.favor, vote.against, vote.abstentions) if one is not None]
        aside = sum(one.recorded and one.option == "not-voting" for one in vote.ballots)
        if counts and sum(counts) in (vote.voices, vote.voices - aside):
            zeros = (vote.favor or 0, vote.against or 0, vote.abstentions or 0)
            yield (act.iri, session.in_office, sum(counts), *zeros)


def _money(register: Register) -> Iterator[tuple[Act, Money]]:
    return ((act, one) for act in register.acts for one in act.money)


def _grants(register: Register) -> Iterator[Fact]:
    for _, one in _money(register):
        if one.of_class in NATURES:
            yield (one.iri, NATURES[one.of_class], one.amount_eur, _names(register, one)[0] if _single(one) else "")


def _paid(register: Register) -> Iterator[Fact]:
    for act, one in _money(register):
        names = _names(register, one)
        if one.of_class == Reg.Grant and one.amount_eur is not None and (one.private or names):
            funder = register.bodies[one.awarded_by or act.body].name
            yield (one.iri, act.iri, act.day, one.amount_eur, funder, frozenset(() if one.private else names))


def _single(one: Money) -> bool:
    return len(one.beneficiaries) == 1 and not one.private


def _names(register: Register, one: Money) -> list[str]:
    return [name for iri in one.beneficiaries if (name := register.organisations[iri].name)]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_read_back_gives_the_facts_of_the_graph(name: str, example_register: Register) -> None:
    found, wanted = READERS[name](exported(name, example_register)), facts_of(name, example_register)
    assert found.keys() == wanted.keys()
    for kind, facts in wanted.items():
        assert facts, f"the examples should have {kind}"
        assert found[kind] == facts, kind


@pytest.mark.parametrize("title", NASTY)
@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("scdl-subventions", "360giving")])
def test_a_title_comes_back_whatever_it_holds(name: str, title: str, tmp_path: Path) -> None:
    register = register_of(tmp_path, [an_act("1", title)])
    ((_, number, _, found),) = READERS[name](exported(name, register))["acts"]
    assert (number, found) == ("1", " ".join((register.acts[0].title or "").split()))
    assert register.acts[0].title == title


@pytest.mark.parametrize("name", FORMATS)
def test_each_exit_has_its_report_in_both_languages_and_forms(name: str, example_register: Register) -> None:
    done = exported(name, example_register)
    reports = done.reports()
    assert set(reports) == {f"{name}-report.json", f"{name}-report.md"}
    page = reports[f"{name}-report.md"].decode()
    assert done.losses.rows()
    for row in done.losses.rows():
        assert row["fr"] != row["en"]
        assert f"| {row['count']} | `{row['code']}` | {row['fr']} | {row['en']} |" in page
