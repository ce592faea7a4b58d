"""Which rule says that two names are one organisation, and what that is worth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from registre.linking.letters import singular, skeleton
from registre.linking.matching_names import MatchName, common_parts, spread
from registre.linking.matching_rules import Made, Matching, Where
from registre.linking.names import SMALL_WORDS

Pair = tuple[int, int]
"""The ranks of two names, the lower one first."""
CENT = Decimal("0.01")
FEW_LETTERS = range(2, 7)
"""Letters of an acronym."""


@dataclass(frozen=True, slots=True)
class Reason:
    """`one` and `other` (nodes) are one organisation by `rule`, with what confidence."""

    confidence: Decimal
    rule: str
    one: str
    other: str
    words: str = ""
    """What a text states, an identifier, who decided: what the rule rests on."""

    @property
    def order(self) -> tuple[Decimal, str, str, str]:
        """The surest first, then any fixed order."""
        return (-self.confidence, self.rule, self.one, self.other)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`spread` tells in how many names each word stands."""

    matching: Matching
    spread: Mapping[str, int]
    towns_of: Mapping[tuple[str, str], int]
    """(core, group of communes or département) → in how many towns it is seen."""

    def reasons(self, names: Sequence[MatchName], pairs: Iterable[Pair]) -> Iterator[Reason]:
        """The reasons of the pairs that have one, in their order; pairs are ranks of `names`."""
        found = (self.reason(names[one], names[other]) for one, other in pairs)
        return (reason for reason in found if reason is not None)

    def reason(self, a: MatchName, b: MatchName) -> Reason | None:
        """Why two names are one, or may be; None when nothing says so or a town or a number says no."""
        if (a.digits != b.digits and a.letters != b.letters) or (a.place and b.place and a.place != b.place):
            return None
        where = Where.here if a.place and a.place == b.place else a.ground.where(b.ground)
        rule, with_town = self._rule(a, b, where)
        if rule is None:
            return None
        if rule == "words" and (a.mended or b.mended):
            rule = "slip"
        share = Decimal(1) if with_town else self._share(a, b, where)
        confidence = cents(self.matching.worth[rule, where] * share)
        one, other = sorted((a.node, b.node))
        return Reason(confidence, rule, one, other) if confidence >= self.matching.propose else None

    def _share(self, a: MatchName, b: MatchName, where: Where) -> Decimal:
        """How much of a rule's worth is kept, by how likely it is that two organisations are called so."""
        far = self.matching.far
        made = min(a.made, b.made, key=list(Made).index)
        if where is Where.far:
            return far["wide"] if made is Made.local and self._wide(a, b) else far[made.value]
        if made is Made.coined or (a.place and a.place == b.place):
            return Decimal(1)
        if bool(a.place) != bool(b.place):
            sure = made is Made.local and self._only_one(a, b)
            return Decimal(1) if sure or self._own_town(a, b) else far[made.value]
        same = a.ground.body == b.ground.body or self._wide(a, b)
        return Decimal(1) if same else far[made.value]

    def _own_town(self, a: MatchName, b: MatchName) -> bool:
        """Whether a commune writes both names, one of them with its own town."""
        placed = a if a.place else b
        return a.ground.body == b.ground.body and placed.place.partition("/")[0] == a.ground.town

    def _wide(self, a: MatchName, b: MatchName) -> bool:
        if a.place or b.place or a.of_a_town or b.of_a_town:
            return False
        communes = "commune" in (a.ground.kind, b.ground.kind) or not (a.ground.kind and b.ground.kind)
        most = self.matching.wide_words if communes else self.matching.wide_words_of_groups
        return min(len(a.core), len(b.core)) >= most

    def _only_one(self, a: MatchName, b: MatchName) -> bool:
        """Whether a larger body that leaves the town out can only mean the one that there is around it."""
        placed, bare = (a, b) if a.place else (b, a)
        if placed.section or (placed.stated and a.ground.body != b.ground.body):
            return False
        group = placed.ground.group if placed.ground.group == bare.ground.group else ""
        if not group and (placed.family or bare.family or not placed.has_own_word):
            return False
        return self.towns_of.get((placed.joined, group or placed.ground.departement)) == 1

    def _rule(self, a: MatchName, b: MatchName, where: Where) -> tuple[str | None, bool]:
        """The rule that fits, and whether it has compared the towns too, as words."""
        if a.letters == b.letters:
            return "letters", False
        rule = self._alike(a.core, b.core)
        if rule is not None:
            return rule, False
        towns = bool(a.place) != bool(b.place)
        if towns:
            rule = self._alike(_content(a.whole), _content(b.whole))
        if rule is not None or where is Where.far:
            return rule, True
        rule = self._nearly(a, b, where, towns)
        return rule, towns and (rule != "cut" or self._keeps_town(a, b))

    def _alike(self, a: Sequence[str], b: Sequence[str]) -> str | None:
        """A rule that compares whole words only."""
        if "".join(a) == "".join(b):
            return "words"
        if sorted(a) == sorted(b):
            return "order"
        if sorted(map(singular, a)) == sorted(map(singular, b)) and len("".join(a)) > self.matching.shortest_slip:
            return "plural"
        if "".join(map(skeleton, a)) == "".join(map(skeleton, b)) and len("".join(a)) >= self.matching.shortest_slip:
            return "characters"
        return None

    def _nearly(self, a: MatchName, b: MatchName, where: Where, towns: bool) -> str | None:
        """A rule that forgives letters."""
        rule = self._slips(_content(a.whole), _content(b.whole)) if towns else self._slips(a.core, b.core)
        if rule is not None:
            return rule
        if self._is_cut(a, b) or self._is_cut(b, a):
            return "cut"
        return "initials" if where is Where.here and (spells(a, b) or spells(b, a)) else None

    def _slips(self, a: Sequence[str], b: Sequence[str]) -> str | None:
        """Words that differ stand one beside the other, and each pair differs by few letters."""
        if min(len("".join(a)), len("".join(b))) < self.matching.shortest_slip:
            return None
        left, right = _without(a, b), _without(b, a)
        if not left and not right:
            return "order"
        split = len(left) != len(right)
        if split:
            left, right = ["".join(left)], ["".join(right)]
        if len(left) > self.matching.slip_words:
            return None
        rules = {self._slip(one, other) for one, other in zip(left, right, strict=True)}
        if None in rules or "" in (*left, *right) or (split and rules == {"abbreviated"}):
            return None
        return "abbreviated" if rules == {"abbreviated"} else "slip"

    def _slip(self, a: str, b: str) -> str | None:
        if a.isdigit() or b.isdigit():
            return None
        if max(a, b, key=len) in common_parts() and (abbreviates(a, b) or abbreviates(b, a)):
            return "abbreviated"  # a word of the language: a town or a family is never written so
        most = self.matching.letters(min(a, b, key=len))
        apart = OSA.distance(a, b, score_cutoff=most)
        if apart > most and skeleton(a) != skeleton(b):
            return None
        return None if self._both_real(a, b) else "slip"

    def _both_real(self, a: str, b: str) -> bool:
        """Whether two words are two words, not one and its slip: both known, or one not much rarer than the other."""
        rare, often = sorted((self.spread.get(a, 0), self.spread.get(b, 0)))
        known = a in common_parts() and b in common_parts()
        return known or (rare > self.matching.rare_slip and often < self.matching.rare_slip * rare)

    def _is_cut(self, short: MatchName, long: MatchName) -> bool:
        """Whether the first name is the second one, stopped inside a word or by an ellipsis."""
        a, b = "".join(_content(short.whole_written)), "".join(_content(long.whole))
        if len(a) < self.matching.shortest_cut or not b.startswith(a) or len(a) < self.matching.share_of_cut * len(b):
            return False
        if len(short.core) < 2 or short.made is Made.generic:
            return False
        ends = {"".join(_content(long.whole)[:count]) for count in range(len(long.whole) + 1)}
        return a not in ends or short.spelling.rstrip().endswith(("…", "..."))

    def _keeps_town(self, a: MatchName, b: MatchName) -> bool:
        """Whether the name that was cut goes on far enough into its town: nothing else tells which one is meant."""
        short, long = (a, b) if self._is_cut(a, b) else (b, a)
        letters, town = "".join(_content(long.whole)), long.place.partition("/")[0].replace(" ", "")
        left = len("".join(_content(short.whole_written))) - letters.rfind(town)
        return left >= self.matching.share_of_cut * len(town)


