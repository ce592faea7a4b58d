"""The figures of linking as a table: all pairs, then by kind of mention."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from registre.evaluation.links import KnownMention, LinksMeasure, Pairs
from registre.messages import Language

HEADS = {
    "fr": ("sorte de mention", "précision", "rappel", "paires vraies", "trouvées", "justes"),
    "en": ("kind of mention", "precision", "recall", "true pairs", "found", "right"),
}
WORDS = {
    "fr": ("toutes les paires", "mentions", "organisations vraies", "trouvées", "Jointes à tort", "Manquées"),
    "en": ("all pairs", "mentions", "true organisations", "found", "Joined wrongly", "Missed"),
}
MOST_EXAMPLES = 60


def render_links(measure: LinksMeasure, language: Language, *, errors: bool = False) -> str:
    """A table; with `errors`, examples of pairs that are wrong and missed."""
    every, mentions, entities, found, wrong, missed = WORDS[language]
    rows = [(kind or "-", pairs) for kind, pairs in measure.kinds.items()] if len(measure.kinds) > 1 else []
    width = max(len(name) for name in (every, HEADS[language][0], *(kind for kind, _ in rows)))
    lines = [
        f"{measure.mentions} {mentions}, {measure.entities} {entities}, {measure.organisations} {found}",
        "",
        _line(HEADS[language], width),
        *(_line((kind, *_cells(pairs)), width) for kind, pairs in rows),
        _line((every, *_cells(measure.whole)), width),
    ]
    if errors:
        lines += [*_pairs(wrong, measure.wrong), *_pairs(missed, measure.missed)]
    return "\n".join(lines)


def links_json(measure: LinksMeasure) -> str:
    """The same figures for a program, one object."""

    def cells(pairs: Pairs) -> dict[str, float | int | None]:
        figures = {"true": pairs.true, "found": pairs.found, "right": pairs.right}
        return {**figures, "precision": pairs.precision, "recall": pairs.recall}

    whole = {"mentions": measure.mentions, "entities": measure.entities, "organisations": measure.organisations}
    kinds = {kind: cells(pairs) for kind, pairs in measure.kinds.items()}
    return json.dumps({**whole, "pairs": cells(measure.whole), "kinds": kinds}, ensure_ascii=False, indent=2) + "\n"


def _line(cells: Iterable[str], width: int) -> str:
    first, *others = cells
    return f"{first:<{width}}  " + "  ".join(f"{cell:>13}" for cell in others)


def _cells(pairs: Pairs) -> tuple[str, ...]:
    shares = tuple("-" if share is None else f"{share:.4f}" for share in (pairs.precision, pairs.recall))
    return (*shares, str(pairs.true), str(pairs.found), str(pairs.right))


def _pairs(title: str, pairs: tuple[tuple[KnownMention, KnownMention], ...]) -> Iterator[str]:
    yield f"\n{title} ({len(pairs)})"
    step = max(1, len(pairs) // MOST_EXAMPLES)
    for one, other in pairs[::step][:MOST_EXAMPLES]:
        yield "  " + "  |  ".join(f"{each.name} [{each.body}, {each.kind}, {each.entity}]" for each in (one, other))
