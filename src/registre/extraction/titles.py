"""Where the title of an act ends: at the end of its capitals, or where the body begins to speak."""

from __future__ import annotations

import re
from functools import lru_cache

from registre.extraction.patterns import compile_

_LONGEST = 420

# The words with which the body of an act begins. What is left out: « Sur », « Pour », « Suite », which
# also begin titles.
OPENER = compile_(
    r"""(?<![a-z'-])(?:
      vus?\b(?!\sdes) | considerant | attendu\sque | entendu\b | oui\sl | ouie\s | sachant\sque | constatant
      | etant\sentendu
    | (?:m\.|mr\.?|mme\.?|m(?=\s[a-z])|monsieur|madame|mesdames|messieurs|mlle)\s(?:le\s|la\s|l'
    |les\s)?[a-z'-]{2,30}[^.;:]{0,60}?
      \s?(?:,|\b(?:expos|rappel|propos|present|inform|expliqu|indiqu|rapport|precis|donn|fait|demand|soumet|souhait
      |sort|invit|signal|fait|ouvr|lit\b|commun|dit\b|annonc|tien|remerci|evoqu|procede|soulign))
    | (?:monsieur|madame|m\.|mme)\s(?:le\s|la\s)(?:vice-)?(?:maire|president|rapporteur)
    | (?:le|la|l')\s?(?:maire|president|presidente|vice-presidente?|rapporteur|rapporteure|adjointe?)\b[^.;:]{0,40}?
      \b(?:expos|rappel|propos|present|inform|expliqu|indiqu|rapport|precis|donn|fait|demand|soumet|invit|annonc
      |est\sautoris)
    | rapporteure?\s?: | (?:le|la|l')\s?{assemblee}\b(?!\sde\s(?:jeunes|developpement|quartier))[^.;:]{0,50}?(?:,
    |\b(?:apres|decid|ayant|a\sl'unani|adopt|approuv|autoris|prend|est\b|vote|valid|accept|donn|desig|sollicit|au\svu
    |au\sregard|dument|regulierement|ouï|oui|entend|fix|emet|sur\b|a\b|demand))
    | (?:les\smembres\sdu\s)?{assemblee}\s[^.;:]{0,30}?(?:apres\sen\savoir|a\sl'unanimite|decide)
    | apres\s(?:en\savoir|avoir|deliber|lecture|presentation|expose|debat|etude) | il\s(?:est|a\sete)\s(?:propos
    |rappel|demand|expos|precis|convient|necessaire|pris|procede|fait)
    | il\s(?:convient|appartient|revient|importe) | il\sy\sa\slieu | dans\sle\scadre
    | sur\s(?:la\s)?proposition\sd | le\s(?:{jour}\s)?{date} | convocation\sdu\s\d
    | en\sapplication\sd | les\spresentes\sdeliberations | dans\sun\ssouci | afin\sd
    | conformement\sa | compte\stenu\sd | suite\sa\s(?:la|l'|un|une)\b
    | nombre\sde\s(?:conseillers|membres|delegues|votants|presents) | en\sexercice | etaient\spresents | presents\s?:
    | date\sde\s(?:la\s)?convocation
    | l'an\sdeux | delibere\b | expose\sdes\smotifs | expose\s?: | rapport\sde\spresentation | nomenclature
    | le\spoint\sest | ce\spoint
    | vote\s?: | votes\s?: | pour\s?: | adopte\sa | approuvee?\b\s(?:a\b|par\b)? | la\sloi\sn | l'article\s(?:l
    |r)\.?\s?\d | depuis\s(?:le|la|20|19|plusieurs)
    | en\s(?:19|20)\d\d,\s | par\s(?:deliberation|courrier|arrete|decision)\b | le\s(?:conseil|bureau
    |comite)\sde\b[^.;:]{0,40}?\sapres | extrait\s(?:du|des|certifie)
    | deliberation\sn | secretaire\sde | aucune\sobservation | le\sproces-verbal\s(?:est|a\b) | le\s(?:compte[ -]rendu
    |proces[ -]verbal)\s(?:[^.;]{0,70}?\s)?(?:est\b|a\b|ainsi)
    | (?:le|la|les|l'|ce|cet|cette|ces|il|elle)\s?[^.;:\n]{2,60}?\s(?:a\sete|est|sont|ont\sete
    |s'est|se\ssont|avait|f(?:ai|on)t\sapparaitre|a\spour\sobjet|permet
    |prevoit|vise|souhaite|s'eleve|s'elevent|nous\sa)\b
    | [a-z'-]{3,20}\snous\s(?:a|ont)\b | (?:depart|retour|arrivee)\s(?:de|d') | resultats?\sdu\svote
    | les\smembres\sdu | ces\s(?:deux\s)?(?:proces|point) | la\s(?:commune|ville|communaute|collectivite|mairie
    |metropole)\s(?:a|est|dispose|souhaite|doit|s'est)\b
    )"""
)
_WORD = re.compile(r"[^\W\d_][\w'’&./-]*")
_QUIET = frozenset(
    [
        "n",
        "d",
        "l",
        "s",
        "à",
        "a",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "en",
        "au",
        "aux",
        "sur",
        "pour",
        "par",
        "ou",
        "nos",
        "no",
        "eme",
        "ème",
        "er",
        "ère",
        "bis",
        "ter",
        "x",
        "m²",
        "ha",
        "h",
    ]
)
_EDGES = " \n\t.:;,–-|_/*•"


