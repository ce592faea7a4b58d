"""One fact of one record, put right: at a path such as `session.date` or `acts["2022.00201"].vote.for_`.

A list is counted from 1, as in the addresses of the parts (`commitments[1]` is `#grant-1`); an act is also told
by its number between quotes. The words that stated the old value stay its evidence, under the rule "decision".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from registre.decisions.decision import Correct
from registre.decisions.entries import BadDecision
from registre.extraction.consistency import check_record
from registre.records import Act, Evidence, Fact, Record

RULE = "decision"
"""The rule that the evidence of a corrected fact names."""
_STEP = re.compile(r"(?P<name>[a-z][a-z_]*)(?:\[(?:(?P<place>[1-9]\d{0,4})|\"(?P<number>[^\"\]]{1,80})\")\])?(?:\.|$)")


class _DoesNotApply(Exception):
    """The record is not, or no longer, what the decision speaks of."""


def correct(record: Record, decision: Correct) -> Record | None:
    """The record with that one fact put right, its contradictions judged again; None when it does not apply.

    Raises `BadDecision` for a path that no record has, or a value that cannot stand there.
    """
    try:
        changed: Record = _Correction(record, decision).at(record, _steps(decision), Record, None)
    except _DoesNotApply:
        return None
    before = check_record(record)
    kept = tuple(one for one in record.diagnostics if one not in before)
    return replace(changed, diagnostics=(*kept, *check_record(changed)))


def _steps(decision: Correct) -> list[tuple[str, int | str | None]]:
    steps: list[tuple[str, int | str | None]] = []
    place = 0
    while place < len(decision.field):
        found = _STEP.match(decision.field, place)
        if found is None:
            break
        steps.append((found["name"], int(found["place"]) if found["place"] else found["number"]))
        place = found.end()
    if place < len(decision.field) or not steps or steps[0][0] not in ("session", "acts"):
        raise _no_such_field(decision)
    return steps


def _no_such_field(decision: Correct) -> BadDecision:
    return BadDecision(
        decision.stated.file,
        decision.stated.line,
        f"le champ « {decision.field} » n’existe pas. Exemples : session.date, session.counts.present, "
        'acts["2022.00201"].title, acts[1].commitments[2].amount_eur.',
        f"there is no field « {decision.field} ». Examples: session.date, session.counts.present, "
        'acts["2022.00201"].title, acts[1].commitments[2].amount_eur.',
    )


class _Correction:
    """Goes down to the field, and writes again what stands on the way."""

    def __init__(self, record: Record, decision: Correct) -> None:
        self.record, self.decision = record, decision

    def at(self, node: Any, steps: Sequence[tuple[str, int | str | None]], kind: Any, act: Act | None) -> Any:
        """`node` changed at `steps`; `kind` is the type that stands here, `act` the act we are in."""
        if isinstance(node, Fact) and steps:
            value = self.at(node.value, steps, _inside(kind), act)
            return Fact(value, replace(node.evidence, rule=RULE), node.also)
        if not steps:
            return self._changed(node, kind, act)
        if node is None:
            raise _DoesNotApply
        (name, place), rest = steps[0], steps[1:]
        if not is_dataclass(node) or isinstance(node, type) or name not in {field.name for field in fields(node)}:
            raise _no_such_field(self.decision)
        own, kind = getattr(node, name), get_type_hints(type(node))[name]
        if place is not None:
            changed = self._in_list(own, place, rest, kind, act)
        else:
            changed = self.at(own, rest, _unless_none(kind), act)
        return replace(node, **{name: changed})

    def _in_list(self, own: Any, place: int | str, rest: Any, kind: Any, act: Act | None) -> Any:
        if not isinstance(own, tuple):
            raise _no_such_field(self.decision)
        index = _index(own, place)
        element = own[index]
        inside = act if not isinstance(element, Act) else element
        changed = self.at(element, rest, get_args(kind)[0], inside)
        return (*own[:index], *(() if changed is None else (changed,)), *own[index + 1 :])

    def _changed(self, node: Any, kind: Any, act: Act | None) -> Any:
        if not _same(node, self.decision.old) or isinstance(node, Act):
            raise _DoesNotApply
        if self.decision.new is None:
            return None
        if get_origin(kind) is Fact or isinstance(node, Fact):
            value = self._converted(self.decision.new, _inside(kind))
            also = node.also if node is not None else ()
            return Fact(value, self._evidence(node, act), also)
        return self._converted(self.decision.new, kind)

    def _evidence(self, node: Fact[Any] | None, act: Act | None) -> Evidence:
        """The words that the curator quotes, else those that stated the old value."""
        if self.decision.quote is None:
            if node is None:
                raise self._needs_a_quote()
            return replace(node.evidence, rule=RULE)
        low, high = (act.start, act.end) if act is not None else (0, len(self.record.text))
        words = r"\s+".join(map(re.escape, self.decision.quote.split()))
        found = list(re.finditer(words, self.record.text[low:high]))
        if len(found) != 1:
            raise _DoesNotApply
        start, end = low + found[0].start(), low + found[0].end()
        return Evidence(start, end, self.record.text[start:end], RULE)

    def _needs_a_quote(self) -> BadDecision:
        stated = self.decision.stated
        return BadDecision(
            stated.file,
            stated.line,
            "rien n’était dit là : ajoutez « quote: », les mots du document qui le disent.",
            "nothing was said there: add « quote: », the words of the document that say it.",
        )

    def _converted(self, text: str, kind: Any) -> Any:
        try:
            if kind in (str, "str") or not isinstance(kind, type):
                return msgspec.convert(text, kind, strict=False)
            if is_dataclass(kind):
                raise msgspec.ValidationError("not one value")
            return msgspec.convert(text, kind, strict=False)
        except (msgspec.ValidationError, TypeError) as fault:
            stated, name = self.decision.stated, getattr(kind, "__name__", str(kind))
            raise BadDecision(
                stated.file,
                stated.line,
                f"« {text[:80]} » ne convient pas à « {self.decision.field} » ({name}).",
                f"« {text[:80]} » does not fit « {self.decision.field} » ({name}).",
            ) from fault


def _index(own: tuple[Any, ...], place: int | str) -> int:
    if isinstance(place, int):
        if place > len(own):
            raise _DoesNotApply
        return place - 1
    found = [n for n, one in enumerate(own) if isinstance(one, Act) and one.number and one.number.value == place]
    if len(found) != 1:
        raise _DoesNotApply
    return found[0]


def _unless_none(kind: Any) -> Any:
    """`X` of `X | None`."""
    kinds = [one for one in get_args(kind) if one is not NoneType]
    return kinds[0] if NoneType in get_args(kind) and len(kinds) == 1 else kind


def _inside(kind: Any) -> Any:
    """`X` of `Fact[X]`."""
    return _unless_none(get_args(kind)[0]) if get_origin(kind) is Fact else kind


def _same(node: Any, old: str | None) -> bool:
    """Whether what stands here is what the decision says; a fact made of several parts is told by its words."""
    if isinstance(node, Fact):
        if is_dataclass(node.value):
            return old is not None and old.split() == node.evidence.raw.split()
        node = node.value
    if node is None or old is None:
        return node is None and old is None
    if isinstance(node, Decimal):
        return old == f"{node:f}" or _amount(old) == node
    return shown(node) == " ".join(old.split())


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d{1,12}(?:\.\d{1,4})?", text) else None


def shown(value: object) -> str:
    """A value as it is written in a decision."""
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case _:
            return " ".join(str(value).split())
