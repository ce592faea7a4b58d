"""Where one act ends and the next begins.

Minutes number their acts in a dozen ways, and print the same titles in an agenda first. So several
ways of cutting are tried, and the one whose parts decide something is kept: a part without any words
of decision is an item of the agenda, an information, a debate, never an act. When nothing proves a
cut, the document is one act (an extract) or none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from registre.extraction.cutting.agenda import RULE as ANNOUNCED
from registre.extraction.cutting.agenda import find_announced
from registre.extraction.cutting.bundles import cut_pages
from registre.extraction.cutting.part import Cut, Part, stops_short
from registre.extraction.cutting.ranks import ranked_runs, with_subranks
from registre.extraction.matching import find, find_all, last_of
from registre.extraction.patterns import compile_
from registre.extraction.rule import Found
from registre.extraction.rules.headings import (
    AFFAIR,
    BARE_ORDINAL,
    BULLET,
    CODE,
    DECIMAL,
    DELIBERATION,
    ELECTED,
    LINE_BULLET,
    LINE_ORDINAL,
    NUMBER,
    OBJECT,
    ORDINAL,
    ROMAN,
    SECTION_LETTER,
    Heading,
)
from registre.extraction.rules.vote import FORMULA, LISTED
from registre.extraction.series import RULE as SERIES
from registre.extraction.series import find_series, label_start, stands
from registre.extraction.titles import OPENER, title_end, trimmed_start
from registre.records import DocumentKind

_MINUTES = compile_(
    r"""(?P<quoi>(?:approbation|adoption|validation|arret)\s(?:du\s|des\s|de\sla\s)(?:proces[- –]*verba(?:l|ux)
        |comptes?[- ]rendus?|pv)\b
        [^.;:\n]{0,110}?)(?:\n|\s?[.:>–-]\s?|\s)(?:(?:l[ea]s?\s)?(?:proces[- –]*verba(?:l|ux)|comptes?[- ]rendus?|pv)\s
        (?:est|sont|a\sete|ont\sete)\s)?(?:adopte|approuve|valide|arrete|approbation|adoption)[es]{0,2}\s(?:a\sl'\s?unanimite
        |a\sla\smajorite|par\b)
    |(?P<quoi_e>(?:l[ea]s?\s)?(?:proces[- –]*verba(?:l|ux)|comptes?[- ]rendus?|pv)\b(?:(?!proces|compte
        |pv\b)[^.;:]){0,90}?(?:\sces\s[^.;:]{0,40})?)\s(?:ne\sdonne(?:nt)?\slieu\sa\saucune\s[a-z]{6,12}\set\s
        |n'appel[^.;:]{6,40}\set\s)?(?:est|sont|a\sete|ont\sete)\s(?:adopte|approuve|valide
        |arrete)[es]{0,2}\s(?:a\sl'\s?unanimite|a\sla\smajorite|par\b)
    |(?:a\sl'\s?unanimite|apres\sen\savoir\sdelibere),?\s(?:de\s)?(?:a\sl'\s?unanimite,?\s)?(?:adopte|approuve|valide
    |arrete|decide\sd\w*\s(?:de\s)?(?:valider|approuver|adopter))r?\s(?P<quoi_b>(?:les?\s)?(?:proces[- –]*verba(?:l
    |ux)|comptes?[- ]rendus?|pv)\b[^.;:]{0,90}?)(?=[.;:,]|\s(?:sans|tel)|$)
    |(?:adopte|approuve|valide|arrete)nt?\sa\sl'\s?unanimite,?\s(?:le|les)\s(?P<quoi_f>(?:proces[- –]*verba(?:l
    |ux)|comptes?[- ]rendus?|pv)\b[^.;:\n]{0,90}?)(?=[.;:,\n]|\s(?:sans|tel)|$)
    |decide\sa\sl'\s?unanimite\sde\svalider\s(?P<quoi_c>le\s(?:proces[- ]verbal|compte[- ]rendu)[^.;:]{0,70})
    |(?P<quoi_d>validation\sdes\sproces[- ]verbaux[^.;]{0,60}?)\s(?:les\smembres[^.;]{0,60}?\sa\sl'unanimite)"""
)
_AGENDA = compile_(
    r"(?:^|\n|[.:;•]\s?|\s-\s|(?<=\s))(?P<fait>(?:l')?ordre\sdu\sjour\s?(?:de\sla\s(?:seance"
    r"|reunion)\s?)?[:\n-]|sommaire\s?[:>\n])"
)
_CLOSE = compile_(
    r"""\b(?:(?:la\s)?seance\s(?:est\s|a\sete\s)?levee|l'ordre\sdu\sjour\s(?:etant\s|est\s)?epuise
        |questions?\sdiverses?\b(?=[\s:\n])|informations?\s(?:et\squestions\s)?diverses\b|tour\sde\stable\b
        |tableau\sdes\ssignatures|decisions\s(?:prises\s)?(?:valant\sdeliberation|du\smaire|par\sdelegation))"""
)


