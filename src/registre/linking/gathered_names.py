"""The names of organisations of a whole build: as documents write them, then in the parts that matching compares."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from registre.linking.bodies_of_build import public_bodies
from registre.linking.constraints import Judgement
from registre.linking.grounds import Ground, towns_of
from registre.linking.identifiers import Identifier
from registre.linking.identities import Body
from registre.linking.matching_names import MatchName, demote, node_of, promote, read_match_names
from registre.linking.matching_rules import Made
from registre.linking.organisation_names import NOBODY, Alias, read_organisation
from registre.linking.reference import Reference


@dataclass(slots=True)
class OrganisationSightings:
    """Names of organisations as written in each body, with what texts state beside them."""

    names: Counter[tuple[str, str, str | None]] = field(default_factory=Counter)
    """Times of each (spelling, body, alias that a mention states)."""
    identifiers: defaultdict[tuple[str, str], set[Identifier]] = field(default_factory=lambda: defaultdict(set))

    def see(self, spelling: str, alias: str | None, body: str, identifier: Identifier | None = None) -> None:
        if read_organisation(spelling, alias) is NOBODY:
            return
        self.names[spelling, body, alias] += 1
        if identifier is not None:
            self.identifiers[spelling, body].add(identifier)

    def forget(self) -> None:
        self.names.clear()
        self.identifiers.clear()


@dataclass(frozen=True, slots=True)
class Map:
    """Where bodies stand, by their settled keys."""

    body_of: Mapping[str, str]
    """What the sightings call a body → its key."""
    bodies: Collection[Body]
    grounds: Mapping[str, Ground]
    reference: Reference


@dataclass(frozen=True, slots=True)
class GatheredNames:
    """The names of a build by their node (spelling and body), and what is known of each."""

    names: Mapping[str, MatchName]
    times: Mapping[str, int]
    public: Mapping[str, tuple[str, str]]
    """SIREN and full name of the public body that a name names."""
    identifiers: Mapping[str, Identifier]
    stated: Mapping[tuple[str, str], tuple[str, str]]
    """Two nodes → the rule and the words by which a text states that they are one."""
    judged: tuple[tuple[frozenset[str], Judgement], ...] = ()
    """The nodes that each judgement joined."""

    def identifiers_of(self, node: str) -> list[Identifier]:
        found = {self.identifiers[node]} if node in self.identifiers else set()
        return sorted(found | ({("siren", self.public[node][0])} if node in self.public else set()))


def gather_names(sightings: OrganisationSightings, where: Map) -> GatheredNames:
    """Every name of every body in parts, its times, its identifiers, and what texts state of two names."""
    times: Counter[tuple[str, str]] = Counter()
    stated: dict[tuple[tuple[str, str], tuple[str, str]], tuple[str, str]] = {}
    identifiers: defaultdict[tuple[str, str], set[Identifier]] = defaultdict(set)
    for spelling, sighted, alias in sorted(sightings.names, key=lambda one: (*one[:2], one[2] or "")):
        body = where.body_of.get(sighted, sighted)
        if (spelling, sighted) in sightings.identifiers:
            identifiers[spelling, body] |= sightings.identifiers[spelling, sighted]
        times[spelling, body] += sightings.names[spelling, sighted, alias]
        second = _second_name(spelling, alias)
        if second is not None:
            times[second[0], body] += 0
            stated[(spelling, body), (second[0], body)] = second[1:]
    towns, public = towns_of(where.grounds.values(), where.reference), public_bodies(where.bodies, where.reference)
    names = read_match_names(sorted(times), where.grounds, towns)
    made = _made_by_statements(names, stated) if stated else {}
    return GatheredNames(
        names={name.node: made[name.joined](name) if name.joined in made else name for name in names},
        times={name.node: times[name.spelling, name.ground.body] for name in names},
        public={name.node: known for name in names if (known := public(name.spelling)) is not None},
        identifiers={node_of(*key): next(iter(found)) for key, found in identifiers.items() if len(found) == 1},
        stated={(node_of(*one), node_of(*other)): said for (one, other), said in stated.items()},
    )


def _second_name(spelling: str, alias: str | None) -> tuple[str, str, str] | None:
    """The other name that a text states, the rule, and the words that state it."""
    name = read_organisation(spelling, alias)
    if name.alias is None or name.alias_kind is None:
        return None
    other = read_organisation(name.alias)
    if other is NOBODY or other.key == name.key:
        return None
    return name.alias, name.alias_kind.value, spelling if alias is None else f"{spelling} ({alias})"


def _made_by_statements(
    names: Iterable[MatchName], stated: Mapping[tuple[tuple[str, str], tuple[str, str]], tuple[str, str]]
) -> dict[str, Callable[[MatchName], MatchName]]:
    """What a text that gives two names tells of how common they are.

    The acronym of a name that every town may give is such a name (APE, « Association des parents d'élèves »); the
    former name of an organisation whose new name is its own was its own too.
    """
    of_text = {(name.spelling, name.ground.body): name for name in names}
    found: dict[str, Callable[[MatchName], MatchName]] = {}
    for (one, other), (rule, _) in sorted(stated.items()):
        long, short = sorted((of_text[one], of_text[other]), key=lambda name: -len(name.core))
        if rule == Alias.acronym and len(short.core) == 1 and _is_common(long):
            found[short.joined] = partial(demote, made=long.made)
        elif rule == Alias.former and of_text[one].made is Made.coined:
            found.setdefault(of_text[other].joined, promote)
    return found


def _is_common(name: MatchName) -> bool:
    return name.made is Made.generic or (name.made is Made.local and bool(name.place))
