"""A yes or a no as a decision; None when the answer changes nothing, because the data already say so."""

from __future__ import annotations

from datetime import date

from registre.decisions.decision import AcceptLink, Correct, Decision, Merge, RejectLink, Stated, Suppress
from registre.decisions.doubts import Doubt, Kind
from registre.decisions.words import digest_of, tokens
from registre.records import Record

REASONS = {
    Kind.proposal: ("Relecture : la même organisation", "Relecture : deux organisations"),
    Kind.number: ("Relecture : numéro du registre accepté", "Relecture : ce numéro n’est pas le sien"),
    Kind.weak_link: (
        "Relecture : ce nom désigne bien cette organisation",
        "Relecture : ce nom ne désigne pas cette organisation",
    ),
    Kind.contradiction: ("", "Relecture : valeur corrigée d’après le document"),
    Kind.unresolved: ("Relecture : personne privée", ""),
}
"""Of a yes, of a no. They name nobody."""


def decision_of(doubt: Doubt, yes: bool, day: date, by: str, reason: str | None, value: str | None) -> Decision | None:
    """What an answer decides. `value` is the right value of a contradiction whose reading is wrong, "" for none."""
    said = reason or REASONS[doubt.kind][not yes]
    stated = Stated(said, day, by, "", 0)
    match doubt.kind:
        case Kind.proposal if yes:
            return Merge(stated, doubt.thing, (doubt.second,))
        case Kind.number if yes:
            return Merge(stated, doubt.thing, (doubt.second,))
        case Kind.proposal | Kind.number:
            return RejectLink(stated, doubt.thing, None, doubt.second)
        case Kind.weak_link if yes:
            return AcceptLink(stated, doubt.thing, doubt.second)
        case Kind.weak_link:
            return RejectLink(stated, doubt.thing, doubt.second)
        case Kind.contradiction if not yes and value is not None:
            return Correct(stated, doubt.thing, doubt.second, doubt.other, value or None)
        case Kind.unresolved if yes and doubt.evidence is not None:
            return suppression(stated, doubt.thing, doubt.text_sha256, doubt.evidence.start, doubt.evidence.raw)
        case _:
            return None


def suppression(stated: Stated, sha256: str, text_sha256: str, start: int, words: str) -> Suppress:
    """The decision that hides `words`, which stand at `start`: by their place and their digest, never said."""
    folded = [word for word, _, _ in tokens(words)]
    return Suppress(stated, sha256, text_sha256, start, start + len(words), len(folded), digest_of(folded, sha256))


def suppress_words(record: Record, words: str, stated: Stated) -> Suppress | None:
    """The decision that hides `words` where a document has them first; None when it does not have them."""
    wanted = sorted(word for word, _, _ in tokens(words))
    found = tokens(record.text)
    for place in range(len(found) - len(wanted) + 1 if wanted else 0):
        window = found[place : place + len(wanted)]
        if sorted(word for word, _, _ in window) == wanted:
            start, end = window[0][1], window[-1][2]
            return suppression(stated, record.source.sha256, record.text_sha256, start, record.text[start:end])
    return None
