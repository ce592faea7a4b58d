"""The vote on an act: what became of it, how many voices, and what kind of majority.

Each rule reads one thing; the assembler puts the last words of the act together. « À l'unanimité » of
a commission, or of another deliberation that is quoted, is not the vote of this act.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from registre.extraction.numbers import read_number
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule
from registre.records import Outcome

DECISION = frozenset({"acte"})
_LAW = "CGCT art. L2121-20, L2121-21"


class Side(StrEnum):
    """Where the names stand beside the words of a rule."""

    before = "before"
    after = "after"


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


# « > Avis favorable de la commission Accord à l'unanimité »: the capital begins another sentence.
_ANEW = re.compile(r"\b(?:Accord|Adopt|Approuv|Vot|Valid)[a-zé]{0,4}\s(?=[àa]\s(?:l['’]\s?unanim|la\smajor|\d))")


def _own(match: Match) -> bool:
    """Whether the words are not those of a commission or of a quoted vote."""
    start = match.found.start()
    if match.flow[max(0, start - 1) : start] in ("", "\n") or match.flow[slice(*match.found.span())].isupper():
        return True
    if match.flow.startswith(("Le ", "La "), start) or _ANEW.search(match.flow, max(0, start - 24), match.found.end()):
        return True
    before = match.found.string[max(0, start - 110) : start]
    found = _COMMISSION.search(before)
    return not found or "deliber" in found.group() or "deliber" in match.found.group()


# The first letters of all alternatives of the formula, numbers in words among them: a word that begins
# otherwise is left at once, which halves the time of the pattern that is tried on the most text. Another alternative
# needs its first letters here.
_OPENINGS = r"""\b(?=\d|a(?:pres|yant|ss|do|pp|\ l|ct|ff)|en\say|l(?:[ea]\s|'\s?)[abc]|bur|co[mn]|un|valid|po[iu]
    |de(?:ux|lib|cis)|dix|do[su]|mo|vo|il\s|pr[eo]|re[sjp]|su|qu|se|si|so|ci|tr|vi|ze|on|hu|ne)"""

FORMULA = Rule(
    id="vote.formule",
    within=DECISION,
    pattern=compile_(
        _OPENINGS
        + r"""
        (?:apres\s(?:en\savoir\s(?:valablement\s|largement\s)?|avoir\s)?(?:deliber(?:e|ation)|debattu)|en\sayant\sdelibere|ayant\sdelibere
        |(?:l[ea]\s|l'\s?)?+(?>{assemblee})(?:[^.;\n]|\n(?!\n)){0,90}?\b(?:decide|adopte|approuve|prend\sacte|vote|accepte|donne\s(?:un\savis|son\saccord)|valide|designe|emet|autorise|sollicite|fixe|accorde|elit|retient|rejette|refuse|desapprouve|reporte|ajourne|sursoit|attribue|alloue|octroie|verse|confirme|cree|modifie|arrete|se\sprononce)\b
        |(?:adopte|approuve|valide)e?s?\s{unanimite}|{unanimite}|a\sla\smajorite\b|(?:point|dossier|deliberation|proposition|motion|voeu)\s(?:est\s|a\sete\s)(?:adopte|approuve|rejete)e?
        |il\sest\spris\sacte|prend\sacte|decision\s\(|votes?\s?:\s?\d|resultats?\sdu\svote|(?:adopt|approuv|valid|report|rejet|act)ee?s?\b(?=\s?(?:[.;\n]|\Z|$))
        |\bpour\s?:?\s{1,2}contre\s?:?\s{1,2}abst|(?:points?|dossiers?|deliberations?|questions?|sujet|affaire)\s(?:n\s?°?\s?\d{1,3}\s)?(?:(?:est|sont|a\sete)\s)?(?:reporte|ajourne|retire)e?s?\b|(?:propositions?|motion)\s(?:est\s|a\sete\s)?rejetee?\b|vote\s?:\s?unanim|(?<!\d)\d{1,3}\s(?:voix\s|votes?\s)?(?:pour\b|contre\b)|\bpour\s?:\s?\d{1,3}\b|\bpour\s\d{1,3}\b(?=\s{0,2}(?:voix\s)?[,;–-]?\s{0,2}(?:voix\s|votes?\s)?contre\b)|\bvotes?\b(?=\s{0,2}(?:\n|$))|{nombre}\svotes\b)"""
    ),
    read=lambda match: "formule" if _own(match) else None,
    source=_LAW,
    examples=(
        "Le Conseil municipal, [après en avoir délibéré]{formule}, [à l'unanimité]{formule}",
        "[Le conseil municipal à l'unanimité décide]{formule} de louer",
        "Le [point est adopté]{formule} [à l'unanimité]{formule}",
    ),
    refuses=("les avis favorables, à l'unanimité, rendus par les commissions",),
)

LISTED = Rule(
    id="vote.liste",
    within=DECISION,
    pattern=compile_(
        r"\b(?:approuve|adopte|valide|rejete|reporte|retire|ajourne|refuse|acte)e?s?\b|\bprise?\sd'acte\b|\bprend\sacte\b|{unanimite}|majorite\spour"
    ),
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

_NONE = r"(?:/|neant|aucune?s?|0|o|zero|-(?=\s))"
_WORDS = {
    "rien": _NONE,
    "est": r"\s?(?:\(s\))?\s?(?:[:=]|[.…]{2,12})\s{0,2}",
    "voix": r"(?:voix\s|votes?\s|suffrages?\s|bulletins\s)",
    "chiffre": r"(?:\d{1,3}\b(?!\s?(?:€|%|[.,]\d|euros))|{rien}(?=[\s.,;)–-]|$)|(?=[a-z]){nombre}(?![a-z'-]))",
    "trois": (
        r"(?:(?:(?:nombre\sde\s)?{voix})?(?:pour|contre)|abstentions?(?:\(s\))?|n\s?p\s?p\s?v"
        r"|votants?|exprimes|suffrages\sexprimes|blancs?|nuls?)"
    ),
}
_CLAIMED = re.compile(
    r"(?P<devant>\d\s{1,2}(?:voix\s|votes?\s)?)?\b(?:pour|contre|abstentions?(?:\(s\))?|votants?|exprimes|presents?|pouvoirs?|procurations?|exercice)\s?[:=–-]?\s{0,2}$"
)


_AGAINST = compile_(
    r"(?<!\d)(?P<pour>{nombre})\svoix\scontre\s(?P<contre>{nombre})\b(?!\s(?:voix\s|votes?\s)?(?:pour|abst))"
)


def _versus(group: str, voice: Voice) -> Callable[[Match], Placed[Count] | None]:
    def read(match: Match) -> Placed[Count] | None:
        number = read_number(match.folded(group))
        return None if number is None or not _own(match) else Placed(Count(voice, number), *match.found.span(group))

    return read


VERSUS: tuple[Rule[Count], ...] = tuple(
    Rule(
        id=f"vote.voix-contre-{group}",
        within=DECISION,
        pattern=_AGAINST,
        read=_versus(group, voice),
        source=_LAW,
        examples=(example,),
        refuses=("par 7 voix contre, 4 voix pour", "3 voix contre 2 abstentions"),
        cues=("voix contre", "voix\ncontre"),
    )
    for group, voice, example in (
        ("pour", Voice.for_, "par [7]{for 7} voix contre 4, le conseil"),
        ("contre", Voice.against, "par 7 voix contre [4]{against 4}, le conseil"),
    )
)
"""« par 7 voix contre 4 »: the first number is for."""

COUNTS: tuple[Rule[Count], ...] = (
    Rule(
        id="vote.pour",
        within=DECISION,
        pattern=compile_(
            r"""\b(?P<n>{nombre})\s(?:{voix}(?:«\s?)?(?:pour|favorables?)\b(?!\s?[:=]\s?(?:\d|{rien}))|(?:«\s?)?(?:pour|favorables?)\b(?!\s?[:=]))
            (?!\s(?:la|le|les|l'|un|une|cent|des|du|ce|cette|que)\b)
            |\b(?:pour|favorables?){est}(?P<m>{chiffre})|\bpour\s[^.;\n]{3,70}\s:\s(?P<k>\d{1,3})\svotes?\b
            |\b(?:unanim|adopt|approuv|valid)[a-z]{1,4}\b[^.;:\n]{0,40}?\s(?:par|avec)\s(?P<q>{nombre})\svoix\b(?!\s(?:pour|contre|favorable|d'|consult|delib))""",
            **_WORDS,
        ),
        read=lambda match: _voices(match, Voice.for_),
        source=_LAW,
        examples=(
            "par [34 voix POUR]{for 34}, 0 voix CONTRE",
            "[Pour : 93]{for 93} voix – Contre : 0 voix",
            "Vote : [14 pour]{for 14} / 0 contre",
            "[Pour le changement de prestataire : 13 votes]{for 13}",
            "Par [39 voix pour]{for 39} : M. Paul ORME",
            "[adopté à l'unanimité des votants par 38 voix]{for 38}.",
            "[Pour : vingt-sept]{for 27}",
            "à l'unanimité des suffrages exprimés [38 votes pour]{for 38}, dont 3 procurations",
        ),
        refuses=(
            "12 pour les enfants",
            "pour : 25 €",
            "Votants : 9 POUR : 7".replace("POUR : 7", "POUR :"),
            "commission, rendu par 7 voix pour et",
        ),
        cues=("pour", "favorable", "voix"),
    ),
    Rule(
        id="vote.contre",
        within=DECISION,
        pattern=compile_(
            r"""\b(?P<n>{nombre})\s(?:{voix}(?:«\s?)?(?:contre|defavorables?)\b(?!\s?[:=]\s?(?:\d|{rien}))|(?:«\s?)?contre\b(?!\s?[:=](?!\s{0,2}(?:m\.|mm|mme))))
            (?!\s(?:la|le|les|l'|un|une)\b)
            |\b(?:contre|defavorables?){est}(?P<m>{chiffre})""",
            **_WORDS,
        ),
        read=lambda match: _voices(match, Voice.against),
        source=_LAW,
        examples=(
            "par 34 voix POUR, [0 voix CONTRE]{against 0}",
            "[Contre : /]{against 0} Abstentions : /",
            "POUR : 9 [CONTRE : 0]{against 0} ABSTENTION : 2",
            "[3 votes contre]{against 3} : M. Paul ORME",
        ),
        refuses=("lutte contre : le bruit", "un contre la montre", "POUR : 9 CONTRE :"),
        cues=("contre", "defavorable"),
    ),
    Rule(
        id="vote.abstentions",
        within=DECISION,
        pattern=compile_(
            r"""\b(?P<n>{nombre})\s(?:voix\s)?(?:abstentions?|abstenus?)\b(?!\s?(?:\(s\))?\s?[:=]\s?(?:\d|{rien}))
            |\babstentions?{est}(?P<m>{chiffre})|\bse\ssont\sabstenue?s?{est}(?P<k>{chiffre})""",
            **_WORDS,
        ),
        read=lambda match: _voices(match, Voice.abstention),
        source=_LAW,
        examples=(
            "[0 ABSTENTION]{abstention 0}(S)",
            "et [une abstention]{abstention 1} de M. ORME",
            "[Abstentions : 4]{abstention 4}",
            "Votes contre : 2\n[Abstentions : néant]{abstention 0}",
        ),
        refuses=("sans abstention", "CONTRE : 2 ABSTENTIONS"),
        cues=("absten",),
    ),
)


def _voices(match: Match, voice: Voice) -> Count | None:
    """The number of voices, unless it is the number of the label before it (« POUR : 9 CONTRE : 0 »)."""
    words = next(
        (
            match.folded(name)
            for name in ("n", "m", "k", "q")
            if name in match.found.re.groupindex and match.folded(name)
        ),
        "",
    )
    start = match.found.start()
    if match.folded("n") and not re.search(r"\s(?:voix|votes?|suffrages?)\s", match.found.group()):
        claimed = _CLAIMED.search(match.found.string, max(0, start - 40), start)
        if claimed and not claimed["devant"]:
            return None
    if not _own(match):
        return None
    if re.fullmatch(_NONE, words):
        return Count(voice, 0)
    number = read_number(words)
    return None if number is None or number > 400 else Count(voice, number)


def _in_row(voice: Voice) -> Callable[[Match], Placed[Count] | None]:
    """Reads the number of a row that stands at the place of the label of `voice`."""
    start = {Voice.for_: "pour", Voice.against: "contre", Voice.abstention: "abst"}[voice]

    def read(match: Match) -> Placed[Count] | None:
        first, last = match.found.span("noms")
        labels = [one.group() for one in _ROW_LABEL.finditer(match.found.string, first, last)]
        numbers = list(_ROW_NUMBER.finditer(match.found["nombres"]))
        if len(labels) != len(numbers) or len(set(labels)) != len(labels):
            return None
        offset = match.found.start("nombres")
        for label, one in zip(labels, numbers, strict=True):
            if label.startswith(start):
                number = int(one.group()) if one.group().isdigit() else 0
                return Placed(Count(voice, number), offset + one.start(), offset + one.end())
        return None

    return read


_ROW = compile_(
    r"""\b(?P<noms>(?:{trois}\s?[:|]?\s{1,2}(?:\|\s)?){2,6})(?P<nombres>(?:\d{1,3}|/|neant)(?:\s{1,2}(?:\|\s)?(?:\d{1,3}|/|neant)){1,5})(?![\d/]|\s?(?:pour|contre|voix|abst))""",
    **_WORDS,
)
_ROW_LABEL = re.compile(r"pour|contre|abstention|n\s?p\s?p\s?v|votant|exprimes|blanc|nul")
_ROW_NUMBER = re.compile(r"\d{1,3}|/|neant")


def _row(voice: Voice, name: str, example: str) -> Rule[Count]:
    return Rule(
        id=f"vote.rang-{name}",
        within=DECISION,
        pattern=_ROW,
        read=_in_row(voice),
        source="layouts observed 2024-2026",
        examples=(example,),
        refuses=("Pour : Contre : Abstention :\n38 0", "Pour : 12 Contre : 0"),
        cues=("contre",),
    )


ROWS: tuple[Rule[Count], ...] = (
    _row(Voice.for_, "pour", "Pour : Contre : Abstention :\n[38]{for 38} 0 1"),
    _row(Voice.against, "contre", "Votes pour : Votes contre : Abstentions : 41 [0]{against 0} 2"),
    _row(Voice.abstention, "abstentions", "Pour Contre Abstentions\n38 0 [1]{abstention 1}"),
)
"""A table of the vote: its labels, then their numbers."""

_BARE = compile_(
    r"""\bpour\s(?P<pour>\d{1,3})\s{0,2}(?:voix\s)?[,;|–-]{0,1}\s{0,2}(?:votes?\s|voix\s)?contre\s(?P<contre>\d{1,3}|/)
    (?:\s{0,2}(?:voix\s)?[,;|–-]{0,1}\s{0,2}abstentions?(?:\(s\))?\s(?P<abst>\d{1,3}|/)(?!\s?(?:pour|contre|abst)))?"""
)


def _bare(group: str, voice: Voice) -> Callable[[Match], Placed[Count] | None]:
    def read(match: Match) -> Placed[Count] | None:
        words = match.folded(group)
        if not words or re.search(
            r"\d\s(?:voix\s)?$", match.found.string[max(0, match.found.start() - 8) : match.found.start()]
        ):
            return None
        return Placed(Count(voice, int(words) if words.isdigit() else 0), *match.found.span(group))

    return read


BARE: tuple[Rule[Count], ...] = tuple(
    Rule(
        id=f"vote.nu-{name}",
        within=DECISION,
        pattern=_BARE,
        read=_bare(group, voice),
        source="layouts observed 2024-2026",
        examples=(example,),
        refuses=("24 voix pour 2 contre 1 abstention", "POUR : 24 CONTRE : 2"),
        cues=("contre",),
    )
    for name, group, voice, example in (
        ("pour", "pour", Voice.for_, "Pour [24]{for 24} Contre 2 Abstention 1"),
        ("contre", "contre", Voice.against, "Pour 24 Contre [2]{against 2} Abstention 1"),
        ("abstentions", "abst", Voice.abstention, "Pour 24, Contre 2, Abstentions [1]{abstention 1}"),
    )
)
"""Labels and numbers that only spaces part."""


_MATTER = (
    r"(?:points?|dossiers?|deliberations?|questions?|projets?\sde\sdeliberation|sujets?"
    r"|affaires?|decision|examen|proposition|rapport|vote)(?:\sn\s?°?\s?\d{1,3})?"
)


def _stands_alone(match: Match) -> bool:
    """A word alone says what became of an act when it begins with a capital: « … – Reportée »."""
    return not match.folded("seul") or match["seul"][:1].isupper()


REFUSED: Rule[Outcome] = Rule(
    id="vote.proposition-rejetee",
    within=DECISION,
    pattern=compile_(
        r"""(?<!amendement\s)(?<!amendement\sest\s)\b(?:(?:rejette|repousse|refuse|n'adopte\spas|n'approuve\spas|ne\svalide\spas)\s(?:la|cette|le|ce)\s(?:proposition|deliberation|motion|resolution|projet|voeu|point)
        |(?:proposition|deliberation|motion|resolution|projet|voeu|point|demande|dossier)\s(?:(?:est|a\sete)\s)?(?:donc\s)?(?:rejete|repousse|refuse|non\sadopte|non\sapprouve|non\sretenu)e?\b
        |n'est\spas\s(?:adopte|approuve|valide)e?\b|(?:est|a\sete)\srejetee?\b|majorite\scontre\b|(?<=[.:;)–-]\s)rejetee?(?=\s?(?:[.;\n]|\Z)|\s(?:a\sla|par|a\sl'un))
        |(?P<seul>rejetee?s?)(?=\s?(?:\n|\.|\Z))|(?<=\n)rejetee?(?=\s?(?:[.;\n]|\Z)|\s(?:a\sla|par|a\sl'un)))"""
    ),
    read=lambda match: Outcome.rejected if _stands_alone(match) else None,
    source=_LAW,
    examples=(
        "Le conseil [rejette la proposition]{rejected} par 24 voix contre",
        "Pour : 5 – Contre : 21. [Proposition rejetée]{rejected}.",
        "2018-30 Soutien à LILAS [Rejetée]{rejected}",
        "VOTE : 3 POUR, 19 CONTRE. [REJETÉ]{rejected}",
        "la délibération [n'est pas adoptée]{rejected}",
    ),
    refuses=(
        "L'amendement est rejeté.",
        "un prélèvement rejeté\n",
        "rejette l'offre de l'entreprise",
        "un chèque rejeté",
    ),
    cues=("reje", "repouss", "refus", "n'est pas", "n'adopte", "n'approuve", "non ", "majorite contre", "ne valide"),
)
"""The proposal as a whole falls: it decides, whatever measures the proposal lists."""

OUTCOMES: tuple[Rule[Outcome], ...] = (
    Rule(
        id="vote.reporte",
        within=DECISION,
        pattern=compile_(
            r"""\b(?:{chose}\s(?:(?:est|sont|a\sete|ont\sete|sera|seront)\s)?(?:donc\s|finalement\s|ainsi\s)?(?:reporte|ajourne)e?s?\b|(?:est|sont|a\sete|ete)\sajournee?s?\b
            |reporte[er]?e?s?\s(?:a|au|lors\sd[eu])\s(?:une\s|un\s|la\s|sa\s|son\s)?(?:prochaine?|ulterieure?|autre|conseil|seance)\b|(?:seance|reunion|date)\sulterieure\b[^.;\n]{0,12}$
            |ajournement\s(?:du\spoint|de\sla\sdeliberation|du\sdossier)|(?:decide|propose|demande)\s(?:de\sreporter|d'ajourner|le\sreport)|report(?:e|er)\s(?:sa\sdecision|la\sdecision|ce\spoint|ce\sdossier|ce\ssujet|cette\s{chose}|la\sdeliberation|le\svote|l'examen)
            |sursoi[st]\sa\s(?:statuer|deliberer|la\sdecision|l'examen|sa\sdecision)|decide\sde\ssurseoir|(?P<seul>(?:reporte|ajourne)e?s?)(?=\s?(?:[.;\n]|\Z)))""",
            chose=_MATTER,
        ),
        read=lambda match: Outcome.postponed if _stands_alone(match) else None,
        source=_LAW,
        examples=(
            "[Point reporté]{postponed} à une date",
            "[Le point est reporté]{postponed}.".replace("[Le point", "Le [point"),
            "La délibération [est ajournée]{postponed}.".replace("La délibération [est", "La [délibération est"),
            "Le Conseil [décide de reporter]{postponed} ce point",
            "Le Conseil [reporte sa décision]{postponed}",
            "Vote du budget – [Reportée]{postponed}\n",
            "Le Conseil [sursoit à statuer]{postponed}",
        ),
        refuses=(
            "Résultat de fonctionnement reporté",
            "l'excédent est reporté au compte 002",
            "La date limite est reportée au 3 mai",
            "le vote est reporté au registre".replace("vote", "nom"),
        ),
        cues=("report", "ajourn", "surs", "ulterieur"),
    ),
    Rule(
        id="vote.retire",
        within=DECISION,
        pattern=compile_(
            r"\b(?:(?:est|sont|a\sete|ont\sete|{chose})\s(?:retire|supprime|enleve)e?s?\sde\sl'ordre\sdu\sjour|(?P<seul>retiree?s?)\sde\sl'ordre\sdu\sjour|(?:decide\sde\s|propose\sde\s)retirer\s[^.;\n]{0,40}?de\sl'ordre\sdu\sjour|retrait\s(?:(?:de\sce\spoint|du\spoint|du\sdossier|de\scette\sdeliberation)\s)?de\sl'ordre\sdu\sjour)",
            chose=_MATTER,
        ),
        read=lambda match: Outcome.withdrawn if _stands_alone(match) else None,
        source=_LAW,
        examples=(
            "ce point [est retiré de l'ordre du jour]{withdrawn}",
            "[Délibération retirée de l'ordre du jour]{withdrawn}.",
        ),
        refuses=("l'ordre du jour est épuisé",),
        cues=("ordre du jour", "retrait"),
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
        examples=(
            "Le conseil municipal [donne un avis défavorable]{rejected}.",
            "La proposition [est rejetée]{rejected}",
        ),
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

_NOT_IN = r"""(?:ne\s(?:prend|prennent|prenant|participe|participent|participant|prendra|prendront)\s?pas
    |n'(?:a|ont|ayant|avait)\spas\s(?:pris|participe)|ne\svot(?:e|ent|ant)\spas)"""

NOT_VOTING: tuple[Rule[Side], ...] = (
    Rule(
        id="vote.ne-participe-pas",
        within=DECISION,
        pattern=compile_(
            r"""\s(?:(?:quitt(?:e|ent|ant)\s(?:la\s(?:salle|seance)|momentanement[^.;\n]{0,20})|sort(?:ent)?\sde\sla\ssalle|se\sretir(?:e|ent)(?:\sde\sla\ssalle)?)(?:[^.;\n]{0,20}?)\set\s)?
            {non}\s?(?:part\s)?(?:(?:ni\s)?(?:au|a\sce|a\scette|aux?\sdebats?\set\s(?:au\s)?|a\sla\sdiscussion\s(?:et|ni)\s(?:au\s)?|a\sla)\s(?:le\s)?(?:vote|scrutin|deliber|debat|discussion))""",
            non=_NOT_IN,
        ),
        read=lambda match: None if match.flow[match.found.start() + 1].isupper() else Side.before,
        source="CGCT art. L2131-11",
        examples=(
            "Madame Ida LILAS[ ne prend pas part au vote]{before}, le conseil",
            "M. Paul ORME[ n'a pas pris part au vote]{before}.",
            "MM. ORME et LILAS[ ne participent pas au vote]{before}",
            "Mme LILAS[ quitte la salle et ne prend pas part au vote]{before}.",
        ),
        refuses=(
            "il prend part au vote",
            "il ne prend pas la parole",
            "à la SARL Ormexia. Ne prend pas part au vote : Ida LILAS",
        ),
        cues=("pas ",),
    ),
    Rule(
        id="vote.sortie",
        within=DECISION,
        pattern=compile_(
            r"\s(?:(?:s'est|se\ssont|s'etant)\sretiree?s?|se\sretir(?:e|ent|ant)|quitt(?:e|ent|ant)\sla\s(?:salle|seance)|sort(?:ent)?\sde\sla\ssalle)(?:\sde\sla\ssalle|\sde\sla\sseance)?\s(?:au\smoment\sdu\svote|pendant\sle\svote|lors\sdu\svote|pour\sle\svote|le\stemps\sdu\svote|durant\sle\svote)"
        ),
        read=lambda match: Side.before,
        source="CGCT art. L2121-14, L2131-11",
        examples=("Le Maire, Paul ORME[ s'est retiré au moment du vote]{before}",),
        refuses=("Paul ORME quitte la séance à 21 h",),
        cues=("retir", "quitt", "sort"),
    ),
    Rule(
        id="vote.non-participants",
        within=DECISION,
        pattern=compile_(
            r"""\b(?:{non}\s?(?:part\s)?(?:(?:au|a\sce|a\scette|a\sla)\s(?:vote|scrutin|deliber\w{0,6}))|n\.?\s?p\.?\s?p\.?\s?v\.?|(?:non[\s-])?participations?\sau\svote|non[\s-]participants?(?:\sau\svote)?|non[\s-]votants?)
            \s?(?:\(s\))?\s?(?:(?:[:=]\s?)?\d{1,2}\s?[:(]|[:=(])\s{0,2}(?=m\.|mme|mm|monsieur|madame|messieurs|mesdames|[a-z])""",
            non=_NOT_IN,
        ),
        read=lambda match: (
            Side.after if "participation" not in match.fait[:14] or match.fait.startswith("non") else None
        ),
        source="CGCT art. L2131-11",
        examples=(
            "[Ne prennent pas part au vote : ]{after}Ida LILAS",
            "[NPPV : ]{after}M. Paul ORME.",
            "[NPPV : 1 (]{after}M. ORME)",
        ),
        refuses=("NPPV : 0", "participation au vote : la loi"),
        cues=("pas ", "ppv", "p.p", "non"),
    ),
)

NAMED: tuple[Rule[Voice], ...] = (
    Rule(
        id="vote.noms-contre",
        within=DECISION,
        pattern=compile_(
            r"\b(?:votes?\s|voix\s|ont\svote\s|a\svote\s)?contre(?:\sde)?\s?(?:(?::\s?)?\d{1,2}\s?[(:]|:|\(|\sde\s|,(?=\s(?:mm?\.|mme)))(?!\s?\n\s?\n)\s{0,2}(?=m\.|mme|mm|monsieur|madame|messieurs|mesdames|[a-z])"
        ),
        read=lambda match: Voice.against,
        source=_LAW,
        examples=(
            "1 [vote contre (]{against}Paul ORME)",
            "[Contre : 2 (]{against}Ida LILAS, Paul ORME)",
            "2 [votes contre, ]{against}M. ORME, Mme LILAS",
        ),
        refuses=("contre 12", "Contre :\n\nM. Paul ORME"),
        cues=("contre",),
    ),
    Rule(
        id="vote.noms-abstention",
        within=DECISION,
        pattern=compile_(
            r"\b(?:abstentions?(?:\(s\))?|se\ssont\sabstenu[es]{0,2}|s'est\sabstenue?)\s?(?:(?::\s?)?\d{1,2}\s?[(:]|:|\(|de\s?:|de|d'|,\sdont|,(?=\s(?:mm?\.|mme)))(?!\s?\n\s?\n)\s{0,2}(?=m\.|mme|mm|monsieur|madame|messieurs|mesdames|[a-z])"
        ),
        read=lambda match: Voice.abstention,
        source=_LAW,
        examples=(
            "[Abstention(s) de : ]{abstention}Mme LILAS, M. ORME",
            "une [abstention de ]{abstention}M. Paul ORME",
            "[Abstention : 1 (]{abstention}Ida LILAS)",
        ),
        refuses=("abstentions : 4", "Abstention :\n\nM. Paul ORME"),
        cues=("absten", "abstenu"),
    ),
)

NAMED_BEFORE: tuple[Rule[Voice], ...] = (
    Rule(
        id="vote.s-abstient",
        within=DECISION,
        pattern=compile_(
            r"\s(?:s'abstien(?:t|nent)|s'abstenant|s'est\sabstenue?|se\ssont\sabstenu[es]{0,2}|(?:ayant|declare|declarent)\s(?:s'etre|s')\s?abst[a-z]{3,5})\b(?!\s?[:(]|\sde\b)"
        ),
        read=lambda match: Voice.abstention,
        source=_LAW,
        examples=("M. Paul ORME[ s'abstient]{abstention}.", "Mme LILAS et M. ORME[ se sont abstenus]{abstention}."),
        refuses=("se sont abstenus : Mme LILAS",),
        cues=("abst",),
    ),
    Rule(
        id="vote.vote-contre",
        within=DECISION,
        pattern=compile_(
            r"\s(?:vot(?:e|ent|ant)|(?:a|ont|ayant)\svote)\scontre\b(?!\s?[:(]|\s(?:de|la|le|les|l'|cette|ce)\b)"
        ),
        read=lambda match: Voice.against,
        source=_LAW,
        examples=("Mme Ida LILAS[ vote contre]{against}.", "MM. ORME et LILAS[ ont voté contre]{against}"),
        refuses=("ont voté contre : M. ORME", "1 contre"),
        cues=("contre",),
    ),
)

_NO_SECRET = re.compile(r"(?:ne\spas|sans\s|\bpeut\b|sauf|renonc|prevo|lorsqu|dispens|plutot)[^.;\n]{0,100}$")

SECRET: Rule[bool] = Rule(
    id="vote.secret",
    within=DECISION,
    pattern=compile_(
        r"\b(?:(?:au|par)\s(?:scrutin|vote)\s(?:uninominal\s|a\sbulletins?\s)?secret|a\sbulletins?\ssecrets?)\b"
    ),
    read=lambda match: (
        None if _NO_SECRET.search(match.found.string[max(0, match.found.start() - 120) : match.found.start()]) else True
    ),
    source="CGCT art. L2121-21",
    examples=(
        "vote [à bulletin secret]{True}, par 20 voix pour",
        "[au scrutin secret]{True}, par 12 voix pour et 3 voix contre",
    ),
    refuses=(
        "décide de ne pas voter au scrutin secret",
        "il est voté au scrutin secret soit lorsqu'un tiers".replace("il est", "peut être"),
    ),
    cues=("secret",),
)
