"""A measure, written for people (a table, a list of errors) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from registre.evaluation.scoring import Evaluation, Mistake, Tally
from registre.messages import Language

WORDS: dict[str, tuple[str, str]] = {
    "field": ("champ", "field"),
    "precision": ("précision", "precision"),
    "recall": ("rappel", "recall"),
    "f1": ("F1", "F1"),
    "right": ("justes", "right"),
    "wrong": ("faux", "wrong"),
    "missed": ("manqués", "missed"),
    "all": ("TOUS LES FAITS", "ALL FACTS"),
    "perfect": (
        "documents sans erreur : {perfect} sur {documents}",
        "documents without an error: {perfect} of {documents}",
    ),
    "macro": ("F1 moyen des champs : {macro:.3f}", "mean F1 of the fields: {macro:.3f}"),
    "elsewhere": ("(ces mots ne sont pas dans le texte)", "(these words are not in the text)"),
    "none": ("Aucune erreur.", "No error."),
}


def _say(key: str, language: Language) -> str:
    return WORDS[key][language == "en"]


def render(evaluation: Evaluation, language: Language = "fr") -> str:
    """The table: one line a field in alphabetical order, then all facts; ends with a newline."""
    titles = [_say(key, language) for key in ("precision", "recall", "f1", "right", "wrong", "missed")]
    lines = [_row(_say("field", language), titles)]
    lines += [_row(name, _figures(evaluation.fields[name])) for name in sorted(evaluation.fields)]
    lines.append(_row(_say("all", language), _figures(evaluation.total)))
    lines.append(_say("perfect", language).format(perfect=evaluation.perfect, documents=evaluation.documents))
    lines.append(_say("macro", language).format(macro=evaluation.macro_f1))
    return "\n".join(lines) + "\n"


def _figures(tally: Tally) -> list[str]:
    rates = [f"{rate:.3f}" for rate in (tally.precision, tally.recall, tally.f1)]
    return rates + [str(count) for count in (tally.right, tally.wrong, tally.missed)]


def _row(name: str, cells: list[str]) -> str:
    return f"{name:24}" + "".join(f"{cell:>11}" for cell in cells)


def render_errors(evaluation: Evaluation, language: Language = "fr") -> str:
    """Every mistake under its document: what it is, then the words around it."""
    if not evaluation.mistakes:
        return _say("none", language) + "\n"
    return "\n".join(_error_lines(evaluation, language)) + "\n"


def _error_lines(evaluation: Evaluation, language: Language) -> Iterator[str]:
    document = None
    for mistake in evaluation.mistakes:
        if mistake.document != document:
            document = mistake.document
            yield document
        yield f"  {_kind(mistake, language):8} {mistake.field:22} {_place(mistake)}{mistake.shown}"
        yield f"           {mistake.words or _say('elsewhere', language)}"


def _kind(mistake: Mistake, language: Language) -> str:
    singular = {"wrong": ("faux", "wrong"), "missed": ("manqué", "missed")}
    return singular[mistake.kind][language == "en"]


def _place(mistake: Mistake) -> str:
    return f"[{mistake.act}] " if mistake.act and mistake.act != mistake.shown else ""


def to_json(evaluation: Evaluation) -> str:
    """The same measure as one JSON object, with every mistake; ends with a newline."""
    measure: dict[str, Any] = {
        "documents": evaluation.documents,
        "perfect": evaluation.perfect,
        "macro_f1": round(evaluation.macro_f1, 4),
        "all": _numbers(evaluation.total),
        "fields": {name: _numbers(evaluation.fields[name]) for name in sorted(evaluation.fields)},
        "errors": [asdict(mistake) for mistake in evaluation.mistakes],
    }
    return json.dumps(measure, ensure_ascii=False, indent=1) + "\n"


def _numbers(tally: Tally) -> dict[str, float | int]:
    rates = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    counts = {"right": tally.right, "wrong": tally.wrong, "missed": tally.missed}
    return {name: round(rate, 4) for name, rate in rates.items()} | counts
