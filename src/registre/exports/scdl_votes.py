"""The five vote columns of SCDL, filled together or not at all.

VOTE_REEL holds voices (présents + pouvoirs, less those who do not take part), because the schema wants it to
be the sum of POUR, CONTRE and ABSTENTION; members present in person would break that sum at the first proxy.
"""

from __future__ import annotations

from collections.abc import Mapping

from registre.exports.losses import Losses
from registre.exports.things import Act, Session, Vote

COLUMNS = ("VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION")

REASONS = {
    "vote.none": (
        "l'acte ne dit rien d'un vote : colonnes VOTE_* vides",
        "the act says nothing of a vote: VOTE_* columns empty",
    ),
    "vote.unanimity": (
        "unanimité sans décompte : on ne déduit pas que chacun a voté pour ; colonnes VOTE_* vides",
        "unanimity without counts: that everybody voted for is not inferred; VOTE_* columns empty",
    ),
    "vote.no-counts": (
        "voix pour, contre ou abstentions non énoncées, ou en partie : colonnes VOTE_* vides",
        "votes for, against or abstentions not stated, or in part: VOTE_* columns empty",
    ),
    "vote.no-total": (
        "effectif ou nombre de voix inconnu : les cinq colonnes vont ensemble, donc vides",
        "members in office or number of voices unknown: the five columns go together, so they are empty",
    ),
    "vote.sum": (
        "pour + contre + abstentions ne font pas le nombre de voix : rien n'est réparé, colonnes VOTE_* vides",
        "for + against + abstentions are not the number of voices: nothing is repaired, VOTE_* columns empty",
    ),
    "vote.more-than-members": (
        "plus de voix que de membres en exercice : colonnes VOTE_* vides",
        "more voices than members in office: VOTE_* columns empty",
    ),
}


def vote_cells(act: Act, session: Session | None, losses: Losses) -> Mapping[str, str]:
    """The five cells, or none of them and a loss that says why."""
    found = _numbers(act.vote, session)
    if isinstance(found, str):
        losses.note(found, act.iri)
        return {}
    return dict(zip(COLUMNS, map(str, found), strict=True))


def _numbers(vote: Vote | None, session: Session | None) -> tuple[int, int, int, int, int] | str:
    """The five numbers, or the code of what keeps them from being written.

    A count that the text does not state is 0 only when the counts that it states already make all the voices.
    """
    if vote is None:
        return "vote.none"
    stated = [one for one in (vote.favor, vote.against, vote.abstentions) if one is not None]
    if not stated:
        return "vote.unanimity" if vote.method == "unanimity" else "vote.no-counts"
    in_office = session.in_office if session is not None else None
    if in_office is None or vote.voices is None:
        return "vote.no-total"
    aside = sum(one.option == "not-voting" and one.recorded for one in vote.ballots)
    total = sum(stated)
    if total not in (vote.voices, vote.voices - aside):
        return "vote.sum" if len(stated) == 3 else "vote.no-counts"
    if total > in_office:
        return "vote.more-than-members"
    return (in_office, total, vote.favor or 0, vote.against or 0, vote.abstentions or 0)
