"""Organisations made of the groups of their names: which name to show, which key, why each spelling is theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from registre.linking.clusters import Clusters
from registre.linking.constraints import Judgement
from registre.linking.identifiers import Identifier
from registre.linking.identities import IdentityLink, Organisation, Proposal
from registre.linking.matching_names import MatchName, node_of
from registre.linking.matching_pairs import Reason
from registre.linking.matching_rules import Made, Matching, Where
from registre.linking.names import accents, words
from registre.linking.organisation_names import read_organisation
from registre.linking.organisation_reasons import link, sentences
from registre.linking.sittings import shortened, slug_of

CERTAIN = Decimal("1.00")


@dataclass(frozen=True, slots=True)
class Settled:
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


Keys = Mapping[tuple[str, str], tuple[str, str]]
"""(scheme, key) of an organisation → those that it has now."""


@dataclass(frozen=True, slots=True)
class SettledOrganisations:
    organisations: Collection[Organisation]
    """In order."""
    of_node: Mapping[str, Organisation]
    proposals: tuple[Proposal, ...] = ()
    unapplied: tuple[Judgement, ...] = ()
    """Judgements that fit no name, or that another one contradicts."""
    moved: Keys = field(default_factory=dict)
    """Keys that these organisations would have under another of their names or without a number → their own."""

    def of(self, spelling: str, body: str) -> Organisation | None:
        """The organisation that a spelling stands for in a document of `body`."""
        return self.of_node.get(node_of(spelling, body))

    def revised(self, changes: Mapping[tuple[str, str], Organisation]) -> SettledOrganisations:
        """The same names, some organisations replaced: scheme and key of the old one → the new one."""
        now = {old: (new.scheme, new.key) for old, new in changes.items()}
        organisations, of_node = _merge_same_keys(
            {node: _redirected(changes.get((one.scheme, one.key), one), now) for node, one in self.of_node.items()}
        )
        moved = {old: now.get(new, new) for old, new in self.moved.items()}
        moved |= {old: new for old, new in now.items() if old != new}
        return SettledOrganisations(organisations, of_node, _renamed(self.proposals, now), self.unapplied, moved)


def _redirected(organisation: Organisation, now: Keys) -> Organisation:
    """The organisation, its proposals leading to what the others have become; none to itself."""
    moved = (replace(one, candidate="/".join(_new(one.candidate, now))) for one in organisation.proposals)
    own = f"{organisation.scheme}/{organisation.key}"
    return replace(organisation, proposals=tuple(sorted(one for one in moved if one.candidate != own)))


def _new(candidate: str, now: Keys) -> tuple[str, str]:
    scheme, _, key = candidate.partition("/")
    return now.get((scheme, key), (scheme, key))


def _renamed(proposals: Iterable[Proposal], now: Keys) -> tuple[Proposal, ...]:
    """Proposals about the new organisations; two that have become one need none."""
    moved = (replace(one, one=now.get(one.one, one.one), other=now.get(one.other, one.other)) for one in proposals)
    return tuple(sorted(one for one in moved if one.one != one.other))


def make_organisations(
    settled: Settled, clusters: Clusters, used: Iterable[Reason], matching: Matching
) -> SettledOrganisations:
    """An organisation for each group. `used` are the reasons that hold the groups together."""
    reasons = _between_spellings(settled, clusters, used)
    former = {
        settled.names[node].letters for (_, node), (rule, _) in settled.stated.items() if rule == "stated-former-name"
    }
    made: dict[str, Organisation] = {}
    called: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    best_of = ((group, _best(group, settled, former)) for group in clusters.groups())
    shown = [(best, _slug(group, best, settled, clusters)) for group, best in best_of]
    keys = Counter(slug for _, slug in shown)
    for group, (best, own_slug) in zip(clusters.groups(), shown, strict=True):
        slug = own_slug
        if keys[own_slug] > 1:
            slug = shortened(f"{slug}-{slug_of(min(settled.names[node].ground.body for node in group))}")
        organisation = _organisation(group, best, slug, settled, clusters, reasons, matching)
        made.update(dict.fromkeys(group, organisation))
        others = (_slug(group, node, settled, clusters) for node in group if node != best)
        for name in {slug, own_slug, *others}:
            own = (organisation.scheme, organisation.key)
            if called.setdefault(name, own) != own:
                shared.add(name)
    organisations, of_node = _merge_same_keys(made)
    moved = {("local", old): new for old, new in called.items() if old not in shared and ("local", old) != new}
    return SettledOrganisations(organisations, of_node, moved=moved)


Reasons = Mapping[tuple[str, str], list[Reason]]
"""(group's chief, letters of a spelling) → the reasons that tie it to another spelling of the group."""


def _between_spellings(settled: Settled, clusters: Clusters, used: Iterable[Reason]) -> Reasons:
    found: defaultdict[tuple[str, str], list[Reason]] = defaultdict(list)
    for reason in used:
        one, other = settled.names[reason.one].letters, settled.names[reason.other].letters
        if one != other:
            found[clusters.chief(reason.one), one].append(reason)
            found[clusters.chief(reason.other), other].append(reason)
    return found


def _organisation(
    group: list[str],
    best: str,
    slug: str,
    settled: Settled,
    clusters: Clusters,
    reasons: Reasons,
    matching: Matching,
) -> Organisation:
    spellings = sorted({settled.names[node].spelling for node in group})
    links: dict[str, IdentityLink] = {}
    for node in group:
        known = reasons.get((clusters.chief(node), settled.names[node].letters), [])
        found = _link(node, best, settled, known, matching)
        before = links.get(found.spelling)
        links[found.spelling] = min(before or found, found, key=lambda one: (-one.confidence, one))
    public = sorted(settled.public[node] for node in group if node in settled.public)
    shown = public[0][1] if public else _shown(settled.names[best].spelling)
    scheme = next((one for one in ("siren", "rna") if clusters.marked(best, one)), "local")
    key = clusters.marked(best, scheme) or slug
    return Organisation(scheme, key, shown, tuple(spellings), tuple(sorted(links.values())))


def _link(node: str, best: str, settled: Settled, reasons: list[Reason], matching: Matching) -> IdentityLink:
    """Why a name stands for the organisation that is shown as `best`."""
    name, shown = settled.names[node], settled.names[best]
    if node in settled.public:
        worth = matching.worth["public-body", Where.here]
        return link(name.spelling, "public-body", worth, matching, words=settled.public[node][0])
    if name.letters == shown.letters:
        return link(name.spelling, "letters", CERTAIN, matching)
    judged = next((one for nodes, one in settled.judged if node in nodes), None)
    if judged is not None:
        why, why_en = sentences("decided", words=judged.reason, words_en=judged.reason_en, by=judged.by)
        return IdentityLink(name.spelling, judged.method, CERTAIN, why, why_en, judged.by, judged.reason)

    def rank(reason: Reason) -> tuple[bool, tuple[Decimal, str, str, str]]:
        return (shown.letters not in (settled.names[one].letters for one in (reason.one, reason.other)), reason.order)

    reason = min(reasons, key=rank, default=None)
    if reason is None:
        return link(name.spelling, "letters", CERTAIN, matching)
    mine = settled.names[reason.one].letters == name.letters
    other = settled.names[reason.other if mine else reason.one].spelling
    return link(name.spelling, reason.rule, reason.confidence, matching, other=other, words=reason.words)


def _best(group: Collection[str], settled: Settled, former: Collection[str]) -> str:
    """The name to show: no former name, no leading word or parenthesis; the most frequent, with accents."""
    times: Counter[str] = Counter()
    for node in group:
        times[settled.names[node].spelling] += settled.times[node]

    def rank(node: str) -> tuple[bool, bool, bool, bool, int, bool, int, str, str]:
        text = settled.names[node].spelling
        lead = (
            settled.names[node].letters in former,
            text.endswith(("…", "...")),
            "(" in text,
            read_organisation(text).leads,
        )
        return (*lead, -times[text], text.isupper(), -accents(text), text, node)

    return min(group, key=rank)


def _shown(best: str) -> str:
    """A name without the article or the word that only leads to it."""
    return best.strip().removeprefix("l'").removeprefix("l’").strip()


def _slug(group: Collection[str], best: str, settled: Settled, clusters: Clusters) -> str:
    """The words of the best name; with its body, else its town, when other towns may have one so called."""
    name = settled.names[best]
    slug = slug_of(" ".join(words(name.spelling)))
    town = (clusters.marked(best, "town") or "").partition("/")[0]
    if name.made is Made.coined or (not town and name.made is Made.local):
        return shortened(slug)
    bodies = {settled.names[node].ground for node in group}
    own = sorted(ground.body for ground in bodies if town and ground.town == town)
    if name.made is Made.generic:
        return shortened(slug_of(f"{slug} {own[0] if own else town or min(ground.body for ground in bodies)}"))
    return shortened(slug if slug_of(town) in slug else slug_of(f"{slug} {town}"))


def unsure(reason: Reason, made: SettledOrganisations, settled: Settled, matching: Matching) -> Proposal:
    """A reason that does not suffice, as a question to somebody."""
    (one, node), (other, other_node) = sorted(
        ((made.of_node[node].scheme, made.of_node[node].key), node) for node in (reason.one, reason.other)
    )
    spelling, second = (settled.names[each].spelling for each in (node, other_node))
    why, why_en = sentences(reason.rule, other=second, words=reason.words)
    confidence = min(reason.confidence, matching.accept - Decimal("0.01"))
    by = f"rule:{reason.rule}"
    return Proposal(one, other, spelling, second, matching.methods[reason.rule], confidence, why, why_en, by)


def with_proposals(made: SettledOrganisations, proposals: tuple[Proposal, ...]) -> SettledOrganisations:
    """Each organisation with the proposals that concern it, seen from its side."""
    own: defaultdict[tuple[str, str], set[IdentityLink]] = defaultdict(set)
    for one in proposals:
        link = IdentityLink("", one.method, one.confidence, one.reason, one.reason_en, one.proposed_by)
        first, second = one.spelling, one.other_spelling
        own[one.one].add(replace(link, spelling=first, evidence=second, candidate="/".join(one.other)))
        own[one.other].add(replace(link, spelling=second, evidence=first, candidate="/".join(one.one)))
    of_node = {
        node: replace(found, proposals=tuple(sorted(own[found.scheme, found.key])))
        if (found.scheme, found.key) in own
        else found
        for node, found in made.of_node.items()
    }
    return replace(made, organisations=tuple(sorted(set(of_node.values()))), of_node=of_node, proposals=proposals)


def _merge_same_keys(made: Mapping[str, Organisation]) -> tuple[tuple[Organisation, ...], Mapping[str, Organisation]]:
    """Organisations that bear one scheme and key become one; nearly all bear their own."""
    alike: dict[tuple[str, str], Organisation] = {}
    several: defaultdict[tuple[str, str], set[Organisation]] = defaultdict(set)
    for one in made.values():
        key = (one.scheme, one.key)
        if (first := alike.setdefault(key, one)) != one:
            several[key] |= {first, one}
    merged = {key: _merged(sorted(same)) for key, same in several.items()}
    if merged:
        made = {node: merged.get((one.scheme, one.key), one) for node, one in made.items()}
    return tuple(sorted((alike | merged).values())), made


def _merged(found: list[Organisation]) -> Organisation:
    return replace(
        found[0],
        name=min(one.name for one in found),
        spellings=tuple(sorted({text for one in found for text in one.spellings})),
        links=tuple(sorted({link for one in found for link in one.links})),
        siret=next((one.siret for one in found if one.siret), None),
        rna=next((one.rna for one in found if one.rna), None),
        proposals=tuple(sorted({link for one in found for link in one.proposals})),
    )
