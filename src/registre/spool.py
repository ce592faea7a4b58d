"""Records kept on disk between two passes of a build, so that memory does not grow with the folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from registre.records import Record

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


class Spool:
    """Appends records, then gives them back in any order by the place where they stand."""

    def __init__(self, path: Path) -> None:
        self._stream: IO[bytes] = path.open("w+b")

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def append(self, record: Record) -> int:
        """Keep a record; returns the place to read it from."""
        return self.append_encoded(_encoder.encode(record))

    def append_encoded(self, record: bytes) -> int:
        """Keep a record that is JSON already."""
        place = self._stream.seek(0, 2)
        self._stream.write(record + b"\n")
        return place

    def read(self, place: int) -> Record:
        """The record that stands at `place`."""
        self._stream.seek(place)
        return _decoder.decode(self._stream.readline())

    def __iter__(self) -> Iterator[Record]:
        place = 0
        while True:
            self._stream.seek(place)
            line = self._stream.readline()
            if not line:
                return
            place = self._stream.tell()
            yield _decoder.decode(line)
