"""What a document says of its session: the day, the convocation, the organ, the chair, the secretary.

Tables stand in order of trust. The names of persons begin where a match ends (`names_beside.name_after`) or
end where it begins (`name_before`): these rules only find the words around them.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from registre.extraction.numbers import read_date
from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Rule

HEADER = frozenset({"entete"})
_LAW = "CGCT art. L2121-7 to L2121-15; layouts observed 2024-2026"


_CONVENED = re.compile(
    r"convo(?:que|cation)(?:(?!reuni|assembl|l'an\b|\n\n|\b(?:19|20)\d\d\b)[^.;:]){0,60}$|(?:affich|publiee?s?\b"
    r"|publication|en ligne|adress|envoy|transmis|remis|courrier|lettre)[^.;:]{0,20}$"
)


class Side(StrEnum):
    """Where the name stands: after the words of the rule, or before them."""

    after = "after"
    before = "before"


def _day(match: Match) -> date | None:
    """The day of the match, unless it is that of the convocation."""
    start = match.span[0]
    before = match.found.string[max(0, start - 60) : start]
    return None if _CONVENED.search(before) else read_date(match.fait)


def _preamble_day(match: Match) -> date | None:
    """« L'an deux mille vingt-trois, le dix février »: the year stands before the day."""
    return read_date(f"{match.folded('jour')} {match.folded('an')}") or read_date(match.folded("jour"))


