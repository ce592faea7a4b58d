"""Ballots that follow from unanimity: only when all voters are surely known, and never among the recorded ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

import builders as make
from conftest import run_registre
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.graph.mapping.inferred import inferred_ballots
from registre.records import Attendance, Counts, Fact, Outcome, Record, Status, Vote
from registre.validation import Shapes, to_graph, validate

BASE = "https://data.example.org/"
MINT = Minter(BASE)
ACT = f"{BASE}act/219900016/2024-03-11/2024-017"
REG = "https://w3id.org/registre/ns#"
UNANIMOUS = Vote(outcome=Outcome.adopted, unanimous=True)


def with_vote(vote: Vote, **session: object) -> Record:
    one = make.record()
    (act,) = one.acts
    assert act.vote is not None and one.session is not None
    changed = replace(one.session, **session)  # type: ignore[arg-type]
    return replace(one, session=changed, acts=(replace(act, vote=Fact(vote, act.vote.evidence)),))


def ballots(record: Record) -> dict[str, dict[str, str]]:
    """Properties of each inferred ballot, by its node."""
    found: dict[str, dict[str, str]] = {}
    for graph, triples in inferred_ballots(make.sitting(record), MINT):
        assert graph == f"{ACT}#inferred"
        for s, p, o in triples:
            found.setdefault(s[1:-1], {})[p[1:-1].removeprefix(REG)] = o[1:-1].removeprefix(BASE).removeprefix(REG)
    return found


def test_a_unanimous_vote_gives_each_voter_a_ballot_and_a_proxy_holder_casts_for_the_absent() -> None:
    found = ballots(with_vote(UNANIMOUS))
    assert {one["voter"][-3:] for one in found.values()} == {"p01", "p02", "p03", "p04"}
    assert {one["option"] for one in found.values()} == {"option-for"}
    assert {one["ballotStatus"] for one in found.values()} == {"ballot-inferred"}
    assert {one["inVote"] for one in found.values()} == {f"{ACT.removeprefix(BASE)}#vote"}
    assert {one["voter"][-3:]: one["castBy"][-3:] for one in found.values() if "castBy" in one} == {"p04": "p01"}


def test_who_takes_no_part_is_left_out() -> None:
    found = ballots(with_vote(replace(UNANIMOUS, for_=3, not_voting_names=("Paul TISSIER",))))
    assert {one["voter"][-3:] for one in found.values()} == {"p01", "p03", "p04"}


@pytest.mark.parametrize(
    "vote",
    [
        replace(UNANIMOUS, unanimous=None),
        replace(UNANIMOUS, outcome=Outcome.rejected),
        replace(UNANIMOUS, secret=True),
        replace(UNANIMOUS, abstentions=1),
        replace(UNANIMOUS, against_names=("Paul TISSIER",)),
        replace(UNANIMOUS, for_=5),  # five voices, four voters known
        replace(UNANIMOUS, not_voting_names=("Quelqu’un",)),
    ],
)
def test_a_vote_that_does_not_tell_each_voice_infers_nothing(vote: Vote) -> None:
    assert ballots(with_vote(vote)) == {}


def test_a_roll_that_no_number_confirms_infers_nothing() -> None:
    assert ballots(with_vote(UNANIMOUS, counts=Counts())) == {}


def test_a_roll_with_a_name_that_nobody_bears_infers_nothing() -> None:
    one = make.record()
    assert one.session is not None
    stranger = Fact(Attendance("Personne CONNUE", Status.present), one.session.attendance[0].evidence)
    assert ballots(with_vote(UNANIMOUS, attendance=(*one.session.attendance, stranger))) == {}


def test_a_member_who_comes_or_goes_makes_all_unsure() -> None:
    one = make.record()
    assert one.session is not None
    first, *others = one.session.attendance
    late = Fact(replace(first.value, arrives="point 3"), first.evidence)
    assert ballots(with_vote(UNANIMOUS, attendance=(late, *others))) == {}


def test_the_pages_hold_no_inferred_ballot_and_both_together_conform() -> None:
    sitting = make.sitting(with_vote(UNANIMOUS))
    pages = [*sitting_pages(sitting, MINT), *identity_pages(make.Known(), MINT)]
    assert not [t for page in pages for t in page.triples if "inferred" in t[0] or "ballot-inferred" in t[2]]
    graph = to_graph(pages)
    shapes = Shapes.load()
    before = set(validate(graph, shapes).findings)
    for _, triples in inferred_ballots(sitting, MINT):
        for one in triples:
            graph.parse(data=" ".join(one) + " .", format="nt")
    assert set(validate(graph, shapes).findings) == before


def test_a_recorded_ballot_says_who_cast_it() -> None:
    vote = Vote(outcome=Outcome.adopted, for_=3, against=1, against_names=("Marc LESTANG",))
    triples = {t for page in sitting_pages(make.sitting(with_vote(vote)), MINT) for t in page.triples}
    holder = f"<{MINT.person('219900016', 'p01')}>"
    assert (f"<{ACT}#ballot-p04>", f"<{REG}castBy>", holder) in triples


@pytest.mark.parametrize(("wanted", "files"), [("yes", 1), ("no", 0)])
def test_the_dump_is_written_when_the_settings_ask_for_it(tmp_path: Path, wanted: str, files: int) -> None:
    documents = Path(__file__).parent.parent / "examples" / "documents" / "monts-de-sorvan"
    (tmp_path / "registre.toml").write_text(f'inferred_ballots = "{wanted}"\npages = "none"\n', "utf-8")
    run_registre("build", documents, "--out", tmp_path / "public", "--config", tmp_path / "registre.toml")
    found = list((tmp_path / "public").rglob("inferred.nq"))
    assert len(found) == files
    for path in found:
        quads = list(pyoxigraph.parse(path=str(path)))
        assert {quad.predicate.value.removeprefix(REG) for quad in quads} >= {"voter", "ballotStatus"}
        assert all(quad.graph_name.value.endswith("#inferred") for quad in quads)
