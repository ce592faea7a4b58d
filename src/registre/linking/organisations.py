"""Which organisations the documents of all bodies name, each once, with the reason of every link.

Names are compared where they can be one (`matching_blocks`), by rules that are data (`matching.toml`). What reaches
the accepting threshold joins, unless a town, a number or somebody's judgement keeps it apart; what does not is a
proposal, which joins nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from registre.linking.clusters import Clusters
from registre.linking.constraints import Judgement, Known, Which, in_order
from registre.linking.grounds import Ground, Towns
from registre.linking.hands import OWN_HANDS, Hands
from registre.linking.identifiers import Identifier
from registre.linking.identities import Proposal
from registre.linking.matching_blocks import candidates
from registre.linking.matching_names import MatchName, demote, node_of, promote, read_match_names
from registre.linking.matching_pairs import Reason, comparison_among
from registre.linking.matching_rules import Made, Matching, Where, read_matching
from registre.linking.names import fold
from registre.linking.organisation_names import NOBODY, Alias, read_organisation
from registre.linking.remembering import forget
from registre.linking.settled_organisations import (
    Settled,
    SettledOrganisations,
    make_organisations,
    unsure,
    with_proposals,
)

PublicBodies = Callable[[str], tuple[str, str] | None]
"""SIREN and name of the public body that bears exactly this name."""

NUMBERS = ("same-siren", "same-rna")
"""Rules that are stronger than a town."""
LAST = ("cut", "initials")
"""Rules that need to know the groups that all others make: they join one group only, else nothing."""


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
    """Where bodies stand, their settled keys, and which names are those of public bodies."""

    body_of: Mapping[str, str]
    """What the sightings call a body → its key."""
    grounds: Mapping[str, Ground]
    towns: Towns
    public: PublicBodies


def settle_organisations(
    sightings: OrganisationSightings,
    where: Map,
    judgements: Collection[Judgement] = (),
    matching: Matching | None = None,
    hands: Hands = OWN_HANDS,
) -> SettledOrganisations:
    """One organisation for all its names; judgements come first. `matching` is that of the software when not given.

    What was sighted is forgotten.
    """
    matching = matching or read_matching()
    settled = _gather(sightings, where)
    sightings.forget()
    reasons = _reasons(settled, matching, hands)
    forget()
    free = _settle(settled, reasons, Clusters(settled.names), matching)
    if not judgements:
        return free
    clusters = Clusters(settled.names)
    obeyed, unapplied = _obey(judgements, clusters, free, settled)
    judged = replace(settled, judged=obeyed)
    return replace(_settle(judged, reasons, clusters, matching), unapplied=unapplied)


def _gather(sightings: OrganisationSightings, where: Map) -> Settled:
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
    names = read_match_names(sorted(times), where.grounds, where.towns)
    made = _made_by_statements(names, stated) if stated else {}
    return Settled(
        names={name.node: made[name.joined](name) if name.joined in made else name for name in names},
        times={name.node: times[name.spelling, name.ground.body] for name in names},
        public={name.node: known for name in names if (known := where.public(name.spelling)) is not None},
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


def _reasons(settled: Settled, matching: Matching, hands: Hands) -> list[Reason]:
    """Everything that speaks for two names being one, proposals included, the surest first."""
    names = list(settled.names.values())
    pairs = candidates(names, matching.largest_block, met_by=hands.meet)
    found = list(hands.reasons(comparison_among(names, matching), names, pairs))
    for (first, second), (rule, words) in settled.stated.items():
        low, high = sorted((first, second))
        found.append(Reason(matching.worth[rule, Where.here], rule, low, high, words))
    found += _same_identifiers(settled, matching)
    return sorted(found, key=lambda one: one.order)


def _same_identifiers(settled: Settled, matching: Matching) -> Iterator[Reason]:
    bearers: defaultdict[Identifier, list[str]] = defaultdict(list)
    for node in sorted(settled.names):
        for identifier in settled.identifiers_of(node):
            bearers[identifier].append(node)
    for (scheme, key), nodes in sorted(bearers.items()):
        for other in nodes[1:]:
            yield Reason(matching.worth[f"same-{scheme}", Where.here], f"same-{scheme}", nodes[0], other, key)


def _settle(settled: Settled, reasons: list[Reason], clusters: Clusters, matching: Matching) -> SettledOrganisations:
    """Join what is sure, the surest first; then what needs to know the groups; the rest are proposals."""
    for node in settled.names:
        for scheme, key in settled.identifiers_of(node):
            clusters.mark(node, scheme, key)
    sure = [one for one in reasons if one.confidence >= matching.accept]
    for reason in sure:
        if reason.rule in NUMBERS:
            clusters.join(reason.one, reason.other)
    for node, name in settled.names.items():
        if name.place:
            clusters.mark(node, "town", name.place)
    for reason in sure:
        if reason.rule not in LAST:
            clusters.join(reason.one, reason.other)
    for rule in LAST:
        for node, others in sorted(_of_rule(sure, rule, settled).items()):
            chiefs = {clusters.chief(other) for other in others}
            if len(chiefs) == 1:
                clusters.join(node, chiefs.pop())
    used = [one for one in sure if clusters.same(one.one, one.other)]
    open_ = [one for one in reasons if not clusters.same(one.one, one.other) and clusters.may_join(one.one, one.other)]
    made = make_organisations(settled, clusters, used, matching)
    return with_proposals(made, _proposals(open_, made, settled, matching))


def _of_rule(sure: Iterable[Reason], rule: str, settled: Settled) -> dict[str, set[str]]:
    """The shorter name of each pair → the longer ones."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for reason in sure:
        if reason.rule == rule:
            short, long = sorted((reason.one, reason.other), key=lambda node: (len(settled.names[node].joined), node))
            found[short].add(long)
    return found


