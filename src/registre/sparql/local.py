"""The publication's own dump, asked in this process."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph

from registre.errors import RegistreError
from registre.publication.compressed import UNREADABLE, standing, unpacked
from registre.sparql.answer import Answer, answer_of
from registre.sparql.offline import check_offline
from registre.sparql.query import Query


class LocalStore:
    """An N-Quads dump in memory; queries see all its graphs as one. A large dump may stand packed only.

    Raises `RegistreError` when the dump is not there or is no N-Quads.
    """

    def __init__(self, dump: Path) -> None:
        path = standing(dump)
        if path is None:
            raise RegistreError(f"{dump}: there is no such dump. Run « registre build FOLDER » first, or give --dump.")
        self._store = pyoxigraph.Store()
        try:
            with unpacked(path) as stream:
                self._store.bulk_load(input=stream, format=pyoxigraph.RdfFormat.N_QUADS)
        except (SyntaxError, *UNREADABLE) as fault:
            raise RegistreError(f"{path}: cannot be read as N-Quads ({fault}).") from fault

    def ask(self, query: Query, text: str) -> Answer:
        """The answer to `query`, whose bound SPARQL is `text`. Nothing leaves this process."""
        return answer_of(query, self.asked(query.name, text))

    def asked(self, name: str, text: str) -> object:
        """What the store gives to the SPARQL `text` of the question `name`."""
        check_offline(name, text)
        return self._store.query(text, use_default_graph_as_union=True)
