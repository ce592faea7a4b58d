"""The measure says the same as the public scorer, and shows where each mistake stands."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from registre.errors import BadConfiguration
from registre.evaluation import Evaluation, evaluate, render, render_errors, to_json
from registre.evaluation.surroundings import words_around

CORPUS = Path(__file__).resolve().parents[1] / ".." / "shared" / "corpus"

TEXT = """COMMUNE DE VALBREUIL
Séance du 4 mars 2024
Présents : Mme Louise TERNIER, M. Hugo D'ANGLE. Excusé : M. Paul OURS (pouvoir à Mme TERNIER).
N° 2024-07 Subvention à la fanfare
Le conseil, par 2 voix pour et 1 abstention, accorde 1 200 € à la Fanfare du Breuil.
"""

GOLD: dict[str, Any] = {
    "session": {
        "body": "Commune de Valbreuil",
        "organ": "Conseil municipal",
        "date": "2024-03-04",
        "counts": {"present": None, "voting": 3},
        "president": "Louise TERNIER",
        "attendance": [
            {"name": "Hugo D'ANGLE", "status": "present"},
            {"name": "Paul OURS", "status": "represented", "proxy_to": "TERNIER"},
        ],
    },
    "acts": [
        {
            "number": "2024-07",
            "title": "Subvention à la fanfare",
            "vote": {"outcome": "adopted", "for": 2, "abstentions": 1, "against_names": [], "abstention_names": None},
            "grants": [{"kind": "subvention", "beneficiary": "Fanfare du Breuil", "amount": 1200}],
            "budget_codes": [],
        }
    ],
}


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    (tmp_path / "valbreuil.gold.json").write_text(json.dumps(GOLD), "utf-8")
    (tmp_path / "valbreuil.txt").write_text(TEXT, "utf-8")
    return tmp_path


def record(**changes: Any) -> dict[str, Any]:
    return {"source": "anywhere/valbreuil.txt"} | copy.deepcopy(GOLD) | changes


def counts(evaluation: Evaluation, field: str) -> tuple[int, int, int]:
    tally = evaluation.fields[field]
    return tally.right, tally.wrong, tally.missed


def test_a_record_equal_to_its_gold_is_perfect(gold_dir: Path) -> None:
    evaluation = evaluate(gold_dir, [record()])
    assert (evaluation.perfect, evaluation.documents, evaluation.mistakes) == (1, 1, [])
    assert evaluation.total.f1 == evaluation.macro_f1 == 1.0


def test_spelling_and_order_of_names_do_not_count(gold_dir: Path) -> None:
    changed = record()
    changed["session"]["body"] = "Ville de VALBREUIL"
    changed["session"]["attendance"][0]["name"] = "M. d'Angle Hugo"
    changed["acts"][0]["grants"][0]["beneficiary"] = "l'association Fanfare du Breuil"
    assert evaluate(gold_dir, [changed]).perfect == 1


def test_the_chair_counted_present_is_neither_right_nor_wrong(gold_dir: Path) -> None:
    changed = record()
    changed["session"]["attendance"].append({"name": "Louise TERNIER", "status": "present"})
    assert counts(evaluate(gold_dir, [changed]), "attendance") == (2, 0, 0)


def test_what_gold_leaves_null_is_not_measured_but_an_empty_list_is(gold_dir: Path) -> None:
    changed = record()
    changed["session"]["counts"]["present"] = 9
    changed["acts"][0]["vote"]["abstention_names"] = ["Paul OURS"]
    changed["acts"][0]["vote"]["against_names"] = ["Paul OURS"]
    changed["acts"][0]["budget_codes"] = ["6574"]
    evaluation = evaluate(gold_dir, [changed])
    assert "count.present" not in evaluation.fields
    assert counts(evaluation, "vote.against_names") == (0, 1, 0)
    assert counts(evaluation, "budget_code") == (0, 1, 0)
    assert len(evaluation.mistakes) == 2


def test_a_grant_needs_its_kind_amount_and_hands(gold_dir: Path) -> None:
    for field, value in (("kind", "prix"), ("amount", 1200.5), ("beneficiary", "Harmonie de Serre")):
        changed = record()
        changed["acts"][0]["grants"][0][field] = value
        assert counts(evaluate(gold_dir, [changed]), "grant") == (0, 1, 1), field


def test_an_invented_act_costs_itself_and_all_it_says(gold_dir: Path) -> None:
    invented = {"number": "2024-08", "title": "Ordre du jour", "vote": {"outcome": "adopted"}}
    evaluation = evaluate(gold_dir, [record(acts=[*GOLD["acts"], invented])])
    assert counts(evaluation, "act") == (1, 1, 0)
    assert [mistake.field for mistake in evaluation.mistakes] == ["act", "number", "title", "vote.outcome"]


def test_acts_are_paired_by_number_even_out_of_order(tmp_path: Path) -> None:
    acts = [{"number": f"2024/{n}", "title": "Décision modificative", "signatory": f"Elu {n}"} for n in range(1, 5)]
    (tmp_path / "a.gold.json").write_text(json.dumps({"session": None, "acts": acts}), "utf-8")
    evaluation = evaluate(tmp_path, [{"source": "a.txt", "session": None, "acts": acts[::-1]}])
    assert counts(evaluation, "signatory") == (4, 0, 0)


def test_a_session_found_where_there_is_none_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "agenda.gold.json").write_text(json.dumps({"session": None, "acts": []}), "utf-8")
    found = {"source": "agenda.md", "session": {"date": "2024-01-01", "attendance": []}, "acts": []}
    assert evaluate(tmp_path, [found]).total.wrong == 1


def test_a_document_without_a_record_is_missed_whole(gold_dir: Path) -> None:
    total = evaluate(gold_dir, []).total
    assert (total.right, total.wrong) == (0, 0)
    assert total.missed == 15


def test_no_gold_record_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"gold\.json"):
        evaluate(tmp_path, [])
    (tmp_path / "broken.gold.json").write_text("{", "utf-8")
    with pytest.raises(BadConfiguration, match="broken"):
        evaluate(tmp_path, [])


def test_a_mistake_shows_the_words_around_it(gold_dir: Path) -> None:
    changed = record()
    changed["acts"][0]["vote"]["abstentions"] = 12
    changed["session"]["attendance"] = changed["session"]["attendance"][:1]
    evaluation = evaluate(gold_dir, [changed])
    listed = render_errors(evaluation, "en")
    assert listed.startswith("valbreuil\n")
    assert "missed   proxy_to" in listed
    assert "Excusé : M. [Paul OURS] (pouvoir à Mme TERNIER). N° 2024-07" in listed
    assert "(these words are not in the text)" in listed


def test_words_around_a_value_cut_by_a_line_end() -> None:
    assert words_around("la Fanfare\n du Breuil joue", "Fanfare du Breuil") == "la [Fanfare du Breuil] joue"
    assert words_around("la Fanfare du Brcuil", "Fanfare du Breuil") == "la [Fanfare du] Brcuil"
    assert words_around("rien de tel", "Fanfare du Breuil") is None


def test_words_around_a_day_in_letters_or_figures() -> None:
    assert words_around("le 4 mars 2024 à 18 h", "2024-03-04") == "le [4 mars 2024] à 18 h"
    assert words_around("du 04/03/2024.", "2024-03-04") == "du [04/03/2024]."
    assert words_around("du 14/03/2024.", "2024-03-04") is None


def test_the_table_and_the_json_say_the_same(gold_dir: Path) -> None:
    evaluation = evaluate(gold_dir, [record(acts=[])])
    table = render(evaluation, "fr").splitlines()
    measure = json.loads(to_json(evaluation))
    assert table[0].split() == ["champ", "précision", "rappel", "F1", "justes", "faux", "manqués"]
    assert [line.split()[0] for line in table[1:-3]] == list(measure["fields"])
    assert measure["all"]["missed"] == evaluation.total.missed == len(measure["errors"])
    assert "documents sans erreur : 0 sur 1" in table
    assert "documents without an error: 0 of 1" in render(evaluation, "en")


@pytest.mark.parametrize("folder", ["seeds", "dev"])
def test_the_figures_are_those_of_the_public_scorer(folder: str, tmp_path: Path) -> None:
    gold_dir, scorer = CORPUS / folder, CORPUS / "score.py"
    if not scorer.exists():
        pytest.skip("the shared corpus is not beside the checkout (../shared/corpus)")
    records = [_damaged(path) for path in sorted(gold_dir.glob("*.gold.json"))]
    assert len(records) >= 5
    (tmp_path / "out.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    command = [sys.executable, str(scorer), str(gold_dir), str(tmp_path / "out.jsonl")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    evaluation = evaluate(gold_dir, records)
    assert [line.split() for line in printed] == [line.split() for line in _as_printed(evaluation)]
    assert evaluation.total.wrong > 20 and evaluation.total.missed > 20


def _damaged(path: Path) -> dict[str, Any]:
    """The gold record with some of everything wrong, so that every branch of the measure is used."""
    rng = random.Random(path.name)
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    session = gold["session"] or {"date": "2020-01-01", "attendance": []}
    for one in session.get("attendance") or []:
        if rng.random() < 0.2:
            one["status"] = rng.choice(["present", "absent"])
    session["body"] = (session.get("body") or "Ici")[:-2]
    acts = [act for act in gold["acts"] if rng.random() > 0.1] + [{"title": "De trop", "number": "0"}]
    for act in acts:
        act["title"] = (act.get("title") or "")[: rng.choice([None, -3, -30])]
        act["vote"] = rng.choice([act.get("vote"), {"outcome": "rejected", "for": 3, "against_names": ["Nul"]}])
        act["budget_codes"] = ["65", "99"]
    return {"source": path.name.replace(".gold.json", ".txt"), "session": session, "acts": acts}


def _as_printed(evaluation: Evaluation) -> list[str]:
    def line(name: str) -> str:
        tally = evaluation.total if name == "ALL FACTS" else evaluation.fields[name]
        rates = f"P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}"
        return f"{name} {rates} ({tally.right} right, {tally.wrong} wrong, {tally.missed} missed)"

    return [
        *map(line, sorted(evaluation.fields)),
        f"documents without an error: {evaluation.perfect} of {evaluation.documents}",
        f"macro F1 over fields: {evaluation.macro_f1:.3f}",
        line("ALL FACTS"),
    ]
