"""The vote of one act, put together from what its last words say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from registre.extraction.matching import find, find_all, last_of
from registre.extraction.names import Order, split_group, text_of
from registre.extraction.names_beside import name_after, name_before, tells_a_private_person
from registre.extraction.roll import list_of_names
from registre.extraction.rule import Found
from registre.extraction.rules.vote import (
    BARE,
    COUNTS,
    FORMULA,
    NAMED,
    NAMED_BEFORE,
    NOT_VOTING,
    OUTCOMES,
    REFUSED,
    ROWS,
    SECRET,
    UNANIMITY,
    VERSUS,
    Count,
    Side,
    Voice,
)
from registre.records import Outcome, Vote

_FOOT = re.compile(
    r"\bpour (?:extrait|copie)|\bfait et delibere|\bpour le president|\bsigne electroniquement|\btelerecours"
    r"|\btribunal administratif"
)


_PROPOSAL = re.compile(r"\bil est (?:donc )?(?:propose|demande) (?:au|a l'|a la|aux membres du) [^.;:]{0,60}:")


@dataclass(frozen=True, slots=True)
class Area:
    """Where an act decides: from its words of decision to its foot."""

    start: int
    end: int


def decision_area(flow: str, folded: str, start: int, end: int) -> Area | None:
    """The dispositif of the act in `flow[start:end]`, or None when nothing is decided."""
    formulas = list(find(FORMULA, flow, folded, start, end))
    if not formulas:
        return None
    proposal = last_of(_PROPOSAL.finditer(folded, start, formulas[-1].start))
    if proposal and formulas[0].start > proposal.end() and formulas[-1].start - proposal.start() < 6000:
        adopted = re.match(r"(?:[^.;]{0,60})\badopte", folded[formulas[0].start : formulas[0].end + 40])
        if adopted and not re.search(r"deliber", folded[formulas[0].start : formulas[0].end]):
            return Area(proposal.start(), end)
    strong = [one for one in formulas if re.search(r"deliber|debattu", folded[one.start : one.end])]
    return Area((strong or formulas)[0].start, end)


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one vote: voices by option, and where the whole of it stands."""

    numbers: dict[Voice, int | None]
    start: int
    end: int
    rule: str


_ASIDE = re.compile(
    r"\b(?:sous-)?amendement(?:s|\b)[^\n]{0,120}$|\bhuis\sclos[^.;\n]{0,80}$|\bsecretaire\sde\sseance[^.;\n]{0,60}$"
)
"""Votes that are not on the act itself."""
_FAR = 420
"""Characters between two counts of one vote: the names of a few voters."""


def find_tally(flow: str, folded: str, start: int, end: int) -> Tally | None:
    """The first count of a vote between `start` and `end`, amendments left aside.

    The first, because the text of an act may run into the next one when its heading was not recognised.
    """
    counts = next((found for table in (VERSUS, ROWS, BARE) if (found := find_all(table, flow, folded, start, end))), [])
    counts = counts or find_all(COUNTS, flow, folded, start, end)
    groups: list[list[Found[Count]]] = []
    for one in counts:
        last = groups[-1] if groups else []
        if last and one.start < last[-1].end:
            continue
        again = any(other.value.voice is one.value.voice for other in last)
        if not last or again or one.start - last[-1].end > _FAR:
            groups.append([])
        groups[-1].append(one)
    if not groups:
        return None
    own = [one for one in groups if not _ASIDE.search(folded, max(start, one[0].start - 160), one[0].start)] or groups[
        -1:
    ]
    kept = own[0]
    if len(kept) == 1 and len(own) > 1 and kept[0].value in [one.value for one in own[1]]:
        kept = own[1]  # the result said first alone: « adopté par 24 voix. Pour : 24, contre : 2 »
    numbers = {one.value.voice: one.value.number for one in kept}
    return Tally(numbers, kept[0].start, kept[-1].end, kept[-1].rule)


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
    names = _named(flow, folded, voted, order, by_voice)
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
            not_voting_names=_not_voting(flow, folded, voted, order, start),
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


