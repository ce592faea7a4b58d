"""Organisations once they are settled, kept on disk: memory holds those that the bodies of the moment name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from registre.kept import KeptRows
from registre.linking.identities import Organisation
from registre.linking.matching_names import node_of
from registre.linking.settled_organisations import SettledOrganisations

BODIES_AT_HAND: Final = 32
"""Bodies whose organisations stay in memory once asked for: some 1 kB an organisation, a hundred of them a body."""


def put_away(settled: SettledOrganisations) -> SettledOrganisations:
    """The same organisations and names, on disk, and nothing else. Raises `OutputFailed` when it refuses."""
    organisations = KeptOrganisations(settled.organisations)
    return SettledOrganisations(organisations, _KeptNodes(settled.of_node, organisations))


class KeptOrganisations(Collection[Organisation]):
    """Organisations in the order they were given."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self._kept = KeptRows(Organisation, lambda one: (), path=_path)
        self._count = 0
        for one in organisations:
            self._kept.add(one)
            self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Organisation]:
        return iter(self._kept)

    def __contains__(self, one: object) -> bool:
        return isinstance(one, Organisation) and one in self._kept.of(path=_path(one))

    def found(self, paths: Iterable[str]) -> dict[str, Organisation]:
        """Those that stand at these ends of addresses, "siren/812345678"."""
        return {_path(one): one for one in self._kept.of(path=tuple(paths))}


@dataclass(frozen=True, slots=True)
class _Body:
    key: str
    paths: dict[str, str]
    """Each spelling in its documents → the end of the address of an organisation."""


class _KeptNodes(Mapping[str, Organisation]):
    """The organisation of each name of each body."""

    def __init__(self, of_node: Mapping[str, Organisation], organisations: KeptOrganisations) -> None:
        self._kept = KeptRows(_Body, lambda body: (), key=lambda body: body.key)
        self._organisations, self._count = organisations, len(of_node)
        paths: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for node, one in of_node.items():
            spelling, _, body = node.rpartition("\n")
            paths[body][spelling] = _path(one)
        for body, named in paths.items():
            self._kept.add(_Body(body, named))
        self._known: Callable[[str], Mapping[str, Organisation]] = lru_cache(BODIES_AT_HAND)(self._find)

    def __getitem__(self, node: str) -> Organisation:
        spelling, _, body = node.rpartition("\n")
        return self._known(body)[spelling]

    def __iter__(self) -> Iterator[str]:
        return (node_of(spelling, body.key) for body in self._kept for spelling in body.paths)

    def __len__(self) -> int:
        return self._count

    def _find(self, key: str) -> Mapping[str, Organisation]:
        named = {spelling: path for body in self._kept.of(key=key) for spelling, path in body.paths.items()}
        found = self._organisations.found(set(named.values()))
        return {spelling: found[path] for spelling, path in named.items()}


def _path(one: Organisation) -> str:
    return f"{one.scheme}/{one.key}"
