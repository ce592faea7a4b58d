"""Where a text names a private person or gives away how to reach one: spans with a reason, never names.

Two readings. Sure signs: an e-mail, a telephone, a bank account, a social security number, a birth date,
an address after « demeurant ». Names: after a title of courtesy, after « veuve » or « époux », or a given
name beside a family name; a name of somebody who acts in the session is left alone. When in doubt the
words are masked: too much is a pity, too little is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from registre.linking.names import fold
from registre.linking.person_names import read_name
from registre.linking.words import read_words
from registre.privacy.kept import Kept
from registre.privacy.phrases import Phrases
from registre.privacy.signs import (
    AND,
    BETWEEN_NAMES,
    COUPLE,
    FIRST_WORD,
    GAP,
    KIN,
    NAME_WORD,
    NAMES_BEFORE,
    NIR,
    NIR_CONTEXT,
    NOT_IN_NAMES,
    OFFICE_AFTER,
    PLACE_BEFORE,
    SALE,
    SPACE,
    SURE,
    TITLE,
    Mask,
    Reason,
)

BLACK = "█"
MOST_WORDS = 5
"""A name has no more words; what follows is the next sentence or the next name."""
MOST_READINGS = 6
NOTHING = Phrases(())


def find_private(text: str, kept: Kept, hidden: Phrases = NOTHING) -> tuple[Mask, ...]:
    """Every span of `text` to mask, in order, without overlap; `hidden` are words already known to be private.

    Reads again what the first masks leave, until nothing more is found: masking twice masks no more.
    """
    masks: tuple[Mask, ...] = ()
    for _ in range(MOST_READINGS):
        more = _find_once(blacken(text, masks), kept, hidden)
        if not more:
            break
        masks = merge_masks([*masks, *more])
    return masks


def blacken(text: str, masks: Iterable[Mask]) -> str:
    """`text` with every masked character but line ends as █: same length, same lines."""
    pieces, place = [], 0
    for mask in masks:
        pieces += [text[place : mask.start], re.sub(r"[^\n]", BLACK, text[mask.start : mask.end])]
        place = mask.end
    return "".join([*pieces, text[place:]])


def _find_once(text: str, kept: Kept, hidden: Phrases) -> tuple[Mask, ...]:
    told = [*_titled(text, kept), *_kin(text, kept)]
    found = list(_given_and_family(text, kept))
    known = [Mask(*span, Reason.again) for span in hidden.spans(text)]
    again = [*_again(text, told, kept, alone=True), *_again(text, found, kept, alone=False)]
    masks = _outside_kept_names(text, [*_sure(text), *told, *found, *known, *again], kept)
    return merge_masks(mask for mask in masks if text[mask.start : mask.end].strip(f"{BLACK} \n\t"))


def merge_masks(masks: Iterable[Mask]) -> tuple[Mask, ...]:
    """The same characters, each masked once: the earlier mask keeps its reason, a later one only what is left."""
    merged: list[Mask] = []
    for mask in sorted(masks, key=lambda one: (one.start, -one.end, one.reason)):
        start = max(mask.start, merged[-1].end if merged else 0)
        if start < mask.end:
            merged.append(Mask(start, mask.end, mask.reason))
    return tuple(merged)


def _sure(text: str) -> Iterator[Mask]:
    for reason, pattern, cues in SURE:
        if cues and not any(cue in text for cue in cues):
            continue
        for found in pattern.finditer(text):
            yield Mask(*found.span("what" if "what" in pattern.groupindex else 0), reason)
    for found in NIR.finditer(text):
        if _is_nir(found) or NIR_CONTEXT.search(text, max(0, found.start() - 60), found.start()):
            yield Mask(*found.span(), Reason.nir)


def _is_nir(found: re.Match[str]) -> bool:
    """Whether the two digits of the key are right: 97 less the remainder of the number."""
    if found["key"] is None:
        return False
    digits = re.sub(r"\s", "", found.group())[:13].replace("2A", "19").replace("2B", "18")
    return 97 - int(digits) % 97 == int(found["key"])


def _titled(text: str, kept: Kept) -> Iterator[Mask]:
    """Names after « M. », « Madame » …; after « MM. » the whole list."""
    for title in TITLE.finditer(text):
        place = title.end()
        if OFFICE_AFTER.match(text, place):
            continue
        while (gap := SPACE.match(text, place)) is not None:
            words = _name_words(text, gap.end(), kept)
            if not words:
                break
            place = words[-1][1]
            more = AND.match(text, place)
            if gap.start() == title.end() and _is_couple_at_home(title, words, kept):
                goes_on = more is not None and not TITLE.match(text, more.end()) and _name_words(text, more.end(), kept)
                if not goes_on:
                    yield Mask(words[0][0], place, Reason.named)
                    break
            yield from _unless_acting(text, words, kept, Reason.named)
            if title["many"] is None or more is None or TITLE.match(text, more.end()):
                break
            place = more.end()


def _is_couple_at_home(title: re.Match[str], words: list[tuple[int, int]], kept: Kept) -> bool:
    """« M. et Mme MARTEL » are no members, though a MARTEL sits, unless two of that name act."""
    names = [title.string[slice(*word)] for word in words]
    return COUPLE.fullmatch(title.group()) is not None and kept.bearers(names) < 2


def _kin(text: str, kept: Kept) -> Iterator[Mask]:
    for lead in KIN.finditer(text):
        gap = GAP.match(text, lead.end())
        after = (
            list(_unless_acting(text, _name_words(text, gap.end(), kept), kept, Reason.kin)) if gap is not None else []
        )
        yield from after
        before = NAMES_BEFORE.search(text, max(0, lead.start() - 60), lead.start()) if after else None
        if before is not None and lead.group() in BETWEEN_NAMES:
            yield from _unless_acting(text, _name_words(text, before.start(), kept), kept, Reason.kin)
    for sale in SALE.finditer(text) if "/" in text and "vente" in text.lower() else ():
        yield Mask(*sale.span("names"), Reason.kin)


def _given_and_family(text: str, kept: Kept) -> Iterator[Mask]:
    """ "Firmin TALBOUZE", "TALBOUZE Firmin", "Firmin Talbouze": a known given name tells a person."""
    place = 0
    while (found := FIRST_WORD.search(text, place)) is not None:
        if title := TITLE.match(text, found.start()):
            place = title.end()
            continue
        words = _name_words(text, found.start(), kept)
        if len(words) < 2:  # no name, whoever bears it
            place = words[0][1] if words else found.end()
            continue
        acting = _acting_words(text, words, kept)
        place = words[(acting or len(words)) - 1][1]
        chosen = [] if acting else _person_among(text, words)
        if len(chosen) < 2:
            continue
        place = chosen[-1][1]
        if not PLACE_BEFORE.search(text, max(0, chosen[0][0] - 40), chosen[0][0]):
            yield from _unless_acting(text, chosen, kept, Reason.named)


def _acting_words(text: str, words: list[tuple[int, int]], kept: Kept) -> int:
    """How many of the first words are the name of somebody who acts: all of them, or two at least."""
    spelt = [text[slice(*word)] for word in words]
    if words and kept.acts(spelt):
        return len(words)
    return next((count for count in range(len(words) - 1, 1, -1) if kept.acts(spelt[:count])), 0)


def _person_among(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words from the first given name on, or the capitals before a given name that ends the group."""
    heads = [fold(text[start:end]).split()[:1] for start, end in words]
    given = [bool(head) and head[0] in read_words("given_names") for head in heads]
    if not any(given):
        return []
    first = given.index(True)
    if first == len(words) - 1:
        return _family_first(text, words)
    family = next((n for n in range(first, len(words)) if not given[n]), len(words))
    following = next((n for n in range(family, len(words)) if given[n]), len(words))
    return words[first:following]


