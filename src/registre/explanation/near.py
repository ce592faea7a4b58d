"""Where a rule nearly read something: it fits and was not kept, it refuses, or only its words stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import islice

from registre.explanation.examples import read_example
from registre.explanation.places import around, in_flow, line_of
from registre.explanation.values import shown
from registre.extraction.rule import AnyRule, Match, Placed
from registre.messages import Language
from registre.reading import Text, fold
from registre.records import Outcome

_TRIES = 20
"""Matches of one rule that are looked at."""
_LONGEST = 160
_SENTENCE = re.compile(r"(?:[^\n.;]|[.;](?=\S)){1,500}")


class Near(StrEnum):
    """How near a rule came, the nearest first."""

    fits = "fits"
    """The rule reads a value there; the assembler did not keep it."""
    refused = "refused"
    """The pattern fits, the rule says that it is not one after all."""
    words = "words"
    """Words of the rule stand there."""


_ORDER = (Near.fits, Near.refused, Near.words)


@dataclass(frozen=True, slots=True)
class Miss:
    """The place of the text that is nearest to filling a field, in characters of the source."""

    rule: str
    near: Near
    start: int
    end: int
    line: int
    words: str
    value: str | None = None
    """What the rule reads there, when it fits."""
    shared: tuple[str, ...] = ()
    """The words of the rule that stand there."""


@dataclass(frozen=True, slots=True)
class Search:
    """Looks in `text` for the place where a rule came nearest, leaving out words that facts stand on."""

    text: Text
    rules: Sequence[AnyRule]
    taken: Sequence[tuple[int, int]]
    language: Language

    def nearest(self, rules: Sequence[AnyRule], start: int, end: int) -> Miss | None:
        """The nearest place of characters `start`..`end` of the source, stamps included."""
        found = [
            miss
            for part in (self.text, *self._furniture(start, end))
            for rule in rules
            for miss in self._of_rule(rule, part, *in_flow(part, start, end))
        ]
        return min(found, key=lambda one: (_ORDER.index(one.near), -len(one.shared), one.start), default=None)

    def _furniture(self, start: int, end: int) -> Iterator[Text]:
        for stamp in self.text.furniture:
            first, last = stamp.source(0, len(stamp.flow))
            if start < last and first < end:
                yield stamp

    def _of_rule(self, rule: AnyRule, part: Text, start: int, end: int) -> Iterator[Miss]:
        if rule.cues and not any(part.folded.find(cue, start, end) >= 0 for cue in rule.cues):
            return
        for found in islice(rule.pattern.finditer(part.folded, start, end), _TRIES):
            value = rule.read(Match(found, part.flow))
            first, last = (value.start, value.end) if isinstance(value, Placed) else Match(found, part.flow).span
            if first == last:
                first, last = found.span()
            miss = self._miss(rule, part, first, last, Near.refused if value is None else Near.fits)
            if not any(miss.start < other_end and other_start < miss.end for other_start, other_end in self.taken):
                yield replace(miss, value=self._told(value.value if isinstance(value, Placed) else value))
        yield from self._by_words(rule, part, start, end)

    def _told(self, value: object) -> str | None:
        """What the rule reads; None when it only says where a name stands or what a list is."""
        if value is None or isinstance(value, bool) or (isinstance(value, StrEnum) and not isinstance(value, Outcome)):
            return None
        return None if str(value) == "None" else shown(value, self.language)

    def _by_words(self, rule: AnyRule, part: Text, start: int, end: int) -> Iterator[Miss]:
        """The sentence that shares most words with the rule, one of its cues among them."""
        best: tuple[str, ...] = ()
        place = start
        cues, words = _words_of(rule)
        for sentence in _SENTENCE.finditer(part.folded, start, end):
            said = " " + sentence.group()
            if cues and not any(cue in said for cue in cues):
                continue
            shared = _longest(word for word, stands in words if stands.search(said))
            if len(shared) > len(best):
                best, place = shared, sentence.start()
        if best and (cues or len(best) > 1):
            word = re.compile(rf"(?<![a-zœ]){re.escape(max(best, key=len))}[a-zœ]*").search(part.folded, place, end)
            if word:
                yield replace(self._miss(rule, part, *word.span(), Near.words), shared=best)

    def _miss(self, rule: AnyRule, part: Text, start: int, end: int, near: Near) -> Miss:
        while start < end and part.flow[start].isspace():
            start += 1
        while start < end and part.flow[end - 1].isspace():
            end -= 1
        first, last = part.source(start, min(end, start + _LONGEST))
        return Miss(rule.id, near, first, last, line_of(part.raw, first), around(part.raw, first, last))


def _longest(words: Iterable[str]) -> tuple[str, ...]:
    """`words` (in alphabetical order) without those that another begins with."""
    kept: list[str] = []
    for word in words:
        if kept and word.startswith(kept[-1]):
            kept.pop()
        kept.append(word)
    return tuple(kept)


@cache
def _words_of(rule: AnyRule) -> tuple[tuple[str, ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    """The cues of a rule, and all the words by which it may be known: those of its examples that its pattern spells."""
    pattern = rule.pattern.pattern
    said = {
        word
        for written in rule.examples
        if (example := read_example(written))
        for word in re.findall(r"[a-zœ]{5,}", fold(example.text))
    }
    words = sorted({*rule.cues, *(word for word in said if word in pattern)})
    return rule.cues, tuple((word, re.compile(rf"(?<![a-zœ]){re.escape(word)}")) for word in words)
