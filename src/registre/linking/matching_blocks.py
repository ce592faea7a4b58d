"""Pairs of names worth comparing, so that the cost stays near linear in their number.

Names meet in blocks: the same words, the same skeleton, a word or a beginning in common in one body, one town or one
département, an acronym and its initials. A block that is too large is not compared pair by pair: its names are
chained in the order of the map, so that neighbours still meet.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from registre.linking.blocks_on_disk import Key, Meet, meet, pairs_on_disk
from registre.linking.letters import skeleton
from registre.linking.matching_names import MatchName, common_parts
from registre.linking.matching_pairs import Pair, initials

END = 6
"""Letters of a beginning or an end that names share."""
ACRONYM = range(2, 7)
AT_HAND: Final = 5_000
"""Names that meet in memory: some 5 kB each."""


def candidates(names: Sequence[MatchName], largest: int, at_hand: int = AT_HAND, met_by: Meet = meet) -> Iterable[Pair]:
    """Ranks of the names to compare, each pair once, in order.

    More than `at_hand` names meet on disk, found by `met_by`: the pairs are the same. Raises `OutputFailed` when the
    disk refuses.
    """
    if len(names) <= at_hand:
        return _meeting_here(names, largest)
    order = sorted(range(len(names)), key=lambda rank: _map_order(names[rank]))
    places = array("L", order)
    for place, rank in enumerate(order):
        places[rank] = place
    return pairs_on_disk((Key(*key, rank, places[rank]) for rank, key in _keys(names)), largest, met_by)


def _meeting_here(names: Sequence[MatchName], largest: int) -> list[Pair]:
    blocks: defaultdict[tuple[bool, str], list[int]] = defaultdict(list)
    for rank, key in _keys(names):
        blocks[key].append(rank)
    pairs: set[Pair] = set()
    for (chained, _), members in blocks.items():
        whole = not chained and len(members) <= largest
        pairs.update(combinations(members, 2) if whole else _chain(names, members))
    return sorted(pairs)


def _keys(names: Iterable[MatchName]) -> Iterator[tuple[int, tuple[bool, str]]]:
    """The rank of each name with each of its keys: whether its block is always chained, and what it has in common."""
    for rank, name in enumerate(names):
        yield from ((rank, (True, key)) for key in _everywhere(name))
        yield from ((rank, (False, key)) for key in _around(name))


def _chain(names: Sequence[MatchName], members: list[int]) -> Iterator[Pair]:
    """Neighbours on the map: by région, département, town, body."""
    ordered = sorted(set(members), key=lambda rank: _map_order(names[rank]))
    yield from ((min(pair), max(pair)) for pair in pairwise(ordered))


def _map_order(name: MatchName) -> tuple[str, ...]:
    ground = name.ground
    return (ground.region, ground.departement, name.place, ground.group, ground.body, name.spelling)


def _everywhere(name: MatchName) -> Iterator[str]:
    """Keys under which names meet wherever they stand."""
    yield f"letters {name.letters}"
    yield f"core {name.joined}"
    yield f"core {name.joined} {name.place}"
    yield f"words {' '.join(sorted(map(skeleton, name.core)))}"
    yield f"words {' '.join(sorted(map(skeleton, name.core)))} {name.place}"
    yield f"skeleton {''.join(map(skeleton, name.core))}"


def _around(name: MatchName) -> Iterator[str]:
    """Keys under which names meet in one body, one town or one département."""
    ground = name.ground
    bones = [skeleton(word) for word in name.core]
    scopes = {f"body {ground.body}", *([f"town {name.place}"] if name.place else ())}
    wide = f"departement {ground.departement}" if ground.departement else ""
    whole = skeleton("".join(name.whole))
    for scope in sorted(scopes | ({wide} - {""})):
        yield f"{scope} begins {whole[:END]}"
        yield f"{scope} ends {whole[-END:]}"
        yield f"{scope} core {name.joined}"
        yield f"{scope} bones {' '.join(sorted(bones))}"
    for word, bone in zip(name.core, bones, strict=True):
        for scope in scopes:
            yield f"{scope} word {bone}"
        if wide and word not in common_parts() and len(word) > 3:
            yield f"{wide} word {bone}"
    if len(name.core) == 1 and len(name.core[0]) in ACRONYM:
        yield from (f"{scope} initials {name.core[0]}" for scope in scopes)
    elif len(name.core) > 1:
        yield from (f"{scope} initials {letters}" for scope in scopes for letters in initials(name))