_DELIBERATED = re.compile(r"\bapres\s(?:en\savoir\s)?delibere?\b")


def cut_acts(flow: str, folded: str, kind: DocumentKind, roll_end: int) -> tuple[Part, ...]:
    """The acts of the document in reading order."""
    if kind is DocumentKind.other:
        return ()
    formulas = sorted(one.end - 1 for one in find_all((FORMULA, ELECTED), flow, folded))
    if first := _DELIBERATED.search(folded):
        roll_end = min(roll_end, first.start())  # a roll that goes on beyond is misread
    if kind is DocumentKind.list:
        return _listed(flow, folded, roll_end)
    if kind is DocumentKind.extract:
        bundles = [cut for cut in (_bundle(flow, folded, formulas), cut_pages(flow, folded, formulas)) if cut]
        if bundles:
            return max(bundles, key=lambda cut: cut.decided).parts
        several = _several(flow, folded, formulas, roll_end)
        return several.parts if several else (_whole(flow, folded, roll_end),)
    cuts = [_real(cut, roll_end) for cut in _cuts(flow, folded, formulas, roll_end) if cut.parts]
    series = _real(_serial(flow, folded, formulas), roll_end)
    announced = _real(Cut(ANNOUNCED, _parts(flow, folded, find_announced(flow, folded), formulas)), roll_end)
    best = max([series, announced, *cuts], key=lambda cut: (cut.decided, bool(cut.parts)))
    if best is series or (series.strict and series.decided * 10 >= best.decided * 8):
        best = series
    else:
        near = [cut for cut in cuts if cut.decided * 10 >= best.decided * (6 if cut.strict else 8)]
        best = next((cut for cut in near if best is not announced or cut.numbered), best)
    spoken = _vote_lines(flow, folded)
    if spoken.decided >= max(best.decided, 3):
        best = spoken
    parts = _with_minutes(flow, folded, best.parts, roll_end)
    if not parts and re.search(r"\bdeliberation\sdu\s(?:conseil|bureau|comite)", folded[:700]) and formulas:
        return (_whole(flow, folded, roll_end),)
    return _without_undecided(flow, parts)


def _real(cut: Cut, roll_end: int) -> Cut:
    """`cut` where what can be no act decides nothing: informations, or the item that the roll interrupts."""
    return replace(
        cut,
        parts=tuple(
            replace(part, decided=False)
            if _is_no_act(part) or part.start < roll_end - 60 < roll_end < part.end
            else part
            for part in cut.parts
        ),
    )


def _listed(flow: str, folded: str, roll_end: int) -> tuple[Part, ...]:
    """The acts of a list of deliberations: every item is one, with or without its result."""
    formulas = [one.end - 1 for one in find(LISTED, flow, folded)]
    cuts = [_serial(flow, folded, formulas), *_cuts(flow, folded, formulas, roll_end)]
    cuts = [cut for cut in cuts if cut.parts]
    numbered = [cut for cut in cuts if all(part.number for part in cut.parts)]
    if not numbered and not any(cut.decided for cut in cuts):
        return _titles_alone(flow, folded)
    best = max(numbered or cuts, key=lambda cut: (cut.decided, len(cut.parts)))
    parts = best.parts if best in numbered else tuple(part for part in best.parts if part.decided)
    return tuple(_listed_title(flow, folded, part) for part in parts)


_LEAD = re.compile(r"examin\w+\s(?:le|en)\s[^–-]{6,30}?\s?[–-]\s?")
_RESULT = re.compile(
    r"[\s.:;,|–-]+(?:votee?\s?:\s?)?\b(?:(?:approuv|adopt|rejet|report|ajourn|retir|valid|refus)ee?s?\b"
    r"|a?\s?l?'?\s?unanim|majorite\b"
    r"|(?:il\sest\s)?pris(?:e)?\s(?:d')?acte\b|prend\sacte\b|\d{1,3}\s(?:voix\s)?pour\b|pour\s?:\s?\d)"
)


def _listed_title(flow: str, folded: str, part: Part) -> Part:
    """`part` with its title up to its result, so that the vote is read from what follows."""
    if part.title is None:
        return part
    start, end = part.title.start, part.title.end
    if lead := _LEAD.match(folded, start, end):
        start = lead.end()
    limit = min(label_start(folded, part.end), start + 500)
    result = _RESULT.search(folded, start + 6, limit)
    if result and "\n\n" not in flow[start : result.start()]:
        end = result.start()
    else:
        end, result = min(end, max(limit, start + 4)), None
    title = _title(flow, start, _strip_right(flow, start, end), part.title.rule)
    return replace(part, title=title or part.title, body=end if result else part.body)


