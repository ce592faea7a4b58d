"""The roll of a session: who is present, represented by whom, excused, absent.

Three steps. 1. The labels (rules/roll.py) say where each list begins. 2. A small descent reads the
items of a list: a name, then what is said of it (a proxy, a substitute, an arrival). 3. Proxies said
in a full sentence are read wherever they stand near the lists, for columns that a scan has mixed.
Precision first: words that directly lead into a sentence are not a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from registre.extraction.matching import find_all
from registre.extraction.names import (
    HONORIFIC,
    NOT_NAMES,
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
    name_after,
    name_before,
    order_of,
    shape_of,
    split_group,
    text_of,
)
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.roll import LABELS, List
from registre.reading import fold
from registre.records import Attendance, Status

_FAR = 3500  # characters between the end of one list and the label of the next, in one roll
_LONGEST = 12000  # characters that one list may have

_PROXY = compile_(
    r"""[ ,:.(–-]{0,5} (?<![a-z']) (?:qui\ )?(?:(?:a|avait|ayant|avant|ont|aya)\ )?(?:(?:excuse[e]?|represente[e]?
        |absent[e]?)[ ,(-]{0,3})?
    (?:donn(?:e|ant|er)\ |remis\ |delegue\ )?(?:(?:son|sa|un|une|tout)\ )?(?:pouvoir|pourvoir|procuration|mandat
        |delegation\ de\ vote)
    (?:\ (?:est\ )?donnee?|\ de\ vote|\ ecrit|\ pour\ voter)? \s{0,2}(?:a|au\ profit\ de|en\ faveur\ de)\s{1,2}"""
)
_TO = re.compile(r"\s?(?:=>|->|→|⇒)\s?|[ ,.…]{0,12}\s(?:a|represente[e]? par|par)\s{1,2}|\s?\.{3,}\s?a\s")
_RESPECTIVELY = re.compile(
    r"\s(?:ont|avaient|ayant) (?:donne |remis )?respectivement (?:donne |remis )?(?:leurs? )?(?:pouvoirs?"
    r"|procurations?|mandats?) a\s{1,2}"
    r"|\s(?:ont|avaient|ayant) (?:donne|remis) (?:leurs? )?(?:pouvoirs?|procurations?"
    r"|mandats?)(?: de vote)?,? respectivement,? a\s{1,2}"
)
_SENTENCE_END = re.compile(r"(?<=[\wÀ-ÿ)]{2})\.(?:\s|\Z)|\n\n| ?: ")
_NOTED = re.compile(r"\s?(?:pouvoir|procuration|mandat)?\s?(?::|=>?|->|→|\ba\b)?\s?(?=[a-z])")
_FROM = re.compile(r"(?:procuration|pouvoir|mandat) (?:de|pour) ")
_SUBSTITUTE = re.compile(
    r"[ ,(–-]{0,4}(?:en (?:tant que|qualite de) )?(?:delegue[e]? )?(?:suppleant[e]?|remplacant[e]?|remplace"
    r"|supplee)(?: (?:representant|remplacant|siegeant pour))? (?:de |d')?|[ ,(–-]{0,4}en remplacement (?:de |d')"
)
_DEPUTY = re.compile(
    r"[ ,(–-]{0,4}(?:(?:est )?(?:represente[e]?|remplace[e]?|supplee[e]?) par (?:son|sa|leur)(?: delegue[e]?)? "
    r"(?:suppleant[e]?|remplacant[e]?)(?: delegue[e]?)?[ ,:]{1,3}|(?:est )?(?:remplace[e]?|supplee[e]?) par )"
)
_TEMPORAL = re.compile(
    r"compter|jusqu|a partir|partir d|pour la |pour le point|pendant|en debut|apres |avant |depart|inclus|arriv"
    r"|parti[e]?\b|quitt|du point|aux? points?"
)
_ARRIVES = re.compile(r"arriv|a partir|a compter|depuis|present[e]? (?:a partir|des)")
_LEAVES = re.compile(r"jusqu|parti[e]?\b|quitt|depart")
_NOISE = compile_(r"{date}|{jour}\s{date}|\d{1,2}(?:er|e|eme|ere|nd|°)?\b|[•*·»«_=+\]\[\"]|\.{2,}|-\ ?\d|&")
_SEPARATOR = re.compile(r"\s?[,;/|•&]\s?|\s[-–]{1,2}\s?|[-–]{1,2}\s|\set\s|[.:] ?(?=[,;])|\.(?=\s|\Z)|\)|\n\n?")
_SUBLABEL = re.compile(
    r"[\s•-]{0,4}(?:(?:mmes?|mm|ms|mrs?|mesdames|messieurs)\.? ?(?:et|,)? ?){0,3}(?:les )?"
    r"(?:delegue|vice|conseill|membre|titulaire|suppleant|adjoint|maire|elu|president|administrat|groupe"
    r"|college)[^:\n.;]{0,60}:"
)
_NOBODY = re.compile(
    r"[\s:.•-]{0,4}(?:neante?s?|aucun(?:e|s)?(?: (?:membres?|conseillers?|elus?|excus\S{1,3}|absent\S{0,2}"
    r"|pouvoirs?|procurations?))?|personne|sans objet|ras|r\.a\.s|/{1,3}|x{2,3})(?=[\s.,;]|\Z)"
)
_ASIDE = re.compile(
    r"[ ,:–-]{0,4}(?:(?:est |ayant |a )?(?:arrive|parti|sorti|entre)[e]?s?\b|quitt|(?:depart|arrivee|retour"
    r"|sortie)\b|a partir\b|a compter\b|jusqu|des (?=l|\d)"
    r"|en retard\b|present[e]?s? (?=a partir|a compter|jusqu|des |pour|uniquement|sauf)|absent[e]?s? (?=a partir"
    r"|a compter|jusqu|pour|lors|du |au |momentan)"
    r"|representant[e]? (?:de )?(?:la |le |les |l'|du )|sauf (?=pour|aux?|l|d)|(?:aux? |pour )(?:l'|les? "
    r"|la )?(?:points?|questions?|deliberations?|affaires?"
    r"|dossiers?|votes?)\b)"
    r"[^,;()\n]{0,90}?(?=\s?[,;)\n]|\.\s|\.?\Z| et m| [-–] )"
)
_NEXT_SENTENCE = re.compile(r"(?:[A-ZÀ-Ý][\w'-]+ ){1,5}(?:est|a été|sont|ont été|ouvre|assure|préside)\b")
_TOWN_CELL = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý' -]{1,40}(?=(?:M\.|Mme|Madame|Monsieur) [A-ZÀ-Ý])")
_FOR_TOWN = re.compile(r"(?:pour|communes?|representants?|commune nouvelle) [^:,;.\n]{2,50}\s?: ?")
_TORN = re.compile(
    r" ?[a-zà-ÿ]{2,9}(\s?[,;]|\s[-–])\s?(?=(?:M\.? |Mme |Mr )?(?:[A-ZÀ-Ý][\w'.-]{0,20} ){0,3}[A-ZÀ-Ý][\w'-]{0,20}\1)"
)
_STATUS = re.compile(
    r"\s?[-–:]\s?(?:present|absent|excuse)[e]?(?=[\s,;]|\Z)|"
    r"[ ,:–-]{0,4}(?:present[e]?s?|absent[e]?s?|excuse[e]?s?)(?:,? (?:et )?(?:non )?(?:excuse[e]?s?"
    r"|represente[e]?s?))?(?=\s?[,;)\n]|\.\s|\.?\Z| et | [-–] |\s(?:mm?\.|mme|pouvoir|procuration|donn|a donn|ayant))"
)
_TOWN_LABEL = re.compile(r"[•-]?\s?[A-ZÀ-Ý][^\n:,;.()]{1,44}(?:\(\d{1,2}\))?\s?: ?(?=[A-ZÀ-Ý])")
_TOWN = re.compile(
    r",?\s(?:de |d'|du |des |pour )(?=[A-ZÀ-Ý][a-zà-ÿ]|L[ae]s? [A-Z])[^,;.()\n]{2,45}?(?=\s?[,;(\n]|\.(?:\s|\Z)"
    r"|\s(?:qui|donn|pouvoir|procuration|represent)|\Z)"
)
_MAY_FOLLOW = re.compile(
    r"\s?(?:formant|lesquels|ayant|et\b|absent|excuse|soit\b|arriv|depart|represente|suppleant|\(|procuration"
    r"|pouvoir|donn|qui\b|a donne|parti)"
)
_INITIAL = re.compile(r"(?<![\w.])[A-LN-Z]\.(?:-?[A-Z]\.)? (?=[A-ZÀ-Ý][A-ZÀ-Ý'])")
_INITIAL_AFTER = re.compile(r"(?<=[A-ZÀ-Ý]{2} )[A-LN-Z]\.(?=[,;\s])")
_NAMED_SECRETARY = re.compile(r"\s?(?:est|a ete|sont|ont ete|assure|remplit)\b[^.;:]{0,90}?secreta")
_PAGE_HEAD = re.compile(  # « Commune de Belcelle – Séance du 1er juin 2018 2 » between two pages of one list
    r"(?:commune|ville|mairie|communaute|syndicat|metropole|conseil|proces[- ]verbal) [^,;:.]{3,90}?"
    r"\b(?:seance|conseil|reunion)\b[^,;:.]{1,40}?\b\d{4}(?:[ /–-]{1,3}(?:page )?\d{1,3}(?: ?/ ?\d{1,3})?)?\s{1,2}"
)
_CALLED = re.compile(r"(?i)pr[ée]sente?\b|absente?\b|excus[ée]e?\b|pouvoir|procuration")
_PLURAL = re.compile(r"MM|Mmes|MMES|Mmc?s|Mlles|Mrs|MRS|Ms|Mess|MESS|Mesd|MESD")
_TABLE_HEAD = re.compile(
    r"[\s:|-]{0,4}(?:(?:communes?|membres|noms?|prenoms?|collectivites?|conseillers?|delegues?|titulaires?"
    r"|suppleants?|qualites?|fonctions?"
    r"|civilites?|signatures?|emargements?|ou|et|[/|])\s{1,2}){2,9}"
)
_SECRETARY = re.compile(
    r"secretaires?(?: auxiliaire)?(?: de (?:la )?(?:seance|reunion))?\s?:|secretaires? (?:de (?:la )?seance|elue?"
    r"|designe|nomme)"
)
_HOLDER_ROLE = re.compile(r"(?:m\.|mme|monsieur|madame)? ?(?:le |la )?(?:maire|president[e]?)\b")


_CAPITALS = re.compile(r"(?:[A-ZÀ-Ý'-]{2,} ){1,5}")
_NEXT_IN_LIST = re.compile(r"(?:M\.|Mme)? ?(?:[A-ZÀ-Ý][\wà-ÿ'-]+ ){0,2}[A-ZÀ-Ý][\wà-ÿ'-]+,")
_STAMP = re.compile(
    r"(?:accuse (?:certifie|de reception)|recu en|envoye en|affiche le|publie le|ar pr|id ?:"
    r"|identifiant)[^;]{0,260}?\n\n"
)
_FAMILY_FIRST = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý'-]+(?: [A-ZÀ-Ý'-]{2,})? [A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?")
_SMALL = frozenset(("de", "du", "des", "la", "le", "les", "et"))


@dataclass(slots=True)
class Item:
    """The words of a list between two separators, and what was said of them."""

    words: list[Word] = field(default_factory=list)
    titled: bool = False
    grouped: bool = False
    """Under a title for many: « Mmes A, B »."""
    led: bool = False
    """« … est désigné secrétaire » follows."""
    hard: bool = False
    """A sentence or a paragraph ended just before."""
    note: str = ""
    proxy: tuple[int, int, str] | None = None
    substitute: tuple[int, int, str] | None = None
    deputy: tuple[int, int, str] | None = None
    """Who sits in the place of the person named."""
    gives: tuple[int, int, str] | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """What the lists say, one entry a person and list, in reading order; where the roll stands."""

    entries: tuple[Found[Attendance], ...]
    start: int
    end: int
    order: Order


def read_roll(flow: str, folded: str, start: int, end: int) -> Roll | None:
    """The first roll of `flow[start:end]`, or None: no label « présents » with a name behind it."""
    every = _labels(flow, folded, start, end)
    labels = [one for one in every if one.value is not List.members]
    first, order = _first_list(flow, folded, labels, end)
    if first < 0:
        labels = every
        first, order = _first_list(flow, folded, labels, end)
    if first < 0:
        first = _first_proxies(flow, folded, labels, end)
    if first < 0:
        return None
    without = labels[first].value is not List.present  # the presents themselves are not named, or not readable
    while (
        first > 0
        and labels[first].start - labels[first - 1].end < _FAR // 2
        and labels[first - 1].value is not List.guests
    ):
        first -= 1
    entries: list[Found[Attendance]] = []
    last = labels[first].start
    presents = 0
    for index in range(first, len(labels)):
        label = labels[index]
        if label.start - last > _FAR:
            break
        limit = labels[index + 1].start if index + 1 < len(labels) else end
        known = frozenset(fold(one.value.name) for one in entries)
        found = list(_entries(flow, folded, label, min(limit, label.end + _LONGEST), order, known))
        if label.rule == "appel.membres-du-conseil":  # the members, then what each of them is
            found = [one for one in found if _CALLED.search(flow, one.start, one.end + 20)]
        if label.value is List.present and found:
            if presents and _again(found, entries):
                break
            presents += 1
        if found and label.value is not List.guests:
            entries += found
        if found:
            last = found[-1].end
        elif label.start - last < 400:
            last = label.end
    if not any(one.value.status is Status.present for one in entries) and not without:
        return None
    paired = _respective_proxies(flow, folded, labels[first].start, min(end, last + 700), entries)
    entries = [one for one in entries if not any(pair.start == one.start for pair in paired)] + paired
    taken = [(one.start, one.end) for one in entries if one.value.status is Status.represented]
    entries += [
        one
        for one in _spoken_proxies(flow, folded, labels[first].start, min(end, last + 700), order)
        if not any(begin < one.start < stop for begin, stop in taken)
    ]
    if order is Order.given_first:
        for label in labels[first:]:
            if label.value is List.represented and label.start <= last:
                entries += _bare_proxies(flow, folded, label.end, min(end, label.end + 700), order)
    return Roll(tuple(entries), labels[first].start, last, order)


def _labels(flow: str, folded: str, start: int, end: int) -> list[Found[List]]:
    """The labels of lists, without overlap: the earliest, then the longest, counts."""
    found = find_all(LABELS, flow, folded, start, end)
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Found[List]] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _first_list(flow: str, folded: str, labels: Sequence[Found[List]], end: int) -> tuple[int, Order]:
    """The index of the first label that a list of presents follows, and how that list orders its names."""
    for index, label in enumerate(labels):
        if label.value in (List.present, List.others, List.members):
            limit = labels[index + 1].start if index + 1 < len(labels) else end
            items = list(_items(flow, folded, label.end, min(limit, label.end + _LONGEST)))
            names = [name for item in items for name in split_group(item.words, Order.unknown)]
            if any(is_name(name, flow) for name in names):
                order = order_of(item.words for item in items)
                return index, order if order is not Order.unknown else order_of(names)
    return -1, Order.unknown


def _first_proxies(flow: str, folded: str, labels: Sequence[Found[List]], end: int) -> int:
    """The index of the first list of proxies that names two givers and their holders, or -1."""
    for index, label in enumerate(labels):
        if label.value is List.represented:
            limit = labels[index + 1].start if index + 1 < len(labels) else end
            items = list(_items(flow, folded, label.end, min(limit, label.end + _LONGEST)))
            if sum(bool(item.proxy and is_name(item.words, flow)) for item in items) > 1:
                return index
    return -1


def _again(found: Sequence[Found[Attendance]], entries: Sequence[Found[Attendance]]) -> bool:
    """Whether a second list of presents repeats the first: the next act of a bundle begins."""
    known = {word for one in entries for word in fold(one.value.name).split() if len(word) > 2}
    return sum(bool(known & set(fold(one.value.name).split())) for one in found) * 2 > len(found)


# --- items ---------------------------------------------------------------------------------------


def _items(
    flow: str, folded: str, start: int, end: int, order: Order = Order.unknown, known: frozenset[str] = frozenset()
) -> Iterator[Item]:
    """The items of the list that begins at `start`; ends at the first words that are no list.

    `known` are the names of other lists, folded: they tell where the holder of a proxy ends.
    """
    item, place = Item(), start
    if _NOBODY.match(folded, start, end):
        return
    a_line = _one_a_line(flow, start, end)
    initials = _initialled(flow, start, end)
    if head := _TABLE_HEAD.match(folded, start, end):
        place = head.end()
    while place < end:
        if noise := _NOISE.match(folded, place, end):
            place = noise.end()
            continue
        if flow[place] == "(" or flow[place] == "{":
            place = _note(item, flow, folded, place, end, order)
            continue
        if item.words and (said := _said(item, flow, folded, place, end, order, known)):
            place = said
            continue
        if item.words and (
            aside := _STATUS.match(folded, place, end)
            or _ASIDE.match(folded, place, end)
            or _town(item, flow, place, end)
        ):
            item.note += (" " if item.note else "") + aside.string[aside.start() : aside.end()].strip(" ,:–-")
            place = aside.end()
            continue
        title = None if initials and flow.startswith("M.", place) else HONORIFIC.match(flow, place, end)
        if not title and (not item.words or (item.titled and _is_whole(item))):
            title = SIR.match(flow, place, end)
        if title and _fresh(flow, place):
            if item.words:
                yield item
                item = Item()
            item.titled, place = True, title.end()
            item.grouped = bool(_PLURAL.match(title.group()))
            continue
        if (word := WORD.match(flow, place, end)) and (_fresh(flow, place) or (item.titled and not item.words)):
            if item.note or item.proxy or item.substitute or item.deputy:
                yield item
                item = Item()
            low = fold(word.group())
            if (page := _PAGE_HEAD.match(folded, place, end)) and _NEXT_IN_LIST.match(flow, page.end(), end):
                place = page.end()
                continue
            if low.startswith("secretaire") and _SECRETARY.match(folded, place, end):
                break
            here = Word(word.start(), word.end(), shape_of(word.group()))
            if low in OFFICES and not (item.titled and is_family_name(word.group(), item.words)):
                if item.words:
                    yield item
                item, place = Item(), word.end()
                if skipped := _SUBLABEL.match(folded, word.start() - 1 if word.start() else 0, end):
                    place = skipped.end()
                continue
            if is_no_name(flow, here, item.words, item.titled) or (not item.titled and leads_label(flow, here)):
                if (
                    skipped := _SUBLABEL.match(folded, place, end)
                    or _FOR_TOWN.match(folded, place, end)
                    or _other_column(flow, folded, place, end, order)
                    or _TOWN_CELL.match(flow, place, end)
                ):
                    place = skipped.end()
                    continue
                break
            if len(low) == 1 and re.match(r" [a-zà-ÿ]", flow[word.end() : word.end() + 2]):
                break  # « A été élu… »
            item.words.append(here)
            place = word.end()
            if _initial_dot(flow, item, place):
                place += 1
            elif _hyphen_separates(flow, item):
                yield item
                item = Item()
            continue
        if flow[place] == ":":
            glued = place + 1 < end and flow[place + 1].isalpha()
            if item.words and (glued or item.words[-1].shape is Shape.initial):
                place += 1  # « NOISETIER:M. », « NOISETIER G:, »: a scan read a colon for a space or a dot
                continue
            item.words = item.words[: -1 if item.titled and len(item.words) > 2 else 0]
            if item.words:
                yield item
            item, place = Item(), place + 1
            continue
        if separator := _SEPARATOR.match(folded, place, end):
            mark = separator.group()
            if mark.strip() == "," and flow[separator.end() : separator.end() + 1] == "(":
                place = separator.end()  # « Paul ORME, (suppléant de …) »
                continue
            if (
                item.words
                and order is Order.given_first
                and _double_name(flow, item, separator.end())
                and re.search("[-–]", mark)
            ):
                place = separator.end()
                continue
            if (
                mark == "\n"
                and item.words
                and not (a_line and len(item.words) > 1)
                and not _line_ends_name(item, flow, separator.end())
            ):
                place = separator.end()
                continue
            if item.words:
                yield item
                item = Item()
            if mark.startswith(".") or mark == "\n\n":
                item.hard = True
            place = separator.end()
            if (
                mark == "\n\n"
                and (stamp := _STAMP.match(folded, place, end))
                and _NEXT_IN_LIST.match(flow, stamp.end(), end)
            ):
                place, item.hard = stamp.end(), False
            continue
        if flow[place] in " '’}–-|!*":
            place += 1
            continue
        if not item.words and (skipped := _SUBLABEL.match(folded, place, end)):
            place = skipped.end()
            continue
        if word_end := _office_in_lower_case(folded, place, end):
            if item.words:
                yield item
            item, place = Item(), word_end
            continue
        if item.words and (torn := _TORN.match(flow, place, end)):
            item, place = Item(), torn.end()  # « Stéphane Pel letier, »: no name that could be trusted
            continue
        # A sentence begins: the words it begins with are not the last name of the list.
        if item.words and not item.note and not _MAY_FOLLOW.match(folded, place, end):
            whole, item = item, _without_lead(item, flow)
            item.led = item is whole and bool(_NAMED_SECRETARY.match(folded, place, end))
        break
    if item.words:
        yield item


def _fresh(flow: str, place: int) -> bool:
    return place == 0 or not (flow[place - 1].isalnum() or flow[place - 1] in "'’")


def _initial_dot(flow: str, item: Item, place: int) -> bool:
    """« BESSON C., »: the dot belongs to the initial (or to a name that a scan has glued to it)."""
    if flow[place : place + 1] != ".":
        return False
    if item.words[-1].shape is Shape.initial or flow[place + 1 : place + 2] in (",", ";"):
        return True
    short = item.words[-1].end - item.words[-1].start == 2 and len(item.words) == 1  # « Ph. ORME »
    following = WORD.match(flow, place + 2)
    return short and following is not None and shape_of(following.group()) in (Shape.capitals, Shape.particle)


def _hyphen_separates(flow: str, item: Item) -> bool:
    """« UPPHOFF- Philippe »: after a family name in capitals the hyphen is a dash."""
    last = item.words[-1]
    if flow[last.end - 1] != "-":
        return False
    following = WORD.match(flow, last.end + 1)
    if last.shape is Shape.capitals and following and shape_of(following.group()) is Shape.capital:
        item.words[-1] = Word(last.start, last.end - 1, last.shape)
        return True
    return False


def _town(item: Item, flow: str, place: int, end: int) -> re.Match[str] | None:
    """« Paul ORME de Saint-Marc sur Lilas ; »: after a family name in capitals, the town of the member."""
    shapes = "".join(word.shape for word in item.words[:9])
    return _TOWN.match(flow, place, end) if re.fullmatch("c+[pu]*u|i+u+", shapes) else None


def _double_name(flow: str, item: Item, place: int) -> bool:
    """« Jeanne ORME - TILLEUL »: among given names first, a lone family name after a dash goes on."""
    following = WORD.match(flow, place)
    if not following or shape_of(following.group()) is not Shape.capitals or fold(following.group()) in NOT_NAMES:
        return False
    after = WORD.match(flow, following.end() + 1)
    lone = not after or shape_of(after.group()) is not Shape.capital
    return lone and [word.shape for word in item.words][-1:] == [Shape.capitals] and len(item.words) > 1


def _one_a_line(flow: str, start: int, end: int) -> bool:
    """Whether the lines of the list hold one name each: three that nothing else separates."""
    lines = [line for line in flow[start : min(end, start + 240)].split("\n")[:-1] if line.strip()]
    return len(lines) >= 3 and all(
        len(re.sub(r"\(.*", "", line).split()) <= 5 and not re.search(r"[,;–:]", line) for line in lines[:3]
    )


def _initialled(flow: str, start: int, end: int) -> bool:
    """Whether « M. » is an initial here: « V. ORME, M. LILAS, P.-Y. CÈDRE » without a title of courtesy."""
    zone = flow[start : min(end, start + 400)]
    if re.search(r"\b(?:Mme|Mr|Mlle|Madame|Monsieur|MM)\b", zone):
        return False
    return len(_INITIAL.findall(zone)) >= 2 or len(_INITIAL_AFTER.findall(zone)) >= 2


def _line_ends_name(item: Item, flow: str, place: int) -> bool:
    """Whether a line end separates two names: both sides hold a whole name of several words."""
    if _TOWN_LABEL.match(flow, place):
        return True
    if len(item.words) < 2:
        return False
    shapes = {word.shape for word in item.words}
    following = WORD.match(flow, place)
    if following and shapes == {Shape.initial, Shape.capitals} and item.words[0].shape is Shape.initial:
        return shape_of(following.group()) is Shape.initial
    if not following or HONORIFIC.match(flow, place):
        return False
    next_shape = shape_of(following.group())
    if Shape.capital in shapes and Shape.capitals in shapes:
        return next_shape is item.words[0].shape
    if _NEXT_SENTENCE.match(flow, place) and shapes == {next_shape}:
        return True
    line = flow[place : flow.find("\n", place) if "\n" in flow[place:] else len(flow)]
    return len(line.split()) in (2, 3) and not re.search(r"[,;–]", line)


def _office_in_lower_case(folded: str, place: int, end: int) -> int:
    found = re.compile(r"[a-z-]+").match(folded, place, end)
    return found.end() if found and found.group() in OFFICES | {"au", "aux", "et"} else 0


def _without_lead(item: Item, flow: str) -> Item:
    """`item` without its last name, which leads a sentence (« Elue secrétaire… »)."""
    if item.titled and not item.hard and len(item.words) > 1:
        return item
    words = list(item.words)
    while words and words[-1].shape is Shape.particle:
        words.pop()
    if len(words) < len(item.words):  # « Le », « La » led the sentence
        return replace(item, words=words)
    names = split_group(words, order_of([words]))
    return replace(item, words=[word for name in names[:-1] for word in name])


def _other_column(flow: str, folded: str, place: int, end: int, order: Order) -> re.Match[str] | None:
    """Words in capitals of another column, inside a list: « DÉCISIONS DU » before « Jeanne ORME, »."""
    if order is not Order.given_first:
        return None
    found = _CAPITALS.match(flow, place, end)
    if not found or not all(fold(word) in NOT_NAMES | OFFICES | _SMALL for word in found.group().split()):
        return None
    return found if _NEXT_IN_LIST.match(flow, found.end(), end) else None


def _note(item: Item, flow: str, folded: str, place: int, end: int, order: Order) -> int:
    """Read the parenthesis that opens at `place` into `item`; where it ends."""
    ends = [folded.find(close, place, min(end, place + 260)) for close in ")}"]
    close = min((at for at in ends if at > 0), default=-1)
    if close < 0:
        return place + 1
    note = folded[place + 1 : close]
    item.note += (" " if item.note else "") + flow[place + 1 : close]
    if given := _FROM.search(note):
        item.gives = name_after(flow, place + 1 + given.end())
    elif proxy := _PROXY.search(note):
        item.proxy = _holder(flow, folded, place + 1 + proxy.end(), order)
        giver = name_before(flow, place + 1 + proxy.start(), order)
        if giver and giver[0] > place:  # « LE BOURG (ORME Paul donne pouvoir à LILAS Ida) »
            item.words = [Word(giver[0], giver[1], Shape.capitals)]
    elif holder := _noted_holder(flow, folded, place + 1, close, order):
        item.proxy = holder
    elif deputy := _DEPUTY.match(note):
        item.deputy = name_after(flow, place + 1 + deputy.end(), order)
    elif substitute := _SUBSTITUTE.search(note):
        item.substitute = name_after(flow, place + 1 + substitute.end())
    elif _FAMILY_FIRST.fullmatch(flow, place + 1, close) and all(w.shape is not Shape.capital for w in item.words):
        item.words = [Word(place + 1, close, Shape.capitals)]  # « LE BOURG (ORME Paul) »
        item.note = ""
    return close + 1


def _noted_holder(flow: str, folded: str, start: int, end: int, order: Order) -> tuple[int, int, str] | None:
    """The holder that a parenthesis names alone: « (à Ida LILAS) », « (pouvoir : LILAS I.) »."""
    lead = _NOTED.match(folded, start, end)
    if lead is None or lead.end() - start < 2 or not lead.group().strip():
        return None
    holder = name_after(flow, lead.end(), order)
    if holder and (initial := re.fullmatch(r" ([A-Z])\.?", flow[holder[1] : end])):
        return holder[0], end, f"{holder[2]} {initial[1]}"
    return holder if holder and not flow[holder[1] : end].strip(" .") else None


def _said(
    item: Item, flow: str, folded: str, place: int, end: int, order: Order, known: frozenset[str] = frozenset()
) -> int:
    """Read « donne pouvoir à Y », « à Y », « suppléante de Y » after the name of `item`; 0 when not said."""
    if flow[place : place + 3].lstrip(" ,\n").startswith(("(", "{")):
        return 0
    if deputy := _DEPUTY.match(folded, place, end):
        item.deputy = name_after(flow, deputy.end(), order)
        return item.deputy[1] if item.deputy else 0
    if substitute := _SUBSTITUTE.match(folded, place, end):
        item.substitute = name_after(flow, substitute.end())
        return item.substitute[1] if item.substitute else 0
    if item.proxy:
        return 0
    said = _PROXY.match(folded, place, end) or _TO.match(folded, place, end)
    if said and (holder := _holder(flow, folded, said.end(), order)):
        item.proxy = _cut_to_known(holder, flow, known)
        return item.proxy[1]
    return 0


def _cut_to_known(holder: tuple[int, int, str], flow: str, known: frozenset[str]) -> tuple[int, int, str]:
    """`holder` without the next name that a list without separators has glued to it."""
    words = holder[2].split()
    for length in range(2, len(words)):
        short = " ".join(words[:length])
        if fold(short) in known and (
            found := re.compile(r"\s+".join(map(re.escape, words[:length]))).match(flow, holder[0])
        ):
            return holder[0], found.end(), short
    return holder


def _holder(flow: str, folded: str, place: int, order: Order) -> tuple[int, int, str] | None:
    title = HONORIFIC.match(flow, place)
    after = title.end() if title else place
    if role := _HOLDER_ROLE.match(folded, after + (flow[after : after + 1] == " ")):
        return (role.start(), role.end(), "") if name_after(flow, role.end()) is None else name_after(flow, role.end())
    return name_after(flow, place, order)


# --- entries -------------------------------------------------------------------------------------

_BY_LIST = {
    List.present: Status.present,
    List.represented: Status.represented,
    List.excused: Status.excused,
    List.absent: Status.absent,
    List.others: Status.absent,
    List.members: Status.present,
    List.guests: Status.absent,
}


def _entries(
    flow: str, folded: str, label: Found[List], end: int, order: Order, known: frozenset[str] = frozenset()
) -> Iterator[Found[Attendance]]:
    seen: list[Item] = []
    for item in _without_untitled(_without_led(list(_items(flow, folded, label.end, end, order, known)))):
        if item.hard and not item.proxy and _is_foreign(item, seen, order):
            break
        seen.append(item)
        names = [name for name in split_group(item.words, order) if name]
        names = [clean for name in names if (clean := _clean(name, flow, order))]
        if order is Order.family_first and len(names) >= _TABLE:
            names = _without_places(names)
        for index, name in enumerate(names):
            if not is_name(name, flow):
                continue
            final = index == len(names) - 1
            if item.hard and not (item.titled or item.proxy or item.note or len(names) > 1 or len(name) > 1):
                continue
            yield from _entry(item if final else Item(), name, flow, label, known)


def _without_led(items: list[Item]) -> list[Item]:
    """`items` without those whom the next words make secretaries: « Absents : A. B et C sont désignés… »."""
    if not items or not items[-1].led:
        return items
    first = next((index for index in range(len(items) - 1, max(-1, len(items) - 4), -1) if items[index].hard), None)
    return items[: len(items) - 1 if first is None else first]


def _without_untitled(items: list[Item]) -> list[Item]:
    """`items` without the words that bear no title where nearly each name has its own: towns, columns."""
    single = sum(item.titled and not item.grouped for item in items)
    if single < 6 or single * 2 < len(items) or any(item.grouped for item in items):
        return items
    return [item for item in items if item.titled or item.proxy or item.substitute or _is_whole(item)]


def _is_foreign(item: Item, seen: list[Item], order: Order) -> bool:
    """Whether words after a full stop or a new paragraph are unlike the names before them: a title, a sentence."""
    if item.titled or len(seen) < 2 or _is_whole(item):
        return False
    return sum(one.titled for one in seen) * 2 > len(seen) or order is not Order.unknown


def _is_whole(item: Item) -> bool:
    """« Paul ORME »: a given name and a family name, as their case shows."""
    return {Shape.capital, Shape.capitals} <= {word.shape for word in item.words}


_TABLE = 3  # names that nothing separates: cells of a table


def _without_places(names: list[list[Word]]) -> list[list[Word]]:
    """« BOISVERT ORME Paul VAL-LILAS ROUX Ida »: the cells of a table whose first column is the commune.

    When most names begin with two words in capitals, only the last of them is the family name.
    """
    leads = [sum(word.shape is not Shape.capital for word in name) for name in names]
    if sum(leads) < 1.7 * len(names):
        return names
    kept = []
    for name in names:
        given = next((index for index, word in enumerate(name) if word.shape is Shape.capital), None)
        if given and name[given - 1].shape is Shape.capitals:
            kept.append(name[given - 1 : given + 1])
    return kept


def _clean(name: list[Word], flow: str, order: Order) -> list[Word]:
    """`name` without the words of another column: « RELEVÉ DE Jeanne ORME » in a list of given names first."""
    while name and name[-1].shape is Shape.particle:
        name = name[:-1]
    shapes = "".join(word.shape for word in name)
    if order is Order.given_first and (lead := re.match("[up]+(?=c+p*u)", shapes)):
        name = name[lead.end() :]
    return name


def _entry(
    item: Item, name: list[Word], flow: str, label: Found[List], known: frozenset[str]
) -> Iterator[Found[Attendance]]:
    status = _BY_LIST[label.value]
    start, stop = name[0].start, name[-1].end
    note = fold(item.note)
    temporal = bool(_TEMPORAL.search(note))
    proxy_to = item.proxy[2] or None if item.proxy else None
    if item.proxy and label.value is not List.guests and not (label.value is List.present and temporal):
        status = Status.represented
        stop = max(stop, item.proxy[1])
    if status is Status.present and not temporal and (away := re.match(r"\s?(absent|excuse)", note)):
        status = Status.absent if away[1] == "absent" else Status.excused
    if status in (Status.absent, Status.excused) and not item.proxy and re.search(r"jusqu|arriv", note):
        if fold(flow[name[-1].start : name[-1].end]) in known:
            return  # « Absents : Ida LILAS (jusqu'au point 6) », among the presents as « LILAS »
        status = Status.present
    if "non excus" in note and status is Status.excused:
        status = Status.absent
    elif status is Status.absent and re.search(r"\bexcuse", note) and not item.proxy:
        status = Status.excused
    yield Found(
        Attendance(
            name=text_of(name, flow),
            status=status,
            proxy_to=proxy_to if status is Status.represented else None,
            substitute_for=item.substitute[2] if item.substitute and status is Status.present else None,
            arrives=item.note.strip() if item.note and _ARRIVES.search(note) else None,
            leaves=item.note.strip() if item.note and _LEAVES.search(note) else None,
        ),
        start,
        max(stop, item.substitute[1] if item.substitute else stop),
        label.rule,
    )
    if item.deputy:
        value = Attendance(name=item.deputy[2], status=Status.present, substitute_for=text_of(name, flow))
        yield Found(value, start, item.deputy[1], label.rule)
    if item.gives:
        holder = text_of(name, flow)
        yield Found(
            Attendance(name=item.gives[2], status=Status.represented, proxy_to=holder),
            start,
            item.gives[1],
            "appel.procuration-de",
        )


def _spoken_proxies(flow: str, folded: str, start: int, end: int, order: Order) -> Iterator[Found[Attendance]]:
    """« Paul ORME donne pouvoir à Ida LILAS », wherever it stands between `start` and `end`."""
    for said in _PROXY.finditer(folded, start, end):
        giver = name_before(flow, said.start(), order)
        holder = name_after(flow, said.end(), order)
        if not giver or not holder or giver[0] < start:
            continue
        if order is Order.given_first and len(giver[2].split()) > 2 and not _both_parts(giver[2]):
            continue  # « SYNDICAT D'ÉNERGIE qui donne pouvoir à »: capitals without a given name
        close = folded.find(")", holder[1], holder[1] + 120)
        if close > 0 and _TEMPORAL.search(folded, holder[1], close):
            continue
        yield Found(
            Attendance(name=giver[2], status=Status.represented, proxy_to=holder[2]),
            giver[0],
            holder[1],
            "appel.procuration",
        )


def _respective_proxies(
    flow: str, folded: str, start: int, end: int, entries: Sequence[Found[Attendance]]
) -> list[Found[Attendance]]:
    """« A, B et C ont donné respectivement pouvoir à D, E et F »: read when D, E and F are all members of the roll."""
    present = {fold(one.value.name) for one in entries if one.value.status is Status.present}
    found: list[Found[Attendance]] = []
    for said in _RESPECTIVELY.finditer(folded, start, end):
        stop = _SENTENCE_END.search(flow, said.end(), min(end, said.end() + 900))
        holders = list_of_names(flow, folded, said.end(), stop.start() if stop else min(end, said.end() + 900))
        lead = max(
            (one.end() for one in _SENTENCE_END.finditer(flow, max(start, said.start() - 900), said.start())),
            default=start,
        )
        items = [item for item in _items(flow, folded, lead, said.start()) if is_name(item.words, flow)]
        if not 1 < len(holders) <= len(items) or any(fold(holder) not in present for holder in holders):
            continue
        for item, holder in zip(items[-len(holders) :], holders, strict=True):
            value = Attendance(name=text_of(item.words, flow), status=Status.represented, proxy_to=holder)
            found.append(Found(value, item.words[0].start, item.words[-1].end, "appel.procuration"))
    return found


def _bare_proxies(flow: str, folded: str, start: int, end: int, order: Order) -> Iterator[Found[Attendance]]:
    """« Paul ORME à Ida LILAS » near the label of the proxies, when another column cuts the list."""
    for said in re.finditer(r" a (?=m\.? |mme |monsieur |madame |[a-z])", folded[start:end]):
        giver = name_before(flow, start + said.start(), order)
        holder = name_after(flow, start + said.end(), order)
        if giver and holder and _both_parts(giver[2]) and _both_parts(holder[2]):
            yield Found(
                Attendance(name=giver[2], status=Status.represented, proxy_to=holder[2]),
                giver[0],
                holder[1],
                "appel.procuration-a",
            )


def _both_parts(name: str) -> bool:
    return len({shape_of(word) for word in name.split()} & {Shape.capital, Shape.capitals}) == 2


def list_of_names(flow: str, folded: str, start: int, end: int, order: Order = Order.unknown) -> list[str]:
    """The names of the list that begins at `start`, as written: voters, delegates."""
    names = []
    for item in _items(flow, folded, start, end, order):
        names += [text_of(name, flow) for name in split_group(item.words, order) if name and is_name(name, flow)]
    return names
