"""A text cut where its evidence begins and ends, so that overlapping and nested evidence can be shown.

A fact may rest on several passages, and a passage may state several facts. Here the passages shown are
cut into segments; each segment knows the facts it states, the narrowest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]
"""Start and end of a passage, in characters, end excluded."""

_CONTEXT = 160
"""Characters kept, at most, on each side of evidence that stands outside the passage shown."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters `start`..`end` state the fact `fact`; `tint` says which family of facts it is of."""

    fact: str
    start: int
    end: int
    tint: str
    main: bool = True
    """False for words that complete the fact: they lead to it, but a link to its words goes elsewhere."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that state the same facts all along.

    `anchors`: facts whose words begin here. `more`: facts that no segment leads to as its first fact, and
    that end here: they need a link of their own.
    """

    text: str
    facts: tuple[str, ...] = ()
    tint: str = ""
    anchors: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage of the text; `start` is where it begins, `whole` is False for a window around a proof."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    whole: bool = True


def cut(text: str, passages: Sequence[Span], marks: Iterable[Mark]) -> tuple[Excerpt, ...]:
    """The passages of `text` but for blank ends, and the lines around marks outside of them, cut into segments.

    After this: 1. the segments of an excerpt joined give its text; 2. each character of a mark stands in a
    segment that names its fact; 3. each fact with a main mark has one anchor; 4. each fact is the first of
    some segment, or in the `more` of one. Empty marks and marks beyond the text are left out.
    """
    sound = sorted({mark for mark in marks if 0 <= mark.start < mark.end <= len(text)}, key=_order)
    shown = _merged([_trimmed(text, span) for span in passages if text[span[0] : span[1]].strip()])
    outside = [mark for mark in sound if not any(start <= mark.start and mark.end <= end for start, end in shown)]
    windows = [_window(text, mark) for mark in outside]
    spans = _merged([*shown, *windows], gap=_CONTEXT if windows else 0)
    cuts = [_cut_one(text, span, sound) for span in spans]
    firsts = {segment.facts[0] for segments in cuts for segment in segments if segment.facts}
    anchors = _Anchors({mark.fact for mark in sound if mark.main}, _starts(sound), firsts)
    return tuple(
        Excerpt(start, end, anchors.placed(start, segments), whole=any(s < end and start < e for s, e in shown))
        for (start, end), segments in zip(spans, cuts, strict=True)
    )


def _order(mark: Mark) -> tuple[int, int, str, bool]:
    return (mark.start, mark.end, mark.fact, not mark.main)


def _merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """Spans in order, joined where they overlap or leave no more than `gap` characters between them."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _trimmed(text: str, span: Span) -> Span:
    """The passage without the blank that surrounds it."""
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _window(text: str, mark: Mark) -> Span:
    """The lines a mark stands on, at most `_CONTEXT` characters before and after it."""
    before = text.rfind("\n", 0, mark.start) + 1
    after = text.find("\n", mark.end)
    after = len(text) if after < 0 else after
    return max(before, mark.start - _CONTEXT), min(after, mark.end + _CONTEXT)


def _cut_one(text: str, span: Span, marks: Sequence[Mark]) -> list[Segment]:
    """Segments of one span, by a sweep over the places where marks begin and end."""
    start, end = span
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    places = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    segments: list[Segment] = []
    active: list[Mark] = []
    coming = iter(inside)
    following = next(coming, None)
    for a, b in pairwise(places):
        active = [mark for mark in active if mark.end > a]
        while following is not None and following.start <= a:
            if following.end > a:
                active.append(following)
            following = next(coming, None)
        narrow = sorted(active, key=lambda mark: (mark.end - mark.start, mark.fact))
        facts = tuple(dict.fromkeys(mark.fact for mark in narrow))
        segments.append(Segment(text[a:b], facts, narrow[0].tint if narrow else ""))
    return segments


def _starts(marks: Sequence[Mark]) -> dict[str, int]:
    """Where the words of each fact begin: its first main mark."""
    return {mark.fact: mark.start for mark in reversed(marks) if mark.main}


@dataclass(slots=True)
class _Anchors:
    """Places anchors and the links of facts that are never first, each once over all excerpts."""

    pending: set[str]
    starts: dict[str, int]
    firsts: set[str]

    def placed(self, start: int, segments: Sequence[Segment]) -> tuple[Segment, ...]:
        hidden = {fact: place for place, one in enumerate(segments) for fact in one.facts if fact not in self.firsts}
        placed, at = [], start
        for place, one in enumerate(segments):
            anchors = tuple(sorted(f for f in one.facts if f in self.pending and self.starts[f] <= at))
            self.pending.difference_update(anchors)
            more = tuple(sorted(fact for fact, last in hidden.items() if last == place))
            self.firsts.update(more)
            placed.append(Segment(one.text, one.facts, one.tint, anchors, more))
            at += len(one.text)
        return tuple(placed)
