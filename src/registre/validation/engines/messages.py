"""What a finding says, in two languages: the templates of the shapes, filled by us, whoever judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rdflib import Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

_HOLE = re.compile(r"\{[?$](\w+)\}")


def templates_of(shapes: Graph, shape: Node | None) -> dict[str, str]:
    """The messages of a shape or a constraint by language."""
    said = (one for one in shapes.objects(shape, SH.message) if isinstance(one, Literal) and one.language)
    return {str(one.language): str(one) for one in said}


def fill(template: str, values: Mapping[str, str]) -> str:
    """`template` with its values; a hole without a value stays, as in pySHACL."""
    return _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), template)


def recognise(template: str | None, said: Iterable[str]) -> str:
    """Which of the messages that an engine gives is this template with its values filled in.

    Engines fill values in but lose the language, so what they said is recognised by the template.
    """
    if template is None:
        return " ".join(sorted(said))
    pattern = _as_pattern(template)
    return next((one for one in sorted(said) if pattern.fullmatch(one)), template)


@lru_cache(maxsize=512)
def _as_pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{[?$]\w+\}", template)
    return re.compile("(?s:.*?)".join(re.escape(part) for part in parts))
