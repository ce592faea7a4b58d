"""The vote on an act: its outcome, its counts, and the ballots that the text gives by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from registre.graph.draft import Draft
from registre.graph.evidence import Witness
from registre.graph.mapping.names import Names
from registre.graph.mapping.voters import voters_of
from registre.graph.pages import Term
from registre.graph.terms import typed
from registre.graph.vocabulary import Elidl, Reg, concept
from registre.records import Act, Counts, Fact, Outcome, Vote

DIRECT: Final = {"against": Elidl.had_voter_against, "abstention": Elidl.had_voter_abstention}
"""What ELI-DL says of a voter without a ballot in between."""


def state_vote(draft: Draft, act: Act, counts: Counts, names: Names, witness: Witness, *, own_counts: bool) -> None:
    """The `#vote` part. Counts of voters are those of the act's own document.

    `own_counts` says that their evidence stands nowhere else (the document is not the first of its sitting).
    """
    if act.vote is None:
        return
    node, vote = draft.part("vote"), act.vote.value
    draft.add(draft.thing, Reg.vote, node)
    draft.describe(
        node,
        (Reg.Vote, Elidl.Vote),
        (Elidl.decision_outcome, concept("outcome", vote.outcome.value) if vote.outcome is not None else None),
        (Elidl.decision_method, _method(vote)),
        (Elidl.number_of_votes_favor, _count(vote.for_)),
        (Elidl.number_of_votes_against, _count(vote.against)),
        (Elidl.number_of_votes_abstention, _count(vote.abstentions)),
        (Reg.secret, typed(vote.secret) if vote.secret is not None else None),
    )
    witness.testify(draft, node, Elidl.decision_outcome, act.vote)
    for prop, fact in _voters(counts):
        draft.add(node, prop, typed(fact.value))
        if own_counts:
            witness.testify(draft, node, prop, fact)
    _state_ballots(draft, node, vote, names)


def _count(value: int | None) -> Term | None:
    return typed(value) if value is not None else None


def _method(vote: Vote) -> Term | None:
    """Unanimity before secrecy (`reg:secret` says that); an assembly that takes note decides by no method."""
    if vote.unanimous:
        return concept("method", "unanimity")
    if vote.secret:
        return concept("method", "secret-ballot")
    if vote.unanimous is False or vote.against:
        return concept("method", "majority")
    if vote.outcome in (Outcome.adopted, Outcome.rejected):
        return concept("method", "not-stated")
    return None


def _voters(counts: Counts) -> Iterator[tuple[Term, Fact[int]]]:
    for prop, fact in (
        (Reg.presentCount, counts.present),
        (Reg.proxyCount, counts.proxies),
        (Reg.votingCount, counts.voting),
    ):
        if fact is not None:
            yield prop, fact


def _state_ballots(draft: Draft, vote_node: Term, vote: Vote, names: Names) -> None:
    """One ballot a person, as recorded; a person named under two options keeps the first."""
    seen: set[str] = set()
    holders = {one.key: one.cast_by for one in voters_of(names.linked, names)}
    for option, voters in (
        ("against", vote.against_names),
        ("abstention", vote.abstention_names),
        ("not-voting", vote.not_voting_names),
    ):
        for name in voters:
            key = names.person_key(name)
            if key is None or key in seen:
                continue
            seen.add(key)
            node = draft.part("ballot", key)
            draft.add(vote_node, Reg.ballot, node)
            if option in DIRECT:
                draft.add(vote_node, DIRECT[option], names.person(name))
            draft.describe(
                node,
                (Reg.Ballot,),
                (Reg.inVote, vote_node),
                (Reg.voter, names.person(name)),
                (Reg.option, concept("option", option)),
                (Reg.ballotStatus, concept("ballot", "recorded")),
                (Reg.castBy, holders.get(key)),
            )
