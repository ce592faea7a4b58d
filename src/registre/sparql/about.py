"""What there is to know before asking a question, as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from registre.messages import Language
from registre.sparql.library import find_query
from registre.sparql.query import Column, Parameter, Query, Words

_WIDTH: Final = 100
_HEADS: Final = {
    "use": Words("À quoi elle sert", "What it is for"),
    "limits": Words("Ce qu'il ne faut pas en faire", "What not to make of it"),
    "parameters": Words("Paramètres", "Parameters"),
    "columns": Words("Colonnes", "Columns"),
    "network": Words("Réseau", "Network"),
}
_REQUIRED: Final = Words("obligatoire", "required")
_SENT: Final = Words("les valeurs de « {} » partent vers {}", "the values of « {} » are sent to {}")


def about_query(name: str, language: Language) -> str:
    """Title, description, use and limits of the question `name`, its parameters and its columns.

    Raises `BadConfiguration` for an unknown name.
    """
    query = find_query(name)
    return "\n".join(_lines(query, language)) + "\n"


def _lines(query: Query, language: Language) -> Iterator[str]:
    yield f"{query.name}: {query.title.in_(language)}"
    yield from _wrapped(query.description.in_(language), "")
    for key, words in (("use", query.use), ("limits", query.limits)):
        yield from ("", _HEADS[key].in_(language))
        yield from _wrapped(words.in_(language))
    if query.service is not None:
        yield from ("", _HEADS["network"].in_(language))
        yield from _wrapped(_SENT.in_(language).format(query.service.sent, query.service.url))
    if query.parameters:
        yield from ("", _HEADS["parameters"].in_(language))
        yield from _table(((one, _given(one, language)) for one in query.parameters), language)
    yield from ("", _HEADS["columns"].in_(language))
    yield from _table(((one, "") for one in query.columns), language)


def _given(one: Parameter, language: Language) -> str:
    return f" ({_REQUIRED.in_(language)})" if one.required else f" (= {one.default})" if one.default else ""


def _table(rows: Iterable[tuple[Parameter | Column, str]], language: Language) -> Iterator[str]:
    listed = tuple(rows)
    width = max(len(one.name) for one, _ in listed)
    for one, note in listed:
        yield f"  {one.name:<{width}}  {one.kind:<8} {one.meaning.in_(language)}{note}"


def _wrapped(text: str, margin: str = "  ") -> list[str]:
    """Lines that break between words, never in `in-kind` nor in an address."""
    wrapper = textwrap.TextWrapper(
        _WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False, break_long_words=False
    )
    return wrapper.wrap(text)
