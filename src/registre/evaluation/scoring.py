"""Right, wrong and missed claims, counted field by field over a folder of gold records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from registre.errors import BadConfiguration
from registre.evaluation.claims import (
    NOTHING,
    Claim,
    Claims,
    Contract,
    act_claims,
    chair_is_present,
    session_claims,
)
from registre.evaluation.folding import close
from registre.evaluation.pairing import pair_acts
from registre.evaluation.surroundings import words_around

GOLD_SUFFIX = ".gold.json"
ABSENT: Mapping[str, Any] = {"session": None, "acts": []}
"""What is measured for a gold document that no record speaks of."""


@dataclass(slots=True)
class Tally:
    """Claims of one field. Precision and recall are 1 when there was nothing to find or to get wrong."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


@dataclass(frozen=True, slots=True)
class Mistake:
    """One claim wrong or missed, and the words of the document around it (None: not found there)."""

    document: str
    act: str | None
    kind: Literal["wrong", "missed"]
    field: str
    shown: str
    words: str | None = None


@dataclass(slots=True)
class Evaluation:
    """The measure of a folder: a tally a field, the mistakes in order, documents and perfect ones."""

    fields: dict[str, Tally] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    documents: int = 0
    perfect: int = 0

    @property
    def total(self) -> Tally:
        """All claims together, acts included."""
        total = Tally()
        for tally in self.fields.values():
            total.add(tally)
        return total

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the fields: rare fields weigh as much as frequent ones."""
        return sum(tally.f1 for tally in self.fields.values()) / len(self.fields) if self.fields else 0.0

    def tally(self, name: str) -> Tally:
        return self.fields.setdefault(name, Tally())

    def add(self, other: Evaluation) -> None:
        """Joins the measure of other documents to this one."""
        for name, tally in other.fields.items():
            self.tally(name).add(tally)
        self.mistakes += other.mistakes
        self.documents += other.documents
        self.perfect += other.perfect


def evaluate(gold_dir: Path, records: Iterable[Contract]) -> Evaluation:
    """The records of the contract measured against every NAME.gold.json of `gold_dir`.

    A record belongs to the gold file that has the name of its source, folders and suffix left out.
    Records without gold are ignored; gold without a record counts as read and found empty.
    Raises BadConfiguration when the folder holds no gold record or one that is not JSON.
    """
    found = {Path(record["source"]).stem: record for record in records}
    golds = sorted(gold_dir.glob(f"*{GOLD_SUFFIX}"))
    if not golds:
        raise BadConfiguration(f"{gold_dir}: no file named NAME{GOLD_SUFFIX}. Put the gold records beside the texts.")
    evaluation = Evaluation()
    for path in golds:
        name = path.name.removesuffix(GOLD_SUFFIX)
        evaluation.add(evaluate_one(name, _read_gold(path), found.get(name, ABSENT), _text_beside(path, name)))
    return evaluation


def evaluate_one(name: str, gold: Contract, got: Contract, text: str | None = None) -> Evaluation:
    """One document's record against its gold record; `text` gives the words around the mistakes."""
    evaluation = Evaluation(documents=1)
    measure = _Measure(evaluation, name, text)
    _measure_session(measure, gold.get("session"), got.get("session"))
    pairs, extra = pair_acts(gold.get("acts") or [], got.get("acts") or [])
    for want, have in pairs:
        _measure_act(measure, want, have)
    if not gold.get("partial_acts"):
        for act in extra:
            _measure_extra(measure, act)
    evaluation.perfect = 0 if evaluation.mistakes else 1
    return evaluation


@dataclass(frozen=True, slots=True)
class _Measure:
    evaluation: Evaluation
    document: str
    text: str | None

    def note(self, act: str | None, kind: Literal["wrong", "missed"], claim: Claim) -> None:
        tally = self.evaluation.tally(claim.field)
        if kind == "wrong":
            tally.wrong += 1
        else:
            tally.missed += 1
        words = words_around(self.text, claim.shown) if self.text is not None else None
        self.evaluation.mistakes.append(Mistake(self.document, act, kind, claim.field, claim.shown, words))

    def compare(self, act: str | None, want: Iterable[Claim], got: Iterable[Claim], fields: frozenset[str]) -> None:
        """Counts each claim once: right when the gold record has it, in one of the fields measured."""
        left = [claim for claim in _once(got) if claim.field in fields]
        for claim in _once(want):
            hit = next((one for one in left if _states_the_same(claim, one)), None)
            if hit is None:
                self.note(act, "missed", claim)
            else:
                left.remove(hit)
                self.evaluation.tally(claim.field).right += 1
        for claim in left:
            self.note(act, "wrong", claim)


def _measure_session(measure: _Measure, gold: Contract | None, got: Contract | None) -> None:
    want, have = session_claims(gold), session_claims(got)
    if gold is None:
        measure.compare(None, (), have.stated, frozenset(claim.field for claim in have.stated))
        return
    stated = have.stated
    chair = chair_is_present(gold)
    if chair and not any(_same_claim(chair, claim) for claim in want.stated):
        stated = tuple(claim for claim in stated if not _same_claim(chair, claim))
    measure.compare(None, want.stated, stated, want.fields)


def _measure_act(measure: _Measure, want: Contract, have: Contract | None) -> None:
    label = _label(want)
    claims = act_claims(want)
    got: Claims = act_claims(have) if have is not None else NOTHING
    measure.compare(label, claims.stated, got.stated, claims.fields)
    if have is None:
        measure.note(label, "missed", Claim("act", label, label))
    else:
        measure.evaluation.tally("act").right += 1


def _measure_extra(measure: _Measure, act: Contract) -> None:
    """An act that is none: it and all it says is wrong."""
    label = _label(act)
    measure.note(label, "wrong", Claim("act", label, label))
    for claim in act_claims(act).stated:
        measure.note(label, "wrong", claim)


def _label(act: Contract) -> str:
    return str(act.get("number") or act.get("title") or "?")


def _once(claims: Iterable[Claim]) -> list[Claim]:
    first: dict[tuple[str, object], Claim] = {}
    for claim in claims:
        first.setdefault((claim.field, claim.key), claim)
    return list(first.values())


def _same_claim(first: Claim, second: Claim) -> bool:
    return first.field == second.field and first.key == second.key


def _states_the_same(want: Claim, got: Claim) -> bool:
    if want.field != got.field:
        return False
    if want.key == got.key:
        return True
    if isinstance(want.key, str) and isinstance(got.key, str):
        return _same_wording(want.field, want.key, got.key)
    return want.field == "grant" and _same_grant(want.key, got.key)


def _same_wording(name: str, want: str, got: str) -> bool:
    if name == "body":
        return close(want, got) or want in got or (len(got) > 4 and got in want)
    return name in {"title", "organ"} and close(want, got)


def _same_grant(want: Any, got: Any) -> bool:
    """Same kind and amount, and a beneficiary spelt alike or one name inside the other."""
    if want[0] != got[0] or want[2] != got[2]:
        return False
    return close(want[1], got[1], 0.8) or want[1] in got[1] or bool(got[1] and got[1] in want[1])


def _read_gold(path: Path) -> Contract:
    try:
        gold: Contract = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise BadConfiguration(f"{path}: not a JSON record ({error}). Correct it, then run again.") from error
    return gold


def _text_beside(gold: Path, name: str) -> str | None:
    for suffix in (".txt", ".md", ".html"):
        path = gold.with_name(name + suffix)
        if path.exists():
            return path.read_text("utf-8", errors="replace")
    return None