_RAISED = re.compile(r"\n+\s*(?:[eè]me|er|[eè]re|nde?)\n")  # « 3ème »: raised letters that a PDF gives as a paragraph


def title_end(flow: str, folded: str, start: int, limit: int) -> int:
    """The end of the title that begins at `start`; not beyond `limit`, a blank line or 420 characters."""
    limit = min(limit, start + _LONGEST)
    blank = flow.find("\n\n", start, limit)
    while blank >= 0 and (blank - start < 4 or _RAISED.match(flow, blank)):
        blank = flow.find("\n\n", blank + 2, limit)
    if blank >= 0:
        limit = blank
    if announced := _announced(folded, start, limit):
        return _trimmed(flow, start, announced)
    if line_end := _line_end(flow, folded, start, limit):
        return _trimmed(flow, start, line_end)
    capitals = _capitals_end(flow, folded, start, limit)
    if capitals:
        return _trimmed(flow, start, capitals)
    opener = first_opener(flow, folded, start + 6, limit)
    end = opener if opener >= 0 else limit
    if opener < 0 and (stop := re.search(r"[a-zà-ÿ)»\d]{2}\.\s(?=[A-ZÀ-Ý])", flow[start:end])):
        end = start + stop.start() + 2
    if shout := _capitals_after(flow, start, end):
        end = shout
    if short := _short_line(flow, start, end):
        end = short
    return _trimmed(flow, start, end)


_ITEM_END = re.compile(r"[\s.;,]{0,3}(?:\n\s?(?:\d{1,2}\s?[.)/–-]|[-–•*])|;|\s\d{1,2}\s?[.)/–-]|\s[•*]\s|$)")


def _announced(folded: str, start: int, limit: int) -> int:
    """The end of the title when the agenda has announced it in the same words; 0 when it has not."""
    lead = folded[start : start + 20]
    place = folded.find(lead, 0, start) if len(lead) == 20 and "\n" not in lead else -1
    while place >= 0:
        if _BEGINS_ITEM.search(folded, max(0, place - 5), place):
            stop = _common(folded, start, place, limit)
            for end in (stop, folded.rfind(" ", start, stop)):
                if (
                    end - start >= 16
                    and not folded[end : end + 1].isalnum()
                    and _ITEM_END.match(folded, place + end - start)
                ):
                    return end
        place = folded.find(lead, place + 1, start)
    return 0


_BEGINS_ITEM = re.compile(r"(?:^|[\n•*;:.)/–-])\s*$")


_BREAK = {"\n": " ", " ": "\n"}


def _common(folded: str, start: int, place: int, limit: int) -> int:
    """Where the words at `start` and those at `place` cease to be the same."""
    stop, shift = start, place - start
    while stop < limit and (
        folded[stop] == folded[stop + shift] or folded[stop] + folded[stop + shift] in ("\n ", " \n")
    ):
        stop += 1
    while stop > start and folded[stop - 1].isspace():
        stop -= 1
    return stop


_HANGING = re.compile(
    r"(?:\b(?:de|du|des|d'|la|le|les|l'|a|à|au|aux|et|ou|en|sur|pour|par|dans|avec|n°|sa|son|ses)|[,:–(/&-])\s*$",
    re.IGNORECASE,
)


_RESULT = re.compile(r"(?i)\(?(?:adopt|approuv|rejet|report|ajourn|retir|prend acte|unanim|votes?\b|pour\b|contre\b)")


def _short_line(flow: str, start: int, end: int) -> int:
    """The end of a line that was ended on purpose, before a sentence: the next word would have found room on it."""
    width = _line_width(flow)
    place = flow.find("\n", start + 8, end)
    while place >= 0:
        after = re.match(r"\s*((\S+)[^\n]{0,400})", flow[place : place + 420])
        begin = flow.rfind("\n", 0, place) + 1
        if (
            after
            and after[2][:1].isupper()
            and place - begin + 1 + len(after[2]) < width
            and (after[1].rstrip()[-1:] in ".,;:" or len(after[1]) * 10 > width * 7 or _RESULT.match(after[1]))
            and not _HANGING.search(flow[start:place])
            and flow.count("«", start, place) == flow.count("»", start, place)
            and not (_all_loud(flow[start:place]) and _all_loud(after[1]))
        ):
            return place
        place = flow.find("\n", place + 1, end)
    return 0


