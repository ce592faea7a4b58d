"""The vote on an act as its page shows it: the bar of its counts, and the members whom the text names."""

from __future__ import annotations

from dataclasses import dataclass

from registre.linking.identities import LinkedRecord
from registre.publication.site.evidence import Ledger
from registre.publication.site.people import Named, named
from registre.publication.site.places import Places
from registre.records import Fact, Vote

OPTIONS = ("for", "against", "abstention")


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the bar of a vote: `x` and `width` are hundredths of the bar."""

    option: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class VoteShown:
    """A vote with its bar (when counts exist) and the members it names."""

    vote: Vote
    shares: tuple[Share, ...]
    ballots: tuple[tuple[str, tuple[tuple[str, Named], ...]], ...]
    """Option, then (fragment, member) of each member named."""


def shown_vote(fact: Fact[Vote] | None, linked: LinkedRecord, places: Places, ledger: Ledger) -> VoteShown | None:
    """The vote that `fact` states, its words noted; None when the act has none."""
    if fact is None:
        return None
    ledger.note("vote", "vote", fact)
    vote = fact.value
    groups = (
        ("against", vote.against_names),
        ("abstention", vote.abstention_names),
        ("not-voting", vote.not_voting_names),
    )
    ballots = tuple(
        (option, tuple(_ballot(named(linked, name, places)) for name in names)) for option, names in groups if names
    )
    return VoteShown(vote, bar(vote), ballots)


def _ballot(who: Named) -> tuple[str, Named]:
    return f"ballot-{who.person.key}" if who.person is not None else "", who


def bar(vote: Vote) -> tuple[Share, ...]:
    """The parts of the bar, in the order for, against, abstention; empty when a count of voices is not stated."""
    counts = (vote.for_, vote.against, vote.abstentions)
    if vote.for_ is None:
        return ()
    known = [count or 0 for count in counts]
    total = sum(known)
    if not total:
        return ()
    shares, x = [], 0.0
    for option, count in zip(OPTIONS, known, strict=True):
        width = round(100 * count / total, 3)
        if count:
            shares.append(Share(option, count, round(x, 3), width))
        x += width
    return tuple(shares)
