"""Records made from gold contracts, for tests that want what a good extraction would give."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest

from registre.records import (
    Act,
    Attendance,
    Commitment,
    CommitmentKind,
    DocumentKind,
    Evidence,
    Fact,
    Mention,
    Outcome,
    Record,
    Session,
    Source,
    Status,
    Vote,
)

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
GOLD = ROOT / "tests" / "golden" / "examples"
CORPUS = ROOT.parent / "shared" / "corpus"

T = TypeVar("T")


def fact(value: T, text: str = "", raw: str | None = None) -> Fact[T]:
    """A fact whose evidence is the first place of its words in `text` (the start of it when absent)."""
    words = raw if raw is not None else str(value)
    start = max(text.find(words), 0)
    return Fact(value, Evidence(start, start + len(words), text[start : start + len(words)], "test.by-hand"))


def record(text: str, session: Session | None, acts: tuple[Act, ...] = (), path: str = "test.txt") -> Record:
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(path, len(text.encode()), digest, "text/plain")
    return Record(source, text, digest, DocumentKind.extract, session, acts)


def from_gold(gold: Path, text: str, mentions: tuple[Mention, ...] = ()) -> Record:
    contract = json.loads(gold.read_text("utf-8"))
    acts = tuple(_act(one, text, mentions) for one in contract["acts"])
    return record(text, _session(contract["session"], text), acts, gold.name.removesuffix(".gold.json") + ".txt")


def _session(one: dict[str, Any] | None, text: str) -> Session | None:
    if one is None:
        return None

    def maybe(name: str) -> Fact[str] | None:
        return fact(one[name], text) if one.get(name) is not None else None

    return Session(
        body=maybe("body"),
        organ=maybe("organ"),
        date=fact(dt.date.fromisoformat(one["date"])),
        body_siren=maybe("body_siren"),
        president=maybe("president"),
        secretary=maybe("secretary"),
        attendance=tuple(_attendance(person, text) for person in one["attendance"] or ()),
    )


def _attendance(one: dict[str, Any], text: str) -> Fact[Attendance]:
    value = Attendance(one["name"], Status(one["status"]), one.get("proxy_to"), one.get("substitute_for"))
    return fact(value, text, one["name"])


def _act(one: dict[str, Any], text: str, mentions: tuple[Mention, ...]) -> Act:
    vote = one["vote"] or {}
    outcome = Outcome(vote["outcome"]) if vote.get("outcome") else None
    against, abstaining, away = (
        tuple(vote.get(f"{key}_names") or ()) for key in ("against", "abstention", "not_voting")
    )
    return Act(
        0,
        len(text),
        number=fact(one["number"], text) if one["number"] else None,
        title=fact(one["title"], text) if one["title"] else None,
        vote=fact(Vote(outcome, against_names=against, abstention_names=abstaining, not_voting_names=away)),
        commitments=tuple(_grant(grant, text) for grant in one["grants"] or ()),
        mentions=tuple(fact(mention, text, mention.name) for mention in mentions if mention.name in text),
        signatory=fact(one["signatory"], text) if one["signatory"] else None,
    )


def _grant(one: dict[str, Any], text: str) -> Fact[Commitment]:
    value = Commitment(
        CommitmentKind(one["kind"]),
        one["beneficiary"],
        Decimal(str(one["amount"])) if one["amount"] is not None else None,
        private=one.get("private", False),
    )
    return fact(value, text, one["beneficiary"] or "")


def example_records(mentions: tuple[Mention, ...] = ()) -> list[Record]:
    """The records that the invented documents must give."""
    texts = {path.stem: path.read_text("utf-8", errors="replace") for path in (EXAMPLES / "documents").rglob("*.*")}
    return [from_gold(gold, texts[gold.name.removesuffix(".gold.json")], mentions) for gold in sorted(GOLD.glob("*"))]


def corpus_records(folder: str, mentions: tuple[Mention, ...] = ()) -> list[Record]:
    """The records that the real documents must give; skips, saying why, where they are not."""
    golds = sorted((CORPUS / folder).glob("*.gold.json"))
    if not golds:
        pytest.skip(f"no corpus at ../shared/corpus/{folder}: the real documents are not part of the repository")
    return [
        from_gold(gold, gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text("utf-8"), mentions)
        for gold in golds
    ]
