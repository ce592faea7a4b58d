"""Organisations in the recitals: a word that says what they are, then a proper name. Precision first."""

from __future__ import annotations

import re

from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule
from registre.records import Agreement, Mention

RECITALS = frozenset({"acte"})
_OBSERVED = "layouts observed 2024-2026"
_PROPER = re.compile(
    r"[A-ZÀ-Ý][\wÀ-ÿ'’&-]*(?:[ -](?:(?:de|du|des|d'|la|le|et|en) ){0,2}(?:[A-ZÀ-Ý][\wÀ-ÿ'’&-]*|\d{2,3}\b"
    r"|d'[A-ZÀ-Ý][\wÀ-ÿ'’&-]*)){0,6}"
)
_ALIAS = re.compile(r"\s\((?:ci-après\s)?[«\"]?\s?(?P<alias>(?:[Ee]x[ -])?[A-ZÀ-Ý][^()]{1,80}?)\s?[»\"]?\)")
_NOT = frozenset(
    [
        "Le",
        "La",
        "Les",
        "Un",
        "Une",
        "Ce",
        "Cette",
        "Ces",
        "Il",
        "Elle",
        "En",
        "Au",
        "Aux",
        "Du",
        "Des",
        "Dans",
        "Pour",
        "Par",
        "Sur",
        "Ainsi",
        "Maire",
        "Président",
        "Présidente",
        "Conseil",
        "Commune",
        "Ville",
        "Etat",
        "État",
        "France",
        "Europe",
        "Région",
        "Département",
        "Métropole",
        "Loire",
        "Rhône",
        "Monsieur",
        "Madame",
    ]
)


def _organisation(match: Match) -> Placed[Mention] | None:
    flow = match.flow
    start = match.found.end()
    if flow[start : start + 1] in '«"':
        start += 2 if flow[start + 1 : start + 2] == " " else 1
    name = _PROPER.match(flow, start)
    if not name or name.group() in _NOT or len(name.group()) < 3:
        return None
    alias = _ALIAS.match(flow, name.end())
    end = alias.end() if alias else name.end()
    words = " ".join(name.group().split())
    return Placed(Mention(words, " ".join(alias["alias"].split()) if alias else None), start, end)


MENTIONS: tuple[Rule[Mention], ...] = (
    Rule(
        id="mention.organisme",
        within=RECITALS,
        pattern=compile_(
            r"""(?<![\w'-])(?:l')?(?:grappes?\s(?:industrielles?|d'entreprises)(?:\sdont)?|clusters?
                |poles?\sde\scompetitivite|poles?(?=\s[a-z])|l'association|associations?(?=\s[a-z«"])|la\ssociete
                |societes?(?=\s[a-z«"])
            |la\sfondation|fondations?|la\sfederation|le\scollectif|collectif|la\scooperative|l'entreprise
            |le\sgroupement|la\sscop|scop|la\ssarl|sarl|l'eurl|la\ssas
            |mutuelle)\s(?:dite\s)?(?:d'entreprises\s)?(?=[a-z«"])"""
        ),
        read=_organisation,
        source=_OBSERVED,
        examples=(
            "adhérentes à la grappe d'entreprises [OrméaBourg]{Mention(name='OrméaBourg', alias=None)} ou",
            "le pôle de compétitivité [LILAS (Laboratoire Industriel)]"
            "{Mention(name='LILAS', alias='Laboratoire Industriel')} anime",
        ),
        refuses=("l'association sportive", "le pôle de la commune"),
        cues=(
            "grappe",
            "cluster",
            "pole",
            "association",
            "societe",
            "fondation",
            "federation",
            "collectif",
            "cooperative",
            "entreprise",
            "groupement",
            "scop",
            "sarl",
            "eurl",
            "sas",
            "mutuelle",
        ),
    ),
    Rule(
        id="mention.partenariat",
        within=RECITALS,
        pattern=compile_(
            r"\b(?:partenariat\s(?:avec|engage\s(?:par\s[\w-]{3,20}\s)?avec)|en\slien\savec|en\ssynergie\savec"
            r"|aux\scotes\sde)\s(?:le\spole\s|la\s|le\s|l')?(?=[a-z])"
        ),
        read=_organisation,
        source=_OBSERVED,
        examples=("les achats groupés en partenariat avec [Qormis]{Mention(name='Qormis', alias=None)} ;",),
        refuses=("en partenariat avec les communes",),
        cues=("partenariat", "en lien", "synergie", "aux cotes"),
    ),
    Rule(
        id="mention.coordination",
        within=RECITALS,
        pattern=compile_(
            r"""\b(?:partenariat\s(?:avec|engage\s(?:par\s[\w-]{3,20}\s)?avec)|grappes?)\s[\w -]{2,40}?\s(?:et
                |ou\sau\spole\sde\scompetitivite|ou\sau\spole)\s(?=[a-z])"""
        ),
        read=_organisation,
        source=_OBSERVED,
        examples=("partenariat avec ORME2R et [LILAS Loire]{Mention(name='LILAS Loire', alias=None)} :",),
        refuses=("partenariat avec les communes et les écoles",),
        cues=("partenariat", "grappe"),
    ),
)

_PARTY = re.compile(
    r"[Ee]ntre\s(?P<un>[^,;.]{3,80}?)\set\s(?P<deux>[^,;.]{3,90}?)(?=\s(?:et\stout|permettant|pour|joint|tel"
    r"|ainsi|au\stitre|dans)|[,;.\n]|$)"
)
_WITH = re.compile(
    r"avec\s(?P<un>[^,;.]{3,90}?)(?=\s(?:et\stout|permettant|pour|joint|tel|ainsi|au\stitre|dans|sur|relative?"
    r"|en\svue)|[,;.\n]|$)"
)


def _agreement(match: Match) -> Agreement | None:
    words = " ".join(match["fait"].split())
    parties: tuple[str, ...] = ()
    if found := _PARTY.search(words):
        parties = (_party(found["un"]), _party(found["deux"]))
    elif found := _WITH.search(words):
        parties = (_party(found["un"]),)
    parties = tuple(party for party in parties if any(char.isupper() for char in party))
    return Agreement(words, parties, words.lower().startswith(("avenant", "l'avenant")))


def _party(words: str) -> str:
    return re.sub(r"^(?:l'association|la société|la|le|les|l')\s?(?=[A-ZÀ-Ý«])", "", words.strip())


AGREEMENTS: tuple[Rule[Agreement], ...] = (
    Rule(
        id="accord.convention",
        within=RECITALS,
        pattern=compile_(
            r"""\b(?:approuve[rz]?|autorise[rz]?|valide[rz]?|signer|conclure
                |passer)\b[^.;\n]{0,110}?(?<![a-z])(?P<fait>(?:convention|avenant|contrat|protocole
                |charte)s?\b(?:[^.;\n]|\n(?!\n|[-•]))
            {0,220}?)(?=\s?(?:[;.](?!\d)|\n\n|,?\s?\n\s?[-•]|$|,\s(?:autorise|et\stoute)|\set\stout))""".replace(
                "\n            {0,220}", "{0,220}"
            )
        ),
        read=_agreement,
        source="CGCT art. L2122-21; layouts observed 2024-2026",
        examples=(
            "approuve le projet de [convention entre Val Orme et LILAS]"
            "{Agreement(title='convention entre Val Orme et LILAS', parties=('Val Orme', 'LILAS'), amendment=False)}.",
        ),
        refuses=("la convention collective",),
        cues=("convention", "avenant", "contrat", "protocole", "charte"),
    ),
)
