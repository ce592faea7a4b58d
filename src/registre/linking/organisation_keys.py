"""What each group of names is called: the name that is shown, the scheme and the key of its organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from registre.linking.clusters import Clusters
from registre.linking.gathered_names import GatheredNames
from registre.linking.identities import OrganisationId
from registre.linking.matching_rules import Made
from registre.linking.names import accents, words
from registre.linking.organisation_names import read_organisation
from registre.linking.sittings import shortened, slug_of


class Shown(NamedTuple):
    """How a group of names is shown."""

    best: str
    """The node of its name."""
    key: OrganisationId


@dataclass(frozen=True, slots=True)
class Called:
    """What all groups of a build are called. Two groups that bear one key are one organisation."""

    clusters: Clusters
    of_chief: Mapping[str, Shown]
    moved: Mapping[OrganisationId, OrganisationId]
    """Keys that these organisations would have under another of their names or without a number → their own."""

    def key(self, node: str) -> OrganisationId:
        """The scheme and key of the organisation that a name stands for."""
        return self.of_chief[self.clusters.chief(node)].key

    def in_order(self) -> Iterator[tuple[OrganisationId, list[str]]]:
        """Each key in order, with the chiefs of its groups."""
        chiefs = sorted(self.of_chief, key=lambda chief: self.of_chief[chief].key)
        return ((key, list(alike)) for key, alike in groupby(chiefs, lambda chief: self.of_chief[chief].key))


def call(gathered: GatheredNames, clusters: Clusters) -> Called:
    """The name and the key of each group. A key that several groups would have gets the body that writes it."""
    former = {
        gathered.names[node].letters for (_, node), (rule, _) in gathered.stated.items() if rule == "stated-former-name"
    }
    shown = dict[str, Shown]()
    for group in clusters.groups():
        best = _best(group, gathered, former)
        shown[clusters.chief(best)] = Shown(best, ("local", _slug(group, best, gathered, clusters)))
    times = Counter(one.key for one in shown.values())
    names = _Names()
    for chief, (best, first) in shown.items():
        group = clusters.group(chief)
        local = first if times[first] == 1 else _with_body(first, group, gathered)
        shown[chief] = Shown(best, _number(best, clusters) or local)
        others = (("local", _slug(group, node, gathered, clusters)) for node in group if node != best)
        names.add({local, first, *others}, shown[chief].key)
    return Called(clusters, shown, names.moved(one.key for one in shown.values()))


class _Names:
    """Keys that are not those of their organisations, as long as they can mean one only."""

    def __init__(self) -> None:
        self._own: dict[OrganisationId, OrganisationId] = {}
        self._shared: set[OrganisationId] = set()

    def add(self, names: Collection[OrganisationId], own: OrganisationId) -> None:
        """An organisation may be called by these keys."""
        for name in names:
            if name != own and self._own.setdefault(name, own) != own:
                self._shared.add(name)

    def moved(self, every: Iterable[OrganisationId]) -> dict[OrganisationId, OrganisationId]:
        """What each key moved to; `every` are the keys of all organisations, which lead to nobody else."""
        self._shared.update(own for own in every if own in self._own)
        return {name: own for name, own in self._own.items() if name not in self._shared}


def _with_body(key: OrganisationId, group: Iterable[str], gathered: GatheredNames) -> OrganisationId:
    """The key with the body that writes the name, of several the first one."""
    scheme, slug = key
    return scheme, shortened(f"{slug}-{slug_of(min(gathered.names[node].ground.body for node in group))}")


def _number(node: str, clusters: Clusters) -> OrganisationId | None:
    """The number of a group, if it has one."""
    numbers = ((scheme, clusters.marked(node, scheme)) for scheme in ("siren", "rna"))
    return next(((scheme, number) for scheme, number in numbers if number), None)


def _best(group: Collection[str], gathered: GatheredNames, former: Collection[str]) -> str:
    """The name to show: no former name, no leading word or parenthesis; the most frequent, with accents."""
    times: Counter[str] = Counter()
    for node in group:
        times[gathered.names[node].spelling] += gathered.times[node]

    def rank(node: str) -> tuple[bool, bool, bool, bool, int, bool, int, str, str]:
        text = gathered.names[node].spelling
        lead = (
            gathered.names[node].letters in former,
            text.endswith(("…", "...")),
            "(" in text,
            read_organisation(text).leads,
        )
        return (*lead, -times[text], text.isupper(), -accents(text), text, node)

    return min(group, key=rank)


def _slug(group: Collection[str], best: str, gathered: GatheredNames, clusters: Clusters) -> str:
    """The words of the best name; with its body, else its town, when other towns may have one so called."""
    name = gathered.names[best]
    slug = slug_of(" ".join(words(name.spelling)))
    town = (clusters.marked(best, "town") or "").partition("/")[0]
    if name.made is Made.coined or (not town and name.made is Made.local):
        return shortened(slug)
    bodies = {gathered.names[node].ground for node in group}
    own = sorted(ground.body for ground in bodies if town and ground.town == town)
    if name.made is Made.generic:
        return shortened(slug_of(f"{slug} {own[0] if own else town or min(ground.body for ground in bodies)}"))
    return shortened(slug if slug_of(town) in slug else slug_of(f"{slug} {town}"))