SESSION_DATES: tuple[Rule[date], ...] = (
    Rule(
        id="seance.date-titre",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:seance|reunion|session)(?:\s(?:ordinaire|extraordinaire|publique))?
            (?:\s(?:du|de\sla|de\sl'|de)\s?{assemblee}[^.;:\d]{0,60}?)?
            (?:\s(?:en\sdate\sdu|du|de|qui\ss'ouvrira\sle|le))?\s?[:–-]?\s{1,2}(?:{jour}\s)?(?P<fait>{date})"""
        ),
        read=_day,
        source=_LAW,
        examples=(
            "SEANCE DU BUREAU METROPOLITAIN DU [05 MAI 2022]{2022-05-05}",
            "Séance publique du jeudi [22 mai 2014]{2014-05-22}",
            "Compte rendu de la réunion du Conseil Municipal du [4 mai 2012]{2012-05-04}",
        ),
        refuses=("arrêté du 4 mai 2012",),
        cues=("seance", "reunion", "session"),
    ),
    Rule(
        id="seance.date-assemblee",
        within=HEADER,
        pattern=compile_(
            r"""\b{assemblee}(?:\s(?:de\sla|de|du|des|d'|l')\s?[^.;:\d]{0,70}?)?
            (?:\s(?:en\sdate\sdu|du|de|le)|[^.;:\d]{0,30}(?=\s{jour}))?\s{1,2}(?:{jour}\s)?(?P<fait>{date})
            |\bdeliberation\sn\s?°\s?[a-z]{0,4}\s?[\w/-]{4,12}\sdu\s(?P<fait_b>{date})
            |\bexaminees?\s(?:le|lors\sde\sla\sseance\sdu)\s(?P<fait_c>{date})"""
        ),
        read=_day,
        source=_LAW,
        examples=(
            "CONSEIL MUNICIPAL DU [16 FEVRIER 2023]{2023-02-16}",
            "EXAMINEES PAR LE CONSEIL MUNICIPAL LE [3 OCTOBRE 2022]{2022-10-03}",
            "DÉLIBÉRATION N°CP 2023-024 DU [25 JANVIER 2023]{2023-01-25}",
        ),
        refuses=("le comité : lu le 3 mars 2022 le rapport",),
    ),
    Rule(
        id="seance.date-preambule",
        within=HEADER,
        pattern=compile_(
            r"""\bl'an\s(?P<an>{annee})\b[\s,:]{0,3}(?:et\s)?(?:le\s)?(?:{jour}\s)?(?P<fait>(?P<jour>{jour_mois}
                (?:\s{annee})?))
            |\ble\s(?:{jour}\s)?(?P<fait_b>{date})(?=(?:(?!\n\n)[^.;:]|[.:](?=\d)){0,240}?
            \b(?:s'est\sreuni|se\ssont\sreunis|s'est\sassemble|s'etant\s(?:assemble|reuni)|(?:etait|a\sete
                |est)\s(?:assemble|reuni)))
            |\b(?:reuni|reunis|assemble)s?\s[^.;:]{0,80}?\ble\s(?:{jour}\s)?(?P<fait_c>{date})"""
        ),
        read=lambda match: _preamble_day(match) if match.folded("an") else _day(match),
        source=_LAW,
        examples=(
            "L'an deux mille vingt-trois, le [dix février]{2023-02-10} à 20 heures",
            "L'an deux mil vingt et un, le [vingt-deux avril]{2021-04-22} à dix-huit heures",
            "Le Conseil Municipal s'est réuni le [17 mars 2023]{2023-03-17} à 20 h 30",
            "Le [20 avril 2015]{2015-04-20} à 19 H 00, le Conseil, sur la convocation faite le 15/04/2015, s'est réuni",
            "Le lundi [5 janvier 2015]{2015-01-05}, le conseil municipal de la ville d'Orme s'est\nréuni au siège",
        ),
        refuses=("l'an passé, le maire",),
        cues=("l'an", "reuni", "assemble"),
    ),
)

CONVOCATIONS: tuple[Rule[date], ...] = (
    Rule(
        id="seance.convocation-date-de",
        within=HEADER,
        pattern=compile_(
            r"""\bdate\s(?:de\s)?(?:la\s)?convocation(?:\sdu\s{assemblee})?\s{0,2}:?\s{0,2}(?:le\s)?(?:{jour}\s)?
                (?P<fait>{date})
            |\bconvocation\s?(?:du|:|le|en\sdate\sdu)\s{0,2}:?\s{0,2}(?:{jour}\s)?(?P<fait_b>{date})"""
        ),
        read=lambda match: read_date(match.fait),
        source=_LAW,
        examples=(
            "Date de la convocation : [18 janvier 2023]{2023-01-18}",
            "Convocation du : [15 avril 2021]{2021-04-15}",
        ),
        refuses=("date de notification : 18 janvier 2023",),
        cues=("convocation",),
    ),
    Rule(
        id="seance.convocation-convoque",
        within=HEADER,
        pattern=compile_(
            r"""\bconvoque{e}s?\b[^.;:]{0,90}?\b(?:le|du)\s(?:{jour}\s)?(?P<fait>{date})
            |\bconvocation\b(?:[^.;:]|\.(?=\d)){0,190}?\b(?:le|du)\s(?:{jour}\s)?(?P<fait_b>{date})
            |\bconvocation\b[^;:]{0,60}\bmembres?[^;:]{0,90}?\ble\s(?P<fait_c>{date})""",
            e="e?",
        ),
        read=lambda match: read_date(match.fait),
        source=_LAW,
        examples=(
            "Le Bureau Métropolitain a été convoqué le [29 avril 2022]{2022-04-29}",
            "dûment convoqués individuellement et par écrit le [huit décembre deux mil vingt-deux]{2022-12-08}",
            "suite à la convocation faite le [27 février 2023]{2023-02-27}, conformément à la loi",
        ),
        refuses=("légalement convoqué. Séance du 3 mars 2023",),
        cues=("convo",),
    ),
)

PRESIDENTS: tuple[Rule[Side], ...] = (
    Rule(
        id="seance.president-label",
        within=HEADER,
        pattern=compile_(
            r"""\bpresidente?(?:\sde\s(?:la\s)?(?:seance|session|reunion))\s{0,2}:\s{0,2}
                |\bpresidence(?:\sde\s(?:la\s)?seance)?\s{0,2}:\s{0,2}
            |(?<!vice[- ])(?<!\ble\s)(?<!\bla\s)(?<!\bdu\s)(?<!ancien\s)\bpresident(?:\(e\)
                |e)?\s{0,2}:\s{0,2}(?=(?:m\.?|mme|mr|monsieur|madame)\s|[a-z'-]{2,20}\s[a-z'-]{2,25}\b)"""
        ),
        read=lambda match: Side.after,
        source=_LAW,
        examples=(
            "[Président de séance : ]{after}M. Paul ORME,",
            "[Présidence : ]{after}Mme Ida LILAS",
            "[Président : ]{after}M. Paul ORME",
        ),
        refuses=(
            "Le président de la commission : M. Paul ORME",
            "Vice-présidente : Mme Ida LILAS",
            "Le Président : M. ORME",
        ),
        cues=("president", "presidence"),
        reach=(10, 100),
    ),
    Rule(
        id="seance.presidence",
        within=HEADER,
        pattern=compile_(
            r"""\bsous\sla\spresidence\s(?:effective\s|successive\s)?(?:de\sson\s(?:maire|president),?\s|de\s?|d'
                |du\s)(?:(?:m\.|mr|mme|monsieur
                |madame)\s?)?
            (?:(?:le\s|la\s)?(?:maire|president|presidente)\b,?\s{0,2}(?:en\sexercice,?\s)?)?"""
        ),
        read=lambda match: Side.after,
        source=_LAW,
        examples=(
            "[sous la présidence de ]{after}Ida LILAS, Maire",
            "[sous la présidence de Monsieur le Maire, ]{after}Paul ORME",
        ),
        refuses=("la présidence de la commission",),
        cues=("presidence",),
    ),
    Rule(
        id="seance.presidee-par",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:seance|reunion|session|assemblee|conseil|bureau|comite|commission)\b[^.;:]{0,80}?\s(?:(?:est
                |etait|etant|a\sete)\s)?(?:presidee?|ouverte(?:\sa\s[^.;:,]{2,20}?)?,?)\spar\s
            (?:(?:m\.|mr|mme|monsieur|madame)\s)?(?:(?:son\s|le\s|la\s)(?:maire
                |presidente?)\b,?\s{0,2}(?:en\sexercice,?\s)?)?"""
        ),
        read=lambda match: Side.after,
        source=_LAW,
        examples=(
            "La [séance est présidée par Mme ]{after}Ida LILAS, Maire",
            "le [Conseil municipal, présidé par son maire, ]{after}Paul ORME, s'est réuni",
        ),
        refuses=("le jury est présidé par M. ORME",),
        cues=("preside", "ouverte"),
    ),
    Rule(
        id="seance.preside",
        within=HEADER,
        pattern=compile_(
            r"""(?:,\s[^,.]{0,40},)?\s(?:est\spresidente?\sde\s(?:la\s)?seance|(?:preside
                |a\spreside)\s(?:la\s(?:presente\s)?(?:seance|reunion)|l'assemblee)
            |assure\sla\spresidence(?:\sde\s(?:la\s)?(?:seance|reunion))?|(?:ouvre|a\souvert)\sla\s(?:seance
                |reunion)|declare\s(?:la\sseance\souverte|ouverte\sla\sseance))\b"""
        ),
        read=lambda match: Side.before,
        source=_LAW,
        examples=(
            "Paul ORME[ est Président de la séance]{before}.",
            "Mme Ida LILAS[, Maire, ouvre la séance]{before} à 20 heures",
        ),
        refuses=("il préside le jury",),
        cues=("seance", "reunion", "assemblee"),
    ),
)

SECRETARIES: tuple[Rule[Side], ...] = (
    Rule(
        id="seance.secretaire-label",
        within=HEADER,
        pattern=compile_(
            r"""\bsecretaires?\s?(?:auxiliaire\s)?(?:de\s(?:la\s)?seance|de\s(?:la\s)?reunion|elue?\spour\sla\ssession)?
            (?:\sest\sdesignee?)?\s{0,2}:\s{0,2}(?:commune\sd[e']\s?[^\n]{0,40}?\s[-–]\s)?
            |\bsecretariat\s(?:de\s(?:la\s)?(?:seance|reunion)\s)?(?:est|etait|a\sete|etant)\s(?:assuree?
                |tenue?)\spar\s|\bsecretariat(?:\sde\s(?:la\s)?seance)?\s?:\s{0,2}
            |\bsecretaires?\sde\s(?:la\s)?seance\s?\n{1,2}(?=[a-z][a-z'.-]{0,24}(?:\s[a-z'.-]{1,25}){1,3}\s?(?:\n|\Z))
            |\bsecretaire\sde\sseance\s{1,2}(?=(?:m\.|mme|monsieur|madame|[a-z]{2,20}\s[a-z'-]{2,25}\s(?:ccb|–|-)))"""
        ),
        read=lambda match: Side.after,
        source=_LAW,
        examples=(
            "[Secrétaire de séance : ]{after}Mme Ida LILAS",
            "[Secrétaire élue pour la session : ]{after}Ida LILAS",
            "Le [secrétariat de séance est assuré par ]{after}Mme Ida LILAS.",
        ),
        refuses=("secrétaire de mairie",),
        cues=("secreta",),
    ),
    Rule(
        id="seance.secretaire-elu",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:elue?|designee?|nommee?|nomme)\s(?:comme\s
                |en\squalite\sde\s)?secretaire(?:\sde\s(?:la\s)?seance)?(?:\sde\sla)?\s{0,2}:?\s{0,2}(?=m\.|mme
                |monsieur|madame|[a-z])
            |\bsecretaire\sde\sseance\s(?:est\s)?(?:designee?|elue?|nommee?)\s?:\s{0,2}
            |\bnomme\s(?:pour|comme)\ssecretaire\sde\sseance\s"""
        ),
        read=lambda match: Side.after,
        source=_LAW,
        examples=(
            "[Elue secrétaire de séance : ]{after}Ida LILAS",
            "le Conseil Municipal [nomme pour secrétaire de séance ]{after}Monsieur Paul ORME",
        ),
        refuses=("Ida LILAS a été élue maire",),
        cues=("secretaire",),
    ),
    Rule(
        id="seance.secretaire-est",
        within=HEADER,
        pattern=compile_(
            r"""(?:,\s[^,.:;]{0,50},)?\s(?:a\sete|est|est\sdonc|ayant\sete
                |avait\sete)\s(?:a\sl'unanimite\s)?(?:designee?|elue?|nommee?|choisie?)\s
            (?:a\sl'unanimite\s|comme\s|en\squalite\sde\s|pour\s(?:assurer|remplir)\sles?\sfonctions?\sde\s
            |aux\sfonctions\sde\s){0,2}secretaire\b"""
        ),
        read=lambda match: Side.before,
        source=_LAW,
        examples=(
            "Madame Ida LILAS[ a été désignée secrétaire]{before} de séance",
            "M. Paul ORME[ a été désigné pour assurer les fonctions de Secrétaire]{before}, qu'il a acceptées",
        ),
        refuses=("le poste de secrétaire est créé",),
        cues=("secretaire",),
    ),
    Rule(
        id="seance.secretaire-designe",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:designe|nomme|elit|elu|choisit|choisi)(?:,\s[^;:]{0,160}?,)?\s
            (?=(?:(?:m\.|mr|mme|monsieur|madame)\s|[a-z'-]{2,20}\s[a-z'-]{2,25}\s)[^.;:]{0,50}?
            \b(?:comme|en\squalite\sde|pour\s(?:remplir|assurer|exercer|tenir)
                |aux\sfonctions\sde)\s[^.;:]{0,40}?secreta)"""
        ),
        read=lambda match: Side.after,
        source=_LAW,
        examples=(
            "le conseil [désigne ]{after}Mme Ida LILAS comme secrétaire de séance",
            "a [désigné, conformément à l'article L. 2121-15, ]{after}M. Paul ORME comme secrétaire de séance",
        ),
        refuses=("désigne M. ORME comme délégué au syndicat",),
        cues=("secreta",),
    ),
    Rule(
        id="seance.secretaire-assure",
        within=HEADER,
        pattern=compile_(
            r"""(?:,\s[^,.:;]{0,40},)?\s(?:assure|remplit|exerce|tient|est\schargee?\sd[eu])\s(?:(?:les
                |la)\sfonctions?\sde\ssecretaire|le\ssecretariat)\b
            |\s(?:a\sete|est)\s(?:designee?|elue?|nommee?|chargee?)\s(?:pour\s|d')(?:assurer|tenir)\sle\ssecretariat\b
            |\sest\ssecretaire\sde\s(?:la\s)?seance\b|,?\s(?:a\sete|est)\s(?:designee?|elue?
                |nommee?),\s[^.;:]{0,60},\s(?:pour\sremplir|comme|en\squalite)\s[^.;:]{0,30}secretaire\b"""
        ),
        read=lambda match: Side.before,
        source=_LAW,
        examples=(
            "Mme Ida LILAS[ assure le secrétariat]{before} de la séance",
            "M. Paul ORME[ est secrétaire de séance]{before}.",
            "Mme LILAS[ est désignée pour assurer le secrétariat]{before}.",
            "Paul ORME[ est désigné, à l'unanimité, pour remplir les fonctions de secrétaire]{before}",
        ),
        refuses=("l'entreprise assure la maintenance",),
        cues=("secreta",),
    ),
    Rule(
        id="seance.secretaire-fonctions",
        within=HEADER,
        pattern=compile_(
            r"""(?:,?\s(?:ayant\sobtenu|qui\sa\sobtenu)\sla\smajorite\sdes\ssuffrages,?)?\s(?:a\sete
                |est)\s(?:designee?|elue?|nommee?)\s
            pour\sremplir\s(?:ces|cette|les)\sfonctions?"""
        ),
        read=lambda match: Side.before,
        source=_LAW,
        examples=(
            "à la nomination d'un secrétaire : M. ORME[ ayant obtenu la majorité des suffrages, a été désigné "
            "pour remplir ces "
            "fonctions]{before} qu'il a acceptées",
        ),
        refuses=("il remplit ses fonctions",),
        cues=("fonction",),
    ),
    Rule(
        id="seance.secretaire-virgule",
        within=HEADER,
        pattern=compile_(r",\ssecretaire\sde\sseance\b(?!\s?:)"),
        read=lambda match: Side.before,
        source=_LAW,
        examples=("Mme Ida LILAS[, secrétaire de séance]{before}, procède à l'appel",),
        refuses=("Secrétaire de séance : Ida LILAS",),
        cues=("secretaire",),
    ),
)

REMOTE: tuple[Rule[bool], ...] = (
    Rule(
        id="seance.visioconference",
        within=HEADER,
        pattern=compile_(
            r"\b(?:reunie?s?|assemblee?s?|tenue?|seance)\b[^.;]{0,60}?(?P<fait>(?:en|par)\s(?:visioconference"
            r"|audioconference|teleconference))"
        ),
        read=lambda match: True,
        source="Loi n° 2020-290 du 23 mars 2020; CGCT art. L5211-11-1",
        examples=("le Comité syndical s'est réuni [en visioconférence]{True}",),
        refuses=("la salle de visioconférence est rénovée",),
        cues=("conference",),
    ),
)

ORGANS: dict[str, str] = {
    "conseil municipal": "Conseil municipal",
    "conseil communautaire": "Conseil communautaire",
    "conseil de communaute": "Conseil communautaire",
    "conseil de la communaute": "Conseil communautaire",
    "conseil metropolitain": "Conseil métropolitain",
    "conseil de la metropole": "Conseil métropolitain",
    "conseil de metropole": "Conseil métropolitain",
    "conseil de l'eurometropole": "Conseil de l'Eurométropole",
    "conseil de territoire": "Conseil de territoire",
    "conseil territorial": "Conseil territorial",
    "conseil departemental": "Conseil départemental",
    "conseil general": "Conseil général",
    "conseil regional": "Conseil régional",
    "conseil d'administration": "Conseil d'administration",
    "comite syndical": "Comité syndical",
    "comite directeur": "Comité directeur",
    "conseil syndical": "Conseil syndical",
    "commission permanente": "Commission permanente",
    "bureau communautaire": "Bureau communautaire",
    "bureau de la communaute": "Bureau communautaire",
    "bureau du conseil de communaute": "Bureau communautaire",
    "bureau metropolitain": "Bureau métropolitain",
    "bureau de la metropole": "Bureau métropolitain",
    "bureau syndical": "Bureau syndical",
    "bureau du conseil communautaire": "Bureau communautaire",
}


def _organ(match: Match) -> str | None:
    return ORGANS.get(" ".join(match.fait.split()))


_ORGAN = "|".join(
    name.replace(" ", r"\s").replace("'", r"'\s?") for name in sorted(ORGANS, key=lambda one: (-len(one), one))
)

ORGAN_RULES: tuple[Rule[str], ...] = (
    Rule(
        id="seance.assemblee-registre",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:deliberations?|decisions|registre|proces[- ]verbal|compte[- ]rendu|seance|reunion
                |releve\sde\sdecisions|liste)\s
            (?:[^.:;]{0,50}?\s)?(?:du|de\sla|par\sle)\s(?P<fait>{organe})\b""",
            organe=_ORGAN,
        ),
        read=_organ,
        source=_LAW,
        examples=("EXTRAIT DU REGISTRE DES DELIBERATIONS DU [COMITE SYNDICAL]{Comité syndical}",),
        refuses=("la salle du conseil",),
    ),
    Rule(
        id="seance.assemblee-reunie",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:le|la|du)\s(?P<fait>{organe})\b[^.;:]{0,160}?(?:convoque|s'est\sreuni|s'est\sassemble
                |se\ssont\sreunis|s'etant\sassemble|est\sreuni)""",
            organe=_ORGAN,
        ),
        read=_organ,
        source=_LAW,
        examples=("le [Conseil municipal]{Conseil municipal} de la commune de BOISVERT, dûment convoqué",),
        refuses=("le conseil municipal a déjà délibéré",),
    ),
    Rule(
        id="seance.assemblee-vu",
        within=HEADER,
        pattern=compile_(
            r"""\b(?:le|la)\s(?P<fait>{organe})\b(?:\s(?:du|de)\s[^.;:,]{3,60})?,\s{1,2}(?:vu\b|sur\s|apres\s
                |considerant)""",
            organe=_ORGAN,
        ),
        read=_organ,
        source=_LAW,
        examples=("La [commission permanente]{Commission permanente} du conseil régional d'Orme, VU le code",),
        refuses=("le conseil municipal a vu",),
    ),
    Rule(
        id="seance.assemblee",
        within=HEADER,
        pattern=compile_(r"\b(?P<fait>{organe})\b", organe=_ORGAN),
        read=_organ,
        source=_LAW,
        examples=("[CONSEIL MUNICIPAL]{Conseil municipal} DU 3 MAI",),
        refuses=("conseil en énergie",),
    ),
)
