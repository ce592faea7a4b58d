"""Records kept on disk between two passes of a build, so that memory does not grow with the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from registre.records import Record

encode_record: Callable[[Record], bytes] = msgspec.json.Encoder().encode
decode_record: Callable[[bytes], Record] = msgspec.json.Decoder(Record).decode


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
        return self.append_encoded(encode_record(record))

    def append_encoded(self, record: bytes) -> int:
        """Keep a record that is JSON already."""
        place = self._stream.seek(0, 2)
        self._stream.write(record + b"\n")
        return place

    def read(self, place: int) -> Record:
        """The record that stands at `place`."""
        return decode_record(self.encoded(place))

    def encoded(self, place: int) -> bytes:
        """The same in JSON, as it was appended."""
        self._stream.seek(place)
        return self._stream.readline().removesuffix(b"\n")

    def __iter__(self) -> Iterator[Record]:
        place = 0
        while True:
            self._stream.seek(place)
            line = self._stream.readline()
            if not line:
                return
            place = self._stream.tell()
            yield decode_record(line)
