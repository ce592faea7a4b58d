"""The parts of an act: visas, recitals, operative measures with their verb, the foot."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Rule

ACT = frozenset({"acte"})
_OBSERVED = "Guide de légistique; layouts observed 2024-2026"


class PartKind(StrEnum):
    visa = "visa"
    recital = "considerant"
    article = "article"
    measure = "mesure"
    foot = "signature"


def _capital(kind: PartKind) -> Callable[[Match], PartKind | None]:
    def read(match: Match) -> PartKind | None:
        return kind if match["fait"][:1].isupper() else None

    return read


PARTS: tuple[Rule[PartKind], ...] = (
    Rule(
        id="partie.visa",
        within=ACT,
        pattern=compile_(
            r"(?<![\w'-])(?P<fait>vus?)\s?:?\s(?=l[ae]\b|l'|les\b|sa\b|ses\b|son\b|loi|l\s|decret|ordonnance"
            r"|code|deliberation|article)"
        ),
        read=_capital(PartKind.visa),
        source=_OBSERVED,
        examples=("[Vu]{visa} le code général des collectivités",),
        refuses=("il a vu le code",),
        cues=("vu",),
    ),
    Rule(
        id="partie.considerant",
        within=ACT,
        pattern=compile_(r"(?<![\w'-])(?P<fait>considerant|attendu\sque|etant\sentendu|entendu\sque)(?=[\s,:])"),
        read=_capital(PartKind.recital),
        source=_OBSERVED,
        examples=("[CONSIDÉRANT]{considerant} que la commune",),
        refuses=("en considérant que",),
        cues=("considerant", "attendu", "entendu"),
    ),
    Rule(
        id="partie.article",
        within=ACT,
        pattern=compile_(r"(?<![\w'-])(?P<fait>article\s(?:\d{1,2}(?:er)?|premier|unique))\s?[:.–-]"),
        read=_capital(PartKind.article),
        source=_OBSERVED,
        examples=("[Article 1er]{article} : D'approuver", "[ARTICLE 2]{article} - FIXE"),
        refuses=("l'article 2 : la redevance",),
        cues=("article",),
    ),
    Rule(
        id="partie.signature",
        within=ACT,
        pattern=compile_(
            r"""(?<![\w'-])(?P<fait>pour\s(?:extrait|copie|expedition|ampliation)\b|(?:ainsi\s)?fait\s(?:et\sdelibere
                |a\s[a-z-]{2,40},?\sle|les?\sjours?)|signe\selectroniquement|extrait\scertifie
            |au\sregistre\s(?:sont|suivent)|suivent\sles\ssignatures|delibere\sen\sseance\sles|(?:le|la)\s(?:maire
            |president[e]?)\scertifie)"""
        ),
        read=lambda match: PartKind.foot,
        source="CGCT art. L2121-23",
        examples=("[Pour extrait]{signature} conforme", "[Ainsi fait et délibéré]{signature} les jour"),
        refuses=("fait à la demande",),
        cues=("pour ", "fait", "signe ele", "extrait cert", "au registre", "signatures", "delibere en", "certifie"),
        reach=(40, 70),
    ),
)

MEASURES: Rule[str] = Rule(
    id="partie.mesure",
    within=ACT,
    pattern=compile_(
        r"""(?<![\w'])(?P<fait>(?P<verbe>approuve|autorise|decide|adopte|valide|fixe|accorde|attribue|alloue|octroie|abroge
            |impute|dit|precise|designe|prend\sacte|donne\s(?:pouvoir|mandat|un\savis|son\saccord|delegation|acte)
            |charge|sollicite|accepte|s'engage|inscrit|declare|emet|demande|confirme|modifie|cree|institue|vote
            |mandate|renouvelle|habilite|affecte|subordonne|indique|renonce|retient|cede|acquiert
        |(?:d'|de\s)?(?:abroger|approuver|autoriser|adopter|valider|fixer|accorder|attribuer|allouer|octroyer|imputer|designer
        |prendre\sacte|donner|charger|solliciter|accepter|s'engager|inscrire|declarer|emettre|demander|confirmer
        |modifier|creer|instituer|voter|mandater|renouveler|habiliter|affecter|renoncer|retenir|ceder|acquerir|verser
        |prelever|lancer|signer|confier|proceder|engager|preciser|percevoir|proclamer|informer|supprimer|decider|louer
        |dire)
        |(?<=sera\s)(?:imputee|prelevee|inscrite)|(?<=seront\s)(?:imput|prelev|inscrit)e{1,2}s)\b)"""
    ),
    read=lambda match: infinitive(match.folded("verbe")),
    source=_OBSERVED,
    examples=(
        "- [APPROUVE]{approuver} le projet",
        "[D'autoriser]{autoriser} le Président",
        "[autorise]{autoriser} le versement",
    ),
    refuses=("l'approbation du projet",),
)

_IRREGULAR = {
    "dit": "dire", "prend acte": "prendre acte", "inscrit": "inscrire", "s'engage": "s'engager", "retient": "retenir",
    "emet": "émettre", "renouvelle": "renouveler", "acquiert": "acquérir", "octroie": "octroyer", "emettre": "émettre",
    "designe": "désigner", "designer": "désigner", "decide": "décider", "decider": "décider", "declare": "déclarer",
    "declarer": "déclarer", "cree": "créer", "creer": "créer", "cede": "céder", "ceder": "céder", "precise": "préciser",
    "preciser": "préciser", "acquerir": "acquérir", "proceder": "procéder", "prelever": "prélever",
}  # fmt: skip


def infinitive(words: str) -> str:
    """The verb of a measure in the infinitive, with its accents: « autorise » → "autoriser"."""
    verb = " ".join(words.removeprefix("d'").removeprefix("de ").split())
    for passive, active in (("imput", "imputer"), ("prelev", "prélever"), ("inscrit", "inscrire")):
        if verb.startswith(passive) and verb not in ("impute", "imputer", "prelever"):
            return active
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    head, _, rest = verb.partition(" ")
    head = _IRREGULAR.get(head, head + "r" if head.endswith("e") else head)
    return f"{head} {rest}".strip()
