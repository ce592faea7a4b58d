"""One act is withdrawn, in every document that states it: nothing of it is left, and all the rest stays."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import PROV, RDF

from conftest import ROOT
from registre.build import build
from registre.config import Config
from registre.decisions.withdrawing import without_acts
from registre.journey import read_record
from registre.linking.reference import read_reference
from registre.records import Diagnostic, Fact, Motion, Movement, Record, Severity, facts_of
from registre.traces import verify_privacy
from registre.verification import verify

BASE = Config().base
REG = "https://w3id.org/registre/ns#"
EXAMPLES = ROOT / "examples" / "documents" / "saint-orlan"
ACT = "act/219600319/2023-06-28/2023-034"
TITLE = "Convention avec la coopérative Les Ateliers du Halage"
DECISIONS = "".join(
    f"- decision: withdraw-act\n  act: {act}\n  reason: retrait\n  date: 2024-05-02\n  by: service des assemblées\n"
    for act in (BASE + ACT, "act/219600319/2023-06-28/2023-999")
)


@pytest.fixture(scope="module")
def minutes() -> Record:
    return read_record(EXAMPLES / "pv-2023-06-28.txt", "pv-2023-06-28.txt")


@pytest.fixture(scope="module")
def left(minutes: Record) -> Record:
    found = without_acts(minutes, {minutes.acts[1].start})
    assert found is not None
    return found


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minutes and an extract state the act; the extract states nothing else."""
    made = tmp_path_factory.mktemp("documents")
    for name in ("pv-2023-06-28.txt", "2023-034.txt"):
        shutil.copyfile(EXAMPLES / name, made / name)
    (made / "decisions").mkdir()
    (made / "decisions" / "a.yaml").write_text(DECISIONS, "utf-8")
    return made


@pytest.fixture(scope="module")
def published(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "public"
    reference = read_reference(ROOT / "examples" / "reference.toml")
    summary = build(documents, out, Config(shacl_engine="fast"), reference=reference)
    assert summary.published and (summary.read, summary.set_aside, summary.acts) == (1, 1, 2)
    assert summary.obsolete == ("decisions/a.yaml:6 (withdraw-act)",)
    return out


def test_the_act_is_black_wherever_the_document_says_it_and_the_rest_stays(minutes: Record, left: Record) -> None:
    gone = minutes.acts[1]
    assert gone.title is not None and gone.title.value == TITLE
    assert minutes.text.count(TITLE) == 2 and TITLE not in left.text, "the agenda says it too"
    assert set(left.text[gone.start : gone.end]) <= {"█", "\n"}
    assert len(left.text) == len(minutes.text)
    assert [act.number.value for act in left.acts if act.number] == ["2023-033", "2023-035"]
    assert left.session == minutes.session
    assert all(left.text[e.start : e.end] == e.raw for e in (fact.evidence for fact in facts_of(left)))
    assert not any("█" in fact.evidence.raw for fact in facts_of(left))


def test_what_is_told_of_acts_is_told_of_those_that_are_left(minutes: Record) -> None:
    session = minutes.session
    assert session is not None
    here = session.attendance[0].evidence
    moves = tuple(Fact(Movement("Gaspard TEYSSONNIER", Motion.leaves, act=act), here) for act in (0, 1, 2, None))
    told = tuple(Diagnostic(f"code.{act}", "", Severity.info, act) for act in (0, 1, 2))
    quoting = Diagnostic("code.quoting", "", Severity.info, None, minutes.acts[1].start, minutes.acts[1].start + 5)
    before = replace(minutes, session=replace(session, movements=moves), diagnostics=(*told, quoting))
    after = without_acts(before, {minutes.acts[1].start})
    assert after is not None and after.session is not None
    assert [move.value.act for move in after.session.movements] == [0, None, 1, None]
    assert [(one.code, one.act) for one in after.diagnostics if one.code.startswith("code.")] == [
        ("code.0", 0),
        ("code.2", 1),
    ]


def test_a_document_that_says_nothing_else_leaves_whole_and_one_without_the_act_is_as_it_was(minutes: Record) -> None:
    assert without_acts(minutes, {act.start for act in minutes.acts}) is None
    assert without_acts(minutes, {1}) is minutes


def test_an_act_that_two_documents_state_leaves_both_and_a_tombstone(published: Path) -> None:
    rows = [line.split("\t") for line in (published / "identifiers.tsv").read_text("utf-8").splitlines()]
    states = {row[0]: row[2] for row in rows}
    assert states[ACT] == "withdrawn"
    assert sorted(state for path, state in states.items() if path.startswith("text/")) == ["published", "withdrawn"]
    assert states["act/219600319/2023-06-28/2023-033"] == "published"
    assert not any("halage" in path for path in states), "an organisation that it alone named, called by its words"
    page = Graph().parse(published / f"{ACT}.ttl")
    decision = page.value(URIRef(BASE + ACT), PROV.wasInfluencedBy)
    decisions = Graph().parse(published / "decisions.ttl")
    assert (decision, URIRef(REG + "decisionKind"), URIRef(REG + "decision-withdraw-act")) in decisions
    assert (decision, PROV.influenced, URIRef(BASE + ACT)) in decisions
    assert (URIRef(BASE + ACT), RDF.type, URIRef(REG + "Tombstone")) in page


def test_the_publication_keeps_every_promise_and_nothing_says_the_act(
    documents: Path, published: Path, tmp_path: Path
) -> None:
    assert [(check.name, check.broken[:3]) for check in verify(published) if not check.holds] == []
    for part in ("act", "session", "body", "text", "dumps/latest"):  # every window of words costs a digest
        shutil.copytree(published / part, tmp_path / part)
    shutil.copyfile(published / "quarantine.jsonl", tmp_path / "quarantine.jsonl")
    checks = verify_privacy(tmp_path, documents / "decisions", documents)
    assert {check.name for check in checks} == {"withdrawn-acts", "withdrawn-texts"}
    assert [(check.name, check.broken[:3]) for check in checks if not check.holds] == []


@pytest.mark.parametrize(
    ("words", "check"),
    [
        (f"<{BASE}{ACT}#vote> a reg:Vote .", "withdrawn-acts"),
        (
            "<p>La coopérative propose de tenir un atelier de <b>réparation</b> place de l'Église un samedi",
            "withdrawn-texts",
        ),
    ],
)
def test_what_is_left_of_an_act_is_found(
    documents: Path, published: Path, tmp_path: Path, words: str, check: str
) -> None:
    tree = tmp_path / "public"
    shutil.copytree(published / "text", tree / "text")
    shutil.copyfile(published / "quarantine.jsonl", tree / "quarantine.jsonl")
    (tree / "page.html").write_text(words, "utf-8")
    found = verify_privacy(tree, documents / "decisions", documents)
    assert [one.name for one in found if not one.holds] == [check]
