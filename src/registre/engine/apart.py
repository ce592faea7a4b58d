"""One task done by a process of its own, which may write: what its libraries take of memory and code goes with it."""

from __future__ import annotations

from typing import Final

import msgspec

from registre.engine.limits import OF_OUR_VALUES
from registre.engine.pool import Lost, Pool

_LIMITS: Final = msgspec.structs.replace(OF_OUR_VALUES, may_write=True)


def answered_apart(target: str, task: bytes) -> bytes | None:
    """The answer of `target` ("module:function", as that of a worker), maybe of no bytes; None: no process could."""
    with Pool(target, jobs=1, limits=_LIMITS) as apart:
        (answer,) = apart.run([task])
    return None if isinstance(answer, Lost) else answer
