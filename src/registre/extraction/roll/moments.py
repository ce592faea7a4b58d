"""The moments that a remark of the roll tells: « à partir du point 7 », « jusqu'à 22h40 ».

The same words mean one thing of a member present and the other of one who is away: « présents : Ida LILAS
(jusqu'au point 6) » leaves, « absents : Ida LILAS (jusqu'au point 6) » arrives.
"""

from __future__ import annotations

import re

from registre.records import Motion

_CUE = re.compile(
    r"jusqu|\ba (?:partir|compter) d|\bpartir d|\bdepuis\b|\bdes (?=le|la|l'|\d)|\barriv|\bquitt|\bparti[es]?\b"
    r"|\bdepart|\bretour|\bapres (?=l|\d)"
)
_AWAY = re.compile(r"absent|excuse|procuration|pouvoir|mandat|represente")
_ANOTHER = re.compile(r"\bpuis (?:a|par) (?!partir|compter)|reste de la seance")

Moment = tuple[Motion, int, int]
"""A movement, and where the words that tell it begin and end in the remark."""


def is_away(note: str) -> bool:
    """Whether the remark (folded) says when the member is away, whatever the list."""
    return bool(_AWAY.search(note))


def moments(note: str, away: bool) -> list[Moment]:
    """The movements that the remark `note` (folded) tells of a member who is `away` there, in order."""
    if _ANOTHER.search(note):  # « pouvoir à Paul ORME jusqu'au point 4, puis à Ida LILAS »: away all along
        return []
    found: list[Moment] = []
    cues = list(_CUE.finditer(note))
    for index, cue in enumerate(cues):
        until = cues[index + 1].start() if index + 1 < len(cues) else len(note)
        word = cue.group()
        if index and word.startswith("apres"):  # « arrivée après la délibération 5 »: the same movement
            motion, start, _ = found[-1]
            found[-1] = (motion, start, until)
            continue
        if index and not word.startswith("jusqu") and cues[index - 1].group().startswith("arriv"):
            motion, start, _ = found[-1]  # « arrivé à partir du point 3 »
            found[-1] = (motion, start, until)
            continue
        found.append((_motion(word, away), cue.start(), until))
    return found


def _motion(cue: str, away: bool) -> Motion:
    if cue.startswith("arriv"):
        return Motion.arrives
    if cue.startswith("retour"):
        return Motion.returns
    if cue.startswith(("quitt", "parti", "depart")) and not cue.startswith("partir"):
        return Motion.leaves
    return Motion.arrives if cue.startswith("jusqu") is away else Motion.leaves
