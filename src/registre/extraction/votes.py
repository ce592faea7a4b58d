"""The vote of one act, put together from what its last words say."""

from __future__ import annotations

import re

from registre.extraction.deciding import Area
from registre.extraction.matching import find, find_all
from registre.extraction.names import Order
from registre.extraction.rule import Found
from registre.extraction.rules.vote import OUTCOMES, REFUSED, SECRET, UNANIMITY, Voice
from registre.extraction.tally import Tally, find_tally
from registre.extraction.voters import named_voters, not_voting
from registre.records import Outcome, Vote

_FOOT = re.compile(
    r"\bpour (?:extrait|copie)|\bfait et delibere|\bpour le president|\bsigne electroniquement|\btelerecours"
    r"|\btribunal administratif"
)


def read_vote(
    flow: str, folded: str, area: Area, order: Order, head: tuple[int, int] | None = None, start: int = 0
) -> Found[Vote] | None:
    """The vote that `area` states; counts may stand in the heading `head` of an extract.

    The act begins at `start`: names before it belong to another.
    """
    foot = _FOOT.search(folded, area.start + 10, area.end)
    end = foot.start() if foot else area.end
    unanimity = find_all(UNANIMITY, flow, folded, area.start, end)
    tally = find_tally(flow, folded, area.start, area.end)
    if tally is None and head:
        tally = find_tally(flow, folded, *head)
    if tally and _contradicts(tally, unanimity):
        tally = None
    by_voice = tally.numbers if tally else {}
    unanimity = _together(unanimity, tally)
    settled = min([one.end for one in unanimity] + ([tally.end] if tally else []), default=end)
    voted = Area(area.start, min(area.end, max(settled, tally.end if tally else 0) + _NAMES))
    names = named_voters(flow, folded, voted, order, by_voice)
    outcome = _outcome(flow, folded, area, end, min(end, settled + _NEAR))
    if outcome is None and not unanimity and tally is None:
        return None
    outcome = _by_number(outcome, tally, unanimity, flow, folded)
    if tally:
        place, rule = (tally.start, tally.end), unanimity[-1].rule if unanimity else tally.rule
    elif unanimity:
        place, rule = (unanimity[-1].start, unanimity[-1].end), unanimity[-1].rule
    else:
        place = (outcome.start, outcome.end) if outcome else (area.start, area.start + 1)
        rule = outcome.rule if outcome else "vote.adopte"
    return Found(
        Vote(
            outcome=outcome.value if outcome else None,
            unanimous=_unanimous(unanimity, by_voice, names, folded),
            for_=by_voice.get(Voice.for_),
            against=by_voice.get(Voice.against),
            abstentions=by_voice.get(Voice.abstention),
            secret=True if any(find(SECRET, flow, folded, area.start, end)) else None,
            against_names=names[Voice.against],
            abstention_names=names[Voice.abstention],
            not_voting_names=not_voting(flow, folded, voted, order, start),
        ),
        *place,
        rule,
    )


_NAMES = 1500
"""Characters after how an act was voted in which it may name who was against, who left."""
_NEAR = 260
"""Characters between how an act was voted and what became of it."""


def _contradicts(tally: Tally, unanimity: list[Found[bool]]) -> bool:
    """Whether the count is that of another act: voices against, far after « à l'unanimité »."""
    if not unanimity or not unanimity[0].value or not tally.numbers.get(Voice.against):
        return False
    return tally.start > unanimity[0].end + _NEAR


def _together(unanimity: list[Found[bool]], tally: Tally | None) -> list[Found[bool]]:
    """What is said of unanimity near the count, else near its first mention."""
    if not unanimity:
        return []
    limit = max(unanimity[0].end, tally.end if tally else 0) + _NEAR
    return [one for one in unanimity if one.start < limit]


def _by_number(
    outcome: Found[Outcome] | None, tally: Tally | None, unanimity: list[Found[bool]], flow: str, folded: str
) -> Found[Outcome] | None:
    """What the numbers say of the outcome: fewer for than against is a refusal, unless the refusal is what is voted."""
    votes_for = tally.numbers.get(Voice.for_) if tally else None
    against = (tally.numbers.get(Voice.against) or 0) if tally else 0
    if tally and votes_for is not None and votes_for != against:
        if votes_for < against and (outcome is None or outcome.value is Outcome.adopted):
            return Found(Outcome.rejected, tally.start, tally.end, "vote.contre")
        if outcome is None:
            return Found(Outcome.adopted, tally.start, tally.end, "vote.pour")
    if outcome is None and unanimity:
        return Found(Outcome.adopted, unanimity[0].start, unanimity[0].end, "vote.pour")
    return outcome


_EXPRESSED = re.compile(r"\s(?:des\s)?(?:suffrages|voix|votes)\sexprime|\sdes\s(?:suffrages|votants)\b")


def _unanimous(
    unanimity: list[Found[bool]], by_voice: dict[Voice, int | None], names: dict[Voice, tuple[str, ...]], folded: str
) -> bool | None:
    """Abstentions break unanimity, unless it is that of the votes cast."""
    if (by_voice.get(Voice.against) or 0) > 0 or names[Voice.against]:
        return False
    cast = any(one.value and _EXPRESSED.match(folded, one.end) for one in unanimity)
    if not cast and ((by_voice.get(Voice.abstention) or 0) > 0 or names[Voice.abstention]):
        return False
    if not unanimity:
        return None
    values = {one.value for one in unanimity}
    return unanimity[-1].value if len(values) > 1 else values.pop()


def _outcome(flow: str, folded: str, area: Area, end: int, late: int) -> Found[Outcome] | None:
    """Postponed, withdrawn, refused as a whole: before `late`, the first measure tells else."""
    postponed, withdrawn, rejected, noted, adopted = OUTCOMES
    for rule in (postponed, withdrawn, REFUSED):
        if first := next(find(rule, flow, folded, area.start, late), None):
            return first
    first_of = {rule.id: next(find(rule, flow, folded, area.start, end), None) for rule in (rejected, noted)}
    measures = [one for one in find(adopted, flow, folded, area.start, end) if not _deliberates(folded, one)]
    refusal = first_of[rejected.id]
    if refusal and not any(one.start < refusal.start - 3 and one.end <= refusal.start for one in measures):
        return refusal
    taken = first_of[noted.id]
    before = [one for one in measures if taken and one.start < taken.start]
    if taken and not before:
        return taken
    return measures[0] if measures else None


def _deliberates(folded: str, one: Found[Outcome]) -> bool:
    """« décide : », « demande », « propose » are no measure of their own before « prend acte »."""
    word = folded[one.start : one.end]
    return bool(re.match(r"(?:d'|de )?(?:propos|demand|precis|constat|vote?$|donn\w*$)", word)) and not re.match(
        r"(?:d'|de )?donne", word
    )
