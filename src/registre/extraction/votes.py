"""The vote of one act, put together from what its last words say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from registre.extraction.matching import find, find_all
from registre.extraction.names import Order, name_after, name_before, split_group, text_of
from registre.extraction.roll import list_of_names
from registre.extraction.rule import Found
from registre.extraction.rules.vote import (
    COUNTS,
    FORMULA,
    NAMED,
    NOT_VOTING,
    OUTCOMES,
    UNANIMITY,
    Voice,
)
from registre.records import Outcome, Vote

_FOOT = re.compile(r"\bpour (?:extrait|copie)|\bfait et delibere|\bpour le president|\bsigne electroniquement|\btelerecours|\btribunal administratif")


_PROPOSAL = re.compile(r"\bil est (?:donc )?(?:propose|demande) (?:au|a l'|a la|aux membres du) [^.;:]{0,60}:")


@dataclass(frozen=True, slots=True)
class Area:
    """Where an act decides: from its words of decision to its foot."""

    start: int
    end: int


def decision_area(flow: str, folded: str, start: int, end: int) -> Area | None:
    """The dispositif of the act in `flow[start:end]`, or None when nothing is decided."""
    formulas = [one for one in find(FORMULA, flow, folded, start, end)]
    if not formulas:
        return None
    proposal = None
    for proposal in _PROPOSAL.finditer(folded, start, formulas[-1].start):
        pass
    if proposal and formulas[0].start > proposal.end() and formulas[-1].start - proposal.start() < 6000:
        adopted = re.match(r"(?:[^.;]{0,60})\badopte", folded[formulas[0].start : formulas[0].end + 40])
        if adopted and not re.search(r"deliber", folded[formulas[0].start : formulas[0].end]):
            return Area(proposal.start(), end)
    strong = [one for one in formulas if re.search(r"deliber|debattu", folded[one.start : one.end])]
    return Area((strong or formulas)[0].start, end)


def read_vote(flow: str, folded: str, area: Area, order: Order, head: tuple[int, int] | None = None) -> Found[Vote] | None:
    """The vote that `area` states; counts may stand in the heading `head` of an extract."""
    foot = _FOOT.search(folded, area.start + 10, area.end)
    end = foot.start() if foot else area.end
    unanimity = find_all(UNANIMITY, flow, folded, area.start, end)
    counts = find_all(COUNTS, flow, folded, area.start, area.end)
    if not counts and head:
        counts = find_all(COUNTS, flow, folded, *head)
    by_voice: dict[Voice, int | None] = {}
    spans = [(one.start, one.end) for one in unanimity]
    for count in counts:
        by_voice[count.value.voice] = count.value.number
        spans.append((count.start, count.end))
    names = _named(flow, folded, area, order)
    outcome = _outcome(flow, folded, area, end)
    if outcome is None and not spans:
        return None
    unanimous = _unanimous(unanimity, by_voice, names)
    absent = _not_voting(flow, folded, area, order)
    abstentions = by_voice.get(Voice.abstention)
    against = by_voice.get(Voice.against)
    if outcome and outcome.value is Outcome.adopted and (by_voice.get(Voice.for_) or 0) < (against or 0):
        outcome = Found(Outcome.rejected, *next((c.start, c.end) for c in counts if c.value.voice is Voice.against), "vote.contre")
    if outcome is None and (by_voice.get(Voice.for_) or unanimity):
        outcome = Found(Outcome.adopted, spans[0][0], spans[0][1], "vote.pour")
    place = spans[-1] if spans else (outcome.start, outcome.end) if outcome else (area.start, area.start + 1)
    rule = unanimity[-1].rule if unanimity else counts[-1].rule if counts else outcome.rule if outcome else "vote.adopte"
    return Found(
        Vote(
            outcome=outcome.value if outcome else None,
            unanimous=unanimous,
            for_=by_voice.get(Voice.for_),
            against=against,
            abstentions=abstentions,
            against_names=names[Voice.against],
            abstention_names=names[Voice.abstention],
            not_voting_names=absent,
        ),
        *place,
        rule,
    )


def _unanimous(unanimity: list[Found[bool]], by_voice: dict[Voice, int | None], names: dict[Voice, tuple[str, ...]]) -> bool | None:
    if (by_voice.get(Voice.against) or 0) > 0 or (by_voice.get(Voice.abstention) or 0) > 0 or any(names.values()):
        return False
    if not unanimity:
        return None
    values = {one.value for one in unanimity}
    return unanimity[-1].value if len(values) > 1 else values.pop()


def _outcome(flow: str, folded: str, area: Area, end: int) -> Found[Outcome] | None:
    """Postponed and withdrawn count wherever they stand; else the first measure tells."""
    postponed, withdrawn, rejected, noted, adopted = OUTCOMES
    for rule in (postponed, withdrawn):
        if first := next(find(rule, flow, folded, area.start, end), None):
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


def _named(flow: str, folded: str, area: Area, order: Order) -> dict[Voice, tuple[str, ...]]:
    names: dict[Voice, tuple[str, ...]] = {Voice.against: (), Voice.abstention: ()}
    for one in find_all(NAMED, flow, folded, area.start, area.end):
        found = list_of_names(flow, folded, one.end, min(area.end, one.end + 900), order)
        if found:
            names[one.value] = tuple(found)
    return names


def _not_voting(flow: str, folded: str, area: Area, order: Order) -> tuple[str, ...]:
    found: list[str] = []
    for one in find_all(NOT_VOTING, flow, folded, max(0, area.start - 200), area.end):
        found += names_before(flow, folded, one.start, max(0, area.start - 400), order)
    return tuple(dict.fromkeys(found))


def names_before(flow: str, folded: str, end: int, floor: int, order: Order) -> list[str]:
    """The names that end at `end`: « M. ORME, Mme LILAS ne prennent pas part »."""
    names: list[str] = []
    while end > floor and (name := name_before(flow, end, order)):
        names.insert(0, name[2])
        lead = re.search(r"(?:\b(?:MM?|Mmes?|Monsieur|Madame|Messieurs|Mesdames)\.?\s{1,2})?$", flow[max(floor, name[0] - 12) : name[0]])
        end = name[0] - (len(lead.group()) if lead else 0)
        link = re.search(r"(?:,| et| -| –)\s{0,2}$", flow[max(floor, end - 5) : end])
        if not link:
            break
        end -= len(link.group())
    return names


__all__ = ["Area", "decision_area", "name_after", "names_before", "read_vote", "split_group", "text_of"]
