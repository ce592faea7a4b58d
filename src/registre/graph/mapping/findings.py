"""What a reader should be told about a session or an act: the diagnostics of its documents."""

from __future__ import annotations

from collections.abc import Iterable

from registre.graph.draft import Draft
from registre.graph.terms import text
from registre.graph.vocabulary import Dct, Reg, concept
from registre.records import Diagnostic, Severity


def state_findings(draft: Draft, diagnostics: Iterable[Diagnostic]) -> int:
    """Each diagnostic as a part of the page, numbered from 1 in its order. Returns the last number."""
    number = 0
    for number, one in enumerate(diagnostics, 1):
        state_finding(draft, number, one.code, one.severity, one.message, one.message_en or None)
    return number


def state_finding(
    draft: Draft, number: int, code: str, severity: Severity, french: str, english: str | None = None
) -> None:
    """One finding about the thing of this page."""
    finding = draft.part("finding", number)
    draft.add(draft.thing, Reg.finding, finding)
    draft.describe(
        finding,
        (Reg.Finding,),
        (Reg.about, draft.thing),
        (Reg.code, text(code)),
        (Reg.severity, concept("severity", severity.value)),
        (Dct.description, text(french, "fr")),
        (Dct.description, text(english, "en") if english is not None else None),
    )
