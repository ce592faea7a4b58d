"""A scheduler and two workers that are really started, and really killed: the answers are those of one machine."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

import pytest
from bench.faults.trial import state_of

from conftest import ROOT, run_registre
from registre.addresses import MANIFEST, Store
from registre.build import build
from registre.config import read_config
from registre.engine import comparing, peopling
from registre.engine.choosing import machines
from registre.engine.cluster import partitions
from registre.engine.cluster.task import Errand, OtherVersion, answer, version_here
from registre.engine.engines import LOCAL, Engine, Workers
from registre.engine.limits import Limits
from registre.engine.pool import AHEAD, Answer, Lost, NoWorker, Ready
from registre.engine.reading import TARGET as READING
from registre.engine.reading import outcomes, read_documents
from registre.errors import BadConfiguration, UnreadableSource
from registre.linking.reference import read_reference

distributed = pytest.importorskip(
    "distributed", reason="the libraries of the cluster are not installed: « make .venv/.dev »"
)

from registre.engine.cluster.dask import Dask, DaskWorkers, dask  # noqa: E402

TARGET = "engine_targets:prepare"
EXAMPLES = ROOT / "examples"
OWN_BODIES = EXAMPLES / "reference.toml"
SLOW = tuple(b"sleep 0.05" if number % 3 == 0 else b"say %d" % number for number in range(60))


@pytest.fixture(scope="module", autouse=True)
def _targets() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        yield


@pytest.fixture(scope="module")
def cluster(_targets: None) -> Iterator[Dask]:
    with dask(jobs=2) as engine:
        engine.client.wait_for_workers(2, timeout=60)
        yield replace(engine, batch=2)


def answered(engine: Engine, tasks: Iterable[bytes | Ready], limits: Limits | None = None) -> list[Answer]:
    with engine.workers(TARGET, b"!", jobs=2, limits=limits) as workers:
        return list(workers.run(tasks))


def kill_one_at_work(cluster: Dask) -> None:
    """End, as `kill -9` does, a worker of the cluster that is at a task."""
    pids = cluster.client.run(os.getpid)
    for _ in range(200):
        busy = [address for address, tasks in cluster.client.processing().items() if tasks]
        if busy:
            os.kill(pids[busy[0]], signal.SIGKILL)
            return
        time.sleep(0.01)
    raise AssertionError("no worker had anything to do")


def test_answers_of_a_cluster_are_those_of_one_machine_in_the_same_order(cluster: Dask) -> None:
    tasks: list[bytes | Ready] = [Ready(b"known"), *SLOW, Ready(b"known too")]
    assert answered(cluster, tasks) == answered(LOCAL, tasks)
    assert answered(cluster, []) == []


def test_a_worker_that_is_killed_in_the_middle_costs_nothing_but_time(cluster: Dask) -> None:
    given = list[Answer]()
    with cluster.workers(TARGET, b"!", jobs=2) as workers:
        for number, one in enumerate(workers.run(SLOW)):
            if number in (5, 30):
                kill_one_at_work(cluster)
            given.append(one)
    assert given == answered(LOCAL, SLOW)


def test_the_limits_of_a_document_hold_on_a_machine_of_the_cluster(cluster: Dask) -> None:
    limits = Limits(cpu_s=1, wall_s=3.0, memory_bytes=256 << 20)
    before, eaten, between, dead, after = answered(cluster, [b"say 1", b"eat", b"say 2", b"kill", b"say 3"], limits)
    assert (before, between, after) == (b"!1", b"!2", b"!3")
    assert isinstance(eaten, Lost) and isinstance(dead, Lost) and dead.cause == "death"


def test_a_batch_that_outlives_no_worker_is_answered_here(cluster: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    here = list[int]()

    def killing(errand: Errand, tasks: list[bytes]) -> list[Answer]:
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    def counted(errand: Errand, tasks: list[bytes]) -> list[Answer]:
        here.append(len(tasks))
        return answer(errand, tasks)

    assert cluster.client.cluster is not None
    monkeypatch.setattr(cluster.client.cluster.scheduler, "allowed_failures", 0)
    submit = cluster.client.submit
    monkeypatch.setattr("registre.engine.cluster.dask.answer", counted)
    monkeypatch.setattr(cluster.client, "submit", lambda _, *words, **more: submit(killing, *words, **more))
    assert answered(cluster, [b"say 1", b"say 2"]) == [b"!1", b"!2"]
    assert here == [2]


def test_a_machine_with_another_program_is_refused(cluster: Dask) -> None:
    other = Errand(TARGET, b"!", Limits(), "another version")
    assert other.version != version_here()
    with DaskWorkers(cluster.client, other) as workers, pytest.raises(OtherVersion, match=r"requirements/run\.txt"):
        list(workers.run([b"say 1"]))


def test_what_a_cluster_keeps_is_not_worked_out_again_and_what_was_cut_is(cluster: Dask, tmp_path: Path) -> None:
    keeping, tasks = replace(cluster, kept=tmp_path.as_uri()), [b"say 1", b"say 2", b"say 3", b"say 4"]
    first = answered(keeping, tasks)
    one, other = sorted(tmp_path.rglob("*.zst"))
    whole = one.read_bytes()
    one.write_bytes(whole[:-1])
    partitions.keep(Store(tmp_path.as_uri()), other.relative_to(tmp_path).as_posix(), [b"kept", b"kept"])
    again = answered(keeping, tasks)
    assert one.read_bytes() == whole
    assert again in ([b"kept", b"kept", *first[2:]], [*first[:2], b"kept", b"kept"])


def test_a_lost_answer_is_not_kept(cluster: Dask, tmp_path: Path) -> None:
    one, lost = answered(replace(cluster, kept=tmp_path.as_uri()), [b"say 1", b"kill"])
    assert one == b"!1" and isinstance(lost, Lost)
    assert not list(tmp_path.rglob("*.zst"))


def test_a_document_at_an_address_is_fetched_by_who_reads_it(cluster: Dask, tmp_path: Path) -> None:
    (tmp_path / "act.txt").write_text("Le conseil municipal de Valbrume décide.\n")
    local = [(tmp_path / name, name) for name in ("act.txt", "gone.txt")]
    remote = [(path.as_uri(), name) for path, name in local]
    with cluster.workers(READING, jobs=2) as workers:
        fetched, gone = outcomes(remote, workers)
    (here, _) = read_documents(local, 1)
    assert fetched == here
    assert isinstance(gone, UnreadableSource)


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre.engine.cluster.dask._START_S", 1)
    with pytest.raises(NoWorker, match=r"127\.0\.0\.1:9"), machines("dask", "tcp://127.0.0.1:9"):
        pass


def test_without_the_libraries_of_a_cluster_the_way_to_install_them_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "registre.engine.cluster.dask", None)
    with pytest.raises(BadConfiguration, match=r"registre\[cluster\]"), machines("dask"):
        pass


@dataclass
class Murderous:
    """The cluster, one worker of which is killed at each errand, when `after` tasks were given."""

    cluster: Dask
    after: int = 6
    is_local = False
    killed: list[str] = field(default_factory=list)

    def workers(
        self, target: str, argument: bytes = b"", *, jobs: int, limits: Limits | None = None, ahead: int = AHEAD
    ) -> Workers:
        return _Watched(self, target, self.cluster.workers(target, argument, jobs=jobs, limits=limits, ahead=ahead))


@dataclass
class _Watched(AbstractContextManager["_Watched"]):
    engine: Murderous
    target: str
    workers: DaskWorkers
    given: int = 0

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.workers.close()

    def run(self, tasks: Iterable[bytes | Ready]) -> Iterator[Answer]:
        return self.workers.run(self._given(tasks))

    def _given(self, tasks: Iterable[bytes | Ready]) -> Iterator[bytes | Ready]:
        for one in tasks:
            yield one
            self.given += 1
            if self.given == self.engine.after:
                kill_one_at_work(self.engine.cluster)
                self.engine.killed.append(self.target)


def test_a_build_from_one_address_to_another_is_that_of_two_folders(tmp_path: Path) -> None:
    documents, there = tmp_path / "in", tmp_path / "there"
    shutil.copytree(EXAMPLES / "documents" / "haut-sorvan", documents / "haut-sorvan")
    (documents / "registre.toml").write_text('languages = "fr"\npages = "none"\n')
    shutil.copy(OWN_BODIES, documents)
    build_ = ("build", "--quiet", "--jobs", "2")
    assert run_registre(*build_, str(documents), "--out", str(tmp_path / "here")).returncode == 0
    addresses = (documents.as_uri(), "--out", there.as_uri(), "--spool", (tmp_path / "spool").as_uri())
    assert run_registre(*build_, *addresses, "--engine", "dask").returncode == 0
    (there / MANIFEST).unlink()
    assert state_of(there) == state_of(tmp_path / "here")
    assert run_registre(*build_, documents.as_uri(), "--out", there.as_uri()).returncode == 0
    (there / MANIFEST).unlink()
    assert state_of(there) == state_of(tmp_path / "here")


def test_a_build_whose_workers_are_killed_gives_the_same_bytes(cluster: Dask, tmp_path: Path) -> None:
    config, reference = replace(read_config(EXAMPLES / "registre.toml"), pages="none"), read_reference(OWN_BODIES)
    engine, states = Murderous(cluster), list[str]()
    for name, one in (("local", LOCAL), ("cluster", engine)):
        out = tmp_path / name
        summary = build(EXAMPLES / "documents", out, config, reference=reference, jobs=1, machines=one)
        assert summary.published
        states.append(state_of(out))
    assert engine.killed == ["registre.engine.reading:prepare", "registre.publication.composing:prepare"]
    assert states[0] == states[1]


def test_identities_settled_by_workers_that_are_killed_give_the_same_bytes(
    cluster: Dask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few names there are, the cluster compares and settles them, in many small tasks."""
    config, reference = replace(read_config(EXAMPLES / "registre.toml"), pages="none"), read_reference(OWN_BODIES)
    local, there = tmp_path / "local", tmp_path / "cluster"
    build(EXAMPLES / "documents", local, config, reference=reference, jobs=1)
    for module, few, most in ((comparing, "FEW", "PAIRS"), (peopling, "FEW", "SPELLINGS")):
        monkeypatch.setattr(module, few, 1)
        monkeypatch.setattr(module, most, 2)
    engine = Murderous(cluster, after=3)
    assert build(EXAMPLES / "documents", there, config, reference=reference, jobs=1, machines=engine).published
    assert {comparing.TARGET, peopling.TARGET} <= set(engine.killed)
    assert state_of(local) == state_of(there)
