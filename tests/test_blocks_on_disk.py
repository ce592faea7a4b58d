"""Names that meet on disk: the same pairs as in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.identities.mentions import invent
from hypothesis import given, settings
from hypothesis import strategies as st

from registre.errors import OutputFailed
from registre.linking.blocks_on_disk import Key, meet, pairs_on_disk
from registre.linking.grounds import Ground, towns_of
from registre.linking.matching_blocks import candidates
from registre.linking.matching_names import read_match_names
from registre.linking.reference import read_reference

WORDS = st.sampled_from(["club", "vars", "amicale", "tennis", "comite", "fetes", "lizonne", "ecole", "US", "de la"])
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TEXTS = st.sets(st.tuples(NAMES, st.sampled_from(["one", "two", "three"])), min_size=1, max_size=40)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(2, 12))
def test_names_meet_on_disk_as_they_do_in_memory(texts: set[tuple[str, str]], largest: int) -> None:
    names = read_match_names(sorted(texts), {}, towns_of([], read_reference()))
    assert list(candidates(names, largest, at_hand=0)) == list(candidates(names, largest))


def test_a_thousand_names_of_an_invented_country_meet_alike() -> None:
    _, mentions = invent(3, 300)
    texts = sorted({(one.name, one.body) for one in mentions})
    grounds = {body: Ground(body, departement=body[-2:]) for _, body in texts}
    names = read_match_names(texts, grounds, towns_of(grounds.values(), read_reference()))
    found = list(candidates(names, 60))
    assert len(found) > 2000 and list(candidates(names, 60, at_hand=0)) == found


def test_a_block_that_is_too_large_is_chained_in_the_order_of_the_map() -> None:
    keys = [Key(False, "word club", rank, place) for rank, place in enumerate((3, 0, 2, 1))]
    assert list(pairs_on_disk(keys, 4, meet)) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert list(pairs_on_disk(keys, 3, meet)) == [(0, 2), (1, 3), (2, 3)]
    assert list(pairs_on_disk([one._replace(chained=True) for one in keys], 4, meet)) == [(0, 2), (1, 3), (2, 3)]


def test_nobody_meets_alone() -> None:
    assert list(pairs_on_disk([Key(True, "letters vars", 0, 0)], 60, meet)) == []
    assert list(pairs_on_disk([], 60, meet)) == []


def test_the_disk_that_refuses_is_named() -> None:
    def refused(folder: Path, largest: int) -> None:
        (folder / "keys.csv").unlink()
        meet(folder, largest)

    with pytest.raises(OutputFailed, match="cannot be compared on disk"):
        list(pairs_on_disk([Key(True, "letters vars", 0, 0)], 60, refused))


def test_pairs_are_found_again_where_somebody_began_to_write_them() -> None:
    def twice(folder: Path, largest: int) -> None:
        meet(folder, largest)
        (folder / "pairs").write_bytes(b"cut")
        meet(folder, largest)

    assert list(pairs_on_disk([Key(False, "word club", rank, rank) for rank in range(3)], 4, twice)) == [
        (0, 1),
        (0, 2),
        (1, 2),
    ]
