"""Organisations made of the groups of their names, one after the other: why each spelling is theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from registre.linking.clusters import Clusters
from registre.linking.gathered_names import GatheredNames
from registre.linking.identities import IdentityLink, Organisation, OrganisationId, Proposal
from registre.linking.matching_pairs import Reason
from registre.linking.matching_rules import Matching, Where
from registre.linking.organisation_keys import Called
from registre.linking.organisation_reasons import link, sentences

CERTAIN = Decimal("1.00")

Ties = Mapping[tuple[str, str], list[Reason]]
"""(group's chief, letters of a spelling) → the reasons that tie it to another spelling of the group."""


def organisations_made(
    gathered: GatheredNames, called: Called, ties: Ties, proposals: Iterable[Proposal], matching: Matching
) -> Iterator[Organisation]:
    """An organisation for each key, in order, with the proposals that concern it, seen from its side."""
    concerned: defaultdict[OrganisationId, list[Proposal]] = defaultdict(list)
    for one in proposals:
        concerned[one.one].append(one)
        concerned[one.other].append(one)
    for key, chiefs in called.in_order():
        made = merged(_organisation(chief, gathered, called, ties, matching) for chief in chiefs)
        links = {_seen_from(key, one) for one in concerned.get(key, ())}
        yield replace(made, proposals=tuple(sorted(links))) if links else made


def merged(alike: Iterable[Organisation]) -> Organisation:
    """Organisations that bear one scheme and key, as one; nearly all bear their own."""
    first, *others = found = sorted(set(alike))
    if not others:
        return first
    return replace(
        first,
        name=min(one.name for one in found),
        spellings=tuple(sorted({text for one in found for text in one.spellings})),
        links=tuple(sorted({link for one in found for link in one.links})),
        siret=next((one.siret for one in found if one.siret), None),
        rna=next((one.rna for one in found if one.rna), None),
        proposals=tuple(sorted({link for one in found for link in one.proposals})),
    )


def _seen_from(key: OrganisationId, proposal: Proposal) -> IdentityLink:
    """A proposal as the organisation that bears this key sees it."""
    ends = (proposal.spelling, proposal.other_spelling, proposal.other)
    own, other, candidate = ends if key == proposal.one else (ends[1], ends[0], proposal.one)
    why = (proposal.reason, proposal.reason_en, proposal.proposed_by)
    return IdentityLink(own, proposal.method, proposal.confidence, *why, other, "/".join(candidate))


def ties_between_spellings(gathered: GatheredNames, clusters: Clusters, reasons: Iterable[Reason]) -> Ties:
    """What holds the groups together, without the reasons between names of the same letters."""
    found: defaultdict[tuple[str, str], list[Reason]] = defaultdict(list)
    for reason in reasons:
        one, other = gathered.names[reason.one].letters, gathered.names[reason.other].letters
        if one != other:
            found[clusters.chief(reason.one), one].append(reason)
            found[clusters.chief(reason.other), other].append(reason)
    return found


def _organisation(chief: str, gathered: GatheredNames, called: Called, ties: Ties, matching: Matching) -> Organisation:
    group, (best, key) = called.clusters.group(chief), called.of_chief[chief]
    spellings = sorted({gathered.names[node].spelling for node in group})
    links: dict[str, IdentityLink] = {}
    for node in group:
        known = ties.get((chief, gathered.names[node].letters), [])
        found = _link(node, best, gathered, known, matching)
        before = links.get(found.spelling)
        links[found.spelling] = min(before or found, found, key=lambda one: (-one.confidence, one))
    public = sorted(gathered.public[node] for node in group if node in gathered.public)
    shown = public[0][1] if public else _shown(gathered.names[best].spelling)
    return Organisation(*key, shown, tuple(spellings), tuple(sorted(links.values())))


def _link(node: str, best: str, gathered: GatheredNames, reasons: list[Reason], matching: Matching) -> IdentityLink:
    """Why a name stands for the organisation that is shown as `best`."""
    name, shown = gathered.names[node], gathered.names[best]
    if node in gathered.public:
        worth = matching.worth["public-body", Where.here]
        return link(name.spelling, "public-body", worth, matching, words=gathered.public[node][0])
    if name.letters == shown.letters:
        return link(name.spelling, "letters", CERTAIN, matching)
    judged = next((one for nodes, one in gathered.judged if node in nodes), None)
    if judged is not None:
        why, why_en = sentences("decided", words=judged.reason, words_en=judged.reason_en, by=judged.by)
        return IdentityLink(name.spelling, judged.method, CERTAIN, why, why_en, judged.by, judged.reason)

    def rank(reason: Reason) -> tuple[bool, tuple[Decimal, str, str, str]]:
        return (shown.letters not in (gathered.names[one].letters for one in (reason.one, reason.other)), reason.order)

    reason = min(reasons, key=rank, default=None)
    if reason is None:
        return link(name.spelling, "letters", CERTAIN, matching)
    mine = gathered.names[reason.one].letters == name.letters
    other = gathered.names[reason.other if mine else reason.one].spelling
    return link(name.spelling, reason.rule, reason.confidence, matching, other=other, words=reason.words)


def _shown(best: str) -> str:
    """A name without the article or the word that only leads to it."""
    return best.strip().removeprefix("l'").removeprefix("l’").strip()


def unsure(reason: Reason, gathered: GatheredNames, called: Called, matching: Matching) -> Proposal:
    """A reason that does not suffice, as a question to somebody."""
    (one, node), (other, other_node) = sorted((called.key(node), node) for node in (reason.one, reason.other))
    spelling, second = (gathered.names[each].spelling for each in (node, other_node))
    why, why_en = sentences(reason.rule, other=second, words=reason.words)
    confidence = min(reason.confidence, matching.accept - Decimal("0.01"))
    by = f"rule:{reason.rule}"
    return Proposal(one, other, spelling, second, matching.methods[reason.rule], confidence, why, why_en, by)
