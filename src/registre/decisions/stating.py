"""Decisions and tombstones as graphs: one page for all decisions, one for each identifier that left.

A reader sees why and when something was decided, in which role, and what it touched; never whose name was withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from registre.decisions.decision import (
    AcceptLink,
    Correct,
    Decision,
    Merge,
    RejectLink,
    Rename,
    Split,
    Suppress,
    WithdrawAct,
    WithdrawDocument,
)
from registre.decisions.leaving import Tombstone
from registre.graph.draft import Draft
from registre.graph.iris import TEXT_DIGITS, Minter
from registre.graph.pages import PageGraph
from registre.graph.terms import iri, text, typed
from registre.graph.vocabulary import Adms, Dct, Prov, Rdfs, Reg, concept

LABELS: Final = {
    "body": ("Collectivité", "Public body"),
    "organ": ("Organe", "Organ"),
    "session": ("Séance", "Session"),
    "act": ("Délibération", "Deliberation"),
    "person": ("Personne", "Person"),
    "organisation": ("Organisation", "Organisation"),
    "territory": ("Territoire", "Territory"),
    "text": ("Document", "Document"),
}
OTHER: Final = ("Identifiant", "Identifier")
STATES: Final = {
    "merged": ("confondu avec un autre", "merged with another"),
    "split": ("séparé", "split"),
    "moved": ("dont l’adresse a changé", "whose address has changed"),
    "withdrawn": ("retiré", "withdrawn"),
    "gone": ("qui n’est plus publié", "no longer published"),
}


def decisions_address(mint: Minter) -> str:
    return mint.base + "decisions"


def decisions_page(
    decisions: Sequence[Decision],
    applied: set[str],
    mint: Minter,
    exists: Callable[[str], bool],
    hide: Callable[[str], str],
) -> PageGraph:
    """Every decision as an activity. `exists` tells which paths have a page; `hide` blackens private words."""
    draft = Draft(mint, decisions_address(mint), "decisions")
    draft.describe(
        draft.thing,
        (Prov.Collection,),
        (Dct.title, text("Décisions des curateurs", "fr")),
        (Dct.title, text("Decisions of the curators", "en")),
    )
    for one in {decision.key: decision for decision in decisions}.values():
        node = draft.part("decision", one.key)
        draft.add(draft.thing, Prov.hadMember, node)
        draft.describe(
            node,
            (Reg.CuratorDecision, Prov.Activity),
            (Reg.decisionKind, concept("decision", one.kind)),
            (Reg.decisionState, concept("decisionstate", "applied" if one.key in applied else "obsolete")),
            (Dct.date, typed(one.stated.date)),
            (Dct.description, text(hide(one.stated.reason), "fr")),
            (Reg.decidedBy, text(hide(one.stated.by))),
            *((Prov.influenced, iri(mint.base + path)) for path in touched(one) if exists(path)),
        )
    return draft.finish()


def touched(decision: Decision) -> tuple[str, ...]:
    """Paths of what a decision speaks of."""
    match decision:
        case Merge():
            return (decision.keep, *decision.gone)
        case Split():
            return (decision.of, *map(_text_path, decision.documents), *decision.bodies)
        case RejectLink():
            return tuple(filter(None, (decision.thing, decision.other)))
        case Rename() | AcceptLink():
            return (decision.thing,)
        case WithdrawAct():
            return (decision.act,)
        case Correct() | WithdrawDocument() | Suppress():
            return (_text_path(decision.document),)
        case _:
            return ()


def _text_path(document: str) -> str:
    return f"text/{document[:TEXT_DIGITS]}"


def tombstone_page(one: Tombstone, mint: Minter, decided: set[str], exists: Callable[[str], bool]) -> PageGraph:
    """What is left of an identifier: what it was, what became of it, and what stands in its place."""
    draft = Draft(mint, mint.base + one.path, "tombstone")
    french, english = label_of(one)
    decision = iri(mint.part(decisions_address(mint), "decision", one.decision)) if one.decision in decided else None
    draft.describe(
        draft.thing,
        (Reg.Tombstone,),
        (Rdfs.label, text(french, "fr")),
        (Rdfs.label, text(english, "en")),
        (Adms.status, concept("tombstone", one.state.value)),
        (Prov.wasInfluencedBy, decision),
        *((Dct.isReplacedBy, iri(mint.base + path)) for path in one.replaced_by if exists(path)),
    )
    return draft.finish()


def label_of(one: Tombstone) -> tuple[str, str]:
    """ "Organisation : confondu avec un autre": no name, in French and in English."""
    kinds, states = LABELS.get(one.kind, OTHER), STATES[one.state.value]
    return f"{kinds[0]} : {states[0]}", f"{kinds[1]}: {states[1]}"


def tombstone_pages(
    tombstones: Iterable[Tombstone], mint: Minter, decided: set[str], exists: Callable[[str], bool]
) -> tuple[PageGraph, ...]:
    return tuple(tombstone_page(one, mint, decided, exists) for one in tombstones)
