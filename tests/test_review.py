"""registre review: doubts in the order of what hangs on them, and a decision from each yes or no."""

from __future__ import annotations

import os
import pty
import select
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

import registers_samples
from conftest import ROOT
from registre.cli import cli
from registre.decisions import read_decisions
from registre.decisions.answering import decision_of
from registre.decisions.decision import AcceptLink, Correct, Decision, Merge, RejectLink, Stated, Suppress
from registre.decisions.doubts import Kind, find_doubts
from registre.decisions.naming import Naming
from registre.decisions.reading import read_decisions as read_back
from registre.decisions.writing import append
from registre.linking.identify import identify
from test_decisions_naming import records
from test_identify import REFERENCE

EXAMPLES = ROOT / "examples" / "documents"
COMMON = ("--by", "service des assemblées", "--date", "2024-05-02")
CLUB = "Les Joyeux Randonneurs"
SIREN = registers_samples.SIREN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two bodies that fund organisations of one name, and a count that its own document contradicts."""
    made = tmp_path / "documents"
    made.mkdir()
    here = (EXAMPLES / "saint-orlan" / "2023-034.txt").read_text("utf-8")
    here = here.replace("Les Ateliers du Halage", CLUB).replace("Ateliers du Halage", CLUB)
    there = (EXAMPLES / "monts-de-sorvan" / "d2023-031.txt").read_text("utf-8").replace("Sorvan Formation", CLUB)
    (made / "a.txt").write_text(here.replace("coopérative", "association"), "utf-8")
    (made / "b.txt").write_text(there, "utf-8")
    minutes = (EXAMPLES / "aubrelle-metropole" / "2023-00241.txt").read_text("utf-8")
    (made / "c.txt").write_text(minutes.replace("8 500", "500"), "utf-8")
    return made


def asked(folder: Path, answers: str, *options: str, lang: str = "en") -> str:
    arguments = ["--lang", lang, "review", str(folder), *COMMON, *options]
    done = CliRunner().invoke(cli, arguments, input=answers, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def written(folder: Path) -> list[Decision]:
    return list(read_decisions(folder / "decisions", "https://data.example.org/").every)


def test_doubts_are_listed_with_the_words_the_most_money_first_and_nothing_is_asked(folder: Path) -> None:
    output = asked(folder, "", "--list")
    assert f"[1/2] Are « {CLUB} » and « {CLUB} » the same organisation?" in output
    assert "1 850.00 €" in output and "a.txt : …" in output and "b.txt : …" in output
    assert output.index(CLUB) < output.index("was « 15 » read rightly?")
    assert not (folder / "decisions").exists()


def test_a_yes_merges_and_the_question_is_asked_no_more(folder: Path) -> None:
    output = asked(folder, "o\np\n", lang="fr")
    assert "Décision « merge » écrite" in output and "1 décisions écrites." in output
    (merge,) = written(folder)
    assert isinstance(merge, Merge) and merge.stated.by == "service des assemblées"
    assert merge.stated.date == date(2024, 5, 2)
    assert CLUB not in asked(folder, "", "--list")


def test_a_no_is_never_proposed_again(folder: Path) -> None:
    asked(folder, "n\nq\n")
    (refusal,) = written(folder)
    assert isinstance(refusal, RejectLink) and refusal.other is not None
    assert CLUB not in asked(folder, "", "--list")


def test_a_value_that_was_read_wrongly_is_corrected_and_contradicts_no_more(folder: Path) -> None:
    asked(folder, "s\nn\n16\n")
    (correction,) = written(folder)
    assert isinstance(correction, Correct)
    assert (correction.field, correction.old, correction.new) == ("session.counts.voting", "15", "16")
    assert "read rightly" not in asked(folder, "", "--list")


@pytest.mark.parametrize("answers", ["", "q\n", "s\ns\n", "\n\n", "s\ny\n", "what?\n"])
def test_an_answer_that_decides_nothing_writes_nothing(folder: Path, answers: str) -> None:
    assert "0 decisions written." in asked(folder, answers)
    assert not (folder / "decisions").exists()


def test_words_are_withdrawn_without_being_written(folder: Path) -> None:
    output = asked(folder, "Vauzelle Lucie\n", "--suppress")
    assert "These words stand in 1 documents." in output
    (one,) = written(folder)
    assert isinstance(one, Suppress) and (one.words, one.everywhere) == (2, True)
    text = (folder / "a.txt").read_text("utf-8")
    assert text[one.start : one.end] == "Lucie VAUZELLE"
    assert "vauzelle" not in (folder / "decisions" / "2024-05-02.yaml").read_text("utf-8").casefold()


def test_words_that_no_document_says_are_told_so(folder: Path) -> None:
    done = CliRunner().invoke(
        cli, ["--lang", "en", "review", str(folder), *COMMON, "--suppress"], input="Personne Ici\n"
    )
    assert done.exit_code != 0 and "No document says these words." in str(done.exception)


def test_a_terminal_is_asked_and_answers(folder: Path) -> None:
    """On a real terminal, in French, as a curator types."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "registre", "--lang", "fr", "review", str(folder), *COMMON])
    said = _until(terminal, "[o/n/p/q]")
    assert "sont-ils la même organisation" in said
    os.write(terminal, b"oui\n")
    _until(terminal, "[o/n/p/q]")
    os.write(terminal, b"q\n")
    assert "1 décisions écrites." in _until(terminal, "écrites.")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert [one.kind for one in written(folder)] == ["merge"]


