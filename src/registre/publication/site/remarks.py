"""What a reader should be told about a page: the findings that its graph states, and those of the validation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from registre.publication.site.figures import LANGUAGES, Language
from registre.records import Diagnostic

_NS = "https://w3id.org/registre/ns#"
_DESCRIPTION = "http://purl.org/dc/terms/description"
_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: a code (of a diagnostic or a shape), how grave it is, and its words in each language.

    `ids` are the fragments of the findings that say it; several documents may say the same.
    """

    code: str
    severity: str
    messages: Mapping[Language, str]
    ids: tuple[str, ...] = ()

    def said(self, language: Language) -> str:
        """The words in `language`, else those there are."""
        return self.messages.get(language) or next(iter(self.messages.values()), self.code)


def of_graph(json_ld: str | None) -> list[Remark]:
    """The findings in the (expanded) JSON-LD of a page, in the order of their numbers."""
    nodes = json.loads(json_ld) if json_ld is not None else []
    found = [_of_node(node) for node in nodes if f"{_NS}Finding" in node.get("@type", ())]
    return sorted(found, key=lambda remark: (len(remark.ids[0]), remark.ids[0]))


def _of_node(node: Mapping[str, Any]) -> Remark:
    texts = node.get(_DESCRIPTION, ())
    messages: dict[Language, str] = {
        language: text["@value"] for language in LANGUAGES for text in texts if text.get("@language") == language
    }
    severity = node[f"{_NS}severity"][0]["@id"].removeprefix(f"{_NS}severity-")
    return Remark(node[f"{_NS}code"][0]["@value"], severity, messages, (node["@id"].partition("#")[2],))


def of_document(diagnostics: Iterable[Diagnostic]) -> list[Remark]:
    """What the reading of a document noted, in its own words, which are French."""
    return [_said_by(one) for one in diagnostics]


def _said_by(one: Diagnostic) -> Remark:
    return Remark(one.code, one.severity.value, {"fr": one.message, "en": one.message_en or one.message})


def gathered(stated: Iterable[Remark], findings: Sequence[Remark] = ()) -> tuple[Remark, ...]:
    """Remarks of a page, each once, the gravest first."""
    kept: dict[tuple[str, str], Remark] = {}
    for one in (*stated, *findings):
        key = (one.code, one.said("fr"))
        kept[key] = replace(kept[key], ids=kept[key].ids + one.ids) if key in kept else one
    return tuple(sorted(kept.values(), key=lambda remark: _RANK.get(remark.severity, 3)))
