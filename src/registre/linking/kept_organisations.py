"""Organisations kept on disk, and whom each name of a body stands for: memory holds those that are named just now.

What is revised once they are kept, by a register or by somebody's decision, stands in memory beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import merge
from typing import Final

from registre.kept import KeptRows
from registre.linking.identities import Organisation, OrganisationId, organisation_id
from registre.linking.making_organisations import merged

BODIES_AT_HAND: Final = 32
"""Bodies whose organisations stay in memory once asked for: some 1 kB an organisation, a hundred of them a body."""
Ids = Mapping[OrganisationId, OrganisationId]
"""What organisations were called → what they are called now."""


def keep(organisations: Iterable[Organisation]) -> KeptOrganisations:
    """Keep organisations that come in order, each with a scheme and key of its own. Raises `OutputFailed`."""
    rows = KeptRows(Organisation, lambda one: (), path=lambda one: "/".join(organisation_id(one)))
    for one in organisations:
        rows.add(one)
    return KeptOrganisations(rows)


@dataclass(frozen=True, slots=True, eq=False)
class KeptOrganisations(Collection[Organisation]):
    """Organisations in order. Raises `OutputFailed` when the disk refuses."""

    _rows: KeptRows[Organisation]
    _revised: Ids = field(default_factory=dict)
    """Of those that were revised: what they were called when they were kept → what they are called now."""
    _here: Mapping[OrganisationId, Organisation] = field(default_factory=dict)
    """Those that were revised, by what they are called now."""
    _renamed: Ids = field(default_factory=dict)
    """What proposals on disk call organisations → what they are called now, where that is something else."""

    def __iter__(self) -> Iterator[Organisation]:
        kept = (self._current(one) for one in self._rows if organisation_id(one) not in self._revised)
        return merge(kept, (self._here[name] for name in sorted(self._here)), key=organisation_id)

    def __len__(self) -> int:
        return len(self._rows) - len(self._revised) + len(self._here)

    def __contains__(self, one: object) -> bool:
        return isinstance(one, Organisation) and self.called(organisation_id(one)) == one

    def called(self, name: OrganisationId) -> Organisation | None:
        """The organisation that bears this scheme and key now."""
        return self._here.get(name) or self._unrevised([name]).get(name)

    def kept_as(self, names: Collection[OrganisationId]) -> dict[OrganisationId, Organisation]:
        """What organisations are now, by the scheme and key under which they were kept."""
        here = {name: self._here[self._revised[name]] for name in names if name in self._revised}
        return here | self._unrevised(names)

    def revised(self, changes: Mapping[OrganisationId, Organisation]) -> KeptOrganisations:
        """The same, some of them replaced: what they are called now → what takes their place.

        Two that come to bear one scheme and key become one, with the spellings and links of both.
        """
        now = {old: organisation_id(new) for old, new in changes.items()}
        kept = [name for name, one in self._unrevised(changes).items() if one != changes[name]]
        revised = followed(self._revised, now) | {name: now[name] for name in kept}
        renamed = followed(self._renamed, now)
        renamed |= {old: new for old, new in now.items() if old not in self._renamed and old != new}
        alike: defaultdict[OrganisationId, list[Organisation]] = defaultdict(list)
        for one in (*(changes.get(name, one) for name, one in self._here.items()), *(changes[name] for name in kept)):
            alike[organisation_id(one)].append(_redirected(one, now))
        joined = replace(self, _revised=revised, _renamed=renamed)._unrevised(alike)
        for name, one in joined.items():
            alike[name].append(one)
        here = {name: merged(several) for name, several in alike.items()}
        return KeptOrganisations(self._rows, revised | {name: name for name in joined}, here, renamed)

    def _unrevised(self, names: Iterable[OrganisationId]) -> dict[OrganisationId, Organisation]:
        """Those of these names that nobody has revised."""
        paths = ["/".join(name) for name in names if name not in self._revised]
        rows = self._rows.of(path=paths) if paths else ()
        return {organisation_id(one): self._current(one) for one in rows}

    def _current(self, one: Organisation) -> Organisation:
        return _redirected(one, self._renamed) if self._renamed and one.proposals else one


def followed(ids: Ids, now: Ids) -> dict[OrganisationId, OrganisationId]:
    """The same, some of what they lead to being called otherwise by now."""
    return {old: now.get(new, new) for old, new in ids.items()}


def _redirected(one: Organisation, now: Ids) -> Organisation:
    """The organisation, its proposals leading to what the others have become; none to itself."""
    moved = (replace(link, candidate="/".join(_now(link.candidate, now))) for link in one.proposals)
    own = "/".join(organisation_id(one))
    return replace(one, proposals=tuple(sorted(link for link in moved if link.candidate != own)))


def _now(candidate: str, now: Ids) -> OrganisationId:
    scheme, _, key = candidate.partition("/")
    return now.get((scheme, key), (scheme, key))


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling in the documents of a body, and what the organisation is called that it stands for."""

    spelling: str
    body: str
    called: OrganisationId


def keep_names(names: Iterable[Name]) -> KeptRows[Name]:
    """Keep the names of all bodies. Raises `OutputFailed`."""
    rows = KeptRows(Name, lambda name: (), body=lambda name: name.body, spelling=lambda name: name.spelling)
    for name in names:
        rows.add(name)
    return rows


class NamedOrganisations:
    """The organisation of each name of each body, among organisations on disk. Raises `OutputFailed`."""

    def __init__(self, rows: KeptRows[Name], organisations: KeptOrganisations) -> None:
        self._rows, self._organisations = rows, organisations
        self._known: Callable[[str], Mapping[str, Organisation]] = lru_cache(BODIES_AT_HAND)(self._find)

    def among(self, organisations: KeptOrganisations) -> NamedOrganisations:
        """The same names; `organisations` are the same, revised."""
        return NamedOrganisations(self._rows, organisations)

    def of(self, spelling: str, body: str) -> Organisation | None:
        """The organisation that a spelling stands for in the documents of a body."""
        return self._known(body).get(spelling)

    def spelt(self, spellings: Collection[str]) -> list[Organisation]:
        """The organisations that are spelt so in the documents of some body, in order."""
        found = self._organisations.kept_as({name.called for name in self._rows.of(spelling=spellings)})
        return sorted(set(found.values()))

    def spellings(self) -> Iterator[str]:
        """All spellings, each once, in order."""
        return self._rows.names("spelling")

    def _find(self, body: str) -> Mapping[str, Organisation]:
        called = {name.spelling: name.called for name in self._rows.of(body=body)}
        found = self._organisations.kept_as(set(called.values()))
        return {spelling: found[name] for spelling, name in called.items()}
