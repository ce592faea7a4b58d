"""The YAML of a file of decisions as plain words, each with the line where it stands.

PyYAML parses; nothing is constructed: every value stays the text that was written, so that « no », 2024-05-02
or 12:30 mean what they look like, and no tag makes an object. Aliases, nesting and keys written twice are refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from registre.errors import RegistreError

LARGEST_BYTES = 4_000_000
DEEPEST = 3
"""A list of decisions, their fields, lists of values."""

Value = str | tuple[str, ...]


class BadDecision(RegistreError):
    """A decision cannot be read or followed: nothing is published, because what it withdraws would be."""

    def __init__(self, file: str, line: int, french: str, english: str) -> None:
        super().__init__(f"{file}, ligne {line} : {french}\n{file}, line {line}: {english}")
        self.file, self.line = file, line


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as written: its values and their lines, by the name of the field."""

    file: str
    line: int
    values: Mapping[str, Value]
    lines: Mapping[str, int]


def read_entries(path: Path, shown: str) -> tuple[Entry, ...]:
    """The decisions written in `path`, in order; `shown` names the file in messages.

    Raises `BadDecision`: not UTF-8, not YAML, not a list of fields.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadDecision(
            shown, 1, f"illisible ({fault}). Écrivez-le en UTF-8.", f"cannot be read ({fault}). Write it in UTF-8."
        ) from fault
    if len(data) > LARGEST_BYTES:
        raise BadDecision(shown, 1, "plus de 4 Mo. Coupez le fichier.", "larger than 4 MB. Cut the file in parts.")
    try:
        _refuse_tricks(text, shown)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as fault:
        raise _not_yaml(fault, shown) from fault
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise _refused(root, shown, "la racine n’est pas une liste", "the root is not a list")
    return tuple(_entry(node, shown) for node in root.value)


def _refuse_tricks(text: str, shown: str) -> None:
    """Aliases, tags, several documents and deep nesting have no use here; found before anything is built."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        mark = event.start_mark
        line = mark.line + 1 if mark is not None else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise BadDecision(
                shown,
                line,
                "alias, ancre ou étiquette YAML (« * », « & », « ! »). Écrivez la valeur en toutes lettres, "
                "entre guillemets si elle commence ainsi.",
                "YAML alias, anchor or tag (« * », « & », « ! »). Write the value out, "
                "between quotes when it begins so.",
            )
        if depth > DEEPEST or documents > 1:
            raise BadDecision(
                shown,
                line,
                "trop de niveaux, ou plusieurs documents. Une décision n’a que des champs et des listes.",
                "too many levels, or several documents. A decision has only fields and lists.",
            )


def _not_yaml(fault: yaml.YAMLError, shown: str) -> BadDecision:
    mark = getattr(fault, "problem_mark", None)
    seen = getattr(fault, "problem", None) or "YAML"
    return BadDecision(
        shown,
        mark.line + 1 if mark is not None else 1,
        f"ce n’est pas du YAML ({seen}). Vérifiez les deux-points, les guillemets et les retraits.",
        f"not YAML ({seen}). Look at the colons, the quotes and the indents.",
    )


def _refused(node: yaml.Node, shown: str, french: str, english: str) -> BadDecision:
    line = node.start_mark.line + 1 if node.start_mark is not None else 1
    return BadDecision(
        shown,
        line,
        f"{french}. Commencez chaque décision par « - decision: … », ses champs dessous.",
        f"{english}. Begin each decision with « - decision: … », its fields below.",
    )


def _entry(node: yaml.Node, shown: str) -> Entry:
    if not isinstance(node, yaml.MappingNode):
        raise _refused(node, shown, "une décision n’a pas de champs", "a decision has no fields")
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _refused(key, shown, "le nom d’un champ n’est pas un mot", "the name of a field is no word")
        if key.value in values:
            raise _refused(
                key, shown, f"le champ « {key.value} » est écrit deux fois", f"the field « {key.value} » stands twice"
            )
        values[key.value] = _value(value, shown)
        lines[key.value] = key.start_mark.line + 1
    return Entry(shown, node.start_mark.line + 1, values, lines)


def _value(node: yaml.Node, shown: str) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    parts: Sequence[yaml.Node] = node.value if isinstance(node, yaml.SequenceNode) else (node,)
    if not all(isinstance(part, yaml.ScalarNode) for part in parts):
        raise _refused(node, shown, "un champ n’est ni un texte ni une liste", "a field is neither a text nor a list")
    return tuple(str(part.value).strip() for part in parts)
