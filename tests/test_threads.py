"""Work beside ours: all of it done at the end, its faults raised."""

from __future__ import annotations

import threading

import pytest

from registre.engine.threads import Threads


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_work_is_done_when_the_block_ends(jobs: int) -> None:
    done: list[int] = []
    with Threads(jobs) as beside:
        for number in range(20):
            beside.start(done.append, number)
    assert sorted(done) == list(range(20))


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_is_made_of_each_item_comes_in_the_order_of_the_items(jobs: int) -> None:
    with Threads(jobs) as threads:
        assert threads.each(lambda number: number * 2, range(50)) == list(range(0, 100, 2))
        with pytest.raises(ZeroDivisionError):
            threads.each(lambda number: 1 // number, [1, 0])


def test_with_two_jobs_work_goes_on_beside_ours() -> None:
    ours = threading.Event()
    with Threads(2) as beside:
        beside.start(ours.wait, 60.0)
        ours.set()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_the_work_is_raised(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError), Threads(jobs) as beside:
        beside.start(divmod, 1, 0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_our_own_fault_is_not_hidden_by_theirs(jobs: int) -> None:
    with pytest.raises(LookupError), Threads(jobs) as beside:
        if jobs > 1:
            beside.start(divmod, 1, 0)
        raise LookupError


def test_after_our_fault_nothing_more_is_begun() -> None:
    begun: list[int] = []
    ours = threading.Event()

    def one(number: int) -> None:
        begun.append(number)
        ours.wait(60.0)

    with pytest.raises(LookupError), Threads(2) as beside:
        for number in range(10):
            beside.start(one, number)
        threading.Timer(0.2, ours.set).start()
        raise LookupError
    assert len(begun) <= 2
