"""The descent through one list: from its first character to the words that are no list any more.

At each place the first step that fits reads something and moves on; when none does, the list is over.
The order of the steps is the grammar: a remark about the name before goes before a new name.
"""

from __future__ import annotations

import re

from registre.extraction.names import (
    HONORIFIC,
    OFFICES,
    SIR,
    WORD,
    Order,
    Shape,
    Word,
    is_family_name,
    is_name,
    is_no_name,
    leads_label,
    shape_of,
    split_group,
    text_of,
)
from registre.extraction.roll import marks
from registre.extraction.roll.item import Item, is_whole
from registre.extraction.roll.lines import (
    double_name,
    hyphen_separates,
    initial_dot,
    initialled,
    line_ends_name,
    one_a_line,
    without_lead,
)
from registre.extraction.roll.remarks import read_note, read_said, says
from registre.reading import fold

_SMALL_LETTER = re.compile(r" [a-zà-ÿ]")


def read_items(
    flow: str, folded: str, start: int, end: int, order: Order = Order.unknown, known: frozenset[str] = frozenset()
) -> list[Item]:
    """The items of the list that begins at `start`; ends at the first words that are no list.

    `known` are the names of other lists, folded: they tell where the holder of a proxy ends.
    """
    return _Descent(flow, folded, start, end, order, known).run()


def read_first_items(flow: str, folded: str, start: int, end: int) -> tuple[list[Item], bool]:
    """The same before the order of names is known, and whether they are the same whatever it is."""
    descent = _Descent(flow, folded, start, end, Order.unknown, frozenset())
    return descent.run(), not descent.asked


def list_of_names(flow: str, folded: str, start: int, end: int, order: Order = Order.unknown) -> list[str]:
    """The names of the list that begins at `start`, as written: voters, delegates."""
    names = []
    for item in read_items(flow, folded, start, end, order):
        names += [text_of(name, flow) for name in split_group(item.words, order) if name and is_name(name, flow)]
    return names


