"""What each rule of matching is worth, and the thresholds: the data of `matching.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "matching.toml"


class Where(StrEnum):
    """How near to each other two names stand."""

    here = "here"
    near = "near"
    far = "far"


class Made(StrEnum):
    """What a name is made of: how likely another town gives it too."""

    generic = "generic"
    local = "local"
    coined = "coined"


@dataclass(frozen=True, slots=True)
class Matching:
    """Thresholds are confidences from 0 to 1; lengths are letters, words or names."""

    accept: Decimal
    propose: Decimal
    methods: Mapping[str, str]
    """Rule → code of the link methods."""
    worth: Mapping[tuple[str, Where], Decimal]
    far: Mapping[str, Decimal]
    wide_words: int
    wide_words_of_groups: int
    slips: tuple[tuple[int, int], ...]
    slip_words: int
    shortest_slip: int
    rare_slip: int
    shortest_cut: int
    share_of_cut: Decimal
    largest_block: int
    most_proposals: int

    def accepting(self, accept: Decimal | None) -> Matching:
        """The same rules, with another confidence from which names join; None changes nothing."""
        return self if accept is None else replace(self, accept=accept)

    def letters(self, word: str) -> int:
        """How many letters may be wrong in this word."""
        return max((most for length, most in self.slips if len(word) >= length), default=0)


@cache
def read_matching(path: Path = FILE) -> Matching:
    """The rules of a file like `matching.toml`; KeyError when it lacks one of its lines."""
    data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    rules: dict[str, dict[str, Any]] = data["rule"]
    return Matching(
        accept=data["accept"],
        propose=data["propose"],
        methods={name: rule["method"] for name, rule in rules.items()},
        worth={(name, where): rule[where.value] for name, rule in rules.items() for where in Where},
        far=data["far"],
        wide_words=data["wide"]["words"],
        wide_words_of_groups=data["wide"]["words_of_groups"],
        slips=tuple((length, most) for length, most in data["slips"]["letters"]),
        slip_words=data["slips"]["words"],
        shortest_slip=data["slips"]["shortest"],
        rare_slip=data["slips"]["rare"],
        shortest_cut=data["cut"]["shortest"],
        share_of_cut=data["cut"]["share"],
        largest_block=data["blocks"]["largest"],
        most_proposals=data["blocks"]["proposals"],
    )
