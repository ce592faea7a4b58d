"""Names with the apostrophe that the document has: « D’ANGELO », where the flow reads « D'ANGELO ».

The flow has one sign for all apostrophes, so that rules need one. Names are published as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from registre.records import Act, Attendance, Fact, Movement, Session

_SIGNS = "'’‘ʼ`´"
_ANY = f"[{_SIGNS}]"


def as_written(name: str, raw: str) -> str:
    """`name` with the apostrophes that it has in `raw`, the words of the source; the same when it is not there."""
    if "'" not in name:
        return name
    letters = r"\s{0,3}".join(re.escape(char).replace("'", _ANY) for char in name if not char.isspace())
    found = re.search(letters, raw)
    if found is None:
        return name
    signs = iter(re.findall(_ANY, found.group()))
    return "".join(next(signs, char) if char == "'" else char for char in name)


def act_as_written(act: Act, raw: str) -> Act:
    """`act` with the names of voters and of who signs as its own words in `raw`, the source, write them."""
    own = raw[act.start : act.end]

    def written(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(as_written(name, own) for name in names)

    vote, signatory = act.vote, act.signatory
    if vote is not None:
        said = vote.value
        value = replace(
            said,
            against_names=written(said.against_names),
            abstention_names=written(said.abstention_names),
            not_voting_names=written(said.not_voting_names),
        )
        vote = vote if value == said else Fact(value, vote.evidence, vote.also)
    if signatory is not None:
        signatory = Fact(as_written(signatory.value, signatory.evidence.raw), signatory.evidence, signatory.also)
    return act if (vote, signatory) == (act.vote, act.signatory) else replace(act, vote=vote, signatory=signatory)


def with_apostrophes(session: Session) -> Session:
    """`session` with every name as its document writes it."""
    known: dict[str, str] = {}
    for one in session.attendance:
        for name in (one.value.name, one.value.proxy_to, one.value.substitute_for):
            if name and "'" in name:
                known.setdefault(name, as_written(name, one.evidence.raw))
    for stated in (session.president, session.secretary):
        if stated and "'" in stated.value:
            known.setdefault(stated.value, as_written(stated.value, stated.evidence.raw))
    known = {name: written for name, written in known.items() if name != written}
    if not known:
        return session
    return replace(
        session,
        attendance=tuple(_attendance(one, known) for one in session.attendance),
        movements=tuple(_movement(one, known) for one in session.movements),
        president=_stated(session.president, known),
        secretary=_stated(session.secretary, known),
    )


def _of(name: str | None, known: Mapping[str, str]) -> str | None:
    return known.get(name, name) if name else name


def _attendance(one: Fact[Attendance], known: Mapping[str, str]) -> Fact[Attendance]:
    value = one.value
    proxy, titular = _of(value.proxy_to, known), _of(value.substitute_for, known)
    return replace(
        one, value=replace(value, name=known.get(value.name, value.name), proxy_to=proxy, substitute_for=titular)
    )


def _movement(one: Fact[Movement], known: Mapping[str, str]) -> Fact[Movement]:
    value = one.value
    return replace(
        one, value=replace(value, name=known.get(value.name, value.name), proxy_to=_of(value.proxy_to, known))
    )


def _stated(one: Fact[str] | None, known: Mapping[str, str]) -> Fact[str] | None:
    return replace(one, value=known.get(one.value, one.value)) if one else None
