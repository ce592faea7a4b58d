"""The vote on an act: what became of it, how many voices, and what kind of majority.

Each rule reads one thing; the assembler puts the last words of the act together. « À l'unanimité » of
a commission, or of another deliberation that is quoted, is not the vote of this act.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from registre.extraction.numbers import read_number
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Rule
from registre.records import Outcome

DECISION = frozenset({"acte"})
_LAW = "CGCT art. L2121-20, L2121-21"


class Voice(StrEnum):
    for_ = "for"
    against = "against"
    abstention = "abstention"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of voices; None when the label stands with names instead of a number."""

    voice: Voice
    number: int | None

    def __str__(self) -> str:
        return f"{self.voice} {self.number}"


_COMMISSION = re.compile(
    r"(?:commissions?\b|avis\sfavorables?|comite\stechnique|precedent)(?:[^.;\n]|\n(?!\n)){0,90}$|ordre\sdu\sjour[^.;]{0,30}$"
)


def _own(match: Match) -> bool:
    """Whether the words are not those of a commission or of a quoted vote."""
    start = match.found.start()
    if match.flow[max(0, start - 1) : start] in ("", "\n") or match.flow[slice(*match.found.span())].isupper():
        return True
    before = match.found.string[max(0, start - 110) : start]
    found = _COMMISSION.search(before)
    return not found or "deliber" in found.group() or "deliber" in match.found.group()


FORMULA = Rule(
    id="vote.formule",
    within=DECISION,
    pattern=compile_(
        r"""\b(?:apres\s(?:en\savoir\s(?:valablement\s|largement\s)?|avoir\s)?(?:deliber(?:e|ation)|debattu)|en\sayant\sdelibere|ayant\sdelibere
        |(?:l[ea]\s|l'\s?|le\s)?{assemblee}(?:[^.;\n]|\n(?!\n)){0,90}?\b(?:decide|adopte|approuve|prend\sacte|vote|accepte|donne\s(?:un\savis|son\saccord)|valide|designe|emet|autorise|sollicite|fixe|accorde|elit|retient)\b
        |(?:adopte|approuve|valide)e?s?\s{unanimite}|{unanimite}|a\sla\smajorite\b|(?:point|dossier|deliberation|proposition|motion|voeu)\s(?:est\s|a\sete\s)(?:adopte|approuve|rejete)e?
        |il\sest\spris\sacte|prend\sacte|decision\s\(|votes?\s?:\s?\d|resultats?\sdu\svote|(?:adopt|approuv|valid|report|rejet|act)ee?s?\b(?=\s?(?:[.;\n]|\Z|$))
        |point\sreporte|vote\s?:\s?unanim|\d\s(?:voix\s|votes?\s)?(?:pour\b|contre\b)|\bvotes?\b(?=\s{0,2}(?:\n|$))|{nombre}\svotes\b)"""
    ),
    read=lambda match: "formule" if _own(match) else None,
    source=_LAW,
    examples=(
        "Le Conseil municipal, [après en avoir délibéré]{formule}, à l'unanimité",
        "[Le conseil municipal à l'unanimité décide]{formule} de louer",
        "Le [point est adopté]{formule} à l'unanimité",
    ),
    refuses=("les avis favorables, à l'unanimité, rendus par les commissions",),
)

LISTED = Rule(
    id="vote.liste",
    within=DECISION,
    pattern=compile_(r"\b(?:approuve|adopte|valide|rejete|reporte|retire|ajourne|refuse|acte)e?s?\b|\bprise?\sd'acte\b|\bprend\sacte\b|{unanimite}|majorite\spour"),
    read=lambda match: "formule",
    source="CGCT art. L2121-25",
    examples=("vente du lot 3 - [APPROUVEE]{formule}",),
    refuses=("vente du lot 3",),
)

UNANIMITY: tuple[Rule[bool], ...] = (
    Rule(
        id="vote.unanimite",
        within=DECISION,
        pattern=compile_(r"\b{unanimite}"),
        read=lambda match: True if _own(match) else None,
        source=_LAW,
        examples=("adopté [à l'unanimité]{True}.", "VOTE : [UNANIMITÉ]{True}"),
        refuses=("après avis de la commission à l'unanimité", "la majorité"),
        cues=("unani",),
    ),
    Rule(
        id="vote.majorite",
        within=DECISION,
        pattern=compile_(r"\b(?:a\sla\smajorite|majorite\spour)\b(?!\squalifiee|\sdes\sdeux)"),
        read=lambda match: False if _own(match) else None,
        source=_LAW,
        examples=("décide [à la majorité]{False} absolue", "[Majorité pour]{False} 3 votes contre"),
        refuses=("formant la majorité des membres",),
        cues=("majorite",),
    ),
)

