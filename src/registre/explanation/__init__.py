"""Why something was read, and why something was not: a document shown with what its record rests on."""

from __future__ import annotations

from registre.explanation.explanation import Explanation, explanation_of, to_json
from registre.explanation.rendering import render_text
from registre.explanation.style import Style
from registre.messages import Language
from registre.records import Record

WIDTH = 100
"""Columns, where nobody says how wide the terminal is."""


def explain(record: Record, language: Language, *, colour: bool = False, width: int = WIDTH) -> str:
    """The document of `record` with its sections and its facts in place, then the list of facts, of what lost
    and of what was not found, with the rules concerned. Ends with a newline."""
    return render_text(explanation_of(record, language), Style(colour), width)


def explain_json(record: Record, language: Language) -> str:
    """The same as one JSON object; ends with a newline."""
    return to_json(explanation_of(record, language)) + "\n"


__all__ = ["WIDTH", "Explanation", "explain", "explain_json", "explanation_of"]