def _proposals(
    reasons: Iterable[Reason], made: SettledOrganisations, settled: Settled, matching: Matching
) -> tuple[Proposal, ...]:
    """The best reason of each two organisations; names that many bear are left out."""
    best: dict[tuple[tuple[str, str], tuple[str, str]], Reason] = {}
    times: Counter[str] = Counter()
    for reason in reasons:
        one, other = (made.of_node[node] for node in (reason.one, reason.other))
        low, high = sorted(((one.scheme, one.key), (other.scheme, other.key)))
        if low != high and (low, high) not in best:
            best[low, high] = reason
            times[settled.names[reason.one].joined] += 1
    kept = (one for one in best.values() if times[settled.names[one.one].joined] <= matching.most_proposals)
    return tuple(sorted(unsure(reason, made, settled, matching) for reason in kept))


def _obey(
    judgements: Collection[Judgement], clusters: Clusters, free: SettledOrganisations, settled: Settled
) -> tuple[tuple[tuple[frozenset[str], Judgement], ...], tuple[Judgement, ...]]:
    """Join and keep apart what is judged, before any other reason; and the judgements that change nothing."""
    obeyed: list[tuple[frozenset[str], Judgement]] = []
    unapplied: list[Judgement] = []
    for judgement in in_order(judgements):
        one, other = (_nodes(which, free, settled) for which in (judgement.one, judgement.other))
        act = clusters.join if judgement.same else clusters.forbid
        done = [act(a, b) for a in one for b in other]
        if not done or not all(done):
            unapplied.append(judgement)
        elif judgement.same:
            obeyed.append((frozenset((*one, *other)), judgement))
    return tuple(obeyed), tuple(unapplied)


def _nodes(which: Which, free: SettledOrganisations, settled: Settled) -> list[str]:
    """The names that a judgement speaks of, none when no name of the build fits."""
    if isinstance(which, Known):
        return [node for node, one in free.of_node.items() if (one.scheme, one.key) == (which.scheme, which.key)]
    return [
        node
        for node, name in settled.names.items()
        if which.body in ("", name.ground.body) and fold(name.spelling) == fold(which.name)
    ]
