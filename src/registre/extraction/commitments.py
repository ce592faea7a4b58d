"""Money of one act: what it gives (sentences, tables, lists), what others give, what is recalled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from registre.extraction.columns import read_column_gifts
from registre.extraction.deciding import Area
from registre.extraction.matching import find, find_all, seek, seek_first
from registre.extraction.numbers import read_amount
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.money import (
    GIFTS,
    LISTED_GIFTS,
    MEMBERSHIPS,
    MORE_GIFTS,
    RECALLED,
    RECEIVED,
    SUM_ALONE,
    Gift,
    beneficiary,
    is_sentence,
    kind_of,
)
from registre.extraction.tables import read_table_gifts
from registre.reading import Text, fold
from registre.records import CommitmentKind, RecalledAmount, ReceivedFunding

_CELL_AMOUNT = compile_(r"(?P<somme>{montant})\s?(?:{euros})")
_TABLE = compile_(
    r"\b(?:structure|association|beneficiaire|organisme)s?\s{0,2}\n(?:[^\n]{0,30}\n){0,3}?montants?"
    r"(?:\s\(?€?\)?)?[ ]?\n"
)
_JOINS = re.compile(r"\badhesion|\badherer")
_TOTAL = re.compile(r"\s?total\b")
_LETTER = re.compile(r"[fpm]|fonctionnement|projet|investissement|manifestation|exceptionnelle")


def read_gifts(text: Text, start: int, area: Area, title: str) -> list[Found[Gift]]:
    """What the act in `text.flow[start:area.end]` decides to give, in reading order, each once."""
    flow, folded = text.flow, text.folded
    found = [
        more for one in find_all(GIFTS, flow, folded, area.start, area.end) for more in _and_more(one, flow, folded)
    ]
    if not found and _adopts_proposal(folded, area):
        found = find_all(GIFTS, flow, folded, max(start, area.start - 1500), area.start)
    rows = list(_rows(flow, folded, area.start, area.end)) or list(_rows(flow, folded, start, area.start))
    found += rows or _listed(flow, folded, start, area, title)
    if seek_first(_JOINS, folded, start, area.end):
        found += find_all(MEMBERSHIPS, flow, folded, start, area.end)
    tables = (
        list(read_table_gifts(text, start, area.end))
        or list(read_column_gifts(flow, folded, start, area.end))
        or list(_table_gifts(flow, folded, start, area.end))
    )
    if tables:
        return tables
    kept: list[Found[Gift]] = []
    for one in sorted(found, key=lambda gift: (gift.start, -gift.end)):
        if any(one.start < other.end and other.start < one.end for other in kept):
            continue
        if any(_same(one.value, other.value) for other in kept if one.rule != _ROW or other.rule != _ROW):
            continue
        kept.append(one)
    return kept


def _and_more(first: Found[Gift], flow: str, folded: str) -> Iterator[Found[Gift]]:
    """`first` and those that go on in its sentence: « 500 € à …, 300 € à … et 200 € à … »."""
    yield first
    place = first.end
    while first.rule == "argent.somme-a-qui" and (more := MORE_GIFTS.match(folded, place, place + 220)):
        who, amount = beneficiary(flow[slice(*more.span("qui"))]), read_amount(more["somme"])
        if not who or not amount:
            return
        yield Found(Gift(first.value.kind, who, amount, first.value.year), *more.span("fait"), first.rule)
        place = more.end()


def _same(one: Gift, other: Gift) -> bool:
    """Whether they may be one gift said twice."""
    if (one.kind, one.amount) != (other.kind, other.amount):
        return False
    return not (one.beneficiary and other.beneficiary) or bool(_words(one.beneficiary) & _words(other.beneficiary))


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(name)) if len(word) > 3}


_ROW = "argent.suite"
_ROWS_LEAD = compile_(
    r"""\b(?P<sorte>subvention|participation|cotisation|adhesion|aide|dotation|fonds\sde\sconcours)s?\b
        (?:[^.;:€]|\.(?=\w)){0,160}?:(?=\s)"""
)
_GIVES = re.compile(
    r"attribu|accord|\bvers(?:e|er|ement|ent)\b|octro|allou|\bvot(?:e|er|es|ent)\b|reparti|suivant|ci-apres"
    r"|ci-dessous"
)
_TOLD = re.compile(
    r"rappel|pour\smemoire|precedent|sollicit|recues?\b|percu|demande(?!\s(?:au|aux|a\sl'))[a-z]{0,2}\b"
    r"|recettes?|obtenir|plan\sde\sfinancement|cout"
)
_ROW_SHAPE = compile_(
    r"""[\s;,.]{0,4}(?:(?:[-•–*>▪□·◦➢✓]|\d{1,2}[.)-]|[eo](?=\s))\s{0,2})?(?P<fait>(?P<qui>[a-z«"0-9][^\n€:=|]{1,100}?)
        \s?(?:[:=|–]|-(?=\s)|\s?\.{2,60}|…{1,20})?\s{0,2}(?P<somme>{montant})\s?{euros})"""
)
_AFTER_ROW = re.compile(r"[^\n€•:]{0,90}(?=\n|•|$)")
_SUM_ROW = re.compile(
    r"\W*(?:soit\b|(?:sous-?\s?)?total|montant|pour\sun\s|dit\b|les\scredits|depense|cout|tva|recette"
    r"|autofinancement|etat\b|detr\b|dsil\b)"
)


def _rows(flow: str, folded: str, start: int, end: int) -> Iterator[Found[Gift]]:
    """Names and sums that follow each other after « les subventions suivantes : »."""
    floor = start
    for lead in seek(_ROWS_LEAD, folded, start, end):
        before = folded[max(start, lead.start() - 220) : lead.start()]
        sentence = before[max(before.rfind(". "), before.rfind("\n\n"), before.rfind(" : "), 0) :] + lead.group()
        if lead.start() < floor or not _GIVES.search(sentence) or _TOLD.search(sentence):
            continue
        place = lead.end()
        while row := _ROW_SHAPE.match(folded, place, end):
            who = beneficiary(re.sub(r"\s?\([^()]*\)\s*$", "", flow[slice(*row.span("qui"))]))
            amount = read_amount(row["somme"])
            if _SUM_ROW.match(row["qui"]) or not amount or who is None or not _is_name(who):
                break
            yield Found(Gift(kind_of(lead["sorte"]), who, amount), row.start("fait"), row.end("fait"), _ROW)
            place = floor = row.end()
            if not _ROW_SHAPE.match(folded, place, end) or not _starts_row(flow, place):
                place = rest.end() if (rest := _AFTER_ROW.match(folded, place, end)) else place


def _starts_row(flow: str, place: int) -> bool:
    return bool(re.match(r"[\s;,.]*(?:[-•–*>▪□·◦➢✓]|\d{1,2}[.)-]|\n|[«\"]?[A-ZÀ-Ý])", flow[place : place + 8]))


def _is_name(words: str) -> bool:
    """A name: it begins with a capital or a figure, and is no sentence."""
    return bool(re.match(r"[A-ZÀ-ÝŒ0-9«\"]", words)) and not re.search(r"[a-z]{3,}\. [A-Z]|[;!?]", words)


def _listed(flow: str, folded: str, start: int, area: Area, title: str) -> list[Found[Gift]]:
    """Lines « Nom : montant » of an act about such money that says it gives."""
    words = folded[start : area.end]
    if (
        not re.search(r"subvention|participation|cotisation", fold(title))
        or "sollicit" in fold(title)
        or "demande" in fold(title)
    ):
        return []
    if not re.search(r"\b(?:attribu|accord|vers|octroy|allou|donner|vote|participation)", words):
        return []
    return find_all(LISTED_GIFTS, flow, folded, start, area.end)


def _adopts_proposal(folded: str, area: Area) -> bool:
    """Whether the decision only says yes to « il est proposé… » that stands before it."""
    return area.end - area.start < 400 or bool(re.match(r"[^.]{0,80}\badopte\b", folded[area.start : area.start + 120]))


def _table_gifts(flow: str, folded: str, start: int, end: int) -> Iterator[Found[Gift]]:
    """Rows of a table that text extraction has laid out one cell a line.

    code | structure (one to four lines) | nature | project | amount: the row ends with its amount, the
    structure ends at the nature's letter; a total ends the table.
    """
    for head in seek(_TABLE, folded, start, end):
        place = head.end()
        while place < end:
            amount = _CELL_AMOUNT.search(folded, place, min(end, place + 400))
            if not amount:
                break
            row = folded[place : amount.start()]
            if _TOTAL.search(row) or "credits" in row:
                break
            name = _structure(flow, place, amount.start())
            value = read_amount(amount["somme"])
            if name and value:
                yield Found(Gift(CommitmentKind.grant, name, value), place, amount.end(), "argent.tableau")
            place = amount.end()


def _structure(flow: str, start: int, end: int) -> str | None:
    lines = [line.strip() for line in flow[start:end].split("\n") if line.strip()]
    while lines and re.fullmatch(r"[\d .]{1,8}", lines[0]):
        lines.pop(0)
    name: list[str] = []
    for line in lines:
        if _LETTER.fullmatch(line.lower()):
            break
        name.append(line)
    return beneficiary(" ".join(name)) if name and not any(map(is_sentence, name)) else None


_TITLE_WHO = compile_(
    r"""\b(?P<sorte>subvention|aide|participation|cotisation|contribution|don)s?(?:\s[a-z-]{4,16}){0,2}\s
        (?:(?P<fort>au\s(?:profit|benefice)\sde\s(?:la\s|l')?|au\s(?:profit|benefice)\sdu\s
            |en\sfaveur\sd(?:e\s(?:la\s|l'\s?)?|u\s))
        |a\sl'\s?|a\sla\s|au\s|a\s)
        (?P<qui>(?!titre|profit|benefice|m\.|mme\b|mlle\b|monsieur|madame|budget|conseil|departement|region|etat\b|taux|hauteur|compter)[^,;:.()\n]{3,80}?)
        (?=\s(?:pour|afin|dans\sle|en\svue|au\stitre|annee)\b|\s[–-]\s|\s?[,;:.()]|\s20\d\d|\s?$)"""
)
_REQUEST = re.compile(r"\b(?:demande|sollicit)")


def read_titled_gift(flow: str, folded: str, start: int, end: int, title: Found[str] | None) -> list[Found[Gift]]:
    """« Subvention à l'Amicale » as title, « décide d'accorder une subvention de 100 € » as decision: one gift.

    A title that asks (« Demande de subvention au Département ») gives only « en faveur de » somebody. Two sums: none.
    """
    if title is None or not (named := _TITLE_WHO.search(folded, title.start, title.end)):
        return []
    if _REQUEST.search(folded, title.start, title.end) and not named["fort"]:
        return []
    words = flow[slice(*named.span("qui"))]
    who = beneficiary(words)
    sums = list(find(SUM_ALONE, flow, folded, start, end))
    if who is None or not _is_proper(words) or len({one.value.amount for one in sums}) != 1:
        return []
    return [replace(sums[-1], value=replace(sums[-1].value, beneficiary=who))]


def _is_proper(words: str) -> bool:
    """Whether more than a kind is said: « aux associations », « à un particulier » name nobody."""
    return words.isupper() or bool(re.search(r"(?:^|[\s«\"'’])[A-ZÀ-ÝŒ]", words))


def read_received(flow: str, folded: str, start: int, end: int) -> list[Found[ReceivedFunding]]:
    """Money that another organisation gives to the deliberating body."""
    return find_all(RECEIVED, flow, folded, start, end)


def read_recalled(
    flow: str, folded: str, start: int, end: int, taken: list[tuple[int, int]]
) -> list[Found[RecalledAmount]]:
    """Amounts of the recitals that no commitment and no funding has taken."""
    return [
        one
        for one in find(RECALLED, flow, folded, start, end)
        if not any(first <= one.start < last for first, last in taken)
    ]
