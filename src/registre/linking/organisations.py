"""Which organisations the documents of all bodies name, each once, with the reason of every link.

Names are compared where they can be one (`matching_blocks`), by rules that are data (`matching.toml`). What reaches
the accepting threshold joins, unless a town, a number or somebody's judgement keeps it apart; what does not is a
proposal, which joins nothing. Groups of names are called before organisations are made of them, one after the other:
memory holds the names and what they are called, never all organisations.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from registre.linking.clusters import Clusters
from registre.linking.constraints import Judgement, Known, Which, in_order
from registre.linking.gathered_names import GatheredNames, Map, OrganisationSightings, gather_names
from registre.linking.hands import Hands
from registre.linking.identifiers import Identifier
from registre.linking.identities import OrganisationId, Proposal
from registre.linking.kept_organisations import Name
from registre.linking.making_organisations import Ties, organisations_made, ties_between_spellings, unsure
from registre.linking.matching_blocks import candidates
from registre.linking.matching_pairs import Reason, comparison_among
from registre.linking.matching_rules import Matching, Where
from registre.linking.names import fold
from registre.linking.organisation_keys import Called, call
from registre.linking.remembering import forget
from registre.linking.settled_organisations import Settlement

NUMBERS = ("same-siren", "same-rna")
"""Rules that are stronger than a town."""
LAST = ("cut", "initials")
"""Rules that need to know the groups that all others make: they join one group only, else nothing."""


@dataclass(frozen=True, slots=True)
class _Joined:
    """What is left of all reasons once names are joined."""

    gathered: GatheredNames
    called: Called
    ties: Ties
    proposals: tuple[Proposal, ...]
    unapplied: tuple[Judgement, ...]


def settle_organisations(
    sightings: OrganisationSightings, where: Map, judgements: Collection[Judgement], matching: Matching, hands: Hands
) -> Settlement:
    """One organisation for all its names; judgements come first. What was sighted is forgotten."""
    gathered = gather_names(sightings, where)
    sightings.forget()
    joined = _joined(gathered, judgements, matching, hands)
    forget()
    gathered, called = joined.gathered, joined.called
    return Settlement(
        organisations_made(gathered, called, joined.ties, joined.proposals, matching),
        (Name(name.spelling, name.ground.body, called.key(node)) for node, name in gathered.names.items()),
        joined.proposals,
        joined.unapplied,
        called.moved,
    )


def _joined(gathered: GatheredNames, judgements: Collection[Judgement], matching: Matching, hands: Hands) -> _Joined:
    """The groups of names and what they are called, judgements obeyed first."""
    reasons = _reasons(gathered, matching, hands)
    clusters, unapplied = Clusters(gathered.names), tuple[Judgement, ...]()
    if judgements:
        free = _grouped(gathered, reasons, Clusters(gathered.names), matching)
        obeyed, unapplied = _obey(judgements, clusters, call(gathered, free), gathered)
        gathered = replace(gathered, judged=obeyed)
    called = call(gathered, _grouped(gathered, reasons, clusters, matching))
    used = (one for one in reasons if one.confidence >= matching.accept and clusters.same(one.one, one.other))
    ties = ties_between_spellings(gathered, clusters, used)
    return _Joined(gathered, called, ties, _proposals(reasons, called, gathered, matching), unapplied)


def _reasons(gathered: GatheredNames, matching: Matching, hands: Hands) -> list[Reason]:
    """Everything that speaks for two names being one, proposals included, the surest first."""
    names = list(gathered.names.values())
    pairs = candidates(names, matching.largest_block, met_by=hands.meet)
    found = list(hands.reasons(comparison_among(names, matching), names, pairs))
    for (first, second), (rule, words) in gathered.stated.items():
        low, high = sorted((first, second))
        found.append(Reason(matching.worth[rule, Where.here], rule, low, high, words))
    found += _same_identifiers(gathered, matching)
    found.sort(key=attrgetter("rule", "one", "other"))
    found.sort(key=attrgetter("confidence"), reverse=True)  # as `Reason.order`, without a tuple of four for each
    return found


def _same_identifiers(gathered: GatheredNames, matching: Matching) -> Iterator[Reason]:
    bearers: defaultdict[Identifier, list[str]] = defaultdict(list)
    for node in sorted(gathered.names):
        for identifier in gathered.identifiers_of(node):
            bearers[identifier].append(node)
    for (scheme, key), nodes in sorted(bearers.items()):
        for other in nodes[1:]:
            yield Reason(matching.worth[f"same-{scheme}", Where.here], f"same-{scheme}", nodes[0], other, key)


def _grouped(gathered: GatheredNames, reasons: list[Reason], clusters: Clusters, matching: Matching) -> Clusters:
    """Join what is sure, the surest first; then what needs to know the groups."""
    for node in gathered.names:
        for scheme, key in gathered.identifiers_of(node):
            clusters.mark(node, scheme, key)
    sure = [one for one in reasons if one.confidence >= matching.accept]
    for reason in sure:
        if reason.rule in NUMBERS:
            clusters.join(reason.one, reason.other)
    for node, name in gathered.names.items():
        if name.place:
            clusters.mark(node, "town", name.place)
    for reason in sure:
        if reason.rule not in LAST:
            clusters.join(reason.one, reason.other)
    for rule in LAST:
        for node, others in sorted(_of_rule(sure, rule, gathered).items()):
            chiefs = {clusters.chief(other) for other in others}
            if len(chiefs) == 1:
                clusters.join(node, chiefs.pop())
    return clusters


def _of_rule(sure: Iterable[Reason], rule: str, gathered: GatheredNames) -> dict[str, set[str]]:
    """The shorter name of each pair → the longer ones."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for reason in sure:
        if reason.rule == rule:
            short, long = sorted((reason.one, reason.other), key=lambda node: (len(gathered.names[node].joined), node))
            found[short].add(long)
    return found


