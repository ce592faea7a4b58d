"""Groups that grow by joins: what they hold is what sets joined one by one would hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from registre.linking.clusters import Clusters

THINGS = [f"thing {number}" for number in range(8)]
PAIRS = st.lists(st.tuples(st.sampled_from(["join", "forbid"]), st.sampled_from(THINGS), st.sampled_from(THINGS)))


def group_of(groups: list[set[str]], thing: str) -> set[str]:
    return next(one for one in groups if thing in one)


@given(PAIRS)
def test_groups_are_those_of_sets_that_are_joined_unless_two_members_are_kept_apart(
    deeds: list[tuple[str, str, str]],
) -> None:
    clusters, groups, apart = Clusters(THINGS), [{thing} for thing in THINGS], list[tuple[str, str]]()
    for deed, one, other in deeds:
        first, second = group_of(groups, one), group_of(groups, other)
        if deed == "forbid":
            assert clusters.forbid(one, other) == (first is not second)
            apart += [(one, other)] if first is not second else []
            continue
        may = not any({a, b} & first and {a, b} & second for a, b in apart if first is not second)
        assert clusters.join(one, other) == may
        if may and first is not second:
            groups.remove(second)
            first |= second
    assert list(clusters.groups()) == sorted(sorted(one) for one in groups)
    for members in groups:
        (chief,) = {clusters.chief(thing) for thing in members}
        assert chief in members
        assert clusters.group(chief) == sorted(members)


def test_a_mark_is_that_of_the_whole_group_and_keeps_it_from_another_one() -> None:
    clusters = Clusters(THINGS)
    one, other, third, *_ = THINGS
    assert clusters.mark(one, "siren", "812345678") and clusters.mark(third, "siren", "799999999")
    assert clusters.join(one, other) and clusters.marked(other, "siren") == "812345678"
    assert not clusters.mark(other, "siren", "799999999")
    assert not clusters.may_join(other, third) and not clusters.join(third, one)
    assert clusters.same(one, other) and not clusters.same(one, third)
