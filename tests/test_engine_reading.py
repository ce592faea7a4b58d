"""Documents read by workers: the same records as here, whatever the number of workers and the fate of some."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bombs
from conftest import ROOT, UNCOUNTED, run_registre
from registre.documents import find_documents
from registre.engine.limits import Limits
from registre.engine.pool import Lost, Pool, cores
from registre.engine.reading import TARGET, Outcome, ReadDocument, jobs_for, outcomes, read_documents, read_one
from registre.errors import UnreadableSource
from registre.gathering import gather
from registre.journey import read_record
from registre.spool import Spool

EXAMPLES = list(find_documents(ROOT / "examples"))
ACT = "Le conseil municipal de Valbrume décide. Adopté à l'unanimité.\n"
linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits are those of Linux")


def told(one: Outcome) -> object:
    return (one.code, one.seen, one.advice) if isinstance(one, UnreadableSource) else (one.sha256, one.record)


@pytest.fixture(scope="module")
def alone() -> list[object]:
    return [told(one) for one in read_documents(EXAMPLES, 1)]


def test_a_worker_reads_what_is_read_here(alone: list[object]) -> None:
    assert len(EXAMPLES) >= 10 and len(alone) == len(EXAMPLES)
    for (path, relative), given in zip(EXAMPLES, read_documents(EXAMPLES, 1), strict=True):
        if isinstance(given, UnreadableSource):
            with pytest.raises(UnreadableSource) as refusal:
                read_record(path, relative)
            assert told(refusal.value) == told(given)
        else:
            assert given.decoded() == read_record(path, relative)


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_number_of_workers_changes_nothing(jobs: int, alone: list[object]) -> None:
    with Pool(TARGET, jobs=jobs) as pool:
        assert [told(one) for one in outcomes(EXAMPLES, pool)] == alone


def write(folder: Path, texts: dict[str, str | bytes]) -> list[tuple[Path, str]]:
    for name, text in texts.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(folder / name, name) for name in texts]


def with_limits(documents: list[tuple[Path, str]], limits: Limits) -> Iterator[Outcome]:
    with Pool(TARGET, jobs=2, limits=limits) as pool:
        yield from outcomes(documents, pool)


@linux
def test_a_text_that_takes_too_long_is_refused_and_its_neighbours_are_read(tmp_path: Path) -> None:
    hard = "".join(f"DELIBERATION N° {n}\nLe conseil décide d'attribuer {n} € à X{n}\n" for n in range(60_000))
    documents = write(tmp_path, {"a.txt": ACT, "b.txt": hard, "c.txt": ACT + "c"})
    first, refused, last = with_limits(documents, Limits(cpu_s=1))
    assert isinstance(first, ReadDocument) and isinstance(last, ReadDocument)
    assert isinstance(refused, UnreadableSource) and refused.code == "source.bomb"
    assert "seconds of processor" in refused.seen and refused.advice


@linux
def test_a_text_that_takes_too_much_memory_is_refused_and_its_neighbours_are_read(tmp_path: Path) -> None:
    large = (ACT * 200_000)[: 19 << 20]
    documents = write(tmp_path, {"a.txt": ACT, "b.txt": large, "c.txt": ACT + "c"})
    first, refused, last = with_limits(documents, Limits(memory_bytes=250 << 20))
    assert isinstance(first, ReadDocument) and isinstance(last, ReadDocument)
    assert isinstance(refused, UnreadableSource) and refused.code == "source.bomb", refused


@linux
def test_a_bomb_in_another_format_is_refused_by_its_reader(tmp_path: Path) -> None:
    documents = write(tmp_path, {"a.txt": ACT, "b.pdf": bombs.BOMBS["flate-3.pdf"][0](), "c.txt": ACT + "c"})
    first, refused, last = read_documents(documents, 2)
    assert isinstance(first, ReadDocument) and isinstance(last, ReadDocument)
    assert isinstance(refused, UnreadableSource) and refused.code == "source.bomb"


def test_a_file_that_goes_away_is_refused_with_its_reason(tmp_path: Path) -> None:
    (refused,) = read_documents([(tmp_path / "gone.txt", "gone.txt")], 1)
    assert isinstance(refused, UnreadableSource) and refused.code == "source.unreadable"


@linux
def test_a_name_that_is_no_utf8_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/s\xe9ance.txt"))
    path.write_text(ACT, encoding="utf-8")
    (refused,) = read_documents([(path, path.name)], 1)
    assert isinstance(refused, UnreadableSource) and refused.code == "source.unreadable"
    assert refused.path.encode() == b"s?ance.txt"


def test_one_document_is_read_or_raises(tmp_path: Path) -> None:
    ((path, name),) = write(tmp_path, {"a.txt": ACT})
    assert read_one(path, name).text == ACT
    with pytest.raises(UnreadableSource):
        read_one(tmp_path / "none.txt", "none.txt")


def test_the_causes_of_a_loss_have_the_codes_of_today() -> None:
    from registre.engine.reading import _lost

    codes = {cause: _lost("a.txt", Lost(cause, "x")).code for cause in ("time", "memory", "death", "fault")}
    assert codes == {"time": "source.bomb", "memory": "source.bomb", "death": "source.broken", "fault": "source.broken"}


def test_a_small_folder_starts_one_worker_and_no_folder_more_than_asked() -> None:
    assert jobs_for(0, 8) == jobs_for(5, 8) == 1
    assert jobs_for(1000, 3) == 3
    assert jobs_for(1000, None) == cores()


def test_a_folder_is_spooled_in_the_order_of_its_paths_and_copies_are_set_aside(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    write(folder, {"b.txt": ACT, "a.txt": ACT, "c.txt": ACT + "c", "d.txt": b"", "e.bin": b"\x00"})
    with Spool(tmp_path / "spool") as spool:
        gathered = gather(folder, spool, jobs=2)
        assert [spool.read(place).source.path for place in gathered.places] == ["a.txt", "c.txt"]
    assert gathered.documents == 5
    assert sorted((one.path, one.code) for one in gathered.set_aside) == [
        ("b.txt", "source.duplicate"),
        ("d.txt", "source.empty"),
        ("e.bin", "source.unknown-format"),
    ]


def test_extract_says_the_same_with_any_number_of_workers() -> None:
    files = [path for path, _ in EXAMPLES]
    one, two = (run_registre("extract", *files, "--jobs", str(jobs)) for jobs in (1, 2))
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout and one.stderr == two.stderr
    assert len(one.stdout.splitlines()) == len(EXAMPLES)


def test_a_build_with_one_worker_is_that_of_all_cores(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "public"
    done = run_registre("build", ROOT / "examples", "--out", out, "--jobs", "1", "--quiet", **UNCOUNTED)
    assert done.returncode == 1, done.stderr  # one example is broken on purpose
    different = subprocess.run(["diff", "-rq", built, out], capture_output=True, text=True, check=False)
    assert different.returncode == 0, different.stdout
