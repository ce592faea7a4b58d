"""Workers that die, hang, grow and vanish: each costs its own task and no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from registre.engine.limits import Limits
from registre.engine.pool import AHEAD, Lost, NoWorker, Pool, Ready
from registre.engine.process import Worker
from registre.engine.worker import Setup

TARGET = "engine_targets:prepare"
QUICK = Limits(cpu_s=1, wall_s=3.0, memory_bytes=256 << 20, answer_bytes=1 << 20)
linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")


@pytest.fixture(autouse=True)
def targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


def answers(*tasks: bytes | Ready, jobs: int = 2, limits: Limits = QUICK) -> list[bytes | Lost]:
    with Pool(TARGET, b"!", jobs=jobs, limits=limits) as pool:
        return list(pool.run(tasks))


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_answers_come_in_the_order_of_the_tasks(jobs: int) -> None:
    slow_first = [b"sleep 0.2", *(b"say %d" % n for n in range(200))]
    assert answers(*slow_first, jobs=jobs) == [b"!slept", *(b"!%d" % n for n in range(200))]


def test_no_task_gives_no_answer_and_starts_no_worker() -> None:
    with Pool("nowhere:nothing", jobs=2) as pool:
        assert list(pool.run([])) == []


def test_an_answer_known_already_takes_its_place_without_a_worker() -> None:
    assert answers(b"say a", Ready(b"known"), b"say b") == [b"!a", b"known", b"!b"]
    with Pool("nowhere:nothing", jobs=2) as pool:
        assert list(pool.run([Ready(b"1"), Ready(b"2")])) == [b"1", b"2"]


def test_a_pool_serves_again() -> None:
    with Pool(TARGET, b"!", jobs=1) as pool:
        first, second = list(pool.run([b"say 1", b"pid"])), list(pool.run([b"say 2", b"pid"]))
    assert first[0] == b"!1" and second[0] == b"!2" and first[1] == second[1]


@pytest.mark.parametrize("death", [b"exit", b"segfault", b"kill"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_worker_that_dies_costs_its_task_alone(death: bytes, jobs: int) -> None:
    given = answers(b"say 1", b"say 2", death, b"say 3", b"say 4", jobs=jobs)
    assert [one for one in given if not isinstance(one, Lost)] == [b"!1", b"!2", b"!3", b"!4"]
    lost = given[2]
    assert isinstance(lost, Lost) and lost.cause == "death"


@linux
@pytest.mark.parametrize("task", [b"eat", b"eat-hard"])
def test_a_task_that_takes_too_much_memory_is_lost_for_that(task: bytes) -> None:
    before, lost, after = answers(b"say 1", task, b"say 2")
    assert (before, after) == (b"!1", b"!2")
    assert isinstance(lost, Lost) and lost.cause in ("memory", "death")


@linux
def test_a_task_that_burns_its_seconds_of_processor_is_lost_for_time() -> None:
    lost, after = answers(b"burn", b"say 1", jobs=1, limits=Limits(cpu_s=1, wall_s=60.0))
    assert after == b"!1"
    assert lost == Lost("time", "it took more than 1 seconds of processor")


def test_a_task_that_waits_for_ever_is_stopped() -> None:
    lost, after = answers(b"sleep 60", b"say 1", jobs=1, limits=Limits(wall_s=1.0))
    assert (lost, after) == (Lost("time", "it took more than 1 seconds"), b"!1")


def test_a_slow_consumer_makes_no_task_late() -> None:
    with Pool(TARGET, b"!", jobs=1, limits=Limits(wall_s=1.5)) as pool:
        given = []
        for answer in pool.run([b"say 1", b"say 2", b"say 3", b"say 4"]):
            given.append(answer)
            time.sleep(0.6)
    assert given == [b"!1", b"!2", b"!3", b"!4"]


def test_an_answer_too_large_is_refused() -> None:
    lost, after = answers(b"large", b"say 1")
    assert isinstance(lost, Lost) and lost.cause == "memory" and after == b"!1"


def test_a_fault_of_the_program_is_told_by_its_place_never_by_its_message() -> None:
    lost, after = answers(b"fault", b"say 1")
    assert isinstance(lost, Lost) and lost.cause == "fault" and after == b"!1"
    assert "KeyError, " in lost.seen and "engine_targets.py:" in lost.seen and "secret" not in lost.seen


def test_a_task_whose_worker_was_killed_by_somebody_is_tried_again(tmp_path: Path) -> None:
    once = b"once " + os.fsencode(tmp_path / "mark")
    assert answers(b"say 1", once, b"say 2", jobs=1, limits=Limits(may_write=True)) == [b"!1", b"!survived", b"!2"]


@linux
def test_a_worker_can_neither_write_nor_reach_the_network(tmp_path: Path) -> None:
    wrote, reached = answers(b"write " + os.fsencode(tmp_path / "file"), b"connect")
    assert (wrote, reached) == (b"!OSError", b"!PermissionError")


@linux
def test_who_gives_a_task_does_not_wait_for_a_worker_that_is_not_reading() -> None:
    worker = Worker(msgspec.msgpack.encode(Setup(TARGET, b"!", QUICK)))
    try:
        worker.process.send_signal(signal.SIGSTOP)
        given = threading.Thread(target=worker.give, args=(0, b"say " + b"x" * 500_000), daemon=True)
        given.start()
        given.join(10.0)
        assert not given.is_alive()
    finally:
        worker.end()


def test_tasks_can_be_given_one_by_one() -> None:
    with Pool(TARGET, b"!", jobs=2, ahead=2) as pool:
        came = [answer for number in range(50) for answer in pool.submit(b"say %d" % number)]
        assert 50 - len(came) <= 4, "no more than that wait"
        came += pool.drain()
        assert came == [b"!%d" % number for number in range(50)]
        assert list(pool.run([b"say again"])) == [b"!again"]


def test_circles_are_collected_now_and_then_and_what_a_worker_began_with_is_not_looked_at() -> None:
    (answer,) = answers(b"circles 200000")
    assert isinstance(answer, bytes)
    alive, frozen = answer.removeprefix(b"!").split()
    assert int(alive) < 100_000 and frozen == b"True"


def test_tasks_are_read_a_bounded_number_ahead() -> None:
    taken = 0

    def tasks() -> Iterator[bytes]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield b"sleep 1" if number == 0 else b"say"

    with Pool(TARGET, b"!", jobs=2) as pool:
        next(pool.run(tasks()))
    assert taken <= 2 * AHEAD + 2


def test_workers_that_cannot_start_are_an_error_not_a_quarantine() -> None:
    with Pool("engine_targets:broken", jobs=2) as pool, pytest.raises(NoWorker):
        list(pool.run([b"say 1"]))


def test_workers_that_hang_while_they_start_are_an_error_too() -> None:
    with Pool("engine_targets:asleep", jobs=1, limits=Limits(wall_s=0.3)) as pool, pytest.raises(NoWorker):
        list(pool.run([b"say 1"]))


def test_a_pool_leaves_no_process_behind() -> None:
    with Pool(TARGET, b"!", jobs=2) as pool:
        pids = [int(one[1:]) for one in pool.run([b"pid", b"pid"]) if isinstance(one, bytes)]
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_parent(end: signal.Signals, tmp_path: Path) -> None:
    program = (
        "from registre.engine.pool import Pool\n"
        "with Pool('engine_targets:prepare', b'!', jobs=2) as pool:\n"
        "    for one in pool.run([b'pid', b'pid', b'sleep 60', b'sleep 60']): print(one[1:].decode(), flush=True)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert parent.stdout
    pids = {int(parent.stdout.readline()) for _ in range(2)}
    parent.send_signal(end)
    parent.wait(10)
    parent.stdout.close()
    assert pids and within_seconds(8, lambda: not any(map(alive, pids)))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def within_seconds(seconds: float, holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return holds()
