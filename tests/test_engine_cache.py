"""A cache that never lies: what is cut, changed, moved, foreign or unwritable is as if it were not there."""

from __future__ import annotations

import ast
import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from registre.engine.cache import Cache
from registre.engine.versions import COMPOSING, READING, composing_version, reading_version, whole_version

CONTENT = b"a record " * 50


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", "version 1")


def entries(cache: Cache) -> list[Path]:
    return sorted(path for path in cache._folder.glob("??/*"))


def test_what_was_kept_is_found(cache: Cache, tmp_path: Path) -> None:
    key = cache.key(b"a.txt", b"digest")
    assert cache.find(key) is None
    cache.keep(key, CONTENT)
    assert cache.find(key) == CONTENT == Cache(tmp_path / "cache", "version 1").find(key)


def test_a_key_depends_on_each_part_its_place_and_the_version(cache: Cache, tmp_path: Path) -> None:
    keys = [
        cache.key(b"ab", b"c"),
        cache.key(b"a", b"bc"),
        cache.key(b"c", b"ab"),
        cache.key(b"abc"),
        Cache(tmp_path / "cache", "version 2").key(b"ab", b"c"),
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: b"\x00" * len(data),
    ],
)
def test_a_harmed_entry_is_not_there_and_is_written_anew(cache: Cache, harm: Callable[[bytes], bytes]) -> None:
    key = cache.key(b"a")
    cache.keep(key, CONTENT)
    (entry,) = entries(cache)
    entry.write_bytes(harm(entry.read_bytes()))
    assert cache.find(key) is None
    cache.keep(key, CONTENT)
    assert cache.find(key) == CONTENT


def test_an_entry_under_another_name_is_not_there(cache: Cache) -> None:
    one, other = cache.key(b"a"), cache.key(b"b")
    cache.keep(one, CONTENT)
    cache.keep(other, b"other")
    cache._place(one).replace(cache._place(other))
    assert cache.find(other) is None


def test_a_full_disk_ends_the_keeping_and_leaves_nothing(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep(cache.key(b"a"), CONTENT)

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(data[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        cache.keep(cache.key(b"b"), CONTENT)
    cache.keep(cache.key(b"c"), CONTENT)
    assert cache.find(cache.key(b"a")) == CONTENT
    assert cache.find(cache.key(b"b")) is None and cache.find(cache.key(b"c")) is None
    assert len(entries(cache)) == 1


def test_a_folder_that_cannot_be_made_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands here")
    cache = Cache(tmp_path / "cache", "1")
    cache.keep(cache.key(b"a"), CONTENT)
    assert cache.find(cache.key(b"a")) is None
    cache.sweep()


def test_a_sweep_removes_what_was_not_asked_for(cache: Cache, tmp_path: Path) -> None:
    for part in (b"a", b"b"):
        cache.keep(cache.key(part), CONTENT)
    of_killed = cache._place(cache.key(b"a")).with_suffix(".123")
    of_killed.write_bytes(b"half")
    foreign = of_killed.with_name("notes.txt")
    foreign.write_bytes(b"of somebody else")
    later = Cache(tmp_path / "cache", "version 1")
    assert later.find(later.key(b"a")) == CONTENT
    later.sweep()
    assert {path.name for path in entries(later)} == {later.key(b"a"), "notes.txt"}


def test_only_its_owner_may_open_the_folders_of_entries(cache: Cache) -> None:
    cache.keep(cache.key(b"a"), CONTENT)
    assert entries(cache)[0].parent.stat().st_mode & 0o077 == 0


def test_versions_are_stable_and_tell_the_engines_apart() -> None:
    assert reading_version() == reading_version() != whole_version() == whole_version()
    assert composing_version() == composing_version() not in (reading_version(), whole_version())


NEUTRAL = (
    *("registre", "registre.addresses", "registre.files", "registre.engine", "registre.config", "registre.kept"),
    *("registre.extraction", "registre.extraction.doubts", "registre.bodies_by_folder", "registre.linking"),
    *("registre.linking.reference", "registre.linking.registers", "registre.linking.registers.settings"),
    *("registre.publication", "registre.publication.compressed", "registre.publication.dumps"),
    *("registre.publication.statistics", "registre.linking.remembering"),
)
"""Modules that a worker loads and that change no result of its own."""


@pytest.mark.parametrize(
    ("prepare", "counted"),
    [
        ("from registre.engine.reading import prepare; prepare(b'')", READING),
        (
            "from registre.publication.composing import Manner, prepare;"
            "prepare(Manner('https://data.example.org/', 'fast').encoded())",
            COMPOSING,
        ),
    ],
)
def test_the_version_counts_every_module_that_a_worker_loads(prepare: str, counted: tuple[str, ...]) -> None:
    listing = "import sys; print([name for name in sys.modules if name.split('.')[0] == 'registre'])"
    done = subprocess.run(
        [sys.executable, "-c", f"{prepare}; {listing}"], capture_output=True, text=True, check=True, timeout=60
    )
    names = ["registre." + one.removesuffix(".py").replace("/", ".") for one in counted]
    loaded = ast.literal_eval(done.stdout)
    assert len(loaded) > 20
    assert [
        name
        for name in loaded
        if name not in NEUTRAL
        and not name.startswith("registre.engine.")
        and not any(f"{name}.".startswith(f"{one}.") for one in names)
    ] == []