def _until(terminal: int, words: str) -> str:
    said = b""
    while words not in said.decode("utf-8", "replace"):
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, said.decode("utf-8", "replace")
        said += os.read(terminal, 4096)
    return said.decode("utf-8", "replace")


def test_what_is_appended_leaves_what_was_written_and_is_read_back(tmp_path: Path) -> None:
    stated = Stated("vu aux statuts : « même » numéro", date(2024, 5, 2), "service", "", 0)
    every: list[Decision] = [
        Merge(stated, "body/a", ("body/b", "body/c")),
        Correct(stated, "ab" * 32, "session.date", "2024-01-01", None),
        Suppress(stated, "ab" * 32, "cd" * 32, 3, 9, 2, "ef" * 32, False),
        RejectLink(stated, "organisation/local/a", "O'Nom: étrange - #1"),
        AcceptLink(stated, "organisation/local/a", "no"),
    ]
    (tmp_path / "2024-05-02.yaml").write_text("# de la main du curateur", "utf-8")
    for one in every:
        append(tmp_path, one)
    assert (tmp_path / "2024-05-02.yaml").read_text("utf-8").startswith("# de la main du curateur\n- decision: merge")
    assert [one.key for one in read_back(tmp_path, "https://data.example.org/").every] == [one.key for one in every]


def test_a_number_that_a_register_proposes_is_accepted_by_a_yes() -> None:
    identities = identify(records(), REFERENCE)
    old = next(one for one in identities.organisations if "Vertalis" in one.spellings)
    link = replace(old.links[0], confidence=Decimal("0.70"), candidate="siren/812345676")
    identities = identities.revised({(old.scheme, old.key): replace(old, proposals=(link,))})
    (doubt,) = [one for one in find_doubts(records(), identities) if one.kind is Kind.number]
    assert (doubt.subject, doubt.other) == ("Vertalis", "siren/812345676")
    merge = decision_of(doubt, True, date(2024, 5, 2), "service", None, None)
    assert isinstance(merge, Merge)
    assert (merge.keep, merge.gone) == ("organisation/siren/812345676", (f"organisation/{old.scheme}/{old.key}",))
    refusal = decision_of(doubt, False, date(2024, 5, 2), "service", None, None)
    assert isinstance(refusal, RejectLink)
    assert (refusal.thing, refusal.other) == (merge.keep, merge.gone[0])


@pytest.fixture
def numbered(folder: Path) -> Path:
    """The same documents beside a register that knows one association of that name, nobody knows where."""
    units = [registers_samples.unit(SIREN, CLUB)]
    registers_samples.write_csv(folder / "units.csv", registers_samples.UNIT_COLUMNS, units)
    (folder / "registre.toml").write_text('[registers]\nsirene_units = "units.csv"\n', "utf-8")
    return folder


def test_a_number_that_is_refused_is_never_proposed_again(numbered: Path) -> None:
    questions = [line for line in asked(numbered, "", "--list").splitlines() if line.startswith("[")]
    numbers = [place for place, line in enumerate(questions) if SIREN in line]
    assert len(numbers) == 2  # one for each body that writes the name
    asked(numbered, "s\n" * numbers[0] + "n\nq\n")
    (refusal,) = written(numbered)
    assert isinstance(refusal, RejectLink)
    assert refusal.thing == f"organisation/siren/{SIREN}"
    left = [line for line in asked(numbered, "", "--list").splitlines() if line.startswith("[") and SIREN in line]
    assert len(left) == 1  # that of the other body is another question


def test_a_link_that_is_confirmed_is_asked_no_more_and_is_sure() -> None:
    identities = identify(records(), REFERENCE)
    old = next(one for one in identities.organisations if "Vertalis" in one.spellings)
    weak = replace(old.links[0], confidence=Decimal("0.86"))
    identities = identities.revised({(old.scheme, old.key): replace(old, links=(weak, *old.links[1:]))})
    doubts = [one for one in find_doubts(records(), identities) if one.kind is Kind.weak_link]
    doubt = next(one for one in doubts if one.second == weak.spelling)
    decision = decision_of(doubt, True, date(2024, 5, 2), "service", None, None)
    assert isinstance(decision, AcceptLink)
    naming = Naming((decision,), identities)
    applied = set[str]()
    sure = naming.settle(identities, applied)
    assert applied == {decision.key}
    assert [one for one in find_doubts(records(), sure) if one.kind is Kind.weak_link] == [
        one for one in doubts if one is not doubt
    ]
    (new,) = [one for one in sure.organisations if one.key == old.key]
    (link,) = [link for link in new.links if link.spelling == weak.spelling]
    assert (link.confidence, link.accepted_by, link.evidence) == (Decimal("1.00"), "decisions", decision.key)
