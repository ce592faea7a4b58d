"""Ballots that nobody wrote down: a unanimous vote of voices that are all named tells how each of them voted.

They are never mixed with those that minutes record: they have their own graph (`{act}#inferred`) and their own dump,
the vote does not name them (`reg:ballot` leads to recorded ones only), and each says that it is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from registre.graph.iris import Minter
from registre.graph.mapping.acts import act_address
from registre.graph.mapping.names import Names
from registre.graph.mapping.voters import Voter, moves, voters_of
from registre.graph.pages import Triple
from registre.graph.terms import iri
from registre.graph.vocabulary import Rdf, Reg, concept
from registre.linking.sittings import PlacedAct, Sitting
from registre.records import Outcome, Session, Vote

GRAPH = "inferred"
"""Fragment of the named graph of an act's inferred ballots."""


def inferred_ballots(sitting: Sitting, mint: Minter) -> Iterator[tuple[str, tuple[Triple, ...]]]:
    """For each act whose ballots follow from its unanimity: the graph's IRI and its sorted triples."""
    for placed in sitting.acts:
        names = Names(placed.linked, mint)
        voters = _voters(placed, names)
        if voters:
            address = act_address(sitting, placed, mint)
            triples = (triple for voter in voters for triple in _ballot(address, voter, mint))
            yield mint.part(address, GRAPH), tuple(sorted(triples))


def _voters(placed: PlacedAct, names: Names) -> list[Voter]:
    """All the voters of a unanimous adoption; empty when one of them is not surely known."""
    vote = placed.act.vote.value if placed.act.vote is not None else None
    session = placed.linked.record.session
    if vote is None or session is None or not _is_unanimous(vote) or moves(session):
        return []
    apart = {names.person_key(name) for name in vote.not_voting_names}
    if None in apart:
        return []
    voters = [one for one in voters_of(placed.linked, names) if one.key not in apart]
    return voters if len(voters) == _stated(vote, session, len(apart)) else []


def _is_unanimous(vote: Vote) -> bool:
    named = vote.against_names or vote.abstention_names
    return (
        vote.unanimous is True
        and vote.outcome is Outcome.adopted
        and not (vote.secret or vote.against or vote.abstentions or named)
    )


def _stated(vote: Vote, session: Session, apart: int) -> int | None:
    """Voices that the document counts: those for, else those of the session. None: the roll may be partial."""
    counts = session.counts
    if vote.for_ is not None:
        return vote.for_
    if counts.voting is not None:
        return counts.voting.value - apart
    if counts.present is not None and counts.proxies is not None:
        return counts.present.value + counts.proxies.value - apart
    return None


def _ballot(address: str, voter: Voter, mint: Minter) -> Iterator[Triple]:
    node, vote = iri(mint.part(address, GRAPH, voter.key)), iri(mint.part(address, "vote"))
    yield (node, Rdf.type, Reg.Ballot)
    yield (node, Reg.inVote, vote)
    yield (node, Reg.voter, voter.person)
    yield (node, Reg.option, concept("option", "for"))
    yield (node, Reg.ballotStatus, concept("ballot", "inferred"))
    if voter.cast_by is not None:
        yield (node, Reg.castBy, voter.cast_by)