def _proposals(
    reasons: Iterable[Reason], called: Called, gathered: GatheredNames, matching: Matching
) -> tuple[Proposal, ...]:
    """The best reason of each two organisations that may join; names that many bear are left out."""
    best: dict[tuple[OrganisationId, OrganisationId], Reason] = {}
    times: Counter[str] = Counter()
    for reason in reasons:
        low, high = sorted((called.key(reason.one), called.key(reason.other)))
        if low != high and (low, high) not in best and called.clusters.may_join(reason.one, reason.other):
            best[low, high] = reason
            times[gathered.names[reason.one].joined] += 1
    kept = (one for one in best.values() if times[gathered.names[one.one].joined] <= matching.most_proposals)
    return tuple(sorted(unsure(reason, gathered, called, matching) for reason in kept))


def _obey(
    judgements: Collection[Judgement], clusters: Clusters, free: Called, gathered: GatheredNames
) -> tuple[tuple[tuple[frozenset[str], Judgement], ...], tuple[Judgement, ...]]:
    """Join and keep apart what is judged, before any other reason; and the judgements that change nothing."""
    obeyed: list[tuple[frozenset[str], Judgement]] = []
    unapplied: list[Judgement] = []
    for judgement in in_order(judgements):
        one, other = (_nodes(which, free, gathered) for which in (judgement.one, judgement.other))
        act = clusters.join if judgement.same else clusters.forbid
        done = [act(a, b) for a in one for b in other]
        if not done or not all(done):
            unapplied.append(judgement)
        elif judgement.same:
            obeyed.append((frozenset((*one, *other)), judgement))
    return tuple(obeyed), tuple(unapplied)


def _nodes(which: Which, free: Called, gathered: GatheredNames) -> list[str]:
    """The names that a judgement speaks of, none when no name of the build fits."""
    if isinstance(which, Known):
        return [node for node in gathered.names if free.key(node) == (which.scheme, which.key)]
    return [
        node
        for node, name in gathered.names.items()
        if which.body in ("", name.ground.body) and fold(name.spelling) == fold(which.name)
    ]