_VOTED = compile_(r"\bdeliberations\s(?:votees|adoptees|approuvees|prises)\b[^\n]{0,90}\n(?:[^\n]{0,90}\d{4}\s?\n)?")
_NOT_LISTED = re.compile(
    r"affiche|publie|mise?\s+en\s+ligne|fait\s+a|le\s+(?:maire|president)|secretaire|signature|page\b|\d{1,3}$"
)


def _titles_alone(flow: str, folded: str) -> tuple[Part, ...]:
    """One title a line, under a heading that says that they were voted."""
    head = _VOTED.search(folded)
    if not head:
        return ()
    marked = re.match(r"\s*([-•–*>])\s", flow[head.end() : head.end() + 8])
    parts: list[Part] = []
    for line in re.finditer(r"[^\n]+", flow[head.end() :]):
        start, end = head.end() + line.start(), head.end() + line.end()
        begin = trimmed_start(flow, start, end)
        if marked and flow[start:begin].strip() != marked[1]:
            continue
        if _NOT_LISTED.match(folded, begin, end) or not flow[begin : begin + 1].isupper():
            break
        if title := _title(flow, begin, _strip_right(flow, begin, end), "acte.titre-liste"):
            parts.append(Part(start, end, None, title, end, False))
    return tuple(parts)


_VOTE_LINE = compile_(
    r"(?:(?P<quoi>[^\n:.]{4,70}?)\s(?:approuve|adopte|valide)e?s?\s?:\s?|:\s?)?\bvote\s?:\s?\d{1,3}\s"
    r"(?:voix\s)?pour\b[^\n]{0,60}"
)
_VOTE_COUNT = re.compile(r"\bvote\s?:\s?\d")
_SUBHEADING = re.compile(r"\n\d{1,2}(?:\.\d{1,2}){0,2}[ .)-]{1,3}(?P<titre>[A-ZÀ-Ý][^\n]{3,120})")


def _vote_lines(flow: str, folded: str) -> Cut:
    """One act a line « … : Vote : 14 pour / 0 contre »: named by the line, else by the heading above."""
    parts: list[Part] = []
    start = 0
    if len(_VOTE_COUNT.findall(folded)) < _WEAK:
        return Cut("acte.vote-ligne", ())
    for vote in _VOTE_LINE.finditer(folded):
        title = None
        if vote["quoi"]:
            title = _title(flow, vote.start("quoi"), vote.end("quoi"), "acte.vote-ligne")
        else:
            above = last_of(_SUBHEADING.finditer(flow, start, vote.start()))
            if above:
                title = _title(flow, above.start("titre"), above.end("titre"), "acte.vote-ligne")
        begin = title.start if title else vote.start()
        if title:
            parts.append(Part(begin, vote.end(), None, title, title.end, True))
        start = vote.end()
    return Cut("acte.vote-ligne", tuple(parts))


# --- ways of cutting, in order of trust ----------------------------------------------------------


_SUM_LINE = re.compile(r"[^\n]{1,160}\d\s?(?:€|euros?)[\s;,.]*(?:\n|$)")  # a row of a list of grants


def _cuts(flow: str, folded: str, formulas: list[int], roll_end: int) -> Iterable[Cut]:
    floor = _agenda_end(flow, folded)
    for rule in (DELIBERATION, NUMBER):
        found = list(find(rule, flow, folded))
        trailing = _trailing(flow, folded, found, formulas, roll_end) if rule is DELIBERATION else None
        if trailing:
            yield trailing
        for run in (list(found), [one for one in found if one.start >= roll_end]):
            yield Cut(rule.id, _parts(flow, folded, _last_of_each(run, formulas, len(flow)), formulas))
    for rule in (OBJECT, AFFAIR, CODE, DECIMAL, ORDINAL, ROMAN, LINE_ORDINAL, SECTION_LETTER, BARE_ORDINAL):
        found = [one for one in find(rule, flow, folded) if one.start >= floor]
        if rule in (CODE, DECIMAL, OBJECT, SECTION_LETTER):
            once = found if rule in (OBJECT, SECTION_LETTER) else _last_of_each(found, formulas, len(flow))
            yield Cut(rule.id, _parts(flow, folded, once, formulas))
            continue
        for run in ranked_runs(found):
            if len(run) >= 2:
                ranks = with_subranks(flow, folded, run) if rule is ORDINAL else run
                yield Cut(rule.id, _parts(flow, folded, ranks, formulas))
    if flow.count("\n") > 30:
        bullets = [
            one for one in find(LINE_BULLET, flow, folded, max(floor, roll_end)) if not _SUM_LINE.match(folded, one.end)
        ]
        for bullet in "•>e-":
            heads = [one for one in bullets if flow[one.start] == bullet]
            cut = Cut(LINE_BULLET.id, _parts(flow, folded, heads, formulas))
            if cut.decided >= _WEAK and cut.decided * 10 >= len(cut.parts) * 7:
                yield cut
        yield Cut("acte.ligne", _lines(flow, folded, formulas, roll_end, strict=True), strict=True)
    else:
        for weak in (
            Cut(BULLET.id, _parts(flow, folded, list(find(BULLET, flow, folded, max(floor, roll_end))), formulas)),
            Cut("acte.capitales", _capitals(flow, folded, formulas, max(floor, roll_end))),
        ):
            if weak.decided >= _WEAK:
                yield weak