def _named(
    flow: str, folded: str, area: Area, order: Order, by_voice: dict[Voice, int | None]
) -> dict[Voice, tuple[str, ...]]:
    """Who is against and who abstains; never more names than voices."""
    names: dict[Voice, tuple[str, ...]] = {Voice.against: (), Voice.abstention: ()}
    for one in find_all(NAMED, flow, folded, area.start, area.end):
        stop = _end_of_names(flow, folded, one.end, min(area.end, one.end + 900))
        found = [_LAST_WORD.sub("", name) for name in list_of_names(flow, folded, one.end, stop, order)]
        if found and not names[one.value] and not tells_a_private_person(flow, one.end, stop):
            names[one.value] = tuple(found)
    for one in find_all(NAMED_BEFORE, flow, folded, area.start, area.end):
        if not names[one.value] and (found := _subjects(flow, folded, one.start, area.start, order)):
            names[one.value] = tuple(found)
    for voice in names:
        if (count := by_voice.get(voice)) and len(names[voice]) > count:
            names[voice] = names[voice][:count]
    return names


_LAST_WORD = re.compile(r"\s(?:Le|La|Les|L'|Il|Elle|Ils|Ce|En|Et|Au|Pour|Vu)$")
"""A word that begins the next sentence of a text without lines."""
_STOP = re.compile(
    r"\)|;|\n\n|(?<![\s.(-][a-z])(?<!\bm)(?<!\bmm)(?<!\bmme)(?<!\bmmes)(?<!\bmlle)(?<!\bmr)(?<!\bmrs)\.(?=\s|$)"
    r"|\b(?:pour|contre|abstentions?|absten\w{2,4}|votes?|voix|ne prend|ne prennent|n'ont pas|nppv|adopte"
    r"|approuve|fait et|pour extrait|le conseil|le comite|le bureau)\b|€"
)


def _end_of_names(flow: str, folded: str, start: int, end: int) -> int:
    """Where a list of names ends: its bracket, its sentence, the next option."""
    opened = flow[start - 1 : start] == "(" or flow[start - 2 : start - 1] == "("
    for stop in _STOP.finditer(folded, start, end):
        if stop.group() == ")" and not opened and "(" in flow[start : stop.start()]:
            continue
        if opened and stop.group() not in (")", "\n\n"):
            continue
        return stop.start()
    line = flow.find("\n", start, end)
    if line > 0 and flow[start:line].strip() and not flow[start:line].rstrip().endswith((",", " et", "-", "–")):
        return line
    return end


def _not_voting(flow: str, folded: str, area: Area, order: Order, start: int) -> tuple[str, ...]:
    found: list[str] = []
    for one in find_all(NOT_VOTING, flow, folded, max(start, area.start - 1200), area.end):
        if one.value is Side.before:
            found += _subjects(flow, folded, one.start, max(start, one.start - 400), order)
        else:
            stop = _end_of_names(flow, folded, one.end, min(area.end, one.end + 600))
            found += list_of_names(flow, folded, one.end, stop, order)
    return tuple(dict.fromkeys(found))


_TIE = re.compile(
    r",\s(?:interess|concern|membre|president|vice|elue?s?\b|directement|personnellement|en\s(?:sa|leur|tant"
    r"|qualite|raison)|au\stitre|representant|administrat|adherent|salarie|conjoint|tresori|secretaire|etant"
    r"|ayant|adjoint|conseill|maire|rapporteur)"
)


def _subjects(flow: str, folded: str, end: int, floor: int, order: Order) -> list[str]:
    """The names before `end`; between them and their verb may stand why (« X, membre du bureau, … »)."""
    while end > floor and flow[end - 1] in " ,\n":
        end -= 1
    for tie in _TIE.finditer(folded, max(floor, end - 190), end):
        if not re.search(r"[.;]\s|\n\n", flow[tie.start() : end]) and (
            names := names_before(flow, folded, tie.start(), floor, order)
        ):
            return names
    return names_before(flow, folded, end, floor, order)


def names_before(flow: str, folded: str, end: int, floor: int, order: Order) -> list[str]:
    """The names that end at `end`: « M. ORME, Mme LILAS ne prennent pas part »."""
    names: list[str] = []
    while end > floor and (name := name_before(flow, end, order)):
        names.insert(0, name[2])
        lead = re.search(
            r"(?:\b(?:MM?|Mmes?|Monsieur|Madame|Messieurs|Mesdames)\.?\s{1,2})?$",
            flow[max(floor, name[0] - 12) : name[0]],
        )
        end = name[0] - (len(lead.group()) if lead else 0)
        link = re.search(r"(?:,| et| -| –)\s{0,2}$", flow[max(floor, end - 5) : end])
        if not link:
            break
        end -= len(link.group())
    return names


__all__ = ["Area", "decision_area", "name_after", "names_before", "read_vote", "split_group", "text_of"]