def comparison_among(names: Sequence[MatchName], matching: Matching) -> Comparison:
    """What compares any two of these names, which are all names of a build."""
    towns: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if name.place:
            towns[name.joined, name.ground.departement].add(name.place)
            towns[name.joined, name.ground.group].add(name.place)
    return Comparison(matching, spread(names), {key: len(seen) for key, seen in towns.items()})


@lru_cache(maxsize=1024)
def cents(confidence: Decimal) -> Decimal:
    """Rounded, and one object for all who have it: rules are few, their reasons as many as names."""
    return confidence.quantize(CENT)


def _content(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in SMALL_WORDS)


def _without(a: Sequence[str], b: Sequence[str]) -> list[str]:
    """The words of `a` that `b` lacks, in order; a small word misread counts as small."""
    there = Counter(b)
    left = []
    for word in a:
        if there[word] > 0:
            there[word] -= 1
        elif not (len(word) <= 3 and any(OSA.distance(word, small) <= 1 for small in ("des", "les", "du", "de", "la"))):
            left.append(word)
    return left


def abbreviates(short: str, long: str) -> bool:
    """ "elem" and "clb" for "elementaire" and "club": the beginning, or first, last and some letters between."""
    if not 2 < len(short) < len(long) or len(short) > 5:
        return False
    if long.startswith(short):
        return len(long) - len(short) >= 3
    letters = iter(long)
    return short[0] == long[0] and short[-1] == long[-1] and all(letter in letters for letter in short)


def spells(short: MatchName, long: MatchName) -> bool:
    """Whether the first name is an acronym made of the initials of the words of the second one."""
    word = short.core[0] if len(short.core) == 1 else ""
    if len(word) not in FEW_LETTERS or len(long.core) < 2 or not _capitals(short.spelling, word):
        return False
    return word in initials(long)


def initials(name: MatchName) -> frozenset[str]:
    """The acronyms of a name: of its words, with or without the small ones, the town and what it is."""
    written = name.whole_written
    forms = (name.core, _content(written), tuple(w for w in written if w not in SMALL_WORDS or w in ("et", "en")))
    long = tuple(word for word in written if len(word) > 3)
    return frozenset("".join(word[0] for word in form) for form in (*forms, written, long) if len(form) > 1)


def _capitals(spelling: str, word: str) -> bool:
    return sum(letter.isupper() for letter in spelling) >= len(word)