_NONE = r"(?:/|neant|aucune?|0|o|zero)"


COUNTS: tuple[Rule[Count], ...] = (
    Rule(
        id="vote.pour",
        within=DECISION,
        pattern=compile_(
            r"""\b(?P<n>{nombre})\s(?:voix\s|votes?\s)?(?:«\s?)?(?:pour|favorables?)\b(?!\s?:|\s(?:la|le|les|l'|un|une|cent|des|du|ce|cette|que)\b)
            |\bpour\s?:\s?(?P<m>\d{1,3})\b(?!\s?(?:€|%|,\d))|\b(?:pour\s[^.;\n]{3,70}\s:\s)(?P<n_b>\d{1,3})\svotes?\b""".replace("n_b", "k")
        ),
        read=lambda match: _voices(match, Voice.for_),
        source=_LAW,
        examples=(
            "par [34 voix POUR]{for 34}, 0 voix CONTRE",
            "[Pour : 93]{for 93} voix – Contre : 0 voix",
            "Vote : [14 pour]{for 14} / 0 contre",
            "[Pour le changement de prestataire : 13 votes]{for 13}",
        ),
        refuses=("12 pour les enfants", "pour : 25 €"),
        cues=("pour", "favorable"),
    ),
    Rule(
        id="vote.contre",
        within=DECISION,
        pattern=compile_(
            r"""\b(?P<n>{nombre})\s(?:voix\s|votes?\s)?contre\b(?!\s?:|\s(?:la|le|les|l'|un|une)\b)
            |\bcontre\s?:\s?(?P<m>\d{1,3}\b|{rien}(?=[\s.,;–-]|$))""",
            rien=_NONE,
        ),
        read=lambda match: _voices(match, Voice.against),
        source=_LAW,
        examples=("par 34 voix POUR, [0 voix CONTRE]{against 0}", "[Contre : /]{against 0} Abstentions : /"),
        refuses=("lutte contre : le bruit", "un contre la montre"),
        cues=("contre",),
    ),
    Rule(
        id="vote.abstentions",
        within=DECISION,
        pattern=compile_(
            r"""\b(?P<n>{nombre})\s(?:voix\s)?abstentions?\b(?!\s?(?:\(s\))?\s?:\s?\d)|\babstentions?(?:\(s\))?\s?:\s?(?P<m>\d{1,3}\b|{rien}(?=[\s.,;–-]|$))
            |\bse\ssont\sabstenus\s?:\s?(?P<k>\d{1,3}\b|{rien}(?=[\s.,;]|$))""",
            rien=_NONE,
        ),
        read=lambda match: _voices(match, Voice.abstention),
        source=_LAW,
        examples=("[0 ABSTENTION]{abstention 0}(S)", "et [une abstention]{abstention 1} de M. ORME", "[Abstentions : 4]{abstention 4}"),
        refuses=("sans abstention",),
        cues=("absten",),
    ),
)


def _voices(match: Match, voice: Voice) -> Count | None:
    groups = match.found.re.groupindex
    words = next((match.folded(name) for name in ("n", "m", "k") if name in groups and match.folded(name)), "")
    if re.fullmatch(_NONE, words):
        return Count(voice, 0)
    number = read_number(words)
    return None if number is None or number > 400 else Count(voice, number)


