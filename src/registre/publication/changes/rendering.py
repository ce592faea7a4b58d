"""Changes as lines: for people in French or English, for machines in JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from registre.graph.pages import Term
from registre.graph.vocabulary import PREFIXES
from registre.messages import Language, say
from registre.publication.changes.change import Change, FactChange, Happened, lexical

_WIDTH: Final = 100
"""Characters of a value that people are shown."""


def render_lines(changes: Iterable[Change], base: str, language: Language) -> Iterator[str]:
    """What happened, for people: a line a page and a line a fact, then how many of each."""
    counts = Counter[Happened]()
    words = {one: say(f"diff_{one.value}", language) for one in Happened}
    width = max(map(len, words.values()))
    for change in changes:
        counts[change.happened] += 1
        label = f"  « {_shown(change.label)} »" if change.label else ""
        others = " → " + ", ".join(one.removeprefix(base) for one in change.replaced_by) if change.replaced_by else ""
        yield _clean(f"{words[change.happened]:{width}}  {change.iri.removeprefix(base)}{others}{label}")
        for fact in change.facts:
            yield _clean(f"{'':{width}}    {_fact(change.iri, fact, base)}")
    yield (
        say("diff_counts", language, **{one.value: counts[one] for one in Happened})
        if counts
        else say("diff_none", language)
    )


def _fact(page: str, fact: FactChange, base: str) -> str:
    """A property with its values before and now; addresses of the publication without what all of them begin with."""

    def plain(term: Term) -> str:
        return lexical(term).removeprefix(base) if term.startswith("<") else lexical(term)

    same_words = fact.old is not None and list(map(lexical, fact.old)) == list(map(lexical, fact.new))
    shown = str if same_words else plain
    old = "?" if fact.old is None else _joined(map(shown, fact.old))
    part = lexical(fact.subject).removeprefix(page)
    return f"{part + ' ' if part else ''}{compact(fact.predicate)} : {old} → {_joined(map(shown, fact.new))}"


def _joined(values: Iterable[str]) -> str:
    return " | ".join(map(_shown, values)) or "—"


def _shown(value: str) -> str:
    return value if len(value) <= _WIDTH else value[: _WIDTH - 1] + "…"


def _clean(line: str) -> str:
    """A line that does nothing to a terminal: the characters of a document are only shown."""
    return "".join(letter if letter.isprintable() else "�" for letter in line)


def json_line(change: Change) -> bytes:
    """One change as one JSON object and a line break. Values as their characters; `old` is null when not told."""
    told: dict[str, Any] = {"change": change.happened.value, "kind": change.kind, "iri": change.iri}
    if change.label is not None:
        told["label"] = change.label
    if change.replaced_by:
        told["replaced_by"] = change.replaced_by
    if change.facts:
        told["facts"] = [_json_fact(fact) for fact in change.facts]
    return (json.dumps(told, ensure_ascii=False) + "\n").encode()


def _json_fact(fact: FactChange) -> dict[str, Any]:
    return {
        "subject": lexical(fact.subject),
        "property": compact(fact.predicate),
        "old": None if fact.old is None else list(map(lexical, fact.old)),
        "new": list(map(lexical, fact.new)),
    }


def compact(term: Term) -> str:
    """An IRI under the prefix of the house, or whole."""
    address = lexical(term)
    return next(
        (f"{name}:{address[len(space) :]}" for name, space in PREFIXES.items() if address.startswith(space)), address
    )