def _all_loud(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) * 10 >= len(letters) * 7


@lru_cache(maxsize=4)
def _line_width(flow: str) -> int:
    """The length that nine lines in ten do not exceed."""
    lengths = sorted(len(line) for line in flow.split("\n") if len(line) > 20)
    return lengths[len(lengths) * 9 // 10] if len(lengths) > 12 else 0


def first_opener(flow: str, folded: str, start: int, end: int) -> int:
    """Where the body begins to speak in `flow[start:end]`: words of opening with a capital; -1 when nowhere."""
    found = OPENER.search(folded, start, end)
    while found:
        if flow[found.start()].isupper():
            return found.start()
        found = OPENER.search(folded, found.start() + 1, end)
    return -1


def trimmed_start(flow: str, start: int, end: int) -> int:
    while start < end and flow[start] in _EDGES:
        start += 1
    return start


def _trimmed(flow: str, start: int, end: int) -> int:
    while end > start and flow[end - 1] in _EDGES:
        end -= 1
    while match := re.search(
        r"\s(?:(?<=\s)[eo•]|M\.?|Mme|MM\.?|Le|La|Les|L'|R|Monsieur|Madame|N°|(?:M\.|Mme|Monsieur|Madame)\s(?:le|la))$",
        flow[start:end],
    ):
        end = start + match.start()
        while end > start and flow[end - 1] in _EDGES:
            end -= 1
    return end


def _is_quiet(word: str) -> bool:
    """Small words say nothing about the case of a title, but « Des » with its capital begins a sentence."""
    return word.lower() in _QUIET and (word.islower() or word.isupper())


def _is_loud(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) * 4 >= len(letters) * 3


def _line_end(flow: str, folded: str, start: int, limit: int) -> int:
    """In a text with lines: the end of the line before the one that begins the body; 0 without lines."""
    end = flow.find("\n", start, limit)
    for _ in range(5):
        if end < 0:
            return 0
        if flow[end + 1 : end + 2].isupper() and OPENER.match(folded, end + 1):
            inside = first_opener(flow, folded, start + 6, end)
            return inside if inside >= 0 else end
        end = flow.find("\n", end + 1, limit)
    return 0


_LOUD_OPENERS = frozenset(
    ["VU", "VUS", "CONSIDERANT", "CONSIDÉRANT", "MONSIEUR", "MADAME", "APRES", "APRÈS", "LE", "LA"]
)


_SENTENCE = re.compile(  # and no theme, as in « FINANCES LOCALES Budget »
    r"(?:\s?N°)?[\s\d]{0,6}\s(?:L[ea]s?|L['’]|Une?|Il|Elle|En|Afin|Par|Dans|Vu|Monsieur|Madame|M\.|Mme)\b"
)


def _capitals_end(flow: str, folded: str, start: int, limit: int) -> int:
    """Where a title in capitals stops being in capitals; 0 when the title is not in capitals."""
    words = [word for word in _WORD.finditer(flow, start, limit) if not _is_quiet(word.group())]
    lead = next((index for index, word in enumerate(words) if not _is_loud(word.group())), len(words))
    if lead < 2 or (lead < min(4, len(words)) and not _SENTENCE.match(flow, words[lead - 1].end())):
        return 0
    quiet = 0
    for index, word in enumerate(words):
        if _is_loud(word.group()):
            quiet = 0
            if index > 1 and word.group() in _LOUD_OPENERS and OPENER.match(folded, word.start(), limit):
                return word.start()
            continue
        quiet += 1
        if word.group()[0].isupper() and OPENER.match(folded, word.start(), limit):
            return word.start()
        following = words[index + 1 : index + 3]
        if quiet == 1 and all(not _is_loud(one.group()) for one in following) and following:
            return word.start()
    return limit


def _capitals_after(flow: str, start: int, end: int) -> int:
    """Where a long run of capitals begins after a title in small letters; 0 when there is none."""
    words = [word for word in _WORD.finditer(flow, start, end) if word.group().lower() not in _QUIET]
    if not words or _is_loud(words[0].group()):
        return 0
    run = 0
    for index, word in enumerate(words):
        run = run + 1 if _is_loud(word.group()) and len(word.group()) > 3 and word.group().isalpha() else 0
        if run >= 4:
            first = words[index - 3]
            article = re.search(r"\b(?:le|la|les|l'|du|de|des|au|par)\s?$", flow[start : first.start()])
            return words[index - 2].start() if article else first.start()
    return 0
