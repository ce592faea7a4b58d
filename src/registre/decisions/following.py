"""Decisions by the addresses of today: what they speak of may have got a number or another name since.

A decision keeps its key, so that it stays the same decision on the page where all are told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from registre.decisions.decision import AcceptLink, Decision, Merge, RejectLink, Rename, Split, WithdrawAct

Now = Callable[[str], str | None]
"""The address of today of what had an address; None when it has not moved."""


def followed(decision: Decision, now: Now) -> Decision:
    """The same decision about the same things, by the addresses that they have today."""
    found = _of_today(decision, lambda path: now(path) or path)
    if found == decision:
        return decision
    return replace(found, stated=replace(decision.stated, origin=decision.key))


def _of_today(decision: Decision, today: Callable[[str], str]) -> Decision:
    match decision:
        case Merge():
            return replace(decision, keep=today(decision.keep), gone=tuple(map(today, decision.gone)))
        case Split():
            return replace(decision, of=today(decision.of), bodies=tuple(map(today, decision.bodies)))
        case RejectLink():
            other = today(decision.other) if decision.other is not None else None
            return replace(decision, thing=today(decision.thing), other=other)
        case Rename() | AcceptLink():
            return replace(decision, thing=today(decision.thing))
        case WithdrawAct():
            return replace(decision, act=today(decision.act))
        case _:
            return decision
