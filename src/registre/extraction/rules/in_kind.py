"""What an act gives without paying money: rooms, staff, equipment, works, a rent that is waived.

The words that name the advantage are looked for first; its sentence must then say that it is free, what it
is, and to whom by name. What is paid for, asked from others or taken back is none, and « les associations »
names nobody. An amount beside it is a valuation, never money that is paid.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from registre.extraction.matching import last_of
from registre.extraction.numbers import read_amount
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule
from registre.extraction.rules.money import beneficiary

_WITHIN = frozenset({"acte"})
_LAW = "CGCT art. L2313-1, L2121-29; loi n° 2000-321 art. 9-1; Code civil art. 1876; layouts observed 2014-2026"


@dataclass(frozen=True, slots=True)
class Advantage:
    """One advantage as its sentence says it. `beneficiary` is None for a private person, who has no name here."""

    beneficiary: str | None
    purpose: str
    value_eur: Decimal | None = None
    private: bool = False

    def __str__(self) -> str:
        value = f" ({self.value_eur})" if self.value_eur else ""
        return f"{self.beneficiary or 'particulier'}: {self.purpose}{value}"


Span = tuple[int, int]

_REACH = 420  # characters of a sentence before and after the words that name the advantage
_SENTENCE = re.compile(r"(?<=[\w)»]{2})[.;]\s+(?=[A-ZÀ-Ý•–-])|\n\n|\n\s?[-–•*>]|\s[-–•]\s(?=[A-ZÀ-Ý])")
_FREE = re.compile(
    r"\b(?:gratuit(?:e|es|s|ement)?|gracieu(?:x|se|ses|sement)|en\snature|prets?\sa\susage|commodat"
    r"|sans\s(?:contrepartie|loyer|redevance|indemnite))\b"
)
_NOT_FREE = re.compile(
    r"\bmoyennant|\bpayante?s?\b|titre\sonereux|\btarifs?\b|servitude|factur|rembours|\bnon\sgratuit|resili"
    r"|\bmettre\sfin|\bmet\sfin|\bne\s(?:pas|plus|sera)\b|\bn'est\b|\brefus|\brejet|\bsollicit|\bdemande\sa[u ]"
    r"|\brappel|\bconsiderant|\bloyers?\s(?:annuel\s|mensuel\s)?(?:de|fixe|est)\b|\bredevance\s(?:annuelle\s|mensuelle\s)?de\s\d"
)
_TAKEN_BACK = re.compile(
    r"\bne\s(?:pas|plus)\b|\brefus|\brejet|\brappel|\bconsiderant|\bsollicit|\btaxes?\b|\bimpots?\b|cotisation"
)
_GIVES = re.compile(
    r"\b(?:decid|autoris|approuv|accord|attribu|octro|consent|valid|accept|donn|alloue|met\b|mett|exoner|dispens|pret|signer)"
)
_THING = re.compile(
    r"\b(?:d'|de\s(?:la\s|l'|sa\s|son\s|ses\s|ces\s|plusieurs\s)?|du\s|des\s|la\s|le\s|les\s|l'|une?\s|deux\s|trois\s|son\s|sa\s|ses\s)?"
    r"(?P<quoi>(?:(?:ancien(?:ne)?s?|petite?|grande?|nouve(?:au|lle))\s)?(?:salles?|loca(?:l|ux)|batiments?|gymnases?"
    r"|terrains?|stades?|equipements?|materiels?|vehicules?|minibus|navette|personnels?|agents?|bureaux?|barnums?"
    r"|chapiteaux?|tables|scenes?|podiums?|halles?|chalets?|parcelles?|hangars?|garages?|piscines?|autocar|espaces?"
    r"|sites?|maisons?|logements?|appartements?|installations|preau|theatre|auditorium|mediatheque|jardins?"
    r"|patinoire|dojo|fonctionnaires?|emplacements?)\b)"
)
_KIND = (
    r"(?:association|amicale|comite|club|societe|federation|union|fondation|foyer|syndicat|cooperative|c\.?c\.?a\.?s|s\.?d\.?i\.?s"
    r"|centre\s(?:social|communal|intercommunal|hospitalier|culturel|de\s(?:gestion|secours))|college|lycee|ecole"
    r"|mission\slocale|secours\s(?:populaire|catholique)|croix[- ]rouge|restos|compagnie|ensemble|cercle|groupement"
    r"|collectif|office|banque\salimentaire|communaute|commune|etablissement|mutuelle|paroisse|epicerie|entreprise"
    r"|sarl|sas|sci|scop|scic|harmonie|chorale|orchestre|orpheon|metropole|departement|region|crous|pole|gaec|cuma)\b"
)
_WHO = compile_(
    r"""(?:(?P<fort>\ba\s(?:la\s)?disposition\s(?:{libre}\s)?(?:,\s{libre},?\s)?(?:de\s(?:la\s|l'\s?)?|du\s|d'une?\s)
            |\b(?:au\s(?:profit|benefice)|en\sfaveur|le\scompte)\s(?:de\s(?:la\s|l'\s?)?|du\s)
            |\b(?:exonerer?|exoneree?|dispenser?)\s(?:la\s|l'\s?|le\s))
        |\b(?:a|pour|avec|entre)\s(?:la\s|l'\s?|le\s)|\b(?:au|a)\s|\baupres\s(?:de\s(?:la\s|l'\s?)?|du\s))
        (?P<qui>{sorte}(?:\s?(?:«[^»\n]{2,80}»|"[^"\n]{2,80}"|[^,;:.()\n«»"]|\.(?=\w)|\n(?!\n))){0,90}?)
        (?=(?<=»)|\s?[,;:.()](?!\w)|\n\n|$|\s(?:pour|afin|a\stitre|gratuit|gracieu|du\s\d|le\s\d|les\s(?:\d|jours|week|{jour}s)|en\s(?:{mois}|\d)|l'usage|jusqu|pendant|durant
            |dans\s|sur\s|en\svue|en\scontre|selon|par\s|est\s|sont\s|sera|une?\s|qui\s|dont\s|ainsi|et\s(?:dit|autoris|precis|fix)
            |a\scompter|a\spartir|valoris|evalue|estime|d'une\sval|d'un\smont|d'un\sequi|de\sl'exoner|de\sloyer|du\sloyer|des\sloyers
            |de\sla\sredevance|du\spaiement|de\spayer|la\sgratuite|le\spret|la\smise|et\sla\s(?:commune|ville|communaute)
            |(?:de\s(?:la\s|l')?|du\s|des\s|la\s|le\s|l'|d')?(?:grande?\s|petite?\s|ancienne?\s)?(?:salle|loca[lu]|batiment|gymnase
                |terrain|stade|materiel|vehicule|minibus|personnel|agent|bureau|halle|parcelle|scene)))""",
    libre=r"(?:gratuitement|gracieusement|a\stitre\s(?:gratuit|gracieux))",
    sorte=_KIND,
)
_PERSON = re.compile(
    r"\b(?:a|pour|avec|en\sfaveur\sde|au\sprofit\sde|disposition\sde)\s(?:m\.|mme|mlle|monsieur|madame)\s"
    r"(?!l[ae]\s|l')(?=[a-z])"
)
_ORGANISED = re.compile(rf"\b{_KIND}")
_LINK = re.compile(r"\s(?:à|au|pour|avec|(?:au (?:profit|bénéfice)|en faveur)\sd[eu])(?:\s(?:la|le)|\s?l['’])?$")
_PROPER = re.compile(r"(?:[LlDd]['’]|\()?[A-ZÀ-ÝŒ«\"]")
_VALUE = compile_(
    r"\b(?:valoris|evalu|estim|chiffr|valeur|equival|montant|soit|represent|hauteur)(?:[^.;€]|\.(?=\d)){0,70}?"
    r"(?P<somme>{montant})\s?{euros}"
)
_OBJECT_END = re.compile(
    r"[,;:.()](?!\d)|\n\n|\s(?:au\s(?:profit|benefice)|en\sfaveur|a\stitre|gratuit|gracieu|a\s(?:l'|la\s)?(?:association|amicale|comite"
    r"|club|societe|federation|m\.|mme|commune|ecole|college)|au\s(?:comite|club|foyer|syndicat|ccas|college|centre|lycee)"
    r"|avec\s|valoris|evalue|estime|d'une\svaleur|d'un\smontant|sous\s|pour\s|afin|moyennant|et\s(?:autoris|dit|precis)"
    r"|\w{2,6}\s(?:compter|partir)|est\s|du\s\d|le\s\d|les\s\d)"
)


def _sentence(match: Match) -> Span:
    """Where the sentence around the match begins and ends."""
    start, end = match.found.span()
    begin = last_of(_SENTENCE.finditer(match.flow, max(0, start - _REACH), start))
    stop = _SENTENCE.search(match.flow, end, min(len(match.flow), end + _REACH))
    return begin.end() if begin else max(0, start - _REACH), stop.start() if stop else min(
        len(match.flow), end + _REACH
    )


def _object(match: Match, start: int, end: int) -> Span | None:
    """What is lent: its words up to the beneficiary, the value, the next clause."""
    thing = _THING.search(match.found.string, start, end)
    if not thing:
        return None
    stop = _OBJECT_END.search(match.found.string, thing.end(), min(end, thing.end() + 120))
    return thing.start("quoi"), stop.start() if stop else min(end, thing.end() + 120)


def _receiver(match: Match, start: int, end: int) -> tuple[str | None, Span] | None:
    """Who receives: the name of a legal person, or None for a private one; and where that stands.

    « au profit de » says it; « à » and « avec » only when nothing else does.
    """
    folded = match.found.string
    found = sorted(_WHO.finditer(folded, start, end), key=lambda one: (one["fort"] is None, one.start()))
    for one in found:
        words = match.flow[slice(*one.span("qui"))]
        name = beneficiary(words) if _is_proper(words) else None
        if name or one["fort"]:
            return (name, one.span("qui")) if name else None
    if not _ORGANISED.search(folded, start, end) and (person := _PERSON.search(folded, start, end)):
        return None, person.span()
    return None


def _is_proper(words: str) -> bool:
    """Whether more than the kind is said: « l'association organisatrice » names nobody."""
    return words.isupper() or any(map(_PROPER.match, words.split()[1:]))


def _read(match: Match, what: Span, start: int, end: int) -> Placed[Advantage] | None:
    """The advantage whose sentence is `start:end` and whose object is `what`."""
    receiver = _receiver(match, start, end)
    if receiver is None:
        return None
    name, where = receiver
    value = _VALUE.search(match.found.string, start, end)
    if match.found.start() < what[0] < where[0] < what[1]:
        what = what[0], where[0]
    purpose = _LINK.sub("", " ".join(match.flow[slice(*what)].split()).strip(" ,.;:–-"))
    spans = [match.found.span(), what, where, *([value.span()] if value else [])]
    amount = read_amount(value["somme"]) if value else None
    first, last = min(one[0] for one in spans), max(one[1] for one in spans)
    return Placed(Advantage(name, purpose, amount, name is None), first, last)


def _said_before(match: Match) -> bool:
    """Whether its sentence has said the same before: it is read once, from the first words."""
    start, end = match.found.span()
    folded = match.found.string
    before = folded.rfind(folded[start:end].split()[-1], max(0, start - _REACH), start)
    return before >= 0 and not _SENTENCE.search(match.flow, before, start)


def _lent(match: Match) -> Placed[Advantage] | None:
    if _said_before(match):
        return None
    start, end = _sentence(match)
    folded = match.found.string
    if not _FREE.search(folded, start, end) or _NOT_FREE.search(folded, start, end):
        return None
    what = _object(match, match.found.start(), end)
    return _read(match, what, start, end) if what else None


def _waived(match: Match) -> Placed[Advantage] | None:
    if _said_before(match):
        return None
    start, end = _sentence(match)
    if _TAKEN_BACK.search(match.found.string, start, end):
        return None
    return _read(match, match.found.span("quoi"), start, end)


def _whole(match: Match) -> Placed[Advantage] | None:
    """« subvention en nature », « travaux en régie »: what is lent when it is said, else these words."""
    if _said_before(match):
        return None
    start, end = _sentence(match)
    folded = match.found.string
    if _TAKEN_BACK.search(folded, start, end) or not _GIVES.search(folded, start, end):
        return None
    return _read(match, _object(match, match.found.end(), end) or match.found.span(), start, end)


def _rule(
    name: str,
    pattern: str,
    read: Callable[[Match], Placed[Advantage] | None],
    examples: tuple[str, ...],
    refuses: tuple[str, ...],
    cues: tuple[str, ...],
) -> Rule[Advantage]:
    return Rule(
        id=f"nature.{name}",
        within=_WITHIN,
        pattern=compile_(pattern),
        read=read,
        source=_LAW,
        examples=examples,
        refuses=refuses,
        cues=cues,
    )


ADVANTAGES: tuple[Rule[Advantage], ...] = (
    _rule(
        "mise-a-disposition",
        r"\b(?:mises?|met|mettre|mettra)\s(?:(?:gratuitement|gracieusement|a\stitre\s(?:gratuit|gracieux)),?\s)?a\s(?:la\s)?disposition\b",
        _lent,
        (
            "décide de [mettre gratuitement à disposition de l'association Les Lilas la salle des fêtes]"
            "{Les Lilas: salle des fêtes} pour son assemblée.",
            "Approuve la [mise à disposition à titre gracieux du gymnase Paul-Orme au profit du Club des Ormes]"
            "{Club des Ormes: gymnase Paul-Orme}, pour un an.",
            "Autorise la [mise à disposition gratuite d'un agent communal à l'Amicale des Lilas, valorisée à 1 200 €]"
            "{Amicale des Lilas: agent communal (1200.0)} par an.",
        ),
        (
            "Autorise la mise à disposition gratuite de la salle à l'association Les Lilas moyennant 50 € de charges.",
            "Décide de mettre gratuitement les salles à disposition des associations de la commune.",
            "Approuve, avec l'association Lilas, la mise à disposition gratuite d'un local au profit de la commune.",
            "La mise à disposition gratuite du dossier au public en mairie d'Orville.",
            "Approuve la mise à disposition de la salle au profit de l'association Les Lilas.",
        ),
        ("disposition",),
    ),
    _rule(
        "pret",
        r"\b(?:prets?(?:\sa\susage)?|preter|commodat)\b(?=\s(?:gratuit|gracieu|a\stitre|d[eu']|a\susage))",
        _lent,
        (
            "Accorde le [prêt gratuit de matériel au Comité des Fêtes de Vaubrun]"
            "{Comité des Fêtes de Vaubrun: matériel}.",
        ),
        (
            "Autorise un prêt de 20 000 € à la société Orméa.",
            "Le prêt de la salle est payant pour l'association Les Lilas.",
        ),
        ("pret", "commodat"),
    ),
    _rule(
        "gratuite",
        r"\b(?:la|une)\sgratuite\s(?:totale\s|exceptionnelle\s)?(?=d[eu'])",
        _lent,
        (
            "Décide d'accorder [la gratuité de la salle polyvalente à l'association « Les Ormes »]"
            "{Les Ormes: salle polyvalente}.",
        ),
        ("Approuve la gratuité de la salle pour les associations.", "La gratuité de la cantine à l'école Les Lilas."),
        ("gratuite",),
    ),
    _rule(
        "loyer",
        r"""\b(?P<quoi>(?:exoner(?:e[rs]?|ations?)|dispens(?:e|er)|(?:remise|abandon|gratuite|annulation)s?)\b(?:[^.;:,\n]|\n(?!\n)){0,90}?
            \b(?:loyers?|redevances?\sd'occupation|droits?\sd(?:e\splace|'occupation)|frais\sde\slocation)\b)""",
        _waived,
        (
            "Décide d'[exonérer la société Orméa de loyer, soit 900 €]"
            "{Orméa: exonérer la société Orméa de loyer (900.0)}, pour le mois de mai.",
            "Vote l'[exonération de loyer à l'Amicale des Lilas]{Amicale des Lilas: exonération de loyer} en avril.",
        ),
        ("L'exonération de la taxe pour la société Orméa.", "Refuse l'exonération de loyer à la société Orméa."),
        ("loyer", "redevance", "droit", "location"),
    ),
    _rule(
        "subvention-en-nature",
        r"\b(?:subvention|aide|contribution|concours|soutien|avantage)s?\s(?:\w{4,14}\s)?en\snature\b",
        _whole,
        (
            "Attribue une [subvention en nature évaluée à 800 € à l'association Les Lilas]"
            "{Les Lilas: subvention en nature (800.0)}.",
            "Accorde à l'[Amicale des Ormes une aide en nature]{Amicale des Ormes: aide en nature}.",
        ),
        ("Les contributions en nature figurent au budget de l'association.",),
        ("en nature",),
    ),
    _rule(
        "travaux-en-regie",
        r"\btravaux\s(?:[a-z]{3,12}\s){0,2}en\sregie\s(?=pour\s(?:l[ea'])|au\s(?:profit|benefice)|en\sfaveur)",
        _whole,
        (
            "Accepte les [travaux réalisés en régie pour le compte de l'association Les Lilas]"
            "{Les Lilas: travaux réalisés en régie}.",
        ),
        ("Approuve les travaux en régie de l'année, pour 20 000 €.",),
        ("en regie",),
    ),
)
