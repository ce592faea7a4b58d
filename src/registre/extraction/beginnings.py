"""Which characters a match of a pattern may begin with, told from the pattern's syntax tree.

Said of ASCII alone: any other character may begin a match, as far as is known here.
"""

from __future__ import annotations

import re
from re import _constants as op  # type: ignore[attr-defined]  # private: the tree that `re.compile` makes itself
from typing import Any

ASCII = frozenset(map(chr, range(128)))
_DIGITS = frozenset("0123456789")
_WORD = frozenset(char for char in ASCII if char.isalnum()) | {"_"}
_SPACES = frozenset(" \t\n\r\f\v")
_ALSO_SPACES = _SPACES | frozenset("\x1c\x1d\x1e\x1f")  # spaces of Unicode, not of re.ASCII
_KINDS = {
    op.CATEGORY_DIGIT: (_DIGITS, _DIGITS),
    op.CATEGORY_NOT_DIGIT: (ASCII - _DIGITS, ASCII - _DIGITS),
    op.CATEGORY_WORD: (_WORD, _WORD),
    op.CATEGORY_NOT_WORD: (ASCII - _WORD, ASCII - _WORD),
    op.CATEGORY_SPACE: (_SPACES, _ALSO_SPACES),
    op.CATEGORY_NOT_SPACE: (ASCII - _ALSO_SPACES, ASCII - _SPACES),
}
"""What is in a class whatever the flags, and what may be."""
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def beginnings(tree: Any, flags: int) -> frozenset[str]:
    """The ASCII characters that a match may begin with; all of them when a match may be empty."""
    chars, empty = _first(tree, flags)
    return ASCII if empty else chars


def _first(tree: Any, flags: int) -> tuple[frozenset[str], bool]:
    """The characters that may come first, and whether none need come."""
    found: frozenset[str] = frozenset()
    for code, value in tree.data:
        chars, empty = _of(code, value, flags)
        found |= chars
        if not empty:
            return found, False
    return found, True


def _of(code: Any, value: Any, flags: int) -> tuple[frozenset[str], bool]:
    if code is op.LITERAL:
        return _cased(frozenset(chr(value)), flags), False
    if code is op.NOT_LITERAL:
        return ASCII - frozenset(chr(value)), False
    if code is op.IN:
        return _members(value, flags), False
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return frozenset(), True
    if code is op.SUBPATTERN:
        _, added, removed, inner = value
        return _first(inner, (flags | added) & ~removed)
    if code is op.ATOMIC_GROUP:
        return _first(value, flags)
    if code is op.BRANCH:
        branches = [_first(one, flags) for one in value[1]]
        return frozenset[str]().union(*(chars for chars, _ in branches)), any(empty for _, empty in branches)
    if code in _REPEATS:
        chars, empty = _first(value[2], flags)
        return chars, empty or value[0] == 0
    return ASCII, code is not op.ANY


def _members(items: list[Any], flags: int) -> frozenset[str]:
    """What a class may take: for a class of what is not, all but what it surely leaves out."""
    negated = items[0][0] is op.NEGATE
    found: frozenset[str] = frozenset()
    for code, value in items:
        if code is op.LITERAL:
            found |= {chr(value)}
        elif code is op.RANGE:
            found |= {chr(one) for one in (*range(value[0], min(value[1], 127) + 1), value[1])}
        elif code is op.CATEGORY:
            sure, possible = _KINDS.get(value, (frozenset[str](), ASCII))
            found |= sure if negated else possible
    return ASCII - found if negated else _cased(found, flags)


def _cased(chars: frozenset[str], flags: int) -> frozenset[str]:
    """`chars` with their other case; a letter that is not ASCII may have one that is."""
    if not flags & re.IGNORECASE:
        return chars & ASCII
    return ASCII if chars - ASCII else frozenset(other for char in chars for other in (char.lower(), char.upper()))