def _serial(flow: str, folded: str, formulas: list[int]) -> Cut:
    """Acts under numbers that go up by one, however they are written."""
    series = _last_of_each(find_series(flow, folded), formulas, len(flow))
    standing = sum(stands(flow, folded, one.start) for one in series)
    return Cut(SERIES, _parts(flow, folded, series, formulas), strict=standing * 10 >= len(series) * 8)


_WEAK = 3  # acts that a weak way of cutting must find to be believed


def _agenda_end(flow: str, folded: str) -> int:
    """Where the agenda ends: where the ranks begin again at one after « Ordre du jour »; 0 without one."""
    label = _AGENDA.search(folded)
    if not label:
        return 0
    ranks = sorted(
        (one.start, one.value.rank)
        for rule in (ORDINAL, AFFAIR, LINE_ORDINAL)
        for one in find(rule, flow, folded, label.end())
    )
    highest = 0
    for start, rank in ranks:
        if rank == 1 and highest >= 2:
            return start
        highest = max(highest, rank or 0)
    return 0


_THEME = re.compile(r"[A-ZÀ-Ý]{4,}(?: [A-ZÀ-Ý'’]{2,}){0,4} [-–] (?=[A-ZÀ-Ý«\"])")


def _trailing(
    flow: str, folded: str, found: Sequence[Found[Heading]], formulas: list[int], roll_end: int
) -> Cut | None:
    """Acts whose number stands at their end: something is decided before the first number."""
    labels = [one for one in found if one.start > roll_end]
    if len(labels) < 2 or not _between(formulas, roll_end + 200, labels[0].start):
        return None
    decisions = [one for one in formulas if one > roll_end + 200]
    last = max(one for one in decisions if one < labels[0].start)
    if labels[0].start - last > 4000 or _between(formulas, labels[0].start, labels[0].end + 200):
        return None
    theme = _THEME.search(flow, roll_end, labels[0].start)
    if not theme:
        return None
    starts = [theme.start(), *(one.value.title or one.end for one in labels)]
    parts = []
    for index, start in enumerate(starts):
        end = labels[index].start if index < len(labels) else len(flow)
        begin = trimmed_start(flow, start, end)
        if lead := _THEME.match(flow, begin):
            begin = lead.end()
        stop = title_end(flow, folded, begin, end)
        number = None
        if index < len(labels):
            number = Found(labels[index].value.number or "", labels[index].start, labels[index].end, labels[index].rule)
            end = labels[index].end
        title = _title(flow, begin, stop, "acte.numero-apres")
        parts.append(Part(start, end, number, title, stop, _between(formulas, stop, end)))
    return Cut("acte.numero-apres", tuple(parts))


def _last_of_each(found: Sequence[Found[Heading]], formulas: list[int], end: int) -> list[Found[Heading]]:
    """One heading a number: pages repeat it, an agenda announces it; the first that decides counts."""
    by_number: dict[str, list[Found[Heading]]] = {}
    for one in found:
        by_number.setdefault(re.sub(r"\W|_", "", (one.value.number or "").lower()), []).append(one)
    order = sorted(found, key=lambda one: one.start)
    kept: list[Found[Heading]] = []
    for same in by_number.values():
        deciding = [one for one in same if _between(formulas, one.start, _next_start(order, one, same, end))]
        kept.append(deciding[0] if deciding else same[-1])
    return sorted(kept, key=lambda one: one.start)


def _next_start(order: Sequence[Found[Heading]], one: Found[Heading], same: Sequence[Found[Heading]], end: int) -> int:
    following = [other.start for other in order if other.start > one.start and other not in same]
    return following[0] if following else end


