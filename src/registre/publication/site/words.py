"""The strings of the interface: one TOML catalogue a language, asked by dotted key.

A catalogue is trusted text, values are not: a value is escaped unless a template already made it `Markup`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup, escape

from registre.errors import RegistreError
from registre.publication.site.figures import Figures, Language, figures

_PLURAL = "|"


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue of one language. A key that is not there is an error: no page goes out half translated."""

    language: Language
    strings: Mapping[str, str]
    figures: Figures
    _markup: dict[str, Markup] = field(default_factory=dict)
    """Strings that were asked for, escaped once."""

    def __call__(self, key: str, **values: object) -> Markup:
        """The string `key` with its values filled in."""
        if values:
            return self._escaped(key).format(**values)
        return self._escaped(key)

    def count(self, key: str, n: int, **values: object) -> Markup:
        """The string `key`, "singular|plural", for `n` things. French makes zero and one singular."""
        singular, _, plural = self._string(key).partition(_PLURAL)
        alone = n < 2 if self.language == "fr" else n == 1
        chosen = singular if alone else plural
        return Markup(escape(chosen)).format(n=self.figures.number(n), **values)

    def has(self, key: str) -> bool:
        return key in self.strings

    def known(self, group: str, name: str) -> Markup:
        """The string `group.name`, or `name` itself: codes of the data that may grow faster than the catalogue."""
        key = f"{group}.{name}"
        return self(key) if key in self.strings else escape(name)

    def under(self, prefix: str, **values: object) -> list[Markup]:
        """The strings `prefix.1`, `prefix.2` … in order: paragraphs."""
        found: list[Markup] = []
        while (key := f"{prefix}.{len(found) + 1}") in self.strings:
            found.append(self(key, **values))
        return found

    def table(self, prefix: str) -> dict[str, str]:
        """The strings below `prefix` by their last name, not escaped: words for a script, that go in as JSON."""
        start = f"{prefix}."
        return {key.removeprefix(start): text for key, text in self.strings.items() if key.startswith(start)}

    def sections(self, prefix: str, **values: object) -> list[tuple[Markup, list[Markup]]]:
        """The sections `prefix.1`, `prefix.2` …: their titles and paragraphs."""
        found: list[tuple[Markup, list[Markup]]] = []
        while f"{(key := f'{prefix}.{len(found) + 1}')}.title" in self.strings:
            found.append((self(f"{key}.title", **values), self.under(f"{key}.text", **values)))
        return found

    def _escaped(self, key: str) -> Markup:
        found = self._markup.get(key)
        if found is None:
            found = self._markup[key] = escape(self._string(key))
        return found

    def _string(self, key: str) -> str:
        try:
            return self.strings[key]
        except KeyError:
            raise RegistreError(f"site/locales/{self.language}.toml: the string « {key} » is missing.") from None


def read_words(folder: Path, language: Language) -> Words:
    """The catalogue `folder/{language}.toml`, its tables flattened to dotted keys, its lists numbered from 1."""
    with (folder / f"{language}.toml").open("rb") as stream:
        return Words(language, dict(_flat("", tomllib.load(stream))), figures(language))


def _flat(prefix: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield prefix, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(f"{prefix}.{key}" if prefix else key, inner)
    elif isinstance(value, list):
        for place, inner in enumerate(value, 1):
            yield from _flat(f"{prefix}.{place}", inner)
    else:
        raise RegistreError(f"site/locales: « {prefix} » must be a text, a list or a table.")