class _Descent:
    """Where the reading of one list stands: `item` is being read, `items` are done."""

    def __init__(self, flow: str, folded: str, start: int, end: int, order: Order, known: frozenset[str]) -> None:
        self.flow, self.folded, self.place, self.end = flow, folded, start, end
        self._order, self._known, self.asked = order, known, False
        self.item = Item()
        self.items: list[Item] = []
        self.over = False
        self.a_line = one_a_line(flow, start, end)
        self.initials = initialled(flow, start, end)

    @property
    def order(self) -> Order:
        self.asked = True
        return self._order

    @property
    def known(self) -> frozenset[str]:
        self.asked = True
        return self._known

    def run(self) -> list[Item]:
        """All items of the list, in reading order."""
        if marks.NOBODY.match(self.folded, self.place, self.end):
            return []
        self._pass(marks.TABLE_HEAD)
        while self.place < self.end and not self.over:
            if not self._step():
                self._end_at_sentence()
        self._close()
        return self.items

    def _step(self) -> bool:
        """Read what stands at `place`; False when it belongs to no list."""
        return (
            self._pass(marks.NOISE)
            or self._read_note()
            or self._read_remark()
            or self._read_title()
            or self._read_word()
            or self._read_colon()
            or self._read_separator()
            or self._pass_mark()
            or (not self.item.words and (self._pass(marks.SUBLABEL) or self._pass(marks.UNNAMED)))
            or self._pass_office()
            or self._pass_torn_name()
        )

    def _close(self) -> None:
        """The item is done: keep it when it has words, begin the next."""
        if self.item.words:
            self.items.append(self.item)
        self.item = Item()

    def _pass(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.folded, self.place, self.end)
        self.place = found.end() if found else self.place
        return found is not None and found.end() > found.start()

    def _read_note(self) -> bool:
        if self.flow[self.place] not in "({":
            return False
        self.place = read_note(self.item, self.flow, self.folded, self.place, self.end, self.order)
        return True

    def _read_remark(self) -> bool:
        """« donne pouvoir à Y », « excusée », « arrivée à 19 h », « de Saint-Marc » after a name."""
        item, flow, folded, place, end = self.item, self.flow, self.folded, self.place, self.end
        if not item.words:
            return False
        if says(folded, place, end) and (said := read_said(item, flow, folded, place, end, self.order, self.known)):
            self.place = said
            return True
        aside = marks.REMARK.match(folded, place, end) or marks.town(item, flow, place, end)
        if aside is None:
            return False
        item.note += (" " if item.note else "") + aside.string[aside.start() : aside.end()].strip(" ,:–-")
        self.place = aside.end()
        return True

    def _read_title(self) -> bool:
        flow, place, end = self.flow, self.place, self.end
        title = None if self.initials and flow.startswith("M.", place) else HONORIFIC.match(flow, place, end)
        if not title and (not self.item.words or (self.item.titled and is_whole(self.item))):
            title = SIR.match(flow, place, end)
        if not title or not marks.fresh(flow, place):
            return False
        if self.item.words:
            self._close()
        self.item.titled, self.place = True, title.end()
        self.item.grouped = bool(marks.PLURAL.match(title.group()))
        return True

    def _read_word(self) -> bool:
        flow, folded, place, end = self.flow, self.folded, self.place, self.end
        word = WORD.match(flow, place, end)
        if not word or not (marks.fresh(flow, place) or (self.item.titled and not self.item.words)):
            return False
        if self.item.note or self.item.proxy or self.item.substitute or self.item.deputy:
            self._close()
        low = fold(word.group())
        if (page := marks.PAGE_HEAD.match(folded, place, end)) and marks.NEXT_IN_LIST.match(flow, page.end(), end):
            self.place = page.end()
            return True
        if low.startswith("secretaire") and marks.SECRETARY.match(folded, place, end):
            self.over = True
            return True
        here = Word(word.start(), word.end(), shape_of(word.group()))
        if low in OFFICES and not (self.item.titled and self._is_family_name(here)):
            return self._pass_function(word)
        if is_no_name(flow, here, self.item.words, self.item.titled) or (
            not self.item.titled and leads_label(flow, here)
        ):
            return self._pass_label()
        if len(low) == 1 and _SMALL_LETTER.match(flow, word.end()):
            self.over = True  # « A été élu… »
            return True
        self._add(here)
        return True

    def _is_family_name(self, word: Word) -> bool:
        """« Denis MAIRE », or « M. MAIRE Denis » in a list of family names first."""
        if self.order is Order.family_first and word.shape is Shape.capitals and not self.item.words:
            return WORD.match(self.flow, word.end + 1) is not None
        return is_family_name(self.flow[word.start : word.end], self.item.words)

    def _add(self, word: Word) -> None:
        self.item.words.append(word)
        self.place = word.end
        if initial_dot(self.flow, self.item, self.place):
            self.place += 1
        elif hyphen_separates(self.flow, self.item):
            self._close()

    def _pass_function(self, word: re.Match[str]) -> bool:
        """« Adjointe », « Conseillers délégués : »: it ends the name before."""
        self._close()
        self.place = word.end()
        skipped = marks.SUBLABEL.match(self.folded, word.start() - 1 if word.start() else 0, self.end)
        self.place = skipped.end() if skipped else self.place
        return True

    def _pass_label(self) -> bool:
        """A label inside the list is passed over; any other ends the list."""
        flow, folded, place, end = self.flow, self.folded, self.place, self.end
        skipped = (
            marks.SUBLABEL.match(folded, place, end)
            or marks.FOR_TOWN.match(folded, place, end)
            or marks.other_column(flow, folded, place, end, self.order)
            or marks.TOWN_CELL.match(flow, place, end)
        )
        self.over = skipped is None
        self.place = skipped.end() if skipped else place
        return True

    def _read_colon(self) -> bool:
        flow, place, item = self.flow, self.place, self.item
        if flow[place] != ":":
            return False
        self.place = place + 1
        glued = place + 1 < self.end and flow[place + 1].isalpha()
        if item.words and (glued or item.words[-1].shape is Shape.initial):
            return True  # « NOISETIER:M. », « NOISETIER G:, »: a scan read a colon for a space or a dot
        item.words = item.words[: -1 if item.titled and len(item.words) > 2 else 0]
        self._close()
        return True

    def _read_separator(self) -> bool:
        separator = marks.SEPARATOR.match(self.folded, self.place, self.end)
        if separator is None:
            return False
        mark = separator.group()
        self.place = separator.end()
        if self._is_inside_name(mark):
            return True
        if self.item.words:
            self._close()
        if mark.startswith(".") or mark == "\n\n":
            self.item.hard = True
        if mark == "\n\n":
            self._pass_stamp()
        return True

    def _is_inside_name(self, mark: str) -> bool:
        """Whether the separator just read ends nothing: « ORME, (suppléant…) », « ORME - TILLEUL », a broken line."""
        flow, item, place = self.flow, self.item, self.place
        if mark.strip() == "," and flow[place : place + 1] == "(":
            return True
        if not item.words:
            return False
        if ("-" in mark or "–" in mark) and self.order is Order.given_first and double_name(flow, item, place):
            return True
        ends = (self.a_line and len(item.words) > 1) or line_ends_name(item, flow, place)
        return mark == "\n" and not ends

    def _pass_stamp(self) -> None:
        """A stamp between two paragraphs, when the list goes on after it."""
        stamp = marks.STAMP.match(self.folded, self.place, self.end)
        if stamp and marks.NEXT_IN_LIST.match(self.flow, stamp.end(), self.end):
            self.place, self.item.hard = stamp.end(), False

    def _pass_mark(self) -> bool:
        stray = self.flow[self.place] in " '’}–-|!*"
        self.place += stray
        return stray

    def _pass_office(self) -> bool:
        after = marks.office_in_lower_case(self.folded, self.place, self.end)
        if not after:
            return False
        self._close()
        self.place = after
        return True

    def _pass_torn_name(self) -> bool:
        """« Stéphane Pel letier, »: no name that could be trusted."""
        torn = marks.TORN.match(self.flow, self.place, self.end) if self.item.words else None
        if torn is None:
            return False
        self.item, self.place = Item(), torn.end()
        return True

    def _end_at_sentence(self) -> None:
        """A sentence begins: the words it begins with are not the last name of the list."""
        self.over = True
        item = self.item
        if item.words and not item.note and not marks.MAY_FOLLOW.match(self.folded, self.place, self.end):
            self.item = without_lead(item, self.flow)
            named = self.item is item and marks.NAMED_SECRETARY.match(self.folded, self.place, self.end)
            self.item.led = bool(named)
