"""Blocks of names that meet on disk, by DuckDB: a country writes more names than memory holds keys.

Each name has some thirty keys. They are written to a file, and DuckDB finds who shares one, in bounded memory: what
does not fit waits in a folder that goes with the search. The pairs are written to a file too, so that any process may
find them (`Meet`): what DuckDB took of memory goes with it.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import duckdb

from registre.errors import OutputFailed
from registre.linking.matching_pairs import Pair

MEMORY: Final = "64MB"
"""Of 98,964 names 32 MB are enough, in the same time; but not for the 32 MB that DuckDB's reader takes unless told."""
_BATCH: Final = 10_000
_KEYS, _FOUND = "keys.csv", "pairs"
"""Files of a folder: a line a key; two numbers a pair."""
_READ: Final = """
CREATE TABLE key AS SELECT * FROM read_csv(?, header = false, auto_detect = false, buffer_size = 1048576,
  max_line_size = 1024, columns = {
  'block': 'UBIGINT', 'chained': 'BOOLEAN', 'rank': 'UINTEGER', 'place': 'UINTEGER'})
"""
_SIZES: Final = """
CREATE TABLE size AS SELECT block, any_value(chained) OR count(*) > ? AS chained FROM key GROUP BY block
  HAVING count(*) > 1
"""
_PAIRS: Final = """
SELECT a.rank AS one, b.rank AS other FROM key a JOIN key b ON a.block = b.block AND a.rowid < b.rowid
  WHERE a.block IN (SELECT block FROM size WHERE NOT chained)
UNION
SELECT least(rank, next), greatest(rank, next) FROM (
  SELECT rank, lead(rank) OVER (PARTITION BY block ORDER BY place) AS next FROM (
    SELECT DISTINCT block, rank, place FROM key WHERE block IN (SELECT block FROM size WHERE chained)))
  WHERE next IS NOT NULL
ORDER BY one, other
"""


class Key(NamedTuple):
    """One key of a name: `rank` is that of the name, `place` its place on the map."""

    chained: bool
    """Whether the names of its block are always compared as neighbours only."""
    text: str
    rank: int
    place: int


Meet = Callable[[Path, int], None]
"""Who writes the pairs of a folder that holds keys, of blocks of so many names at most: `meet`, or who has it done."""


def pairs_on_disk(keys: Iterable[Key], largest: int, met_by: Meet) -> Iterator[Pair]:
    """The pairs of names that share a key, each once, in order; keys come by rank.

    In a block of more than `largest`, or one that is always chained, neighbours on the map meet, and nobody else.
    Raises `OutputFailed` when the disk refuses.
    """
    try:
        with TemporaryDirectory(prefix="registre-blocks-") as place:
            folder = Path(place)
            with (folder / _KEYS).open("w", encoding="ascii") as stream:
                stream.writelines(f"{_block(one)},{one.chained},{one.rank},{one.place}\n" for one in keys)
            met_by(folder, largest)
            with (folder / _FOUND).open("rb") as written:
                while ranks := array("L", written.read(2 * _BATCH * array("L").itemsize)):
                    yield from zip(ranks[::2], ranks[1::2], strict=True)
    except OSError as fault:
        raise _refused(fault) from fault


def meet(folder: Path, largest: int) -> None:
    """Write the pairs of the keys of a folder, by DuckDB in this process; again if need be. Raises `OutputFailed`."""
    try:
        with (
            TemporaryDirectory(dir=folder) as waiting,
            duckdb.connect(f"{waiting}/keys.duckdb", config={"memory_limit": MEMORY, "threads": 1}) as engine,
            (folder / _FOUND).open("wb") as stream,
        ):
            engine.execute(_READ, [(folder / _KEYS).as_posix()])
            engine.execute(_SIZES, [largest])
            found = engine.execute(_PAIRS)
            while pairs := found.fetchmany(_BATCH):
                array("L", chain.from_iterable(pairs)).tofile(stream)
    except (duckdb.Error, OSError) as fault:
        raise _refused(fault) from fault


def _refused(fault: Exception) -> OutputFailed:
    return OutputFailed(f"Names cannot be compared on disk ({fault}). What was published is unchanged.")


def _block(key: Key) -> int:
    """64 bits that stand for the words of a key; two keys that share them would only make more names meet."""
    said = f"{key.chained} {key.text}".encode()
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big")