def _parts(flow: str, folded: str, headings: Sequence[Found[Heading]], formulas: list[int]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for index, heading in enumerate(headings):
        end = headings[index + 1].start if index + 1 < len(headings) else len(flow)
        parts.append(_part(flow, folded, heading, end, formulas))
    return tuple(parts)


def _part(flow: str, folded: str, heading: Found[Heading], end: int, formulas: list[int]) -> Part:
    begin = trimmed_start(flow, heading.value.title or heading.end, end)
    close = _CLOSE.search(folded, begin + 20, end)
    number = None
    if heading.value.number:
        number = Found(heading.value.number, heading.start, heading.end, heading.rule)
    inner = next((one for one in find(DELIBERATION, flow, folded, begin, min(end, begin + 60))), None)
    if inner and number is None and inner.value.number:
        number = Found(inner.value.number, inner.start, inner.end, inner.rule)
        begin = trimmed_start(flow, inner.value.title or inner.end, end)
    stop = title_end(flow, folded, begin, end)
    code = next(iter(find(CODE, flow, folded, begin, min(end, stop + 60))), None)
    body = stop
    if number is None and heading.value.rank and not (code and code.value.number):
        number = Found(str(heading.value.rank), heading.start, heading.end, heading.rule)
    elif number is None and code and code.value.number:
        number = Found(code.value.number, code.start, code.end, code.rule)
        if code.start < stop + 2 and code.start > begin + 8:
            stop = _strip_right(flow, begin, code.start)
        elif code.start <= begin + 8:
            begin = trimmed_start(flow, code.value.title or code.end, end)
            stop = title_end(flow, folded, begin, end)
        body = max(stop, code.end)
    begin, stop, number = _number_in_title(flow, folded, begin, stop, number)
    title = _title(flow, begin, stop, heading.rule)
    if title and OPENER.match(folded, begin) and flow[begin].isupper():
        title = None
    decided = _between(formulas, body, min(end, close.start() if close else end)) or _between(formulas, begin, stop)
    return Part(heading.start, end, number, title, body, decided)


_BRACKET = re.compile(r"\s?\((?:n\s?°\s?)?(?P<numero>[A-Za-z]{0,6}[-_ ]?\d[\w/_.-]{3,18})\)")


def _number_in_title(
    flow: str, folded: str, begin: int, stop: int, number: Found[str] | None
) -> tuple[int, int, Found[str] | None]:
    """A title may carry the number: « N° DEL2023-01 : Création… », « ÉLECTION (DL-2023-12) »."""
    if lead := next((one for one in find(NUMBER, flow, folded, begin, stop) if one.start <= begin + 6), None):
        number = Found(lead.value.number or "", lead.start, lead.end, lead.rule)
        begin = trimmed_start(flow, lead.value.title or lead.end, stop)
    inside = _BRACKET.search(flow, begin, stop)
    if inside and inside.start() > begin + 8 and re.search(r"[/_-]", inside["numero"]):
        number = Found(inside["numero"], inside.start("numero"), inside.end("numero"), "acte.numero-entre-parentheses")
        stop = inside.start()
    return begin, stop, number


def _strip_right(flow: str, start: int, end: int) -> int:
    while end > start and flow[end - 1] in " \n\t.:;,–-|":
        end -= 1
    return end


def _title(flow: str, start: int, end: int, rule: str) -> Found[str] | None:
    words = " ".join(flow[start:end].split())
    return Found(words, start, end, rule) if len(words) >= 4 else None


def _between(formulas: list[int], start: int, end: int) -> bool:
    return bisect_left(formulas, start) < bisect_right(formulas, end - 1)


_LOUD = re.compile(
    r"(?:(?<=[.!?;:)»€\d…|]\s)|(?<=[a-zà-ÿ]\s)|(?<=\n))(?P<titre>(?:(?:[LD]['’]|N°|[A-ZÀ-Ý][A-ZÀ-Ý0-9'’-]*"
    r"(?![a-zà-ÿ])|\d{1,4}|[«»&(:–/,.-]{1,3}|à)\s?){3,40})"
)
_NOT_LOUD = re.compile(
    r"(?:LE |LA |L')?(?:CONSEIL|COMITE|COMITÉ|BUREAU|MAIRE|ASSEMBLEE|ASSEMBLÉE|PRESIDENT|PRÉSIDENT)\b|VU\b"
    r"|CONSID|MONSIEUR|MADAME|APPROUV|AUTORIS|DECID|DÉCID|ADOPT|DIT\b|PREND|DONNE|VOTE|POUR\b|CONTRE"
    r"|ABST|UNANIM|PRESENT|PRÉSENT|ABSENT|EXCUS|POUVOIR|PROCURATION|SECR[EÉ]TAIRE|ORDRE DU JOUR|COMPTE RENDU"
    r"|PROC[EÈ]S|S[EÉ]ANCE|R[EÉ]PUBLIQUE|D[EÉ]PARTEMENT|TOTA|MONTANT|RECETTE|D[EÉ]PENSE|SECTION|COMPTE|CHAPITRE"
    r"|ARTICLE|OP |OPERATION|FONCTIONNEMENT|INVESTISSEMENT|NOM\b|EPCI|DETR|TVA|M\.|MME|SIGNE|FAIT\b|APR[EÈ]S"
    r"|D[EÉ]LIB[EÉ]RATIONS?\s(?:OBJET|N°)|OBJET\b"
    r"|QUESTIONS|INFORMATIONS|INTITUL|REMARQUES|OBSERVATION|INTERVENTION|DEBAT\b|D[EÉ]BAT\b(?! D)|VI*\.|IL EST"
    r"|[A-Z0-9 ]{1,9}$"
)


def _capitals(flow: str, folded: str, formulas: list[int], start: int) -> tuple[Part, ...]:
    """Acts under titles in capitals alone: « VENTE D'UN TERRAIN La parcelle… »."""
    heads: list[tuple[int, int]] = []
    for run in _LOUD.finditer(flow, start):
        begin = run.start("titre")
        if junk := re.match(
            r"(?:[^A-ZÀ-Ý«]+|[A-Z]{1,2}\.\s?|[A-ZÀ-Ý'’-]{3,}\.\s|«(?=[^»]*$)|[A-ZÀ-Ý]{1,2}\s)+", run.group("titre")
        ):
            begin += junk.end()
        words = flow[begin : run.end("titre")].strip()
        letters = re.findall(r"[A-ZÀ-Ý]{3,}", words)
        if len(letters) < 2 or sum(map(len, letters)) < 12 or _NOT_LOUD.match(words):
            continue
        stop = title_end(flow, folded, begin, len(flow))
        heads.append((begin, max(stop, begin + 10)))
    parts = []
    for index, (begin, stop) in enumerate(heads):
        end = heads[index + 1][0] if index + 1 < len(heads) else len(flow)
        title = _title(flow, begin, stop, "acte.capitales")
        close = _CLOSE.search(folded, stop, end)
        if title:
            parts.append(
                Part(begin, end, None, title, stop, _between(formulas, stop, min(end, close.start() if close else end)))
            )
    return tuple(parts)


# --- headings without a number --------------------------------------------------------------------

_NO_TITLE = compile_(
    r"""(?:le\s|la\s|les\s|l')?(?:conseil|bureau|comite|assemblee)\s?(?:municipal|communautaire|metropolitain
        |syndical)?,?\s?(?:de\s[a-z' -]{3,30})?(?:apres|decide|a\sl'unanimite|,|donn|adopt|approuv|accept|vote|vu
        |autoris|,|(?=\n|$))
    |monsieur|madame|m\.|mme|vu\b|considerant|article|apres|il\s(?:est|a|convient|propose)|[-•–*‐>$&]|\d|pour\s?:
    |contre\s?:|abst|present|absent|excuse|procuration|pouvoir|secretaire|fait\s(?:a|et)|pour\sextrait|le\smaire
    |la\smaire|le\spresident
    |nota|total|depenses|recettes|section|montant|chapitre|compte\srendu\s(?:de\sla|du)\s[^\n]{0,50}\sadopte|divers
    |questions|informations|tour\sde|ordre\sdu\sjour|seance|ces\s|cette\s|ce\s|elle\s|ils?\s|prix|l'ordre|date|nombre
    |objet|annexe|nom\b|prenom|population|taux\b\s?$|indice|que\s|qu'
    |imputation|virement|caution|particuliers|associations?\s*$|republique|departement|mairie|commune|de\s|d'|dans\s|afin|sous\sreserve
    |une?\s[a-z]+\s[a-z]+|des\s"""
)


def _lines(flow: str, folded: str, formulas: list[int], roll_end: int, *, strict: bool) -> tuple[Part, ...]:
    """Acts under titles that stand alone on their lines, after a blank line or the end of a sentence.

    `strict`: a title in small letters must be followed by words with which a body begins.
    """
    blocks = _title_blocks(flow, folded, roll_end)
    if strict:
        blocks = [one for one in blocks if _is_loud(flow[slice(*one)]) or _body_follows(flow, folded, one[1])]
    parts: list[Part] = []
    for index, (start, stop) in enumerate(blocks):
        end = blocks[index + 1][0] if index + 1 < len(blocks) else len(flow)
        title = _title(flow, start, _strip_right(flow, start, stop), "acte.ligne")
        close = _CLOSE.search(folded, stop, end)
        decided = _between(formulas, stop, min(end, close.start() if close else end))
        if title:
            parts.append(Part(start, end, None, title, stop, decided))
    return tuple(parts)


def _body_follows(flow: str, folded: str, stop: int) -> bool:
    place = trimmed_start(flow, stop, min(len(flow), stop + 40))
    return bool(OPENER.match(folded, place)) or bool(
        _NO_TITLE.match(folded, place) and folded.startswith(("le c", "la c", "l'a", "le b"), place)
    )


def _title_blocks(flow: str, folded: str, start: int) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    place = start
    previous = ""
    colon = False
    lines: list[tuple[int, int]] = []
    while place < len(flow):
        stop = flow.find("\n", place)
        stop = len(flow) if stop < 0 else stop
        lines.append((place, stop))
        place = stop + 1
    index = 0
    while index < len(lines):
        first, stop = lines[index]
        words = flow[first:stop].strip()
        after_blank = (not previous and not colon) or previous[-1:] in (".", ";", "!", "?", "»")
        after_blank = after_blank or (len(words) > 14 and _is_loud(words) and not _is_loud(previous or "LOUD"))
        previous = words
        colon = words.endswith(":") if words else colon
        if not after_blank or not _may_be_title(words, folded[first:stop]):
            index += 1
            continue
        last = index
        while (
            last + 1 < len(lines)
            and last - index < 3
            and (line := flow[slice(*lines[last + 1])].strip())
            and not OPENER.match(folded, lines[last + 1][0])
            and not _NO_TITLE.match(folded, lines[last + 1][0])
            and len(line) < 150
            and not words.endswith((".", ";", ":"))
            and (not _is_loud(words) or _is_loud(line))
        ):
            last += 1
        blocks.append((first, lines[last][1]))
        previous = flow[slice(*lines[last])].strip() or previous
        index = last + 1
        previous = "."
    return blocks


def _may_be_title(words: str, folded: str) -> bool:
    if not 8 <= len(words) <= 170 or not words[0].isupper() or words.count("»") != words.count("«"):
        return False
    if words.endswith((";", ":")) or re.search(r"\d\s?€|^\W*\d+[ .,]\d", words):
        return False
    if words.endswith(".") and len(words.split()) > 9:
        return False
    if not _is_loud(words) and ((words.endswith(".") and len(words.split()) > 6) or _SPOKEN.search(folded)):
        return False
    if not _is_loud(words) and re.match(
        r"(?:Le|La|Les|Il|Elle|Ce|Cette|Ces|Pour|En|Une?|Suite|Ils|Nous|On)\b|L'", words
    ):
        return False
    return not _NO_TITLE.match(folded.lstrip()) and not OPENER.match(folded.lstrip())


_SPOKEN = re.compile(
    r"\b(?:je|j'ai|j'aurais|nous|vous|est|sont|sera|seront|n'est|peut|doit|souhaite|a ete|ont ete|avons|donc|en prend"
    r"|quitte|rejoint|repond|demande (?:si|ce|a)|indique|estime|rappelle|precise|explique|ajoute)\b"
)


def _is_loud(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) * 10 >= len(letters) * 7


# --- extracts ---------------------------------------------------------------------------------------

_EXTRACT = compile_(r"\bextrait\s(?:du|des|ou|certifie)\s(?:\w{2,9}\s){0,2}(?:registre|deliberations|proces)")


def _several(flow: str, folded: str, formulas: list[int], roll_end: int) -> Cut | None:
    """One extract that holds several numbered deliberations (a « relevé de décisions »)."""
    found = [one for one in find(DELIBERATION, flow, folded) if one.start > roll_end]
    cut = _trailing(flow, folded, found, formulas, roll_end)
    if cut is None:
        headings = _last_of_each(found, formulas, len(flow))
        cut = Cut(
            DELIBERATION.id,
            _without_undecided(flow, parts) if (parts := _parts(flow, folded, headings, formulas)) else (),
        )
    return cut if cut.decided >= 2 else None


def _bundle(flow: str, folded: str, formulas: list[int]) -> Cut | None:
    """Several extracts in one file: the number changes from page to page."""
    labels = list(find(DELIBERATION, flow, folded))
    if len({_key(one) for one in labels}) < 2:
        extra = [one for one in find(NUMBER, flow, folded) if _near_extract(folded, one.start)]
        if len({_key(one) for one in extra}) >= 2:
            labels = extra
    changes: list[Found[Heading]] = []
    for one in sorted(labels, key=lambda label: label.start):
        if not changes or not _same_number(changes[-1], one):
            if any(_same_number(old, one) for old in changes):
                continue
            changes.append(one)
    if len(changes) < 2:
        return None
    starts = [
        _page_start(folded, one.start, changes[index - 1].end if index else 0) for index, one in enumerate(changes)
    ]
    if not all(
        _EXTRACT.search(folded, start, starts[i + 1] if i + 1 < len(starts) else len(folded))
        for i, start in enumerate(starts)
    ):
        return None
    parts = []
    for index, one in enumerate(changes):
        end = starts[index + 1] if index + 1 < len(starts) else len(flow)
        parts.append(_extract_part(flow, folded, starts[index] if index else 0, end, one, formulas))
    return Cut("acte.recueil", tuple(parts))


def _key(one: Found[Heading]) -> str:
    return re.sub(r"[\W_]", "", (one.value.number or "").lower())


def _same_number(one: Found[Heading], other: Found[Heading]) -> bool:
    """Equal but for one character that a scan misread."""
    left, right = _key(one), _key(other)
    if left == right or left.endswith(right) or right.endswith(left):
        return True
    if len(left) != len(right) or len(left) < 9:
        return False
    wrong = [index for index in range(len(left)) if left[index] != right[index]]
    return len(wrong) == 1 and left[wrong[0]].isalpha()


def _near_extract(folded: str, start: int) -> bool:
    return bool(_EXTRACT.search(folded, max(0, start - 400), start + 200))


_STAMPED = re.compile(r"\b(?:envoye en prefecture|recu en prefecture|accuse de reception|ar prefecture|id : ?\d{3}-)")


def _page_start(folded: str, start: int, floor: int) -> int:
    """The « extrait du registre » that opens the page of a number, else the number; its stamp included."""
    found = last_of(_EXTRACT.finditer(folded, max(floor, start - 500), start))
    begin = found.start() if found else start
    stamp = _STAMPED.search(folded, max(floor, begin - 330), begin)
    return stamp.start() if stamp else begin


def _extract_part(flow: str, folded: str, start: int, end: int, label: Found[Heading], formulas: list[int]) -> Part:
    number = Found(label.value.number or "", label.start, label.end, label.rule)
    return Part(start, end, number, None, label.end, _between(formulas, start, end))


def _whole(flow: str, folded: str, roll_end: int) -> Part:
    return Part(0, len(flow), None, None, roll_end, True)


# --- minutes ----------------------------------------------------------------------------------------


def _with_minutes(flow: str, folded: str, parts: tuple[Part, ...], roll_end: int) -> tuple[Part, ...]:
    """`parts` with the approval of the last minutes, when it is voted before the first heading."""
    first = next((part.start for part in parts if part.decided), len(flow))
    found = _MINUTES.search(folded, 0, first)
    if not found or any(part.decided and part.start <= found.start() < part.end for part in parts):
        return parts
    name = next(name for name in ("quoi", "quoi_b", "quoi_c", "quoi_d", "quoi_e", "quoi_f") if found.start(name) >= 0)
    start, end = found.span(name)
    if lead := re.search(
        r"\b(?:adoption|approbation|validation|arret)\s(?:du|des|de\sla)\s$", folded[max(0, start - 40) : start]
    ):
        start -= len(lead.group())
    if opener := OPENER.search(folded, start + 10, end):
        end = opener.start()
    title = _title(flow, start, _strip_right(flow, start, end), "acte.proces-verbal")
    stop = flow.find(".", found.end())
    stop = found.end() if stop < 0 or stop > first else stop
    return (Part(found.start(), max(found.end(), min(stop, first)), None, title, found.start(), True), *parts)


def _without_undecided(flow: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`parts` that decide; the last one too when the document is cut in the middle of it."""
    if not parts:
        return ()
    kept = [part for part in parts if part.decided and not _is_no_act(part)]
    last = parts[-1]
    if (
        kept
        and not last.decided
        and last is parts[-1]
        and stops_short(flow)
        and parts[-2:-1]
        and parts[-2].decided
        and not _is_no_act(last)
    ):
        kept.append(last)
    return tuple(kept)


def _is_no_act(part: Part) -> bool:
    """Informations, questions, what was decided by delegation: unless they carry a number of their own."""
    if part.title is None or (part.number and not part.number.value.isdigit()):
        return False
    return bool(_NO_ACT.match(part.title.value))


_NO_ACT = re.compile(
    r"(?i)(?:questions?\s(?:et\sinformations\s)?)?divers(?:es)?\b|informations?\b(?:\s(?:diverses|du|de)\b"
    r"|\s?$)|tour de table|communications?\b"
    r"|ordre du jour|points? divers|remerciements|agenda|calendrier"
)
