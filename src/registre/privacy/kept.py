"""The names that may be published: who acts in the session, and the legal persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from registre.linking.names import fold
from registre.linking.person_names import Name, read_name
from registre.privacy.phrases import Phrases


class Kept:
    """The names that may be published: who acts in the session, and the legal persons."""

    def __init__(self, persons: Iterable[str], organisations: Iterable[str]) -> None:
        self._persons = tuple(sorted(set(persons)))
        self.organisations = tuple(
            sorted({name for name in organisations if name}, key=lambda name: (-len(name), name))
        )

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset((*self._persons, *self.organisations))

    @cached_property
    def phrases(self) -> Phrases:
        """The names of legal persons, and the whole names of who acts."""
        return Phrases((*self.organisations, *(name for name in self._persons if len(name.split()) > 1)))

    @cached_property
    def _names(self) -> dict[str, list[Name]]:
        """The names by each of their words."""
        found: defaultdict[str, list[Name]] = defaultdict(list)
        for name in map(read_name, self._persons):
            for token in set(name.tokens):
                found[token].append(name)
        return found

    @cached_property
    def family_words(self) -> frozenset[str]:
        names = (name for names in self._names.values() for name in names)
        return frozenset(token for name in names for token in (name.family or name.tokens))

    def acts(self, words: Collection[str]) -> bool:
        """Whether these words are the name of somebody who acts in the session, whole or the family name."""
        tokens = {token for word in words for token in fold(word).split()}
        whole = {token for token in tokens if len(token) > 1}
        return any(_holds(name, tokens, whole) for name in self._names.get(max(whole, default=""), ()))

    def bearers(self, words: Collection[str]) -> int:
        """How many people who act, told apart by their given names, bear all these words as their family name."""
        tokens = {token for word in words for token in fold(word).split()}
        names = self._names.get(max(tokens, default=""), ())
        return len({name.given for name in names if name.given and tokens <= set(name.family)})


def _holds(name: Name, tokens: set[str], whole: set[str]) -> bool:
    """Whether every word is in the name, one of them in its family name, and every initial begins a word."""
    letters = {token[0] for token in name.given} | set(name.initials) | set(name.tokens)
    told = tokens - whole <= letters or not (name.given or name.initials)  # a family name alone contradicts no initial
    return whole <= set(name.tokens) and bool(whole & set(name.family or name.tokens)) and told
