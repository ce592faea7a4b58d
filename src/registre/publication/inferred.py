"""inferred.nq: the ballots that follow from unanimity, in a dump of their own, when registre.toml asks for it.

A metropolis of 70 members states one ballot a member and an act: six triples each, several times what the act itself
states. So the file is opt-in (`inferred_ballots = "yes"`), and nothing else of a publication depends on it.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Final

from registre.config import Config
from registre.files import written_atomically
from registre.graph.iris import Minter
from registre.graph.mapping.inferred import inferred_ballots
from registre.graph.terms import iri
from registre.linking.sittings import Sitting
from registre.publication.documents import n_quads
from registre.publication.dumps import FOLDER

NAME: Final = "inferred.nq"


class InferredBallots:
    """Writes the dump below `folder` while sittings come; does nothing when the settings do not ask for it."""

    def __init__(self, folder: Path, config: Config) -> None:
        self._path = folder / FOLDER / NAME
        self._wanted = config.inferred_ballots == "yes"
        self._stack = ExitStack()
        self._stream: IO[bytes] | None = None

    def __enter__(self) -> InferredBallots:
        if self._wanted:
            self._stream = self._stack.enter_context(written_atomically(self._path))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, fault, trace)

    def add(self, quads: bytes) -> None:
        """Write what follows from the acts of one sitting, as `inferred_quads` gives it."""
        if self._stream is not None:
            self._stream.write(quads)


def inferred_quads(sitting: Sitting, mint: Minter) -> bytes:
    """The inferred ballots of the acts of one sitting, in N-Quads."""
    return "".join(n_quads(triples, iri(graph)) for graph, triples in inferred_ballots(sitting, mint)).encode()
