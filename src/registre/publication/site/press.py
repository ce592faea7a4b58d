"""Pages rendered and written by worker processes, a batch at a time, while the next ones are made; or here.

A page depends on its own values alone and each has its own files, so the order in which they are written shows
nowhere; and one that was made of the same before need not be made again (`StandingPages`). What a worker could not do
is done here, where the fault shows as what it is.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections import deque
from collections.abc import Iterable
from pathlib import Path

import msgspec

from registre.config import Config
from registre.engine.limits import FEW_AHEAD, OF_OUR_VALUES
from registre.engine.pool import Answer, Lost, Pool
from registre.engine.versions import rendering_version
from registre.engine.worker import Work
from registre.errors import OutputFailed
from registre.publication.site.rendering import Page, Renderer, Written
from registre.publication.site.theme import digest_of_theme
from registre.publication.standing import StandingPages

TARGET = "registre.publication.site.press:prepare"
LIMITS = msgspec.structs.replace(OF_OUR_VALUES, may_write=True)
BATCH = 16


class _Answer(msgspec.Struct, frozen=True):
    pages: int = 0
    size_bytes: int = 0
    refusal: str | None = None
    """What the disk said."""


class Press:
    """Writes pages into `folder` with `jobs` workers, or here when it is 1. `close` it: then every page is written.

    `standing` are the pages of the publication that is replaced, and notes those of this one.
    """

    def __init__(
        self,
        folder: Path,
        config: Config,
        concepts: frozenset[str],
        jobs: int = 1,
        standing: StandingPages | None = None,
    ) -> None:
        self._folder = folder
        self._renderer = Renderer(folder, config, concepts)
        self._waiting: list[bytes] = []
        self._given = deque[bytes]()
        self._pages = self._size = 0
        self._standing = standing
        self._look = _look(config, concepts) if standing is not None else b""
        argument = pickle.dumps((folder, config, concepts))
        self._pool = Pool(TARGET, argument, jobs=jobs, limits=LIMITS, ahead=FEW_AHEAD) if jobs > 1 else None

    @property
    def written(self) -> Written:
        """Pages made so far, and their bytes; those that stood already are not counted."""
        here = self._renderer.written
        return Written(here.pages + self._pages, here.size_bytes + self._size)

    def write(self, page: Page) -> None:
        """The page in each language of the site: now or, with workers, before `close` ends."""
        if self._pool is None and self._standing is None:
            self._renderer.write(page)
            return
        values = _packed(page)
        if self._stands(page, values):
            return
        if self._pool is None:
            self._renderer.write(page)
            return
        self._waiting.append(values)
        if len(self._waiting) == BATCH:
            self._send(self._pool)

    def close(self) -> Renderer:
        """Wait until every page is written; gives what may complete them.

        Raises `OutputFailed` when the disk refused one.
        """
        if self._pool is not None:
            if self._waiting:
                self._send(self._pool)
            self._take(self._pool.drain())
        self.abandon()
        return self._renderer

    def abandon(self) -> None:
        """End the workers, whatever they do: nobody writes to the folder after this."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _stands(self, page: Page, values: bytes) -> bool:
        if self._standing is None:
            return False
        made_from = hashlib.blake2b(values, digest_size=20, key=self._look).digest()
        return self._standing.carry(page.path, made_from, self._renderer.files(page), self._folder)

    def _send(self, pool: Pool) -> None:
        batch, self._waiting = pickle.dumps(self._waiting, pickle.HIGHEST_PROTOCOL), []
        self._given.append(batch)
        self._take(pool.submit(batch))

    def _take(self, answers: Iterable[Answer]) -> None:
        for answer in answers:
            batch = self._given.popleft()
            if isinstance(answer, Lost):
                for values in pickle.loads(batch):
                    self._renderer.write(pickle.loads(values))
                continue
            told = msgspec.msgpack.decode(answer, type=_Answer)
            if told.refusal is not None:
                raise OutputFailed(told.refusal)
            self._pages += told.pages
            self._size += told.size_bytes


def _packed(page: Page) -> bytes:
    """The values of a page; the same whether equal values are one object or several, as `pickle.dumps` is not."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(page)
    return packed.getvalue()


def _look(config: Config, concepts: frozenset[str]) -> bytes:
    """The digest of all that pages depend on besides their values."""
    lines = [rendering_version(), repr(config), *sorted(concepts), digest_of_theme(config.theme)]
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=32).digest()


def prepare(argument: bytes) -> Work:
    """The function of one batch, in a worker: templates are compiled here, once."""
    renderer = Renderer(*pickle.loads(argument))

    def work(task: bytes) -> bytes:
        before = renderer.written
        try:
            for values in pickle.loads(task):
                renderer.write(pickle.loads(values))
        except OutputFailed as fault:
            return msgspec.msgpack.encode(_Answer(refusal=str(fault)))
        after = renderer.written
        return msgspec.msgpack.encode(_Answer(after.pages - before.pages, after.size_bytes - before.size_bytes))

    return work
