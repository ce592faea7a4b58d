"""A decision is followed or refused with its file, its line, what was seen and what to do, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.config import Config
from registre.decisions import BadDecision, Decisions, read_decisions
from registre.decisions.decision import Correct, Merge, Suppress, WithdrawDocument
from registre.errors import ExitCode

BASE = Config().base
DIGEST = "ab" * 32
COMMON = "  reason: vu aux statuts\n  date: 2024-05-02\n  by: service des assemblées\n"
MERGE = "- decision: merge\n  keep: organisation/local/les-amis\n  gone: [organisation/local/amis]\n" + COMMON

CORRECT = f"- decision: correct\n  document: {DIGEST}\n"
SUPPRESS = f"- decision: suppress\n  document: {DIGEST}\n  text: {DIGEST}\n"


def read(folder: Path, text: str) -> Decisions:
    place = folder / "decisions"
    place.mkdir(exist_ok=True)
    (place / "2024-05-02.yaml").write_text(text, "utf-8")
    return read_decisions(place, BASE)


def test_a_decision_says_why_when_by_whom_and_where_it_is_written(tmp_path: Path) -> None:
    (merge,) = read(tmp_path, "# relu le 2 mai\n" + MERGE).every
    assert isinstance(merge, Merge)
    assert (merge.keep, merge.gone) == ("organisation/local/les-amis", ("organisation/local/amis",))
    stated = merge.stated
    assert (stated.reason, stated.date.isoformat(), stated.by) == (
        "vu aux statuts", "2024-05-02", "service des assemblées",
    )  # fmt: skip
    assert (stated.file, stated.line) == ("decisions/2024-05-02.yaml", 2)


def test_things_are_named_by_their_address_too(tmp_path: Path) -> None:
    (merge,) = read(tmp_path, MERGE.replace("organisation/", f"{BASE}organisation/")).every
    assert isinstance(merge, Merge) and merge.keep == "organisation/local/les-amis"


def test_the_key_of_a_decision_does_not_depend_on_where_it_is_written(tmp_path: Path) -> None:
    once, again = read(tmp_path, MERGE).every[0], read(tmp_path, "\n\n" + MERGE).every[0]
    other = read(tmp_path, MERGE.replace("local/amis", "local/anciens")).every[0]
    assert once.key == again.key != other.key


@pytest.mark.parametrize("value", ["no", "2024-05-02", "12:30", "0x10", "~", "1_000"])
def test_a_value_is_the_text_that_was_written(tmp_path: Path, value: str) -> None:
    text = f"- decision: correct\n  document: {DIGEST}\n  field: session.remote\n  old: {value}\n  new:\n{COMMON}"
    (correct,) = read(tmp_path, text).every
    assert isinstance(correct, Correct)
    assert (correct.old, correct.new) == (value, None)


def test_the_files_of_a_folder_are_read_in_their_order_whatever_the_depth(tmp_path: Path) -> None:
    place = tmp_path / "decisions"
    (place / "b").mkdir(parents=True)
    withdrawal = "- decision: withdraw-document\n  document: {}\n" + COMMON
    (place / "b" / "1.yml").write_text(withdrawal.format("cd" * 32), "utf-8")
    (place / "a.yaml").write_text(withdrawal.format(DIGEST), "utf-8")
    (place / "notes.txt").write_text("rien", "utf-8")
    found = [one.document for one in read_decisions(place, BASE).every if isinstance(one, WithdrawDocument)]
    assert found == [DIGEST, "cd" * 32]


def test_an_empty_file_decides_nothing_and_no_folder_neither(tmp_path: Path) -> None:
    assert read(tmp_path, "# rien encore\n") == Decisions()
    assert read_decisions(None, BASE) == Decisions()


def test_a_withdrawn_name_is_told_by_its_place_alone(tmp_path: Path) -> None:
    text = f"- decision: withdraw-name\n  document: {DIGEST}\n  text: {'cd' * 32}\n  start: 10\n  end: 25\n{COMMON}"
    (one,) = read(tmp_path, text).every
    assert isinstance(one, Suppress)
    assert (one.start, one.end, one.everywhere, one.digest) == (10, 25, True, None)


@pytest.mark.parametrize(
    ("text", "line", "french", "english"),
    [
        ("decision: merge\n", 1, "pas une liste", "not a list"),
        ("- merge\n", 1, "pas de champs", "no fields"),
        ("- decision: merg\n" + COMMON, 1, "« merg »", "Write one of: accept-link, correct"),
        (MERGE.replace("gone:", "gonne:"), 3, "« gonne »", "no field"),
        (MERGE.replace("2024-05-02", "2 mai 2024"), 5, "AAAA-MM-JJ", "YYYY-MM-DD"),
        (MERGE.replace("2024-05-02", "2024-13-02"), 5, "AAAA-MM-JJ", "YYYY-MM-DD"),
        (MERGE.replace("  reason: vu aux statuts\n", ""), 1, "il manque « reason »", "« reason » is missing"),
        (MERGE.replace("local/amis]", "local/les-amis]"), 3, "même sorte", "of one kind"),
        (MERGE.replace("[organisation/local/amis]", "[body/amis]"), 3, "même sorte", "of one kind"),
        (MERGE.replace("local/amis]", "local/a/../b]"), 3, "ne désigne rien", "names nothing"),
        (MERGE.replace("organisation/local/amis]", "https://other.example.org/x]"), 3, "désigne rien", "names nothing"),
        (MERGE + "  by: encore\n", 7, "deux fois", "twice"),
        ("- decision: &a merge\n", 1, "ancre", "anchor"),
        ("- decision: !!python/object:os.system merge\n", 1, "étiquette", "tag"),
        ("- - - - - a\n", 1, "trop de niveaux", "too many levels"),
        ("- a: 1\n---\n- b: 2\n", 2, "plusieurs documents", "several documents"),
        ("- decision: [\n", 2, "pas du YAML", "not YAML"),
        ("- decision: withdraw-document\n  document: abc\n" + COMMON, 2, "empreinte", "digest"),
        (CORRECT + "  field: session.date\n  old: x\n" + COMMON, 1, "« new »", "« new »"),
        (SUPPRESS + "  start: 9\n  end: 9\n" + COMMON, 5, "« end »", "after"),
        (SUPPRESS + "  start: -1\n  end: 9\n" + COMMON, 4, "nombre", "number"),
        ("- decision: split\n  of: body/x\n  name: Y\n  spelling: Z\n" + COMMON, 2, "sépare", "is split"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_refused_with_its_place(
    tmp_path: Path, text: str, line: int, french: str, english: str
) -> None:
    with pytest.raises(BadDecision) as refused:
        read(tmp_path, text)
    said = str(refused.value).split("\n")
    assert french in said[0] and f"decisions/2024-05-02.yaml, ligne {line} :" in said[0]
    assert english in said[1] and f"decisions/2024-05-02.yaml, line {line}:" in said[1]
    assert refused.value.exit_code is ExitCode.input


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    place = tmp_path / "decisions"
    place.mkdir()
    (place / "a.yaml").write_bytes(b"- decision: \xff\n")
    with pytest.raises(BadDecision, match="UTF-8"):
        read_decisions(place, BASE)


def test_a_folder_that_is_named_and_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDecision, match="no such folder"):
        read_decisions(tmp_path / "nowhere", BASE)
