"""Headings that carry a rank: « 1. », « 2. », « 3. », and the « 2.1 », « 2.2 » below one of them."""

from __future__ import annotations

from collections.abc import Sequence

from registre.extraction.matching import find
from registre.extraction.rule import Found
from registre.extraction.rules.headings import DECIMAL, Heading

_THEME_LENGTH = 260  # characters from « 2. Finances » to « 2.1 »: more, and the « 2 » is an act itself


def ranked_runs(found: Sequence[Found[Heading]]) -> list[list[Found[Heading]]]:
    """Runs of ranks that go up by one (a gap of one is forgiven): the agenda is one, the acts another."""
    runs: list[list[Found[Heading]]] = []
    open_runs: list[list[Found[Heading]]] = []
    for one in found:
        rank = one.value.rank or 0
        home = next((run for run in reversed(open_runs) if rank - (run[-1].value.rank or 0) in (1, 2)), None)
        if home is not None:
            home.append(one)
        elif rank <= 2:
            run = [one]
            runs.append(run)
            open_runs.append(run)
    return runs


def with_subranks(flow: str, folded: str, run: Sequence[Found[Heading]]) -> list[Found[Heading]]:
    """`run` with the « 2.1 », « 2.2 » that follow a « 2 » which is but the name of a theme."""
    subranks = [one for one in find(DECIMAL, flow, folded, run[0].start) if one.value.number]
    under: list[Found[Heading]] = []
    for index, head in enumerate(run):
        end = run[index + 1].start if index + 1 < len(run) else len(flow)
        wanted = 1
        for one in subranks:
            if head.start < one.start < end and one.value.number == f"{head.value.rank}.{wanted}":
                if wanted == 1 and one.start - head.start > _THEME_LENGTH:
                    break
                under.append(one)
                wanted += 1
    return sorted([*run, *under], key=lambda one: one.start) if len(under) >= 2 else list(run)
