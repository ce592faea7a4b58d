"""Which addresses of a publication stand for nothing any more: what a server says 410 for, or leads elsewhere from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from registre.decisions.leaving import State
from registre.decisions.ledger import read_tombstones
from registre.publication.negotiation import FORMS

GONE = (State.withdrawn, State.gone)


class Departed:
    """The tombstones of a publication, by path. A publication without a list has none."""

    def __init__(self, states: Mapping[str, State], replaced: Mapping[str, str]) -> None:
        self._states, self._replaced = states, replaced

    @classmethod
    def read(cls, folder: Path) -> Departed:
        """Those of the publication in `folder`. Raises `BadLedger`."""
        left = read_tombstones(folder)
        alone = {one.path: one.replaced_by[0] for one in left if len(one.replaced_by) == 1}
        return cls({one.path: one.state for one in left}, alone)

    def replacement(self, path: str) -> str | None:
        """The one path that stands in the place of an identifier, as an address from the root of the site."""
        found = self._replaced.get(path.strip("/"))
        return f"/{found}" if found is not None else None

    def is_gone(self, path: str) -> bool:
        """Whether an identifier, or a page of it in any form or language, stands for nothing."""
        bare = path.strip("/").removeprefix("en/")
        for form in FORMS:
            bare = bare.removesuffix(form.suffix)
        return self._states.get(bare) in GONE
