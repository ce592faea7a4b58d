"""Who comes and goes while the session sits: the words around the names, and those that tie them to an act.

The names stand after the words (« Arrivée de Mme LILAS ») or before them (« M. ORME quitte la séance »).
These rules only find the words: `extraction.movements` keeps those that move a member of the roll.
"""

from __future__ import annotations

from dataclasses import dataclass

from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Rule
from registre.extraction.rules.session import Side
from registre.records import Motion

ANYWHERE = frozenset({"entete", "corps"})
_LAW = "CGCT art. L2121-15, L2121-20; minutes observed 2009-2026"

_PARTS = {
    "heure": r"\d{1,2}\s?(?:h(?:eures?)?|:)\s?(?:\d{2})?(?:\s?(?:mn|min))?\b",
    "lieu": r"""(?:la\s(?:presente\s)?(?:seance|salle|reunion|session|piece|assemblee)
        |l'(?:assemblee|hemicycle|enceinte|auditoire|reunion)|salle|seance)\b""",
    "adverbe": r"(?:(?:ensuite|alors|definitivement|momentanement|provisoirement|egalement|donc|a\snouveau)\s)?",
    # between the name and the verb: « , intéressé à l'affaire, », « (CCAS) », « a », « ayant »
    "entre": r"(?:\s?,[^,.;:()\n]{2,60},|\s?\([^()\n]{2,40}\))?\s",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A movement, and on which side of the words the names stand."""

    motion: Motion
    side: Side

    def __str__(self) -> str:
        return f"{self.motion} {self.side}"


def _nominal(match: Match) -> Step | None:
    """« Arrivée de » begins a sentence, a line or a parenthesis, or follows an hour."""
    start = match.found.start("mot")
    word = match["mot"]
    before = match.flow[max(0, start - 12) : start].rstrip(" \n«-–•*:,")
    led = not before or before[-1] in ".;()" or before[-1].isdigit() or before[-1] in "hH"
    if not word[:1].isupper() and not led:
        return None
    motion = {"a": Motion.arrives, "e": Motion.arrives, "r": Motion.returns}.get(match.folded("mot")[0], Motion.leaves)
    return Step(motion, Side.after)


def _step(motion: Motion) -> Step:
    return Step(motion, Side.before)


MOVEMENTS: tuple[Rule[Step], ...] = (
    Rule(
        id="mouvement.nom",
        within=ANYWHERE,
        pattern=compile_(
            r"""(?<![a-z'’-])(?P<fait>(?P<mot>arrivees?|departs?|retours?|sorties?|entrees?)
            (?:\s(?:en\s(?:cours\sde\s)?seance|de\s(?:la\s)?salle|tardive))?
            (?:\s?[,(]?\s?(?:a|vers)?\s?{heure}\)?)?
            (?:\s?:\s?|\s(?:de\s?:?\s?|d'|du\s|des\s)))(?=[a-z])""",
            **_PARTS,
        ),
        read=_nominal,
        source=_LAW,
        examples=(
            "[Arrivée de ]{arrives after}Mme Ida LILAS à 19h12",
            "20h05 : [départ de ]{leaves after}M. Paul ORME",
            "[Retour de ]{returns after}Mme LILAS",
            "[DÉPART À 20 H 10 DE ]{leaves after}M. ORME",
            "[Arrivée : ]{arrives after}Mme LILAS (19h)",
        ),
        refuses=("après le départ de la commune", "à l'arrivée de la fibre"),
        cues=("arrivee", "depart", "retour", "sortie", "entree"),
        reach=(14, 60),
    ),
    Rule(
        id="mouvement.arrive",
        within=ANYWHERE,
        pattern=compile_(
            r"""(?P<fait>{entre}(?:arrive(?:nt)?(?:\s(?:en\s(?:cours\sde\s)?seance|en\sretard|dans\sla\ssalle
                |a\sl'assemblee))?(?=\s?(?:,|[.;]|\(|a\s\d|vers\s\d|en\s|avant|au\s(?:point|moment|cours)|pendant|lors))
            |(?:est|sont)\sarrivee?s?(?=\s(?:a\s\d|vers\s\d|en\s|avant|au\s(?:point|moment|cours)|pendant|lors|apres))
            |{adverbe}rejoi(?:nt|gnent)\s{lieu}|{adverbe}(?:entre(?:nt)?|fait\sson\sentree|font\sleur\sentree)\s
                (?:en\sseance|(?:dans|en)\s(?:la\s)?salle)
            |{adverbe}prend\splace\s(?:dans|au\ssein\sde)\s{lieu}|{adverbe}integre(?:nt)?\s{lieu}))""",
            **_PARTS,
        ),
        read=lambda match: _step(Motion.arrives),
        source=_LAW,
        examples=(
            "Mme Ida LILAS[ rejoint la séance]{arrives before} à 19h30",
            "M. ORME[ arrive]{arrives before} à 19 h 10",
            "Mme LILAS[ entre en séance]{arrives before}",
            "M. ORME[ est arrivé]{arrives before} avant le vote",
        ),
        refuses=("le contrat de Mme LILAS arrive à échéance", "M. ORME rejoint le conseil en remplacement"),
        cues=("arriv", "rejoi", "entre", "integre", "prend place"),
        reach=(70, 60),
    ),
    Rule(
        id="mouvement.quitte",
        within=ANYWHERE,
        pattern=compile_(
            r"""(?P<fait>{entre}(?:ne\s(?:prend|prennent|participe(?:nt)?)\s(?:pas\s)?(?:part\s)?(?:au|aux)\s(?:vote|debat)s?
                (?:\s(?:et|ni)\s(?:au\s)?(?:vote|debat)s?)?\set\s)?
            {adverbe}(?:quitte(?:nt)?\s{adverbe}(?:{lieu}|le\sconseil(?=\sa\s\d)|a\s(?={heure}))
            |(?:a|ont|ayant)\squitte\s{lieu}
            |(?:sort(?:ent)?|(?:est|sont|etant)\ssortie?s?)\s{adverbe}(?:de\s)?(?:la\ssalle|la\sseance|seance|la\spiece|salle)
            |se\sretire(?:nt)?(?=\s?[,.;]|\s(?:de\s|pour|et\s|au\s|lors|a\s\d|durant|pendant))
            |s'absente(?:nt)?(?=\s?[,.;]|\s(?:de\s|pour|et\s|au\s|lors|a\s\d|durant|pendant|momentan))
            |part(?:ent)?\s(?=a\s{heure})))""",
            **_PARTS,
        ),
        read=lambda match: _step(Motion.leaves),
        source=_LAW,
        examples=(
            "M. Paul ORME[ quitte la séance]{leaves before} et donne pouvoir à Mme LILAS",
            "Mme LILAS[ sort de la salle]{leaves before}",
            "M. ORME[, intéressé à l'affaire, ne prend pas part au vote et sort de la salle]{leaves before}",
            "Monsieur le Maire[ se retire]{leaves before} pour le vote",
            "M. ORME[ quitte définitivement la séance]{leaves before}",
        ),
        refuses=("M. ORME quitte la commune", "le bus part à Valbrume", "l'agent se retire du projet-là"),
        cues=("quitt", "sort", "se retire", "s'absente", "part a", "partent a"),
        reach=(130, 60),
    ),
    Rule(
        id="mouvement.revient",
        within=ANYWHERE,
        pattern=compile_(
            r"""(?P<fait>{entre}{adverbe}(?:(?:revien(?:t|nent)|rentre(?:nt)?)\s(?:en\sseance|(?:dans|en)\s(?:la\s)?salle
                |a\s(?={heure}))
            |(?:reintegre(?:nt)?|regagne(?:nt)?)\s(?:{lieu}|sa\splace|leurs?\splaces?)
            |(?:est|sont)\sde\sretour
            |repren(?:d|nent)\s(?:sa|leur)\splace))""",
            **_PARTS,
        ),
        read=lambda match: _step(Motion.returns),
        source=_LAW,
        examples=(
            "M. ORME[ réintègre la salle]{returns before}",
            "Mme LILAS[ revient en séance]{returns before} à 21h",
            "M. ORME[ est de retour]{returns before}",
        ),
        refuses=("M. ORME revient sur le projet",),
        cues=("revien", "rentre", "reinteg", "regagn", "de retour", "repren"),
        reach=(70, 60),
    ),
)

HOUR = compile_(r"(?<!\d){heure}", **_PARTS)
"""An hour as minutes write it: « 19h12 », « 19 heures 12 », « 20:05 »."""

POINT = compile_(
    r"""\b(?:points?|questions?|rapports?|dossiers?|affaires?|sujets?)\s(?:n\s?[°o]s?\s?)?
    (?P<rang>\d{1,3}(?:\.\d{1,2})?)\b"""
)
"""« avant l'examen du point 4 », « à partir de la question n° 12 », « jusqu'au point 6 inclus »."""

NUMBERED = compile_(
    r"""\b(?:deliberations?|delib\.?|dcm|acte)\s(?:n\s?[°o]s?\s?)?
    (?P<numero>[a-z]{0,4}[-_ ]?\d[\w./-]{0,24}(?:\s\d{2,3}\b){0,3})"""
)
"""« après la délibération 23 03 05 », « jusqu'à la délibération n° B-2022-263 »."""

LINK = compile_(r"avant|apres|jusqu'(?:aux?|a)|a\s(?:partir|compter)\sd(?:u|es|e)|\bdes\b|\baux?\b|\blors\b|\bpour\b")
"""How a movement stands to the act that it names: the last such words before the act count."""