def _family_first(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words in capitals just before a given name that ends the group."""
    start = len(words) - 1
    while start > 0 and text[slice(*words[start - 1])].isupper():
        start -= 1
    return words[start:]


def _name_words(text: str, start: int, kept: Kept) -> list[tuple[int, int]]:
    """Spans of the words of a name that begins at `start`; it ends before a word that no name holds."""
    found: list[tuple[int, int]] = []
    place = start
    while len(found) < MOST_WORDS:
        word = NAME_WORD.match(text, place)
        if word is None or _ends_a_name(word, found, kept):
            break
        found.append(word.span())
        gap = GAP.match(text, word.end())
        if gap is None or ("\n" in gap.group() and word.group().isupper()):
            break
        place = gap.end()
    return found


def _ends_a_name(word: re.Match[str], before: list[tuple[int, int]], kept: Kept) -> bool:
    """Titles, offices and headings end a name; but « Denis MAIRE » is one: capitals after a given name, or known."""
    tokens, text = fold(word.group()).split(), word.string
    if not tokens or (before and TITLE.match(text, word.start())):
        return True
    if tokens[-1] not in NOT_IN_NAMES:
        return False
    after_given = bool(before) and not text[slice(*before[-1])].isupper()
    known = bool(before) and tokens[-1] in kept.family_words
    return not (word.group().isupper() and len(word.group()) > 3 and (after_given or known))


def _unless_acting(text: str, words: list[tuple[int, int]], kept: Kept, reason: Reason) -> Iterator[Mask]:
    """A mask over these words, unless they are, or begin with, the whole name of somebody who acts."""
    if words and not _acting_words(text, words, kept):
        yield Mask(words[0][0], words[-1][1], reason)


def _again(text: str, named: Iterable[Mask], kept: Kept, *, alone: bool) -> Iterator[Mask]:
    """Other places where a private person's name stands, whole or (when it is sure) the family name alone."""
    forms: set[str] = set()
    for spelling in {" ".join(text[mask.start : mask.end].split()) for mask in named}:
        name, parts = read_name(spelling), spelling.split()
        family = [part for part in parts if alone and len(part) > 3 and fold(part) in (name.family or name.tokens)]
        for part in family:
            if not _is_common(part, kept):
                forms |= {part, part.upper(), part.capitalize()}
        if len(parts) > 1 or not _is_common(spelling, kept):
            forms.add(spelling)
    for span in Phrases(forms).spans(text):
        yield Mask(*span, Reason.again)


def _is_common(word: str, kept: Kept) -> bool:
    folded = fold(word)
    lists = ("common_words", "leading_words", "not_organisations", "given_names")
    inside = any(f" {folded} " in f" {fold(name)} " for name in kept.organisations)
    known = folded in kept.family_words or folded in NOT_IN_NAMES
    return inside or known or any(folded in read_words(name) for name in lists)


def _outside_kept_names(text: str, masks: list[Mask], kept: Kept) -> list[Mask]:
    """Masks of names that do not lie inside a name that is published; contacts are always masked."""
    names = {Reason.named, Reason.kin, Reason.again}
    if not any(mask.reason in names for mask in masks):
        return masks
    spans = list(kept.phrases.spans(text))
    return [
        mask
        for mask in masks
        if mask.reason not in names or not any(start <= mask.start and mask.end <= end for start, end in spans)
    ]
