"""Which acts the decisions withdraw: an act is told by its address, and several documents may state it.

Its address is the one that it has as the documents are read, or as a correction or a merge of bodies has left it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from registre.decisions.addresses import addresses
from registre.decisions.applying import DecidedRecords
from registre.decisions.decision import Decision, Merge, WithdrawAct
from registre.graph.iris import Minter
from registre.linking.identify import Identities
from registre.linking.sittings import act_slug
from registre.records import Record

ANYWHERE = Minter("https://data.example.org/")
"""Only the ends of addresses are compared."""


def withdraw_acts(
    decided: DecidedRecords, decisions: Sequence[Decision], every: Iterable[int], before: Identities
) -> None:
    """Take the withdrawn acts out of `decided`; a document that has no other act leaves as a whole."""
    wanted = {one.act: one for one in decisions if isinstance(one, WithdrawAct)}
    if not wanted:
        return
    kept = {gone: one.keep for one in decisions if isinstance(one, Merge) for gone in one.gone}
    acts: defaultdict[str, dict[int, WithdrawAct]] = defaultdict(dict)
    for sha256, start, path in _acts(decided, every, before):
        decision = wanted.get(path) or wanted.get(_merged(path, kept))
        if decision is not None:
            acts[sha256][start] = decision
            decided.applied.add(decision.key)
            decided.withdrawn_acts[path] = decision.key
    decided.acts = {sha256: {start: one.key for start, one in found.items()} for sha256, found in acts.items()}
    stay = []
    for place in decided.places:
        record = decided.before(place)
        found = acts.get(record.source.sha256)
        if found and all(one.start in found for one in record.acts):
            decided.withdrawn.append((record.source, found[record.acts[0].start], place))
        else:
            stay.append(place)
    decided.places = stay


def _acts(decided: DecidedRecords, every: Iterable[int], before: Identities) -> Iterator[tuple[str, int, str]]:
    """Document, place in it and address of every act."""
    every = tuple(every)
    for thing, address in addresses(decided.before, every, before, ANYWHERE):
        if thing[0] == "act":
            yield thing[1], int(thing[2]), address.removeprefix(ANYWHERE.base)
    for place in every if decided.corrections else ():
        record = decided.before(place)
        linked = before.link(record) if record.source.sha256 in decided.corrections else None
        if linked is not None:
            yield from _corrected(decided.read(place), linked.body.key)


def _corrected(record: Record, body: str) -> Iterator[tuple[str, int, str]]:
    """The acts of a corrected document, by their right numbers and day."""
    if record.session is None or record.session.date is None:
        return
    for act in record.acts:
        address = ANYWHERE.act(body, record.session.date.value, act_slug(act))
        yield record.source.sha256, act.start, address.removeprefix(ANYWHERE.base)


def _merged(path: str, kept: dict[str, str]) -> str:
    """The address below the body that was kept."""
    kind, body, rest = path.split("/", 2)
    return f"{kind}/{kept.get(f'body/{body}', f'body/{body}').removeprefix('body/')}/{rest}"