OUTCOMES: tuple[Rule[Outcome], ...] = (
    Rule(
        id="vote.reporte",
        within=DECISION,
        pattern=compile_(
            r"\b(?:point\sreporte|(?:est|sont|a\sete|ete)\s(?:reporte|ajourne)e?s?\b|reporte\sa\sune\s(?:prochaine|ulterieure)|ajournement\sdu\spoint|decide\s(?:de\sreporter|d'ajourner))"
        ),
        read=lambda match: Outcome.postponed,
        source=_LAW,
        examples=("[Point reporté]{postponed} à une prochaine séance",),
        refuses=("Résultat de fonctionnement reporté", "le solde est reporte au compte".replace("est reporte", "reporté")),
        cues=("report", "ajourn"),
    ),
    Rule(
        id="vote.retire",
        within=DECISION,
        pattern=compile_(r"\b(?:est|sont|a\sete|point)\s(?:retire|supprime)e?s?\sde\sl'ordre\sdu\sjour"),
        read=lambda match: Outcome.withdrawn,
        source=_LAW,
        examples=("ce point [est retiré de l'ordre du jour]{withdrawn}",),
        refuses=("l'ordre du jour est épuisé",),
        cues=("ordre du jour",),
    ),
    Rule(
        id="vote.rejete",
        within=DECISION,
        pattern=compile_(
            r"""\b(?:(?:est|a\sete)\srejetee?|non\sretenue?|n'est\spas\s(?:adopte|approuve|retenu)e?|(?:donne|emet|rend)\sun\savis\sdefavorable
            |(?:a\s{unanimite},?\s)?(?:rejette|desapprouve)\b|refuse\s(?:d'|de\s|la\s|le\s|l'|cette|ce\s))"""
        ),
        read=lambda match: Outcome.rejected,
        source=_LAW,
        examples=("Le conseil municipal [donne un avis défavorable]{rejected}.", "La proposition [est rejetée]{rejected}"),
        refuses=("en cas de refus d'adhésion",),
        cues=("reje", "reten", "defavorable", "desappr", "refuse", "n'est pas"),
    ),
    Rule(
        id="vote.prend-acte",
        within=DECISION,
        pattern=compile_(r"\b(?:prend(?:re)?\sacte|(?:est\s)?pris\sacte|donner?\sacte|prend\sconnaissance)\b"),
        read=lambda match: Outcome.noted,
        source="CGCT art. L2312-1",
        examples=("Le Conseil [prend acte]{noted} du rapport",),
        refuses=("l'acte est pris",),
        cues=("acte", "connaissance"),
    ),
    Rule(
        id="vote.adopte",
        within=DECISION,
        pattern=compile_(
            r"""\b(?:(?:de\s|d'|a\s|et\s)?(?:adopt|approuv|valid|autoris|accept|accord|attribu|allou|octroy|fix|design|vot|sollicit|modifi|confirm|cr[ée]e|institu
            |declar|emet|donn|renouvel|proced|supprim|habilit|dit\b|charg|impute|inscri|engag|renonc|elit|elir|admet|affect|cede|ceder|acquer|vend|acheter|retient|retenir
            |mandat|identifi|constat|nomm|lanc|louer|signer|demand|conclu|arret|abrog|complet|definit|ouvr|souscri|adher|proclam|instal|propos|s'engag|preleve?r|confi|particip|percevoir|precis|offrir|poursuiv|encaiss|reconduir|verser|mettre|maintenir|instaurer|d'instaurer|rembours|exoner|appliqu|prevoir|majorer|deleg|recrut)(?:e|er|es|ent|ee|ees|ir|it|re|ise|iser|ons)?\b)"""
        ),
        read=lambda match: Outcome.adopted,
        source=_LAW,
        examples=("- [APPROUVE]{adopted} le projet", "décide [de louer]{adopted} la maison"),
        refuses=("le coût du projet",),
    ),
)

NOT_VOTING: tuple[Rule[str], ...] = (
    Rule(
        id="vote.ne-participe-pas",
        within=DECISION,
        pattern=compile_(r"\s(?:ne\s(?:prend|prennent|prenant|participe|participent|participant|prendra)\s?pas\s(?:part\s)?(?:a(?:u|ux|\sce)\s(?:le\s)?)?(?:vote|deliber))"),
        read=lambda match: "before",
        source="CGCT art. L2131-11",
        examples=("Madame Ida LILAS[ ne prend pas part au vote]{before}, le conseil",),
        refuses=("il prend part au vote",),
        cues=("pas ",),
    ),
)

NAMED: tuple[Rule[Voice], ...] = (
    Rule(
        id="vote.noms-contre",
        within=DECISION,
        pattern=compile_(r"\b(?:votes?\s|voix\s|ont\svote\s|a\svote\s)?contre(?:\sde)?\s?(?::|\(|\sde\s)\s{0,2}(?=m\.|mme|mm|monsieur|madame|messieurs|mesdames|[a-z])"),
        read=lambda match: Voice.against,
        source=_LAW,
        examples=("1 [vote contre (]{against}Paul ORME)",),
        refuses=("contre 12",),
        cues=("contre",),
    ),
    Rule(
        id="vote.noms-abstention",
        within=DECISION,
        pattern=compile_(
            r"\b(?:abstentions?(?:\(s\))?|se\ssont\sabstenu[es]{0,2}|s'est\sabstenue?)\s?(?::|\(|de\s?:|de|d'|,\sdont)\s{0,2}(?=m\.|mme|mm|monsieur|madame|messieurs|mesdames|[a-z])"
        ),
        read=lambda match: Voice.abstention,
        source=_LAW,
        examples=("[Abstention(s) de : ]{abstention}Mme LILAS, M. ORME", "une [abstention de ]{abstention}M. Paul ORME"),
        refuses=("abstentions : 4",),
        cues=("absten", "abstenu"),
    ),
)
