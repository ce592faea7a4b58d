"""Who came and went during a session: the movements, on the attendance of the member who moves."""

from __future__ import annotations

from collections.abc import Mapping

from registre.graph.draft import Draft
from registre.graph.evidence import Witness
from registre.graph.mapping.names import Names
from registre.graph.pages import Term
from registre.graph.terms import iri, text
from registre.graph.vocabulary import Reg, concept
from registre.linking.sittings import Sitting
from registre.records import Attendance, Motion, Movement, Status

_PARTIAL = {Motion.arrives: "arrived-late", Motion.leaves: "left-early"}


def state_movements(
    draft: Draft, sitting: Sitting, names: Names, witness: Witness, listed: Mapping[str, Attendance]
) -> None:
    """The movements of the members whose attendance stands on the page, by the keys of `listed`.

    Who leaves and comes back has not left early: only what the last movement says counts for the whole.
    """
    last: dict[str, set[Motion]] = {}
    for number, fact in enumerate(sitting.session.movements, 1):
        one = fact.value
        key = names.person_key(one.name)
        if key is None or key not in listed:
            continue
        node = draft.part("movement", number)
        draft.add(draft.part("attendance", key), Reg.movement, node)
        draft.describe(
            node,
            (Reg.Movement,),
            (Reg.inSession, draft.thing),
            (Reg.motion, concept("motion", one.motion.value)),
            (Reg.hour, text(one.hour) if one.hour else None),
            (Reg.beforeAct, _act(draft, sitting, one)),
            (Reg.proxyLeftTo, names.person(one.proxy_to)),
        )
        witness.testify(draft, node, Reg.motion, fact)
        motions = last.setdefault(key, set())
        motions.discard(Motion.leaves)
        motions.add(one.motion)
    for key, motions in last.items():
        if listed[key].status is not Status.present:
            continue
        for motion, code in _PARTIAL.items():
            if motion in motions:
                draft.add(draft.part("attendance", key), Reg.partialPresence, concept("attendance", code))


def _act(draft: Draft, sitting: Sitting, one: Movement) -> Term | None:
    """The first act decided after the movement, of the document that tells it."""
    if one.act is None:
        return None
    first = sitting.documents[0]
    for placed in (*sitting.acts, *sitting.repeated):
        if placed.linked is first and placed.index == one.act:
            return iri(draft.mint.act(sitting.body.key, sitting.day, placed.slug))
    return None
