"""Messages between a process and its workers: a length, then so many bytes, over pipes, or in a file."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

_LENGTH = struct.Struct("<Q")
_PIECE = 1 << 20


def framed(data: bytes) -> bytes:
    """`data` as it goes through a pipe."""
    return _LENGTH.pack(len(data)) + data


def send(pipe: int, data: bytes) -> None:
    """Write one message; waits while the pipe is full. Raises `BrokenPipeError` when nobody reads it any more."""
    left = memoryview(framed(data))
    while left:
        left = left[os.write(pipe, left) :]


def receive(pipe: int) -> bytes | None:
    """The next message; None at the end of the pipe, even in the middle of a message."""
    head = _exactly(pipe, _LENGTH.size)
    return None if head is None else _exactly(pipe, _LENGTH.unpack(head)[0])


def _exactly(pipe: int, size: int) -> bytes | None:
    pieces, left = list[bytes](), size
    while left:
        piece = os.read(pipe, min(left, _PIECE))
        if not piece:
            return None
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def write_messages(path: Path, messages: Iterable[bytes]) -> None:
    """A file of messages. Raises `OSError`."""
    with path.open("wb") as stream:
        stream.writelines(map(framed, messages))


def read_messages(path: Path) -> Iterator[bytes]:
    """The messages of a file, one after the other. Raises `OSError`."""
    with path.open("rb", buffering=0) as stream:
        while (message := receive(stream.fileno())) is not None:
            yield message


class Inbox:
    """Messages out of the pieces in which a pipe gives them, for who must not wait."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def read(self, pipe: int) -> bool:
        """Take what the pipe holds now; False at its end."""
        piece = os.read(pipe, _PIECE)
        self._bytes += piece
        return bool(piece)

    @property
    def announced(self) -> int:
        """Bytes of the message that is arriving, 0 when none is."""
        return int(_LENGTH.unpack_from(self._bytes)[0]) if len(self._bytes) >= _LENGTH.size else 0

    def take(self) -> bytes | None:
        """The next whole message, None when it has not all come."""
        end = _LENGTH.size + self.announced
        if len(self._bytes) < max(end, _LENGTH.size):
            return None
        message = bytes(memoryview(self._bytes)[_LENGTH.size : end])
        del self._bytes[:end]
        return message
