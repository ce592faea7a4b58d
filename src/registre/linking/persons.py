"""Who the names of a body's rolls stand for: one person a member, however often and however spelt.

Names compare without case, accents, hyphens and order. A slip of spelling or a second family name is forgiven
when no roll holds both (LECOQ, LECOCQ; ASTRUC, ASTRUC-BONNET); "MARTEL" or "J. MARTEL" stand for the one member
whom they fit. Nobody is guessed: a short form that fits two members stands for neither.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from registre.linking.clusters import Clusters
from registre.linking.constraints import Judgement, Known, Which, in_order
from registre.linking.identities import Mandate, Person
from registre.linking.names import accents, fold
from registre.linking.person_likeness import agreeing, fits, likenesses
from registre.linking.person_names import HONORIFIC, Name, read_name
from registre.linking.rolls import Rolls, Seen

KEY_DIGITS = 12


@dataclass(frozen=True, slots=True)
class BodyPersons:
    """The persons of one body, and whom each spelling stands for."""

    persons: tuple[Person, ...]
    of_spelling: Mapping[str, Person]
    unapplied: tuple[Judgement, ...] = ()
    """Judgements that fit no name of the body, or that another one contradicts."""

    def revised(self, changes: Mapping[tuple[str, str], Person]) -> BodyPersons:
        """The same names, some persons replaced: body and key of the old one → the new one."""
        persons = tuple(sorted(changes.get((one.body, one.key), one) for one in self.persons))
        of_spelling = {name: changes.get((one.body, one.key), one) for name, one in self.of_spelling.items()}
        return replace(self, persons=persons, of_spelling=of_spelling)

    def in_record(self, names: Iterable[str]) -> dict[str, Person]:
        """Whom each name of one record stands for. A short form may be told by the other names of the record."""
        every = sorted(set(names))
        found = {name: self.of_spelling[name] for name in every if name in self.of_spelling}
        there = {person.key: person for person in found.values()}
        for name in every:
            if name not in found:
                short = read_name(name)
                fitting = [one for one in there.values() if any(fits(short, read_name(text)) for text in one.spellings)]
                meant = agreeing(short, [read_name(one.name) for one in fitting]) if len(fitting) > 1 else [0]
                if fitting and len(meant) == 1:
                    found[name] = fitting[meant[0]]
        return found


def settle_persons(body: str, rolls: Rolls, judgements: Collection[Judgement] = ()) -> BodyPersons:
    """One person for all spellings of a member; short forms join the one member whom they fit."""
    free = _settle(body, rolls, Clusters(rolls.spellings))
    if not judgements:
        return free
    clusters = Clusters(rolls.spellings)
    unapplied = _obey(judgements, clusters, free, rolls)
    return replace(_settle(body, rolls, clusters), unapplied=unapplied)


def _obey(
    judgements: Collection[Judgement], clusters: Clusters, free: BodyPersons, rolls: Rolls
) -> tuple[Judgement, ...]:
    """Join and keep apart what is judged, before any other reason; the judgements that change nothing."""
    unapplied = []
    for judgement in in_order(judgements):
        one, other = (_spellings(which, free, rolls) for which in (judgement.one, judgement.other))
        act = clusters.join if judgement.same else clusters.forbid
        done = [act(a, b) for a in one for b in other]
        if not done or not all(done):
            unapplied.append(judgement)
    return tuple(unapplied)


def _spellings(which: Which, free: BodyPersons, rolls: Rolls) -> list[str]:
    if isinstance(which, Known):
        return [text for text, person in sorted(free.of_spelling.items()) if person.key == which.key]
    return [text for text in sorted(rolls.spellings) if fold(text) == fold(which.name)]


def _settle(body: str, rolls: Rolls, clusters: Clusters) -> BodyPersons:
    full: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    short: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for spelling in sorted(rolls.spellings):
        name = read_name(spelling)
        if name.short:
            short[name.tokens, (*name.initials, name.title)].append(spelling)
        else:
            full[name.tokens].append(spelling)
    _join_each(clusters, full.values())
    _keep_apart(clusters, full, rolls)
    for one, other in likenesses(full):
        clusters.join(full[one][0], full[other][0])
    unplaced = _place_short_forms(clusters, sorted(text for texts in full.values() for text in texts), short)
    return _persons(body, clusters, rolls, unplaced)


def _join_each(clusters: Clusters, groups: Iterable[list[str]]) -> None:
    for group in groups:
        for text in group[1:]:
            clusters.join(group[0], text)


def _keep_apart(clusters: Clusters, full: Mapping[tuple[str, ...], list[str]], rolls: Rolls) -> None:
    """Two names that one roll holds together are two persons, unless somebody has judged otherwise."""
    for one, other in sorted(rolls.together):
        if one in full and other in full:
            clusters.forbid(full[one][0], full[other][0])


def _place_short_forms(
    clusters: Clusters, full: list[str], short: Mapping[tuple[tuple[str, ...], tuple[str, ...]], list[str]]
) -> set[str]:
    """Short forms join the only person whom they fit. Returned: those that fit two, who stand for nobody."""
    unplaced: set[str] = set()
    _join_each(clusters, short.values())
    doubtful = _join_untitled(clusters, short)
    holding: defaultdict[str, list[str]] = defaultdict(list)
    for text in full:
        for token in set(read_name(text).tokens):
            holding[token].append(text)
    for texts in short.values():
        whole = holding.get(next(iter(read_name(texts[0]).tokens), ""), [])
        chiefs = _fitting(clusters, texts[0], whole, fits) or _fitting(clusters, texts[0], full, _fits_nearly)
        if len(chiefs) == 1:
            clusters.join(chiefs.pop(), texts[0])
        elif chiefs and clusters.chief(texts[0]) not in {clusters.chief(one) for one in full}:
            unplaced.update(texts)
    placed = {clusters.chief(one) for one in full}
    return unplaced | {text for text in doubtful if clusters.chief(text) not in placed}


def _join_untitled(clusters: Clusters, short: Mapping[tuple[tuple[str, ...], tuple[str, ...]], list[str]]) -> set[str]:
    """« MEUNIER » is « M. MEUNIER » as long as no « Mme MEUNIER » is there; returned: those that may be either."""
    doubtful: set[str] = set()
    groups: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[list[str]]] = defaultdict(list)
    for (tokens, marks), texts in short.items():
        groups[tokens, marks[:-1]].append(texts)
    for same_name in groups.values():
        titles = {read_name(texts[0]).title for texts in same_name}
        if len(titles - {""}) <= 1:
            _join_each(clusters, [[texts[0] for texts in same_name]])
        else:
            doubtful.update(text for texts in same_name for text in texts if not read_name(text).title)
    return doubtful


def _fits_nearly(short: Name, full: Name) -> bool:
    return fits(short, full, slips=True)


def _fitting(clusters: Clusters, text: str, full: list[str], rule: Callable[[Name, Name], bool]) -> set[str]:
    """Whom a short form may stand for; nobody else than the person whom somebody has already judged it to be."""
    name = read_name(text)
    found = [other for other in full if rule(name, read_name(other)) and clusters.may_join(text, other)]
    chiefs = {clusters.chief(other) for other in found}
    if len(chiefs) > 1:
        return {clusters.chief(found[rank]) for rank in agreeing(name, map(read_name, found))} or chiefs
    return chiefs


def _persons(body: str, clusters: Clusters, rolls: Rolls, unplaced: set[str]) -> BodyPersons:
    groups = [kept for group in clusters.groups() if (kept := [text for text in group if text not in unplaced])]
    made = _told_apart([(_person(body, group, rolls), group) for group in groups])
    of_spelling = {spelling: person for person, group in made for spelling in group}
    return BodyPersons(tuple(sorted(person for person, _ in made)), of_spelling)


def _told_apart(made: list[tuple[Person, list[str]]]) -> list[tuple[Person, list[str]]]:
    """Persons whom their name alone does not tell apart, « M. MEUNIER » and « Mme MEUNIER », by a spelling."""
    times = Counter(person.key for person, _ in made)
    return [
        (
            replace(person, key=person_key(person.body, person.name, group[0])) if times[person.key] > 1 else person,
            group,
        )
        for person, group in made
    ]


def _person(body: str, spellings: list[str], rolls: Rolls) -> Person:
    seen = Seen()
    for spelling in spellings:
        seen.merge(rolls.spellings[spelling])
    best = min(spellings, key=lambda text: _rank(text, rolls.spellings[text].count))
    mandates = tuple(
        Mandate(seat.organ, seat.first, seat.last, tuple(sorted(seat.roles)), tuple(sorted(seat.said)))
        for seat in sorted(seen.seats, key=lambda seat: seat.organ)
    )
    name = HONORIFIC.sub("", best.strip())
    return Person(body, person_key(body, best), name, tuple(sorted(spellings)), mandates)


def _rank(text: str, count: int) -> tuple[bool, int, int, bool, str]:
    """Full before short, then the most frequent, then with its accents, then not all in capitals."""
    return (read_name(text).short, -count, -accents(text), text.isupper(), text)


def person_key(body: str, name: str, spelling: str = "") -> str:
    """An opaque key, the same whatever the case, accents and order of the name; `spelling` tells namesakes apart."""
    comparable = " ".join((*read_name(name).tokens, *read_name(name).initials))
    told = f"\n{spelling}" if spelling else ""
    return hashlib.sha256(f"{body}\n{comparable}{told}".encode()).hexdigest()[:KEY_DIGITS]
