"""Money that an act decides to give, money that others give, money that is merely recalled.

A commitment needs a verb that gives, in the dispositif, with an amount and a beneficiary in one
sentence. What is asked from others, received, planned or recalled is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from registre.extraction.matching import last_of
from registre.extraction.numbers import read_amount, read_year
from registre.extraction.patterns import compile_
from registre.extraction.places import proper_case
from registre.extraction.rule import Match, Placed, Rule
from registre.records import CommitmentKind, RecalledAmount, ReceivedFunding

DECISION = frozenset({"acte"})
_LAW = "Loi n° 2000-321 art. 9-1; CGCT art. L1611-4; layouts observed 2024-2026"

_WORDS = {
    "give": r"""(?:attribu|accord|vers(?:e|er|ement)\b|octro|allou|vote[rz]?\b|autorise\s(?:le|l'|la)
        |approuve[rz]?\s(?:le\s|la\s|l'|une?\s)(?:versement|attribution|octroi|paiement|renouvellement|adhesion
            |(?=subvention|participation|contribution|cotisation|aide|avance))
        |(?:paiement|reglement|regler|mandate[rz]?|payer|faire|effectuer)\b|decide\sd|achat\sd|valid|donn(?:e
        |er)\s(?:une|la)|garanti|particip|modifi)""",
    "kind": r"""(?P<sorte>subventions?|cotisations?|adhesions?|participations?|aides?(?:\sfinanciere)?
        |avances?(?:\s(?:remboursable|de\stresorerie|de\scredits))?|garanties?|fonds\sde\sconcours|prix
        |dotations?|contributions?|dons?)""",
    "amount": r"(?:(?:[a-z]{2,12}[ -]){1,9}euros?\s?\(\s?)?(?P<somme>{montant})\s?(?P<unite>{euros}|(?:\.-)?\s?euros)"
    r"(?:\s(?:ht|ttc|nets?)\b)?(?:\s?\((?:[a-z]{2,12}[ -]){1,9}euros?[^()\d]{0,40}\))?\)?",
    "to": r"(?:a\sl'|a\sla\s|aux\s|au\sprofit\s(?:de\sla\s|de\sl'|des\s|de\s|du\s|d')|au\sbenefice\s(?:de\sla\s"
    r"|de\sl'|des\s|de\s|du\s|d')|en\sfaveur\s(?:de\sla\s|de\sl'|des\s|de\s|du\s|d')|aupres\s(?:de\sla\s|de\sl'"
    r"|des\s|de\s|du\s|d')|au\s|a\s)",
    "who": r"(?P<qui>(?:l'|la\s|le\s|les\s)?(?:[^,;:\n(]|\n(?!\n|[-•])){2,110}?(?:\s?\((?!imputation|ligne"
    r"|article|compte|chapitre)[^()]{2,60}\))?)",
    "stop": r"(?=\s?(?:[,;:.](?!\w)|\n\n|$)|\n(?:pour|contre|vote|abstention|adopt|approuv|par)\b|\s(?:d'un\smontant"
    r"|pour|au\stitre|afin|dans\sle\scadre|a\shauteur|selon"
    r"|sous\sreserve|d'une\s|en\svue|correspond|et\sde\s|et\sd'|comme|tel|qui\s|permettant|destine|une\s"
    r"(?:subvention|aide|avance|participation)|par\s(?:l[ea]s?\s|l')|en\s(?:19|20)\d\d|de\s\d|conforme|et\s\d|moyennant"
    r"|soit\b|sous\sforme|sur\s(?:le\sbudget|les\scredits|la\sligne|presentation)|a\sl'occasion|lors\sd|a\scondition"
    r"|a\stitre|cette\sdepense|la\s(?:depense|somme|presente)|les\scredits|unanimite|imputation|adopte|delibere"
    r"|votes?\s?:|dit\sque|autorise\b|approuve\b|charge\sl|article\s\d|pour\sextrait|ne\s(?:prend|prennent)"
    r"|ainsi\sfait|fait\set)|\s?–|\n\s?[-•–*>]|\s[-•*]\s|\s?\((?:imputation|ligne|article|compte|chapitre))",
    "how": r"(?:\s(?:d'un|pour\sun)\smontant(?:\s(?:global|total|maximum|maximal|annuel|previsionnel"
    r"|forfaitaire)){0,2}\s(?:de|a)|\sde|\sa\shauteur\sde|\ss'elevant\sa|\segale\sa|\s:|,?\ssoit"
    r"|,?\spour\s(?:la\ssomme|un\stotal)\sde"
    r"|,?\sd'un\smontant\s(?:total\s|annuel\s|global\s)?de|,?\sd'une\svaleur\sde)",
    "adj": r"(?:\s(?!de\s\d|d'un\smontant|a\shauteur|a\s|au\s|aux\s)(?:[a-z'’«»\"-]{1,24}|20\d\d)){0,8}?",
}
_KINDS = (
    ("cotisation", CommitmentKind.fee),
    ("adhesion", CommitmentKind.fee),
    ("avance", CommitmentKind.advance),
    ("garantie", CommitmentKind.guarantee),
    ("participation", CommitmentKind.contribution),
    ("contribution", CommitmentKind.contribution),
    ("prix", CommitmentKind.prize),
    ("aide", CommitmentKind.aid),
)


@dataclass(frozen=True, slots=True)
class Gift:
    """Money given as one sentence says it; `beneficiary` is None when only the title names it."""

    kind: CommitmentKind
    beneficiary: str | None
    amount: Decimal
    year: int | None = None
    private: bool = False
    """Given to a private person: no name is kept."""

    def __str__(self) -> str:
        return f"{self.kind} {self.beneficiary} {self.amount}"


def kind_of(words: str) -> CommitmentKind:
    return next((kind for start, kind in _KINDS if words.startswith(start)), CommitmentKind.grant)


_ASKED = re.compile(
    r"(?:sollicit|demand(?!e\sau[x]?\s(?:conseil|comite|bureau|membres|elus)|e\sa\sl'assemblee)|percev|recevoir"
    r"|recu[es]?\b|encaiss|deposer|obtenir|obtention|aupres\sde\sl'etat|recette|avait\s|avaient\s"
    r"|pour\smemoire|rappel)(?:(?!\bpropose\b|\bdecide|deliber|\n\n)[^.;]){0,160}$"
)
_PERSON = re.compile(
    r"(?:un|une|des|deux|trois)\s(?:particulier|proprietaire|famille|administre|habitant|etudiant|jeune|menage|foyer)"
    r"|(?:m|mme|mlle|mr|mrs)\.?\s|monsieur\b|madame\b|(?:a\s)?(?:m\.|mme)\set\s"
)
_LEAD = re.compile(r"^(?:l'association|association|la\ssociete|societe|l'|la|le|les|au|aux)\s", re.IGNORECASE)


def beneficiary(words: str) -> str | None:
    """The name of who receives, without article or « l'association »; None when it names nobody."""
    name = " ".join(words.split()).strip(" .,;:–-*")
    name = re.sub(r"^[Ll]['’]\s?", "", name)
    name = re.sub(
        r"^(?:la |le |les )?(?:[Aa]ssociation|[Ss]ociété|SOCIETE|ASSOCIATION)\s(?:dite\s)?(?=[\"«“]?\s?[A-ZÀ-Ý])",
        "",
        name,
    )
    name = re.sub(r"^(?:la|le|les) (?=[A-ZÀ-Ý«])", "", name)
    name = re.sub(
        r"\s(?:moyennant|pour une? (?:montant|cotisation|somme)|d'un montant|à hauteur|au titre)\b.*$", "", name
    )
    if quoted := re.match(r"«\s?([^»]{3,}?)\s?»|[\"“]\s?([^\"”]{3,}?)\s?[\"”]", name):
        name = quoted[1] or quoted[2]
    name = name.strip(' "“”')
    if name.startswith("«") and name.endswith("»"):
        name = name.strip("«» ")
    if not name or (
        not any(char.isupper() for char in name) and not re.match(r"budget annexe|coopérative|collège|école", name)
    ):
        return None
    return name


_SENTENCE = re.compile(r"^(?:vu|consid[ée]rant)\s|[a-zà-ÿ]{3}\s?[.;]$|\d\s?(?:€|euros?\b)|@", re.IGNORECASE)


def is_sentence(cell: str) -> bool:
    """Whether the words of a cell are a sentence that stands between two rows, not a name: it may tell of anybody."""
    return _SENTENCE.search(cell.strip()) is not None


_NOT = re.compile(
    r"(?:\bne\spas|\bn'est\spas|\bn'a\spas|\brefus[a-z]{0,4}|\brejet[a-z]{0,4}|\bs'oppose\sa"
    r"|annul[a-z]{1,4})(?:\s[a-z']{1,14}){0,5}\s?[a-z']{0,3}$"
)
_OTHERS = re.compile(
    r"\b(?:de\sl'etat|de\sla\sregion|du\sdepartement|du\sconseil\s(?:departemental|regional|general)"
    r"|de\sla\scaf|de\sl'europe|de\sl'agence"
    r"|des?\s(?:usagers|familles|parents|entreprises|communes|habitants|proprietaires)|de\sl'ademe|du\sfeder)\b"
)
_EACH = re.compile(
    r"\s?(?:par|/)\s?(?:eleve|enfant|habitant|jour|repas|heure|personne|logement|famille|agent|foyer|m2|m²"
    r"|metre|hectare|km|licencie|adherent|participant|nuit)"
)


def _gift(match: Match) -> Placed[Gift] | None:
    folded = match.found.string
    before = folded[max(0, match.found.start() - 200) : match.found.start()]
    ahead = match.folded("avant") if "avant" in match.found.re.groupindex else ""
    if _ASKED.search(before) or _ASKED.search(ahead) or _NOT.search(before) or re.search(r"\bpas\s", ahead):
        return None
    between = folded[match.found.start("sorte") : min(match.found.span("qui")[0], match.found.end("sorte") + 60)]
    if _OTHERS.search(between) or _EACH.match(folded, match.found.end("somme") + len(match.folded("unite")) + 1):
        return None
    if re.match(r"\s?par\s(?:l[ea]\s|l')", folded[match.found.end() : match.found.end() + 10]):
        return None
    amount = read_amount(match.folded("somme"))
    who = beneficiary(match["qui"])
    private = bool(_PERSON.match(match.folded("qui").strip()))
    if not amount or (who is None and not private):
        return None
    start, end = match.found.span("fait")
    after = folded[match.found.start() : match.found.end() + 120]
    year = re.search(r"(?:annee|exercice|en|pour)\s((?:19|20)\d\d)\b", after)
    kind = kind_of(match.folded("sorte"))
    gift = Gift(kind, None if private else who, amount, read_year(year[1]) if year else None, private)
    return Placed(gift, start, end)


GIFTS: tuple[Rule[Gift], ...] = (
    Rule(
        id="argent.somme-a-qui",
        within=DECISION,
        pattern=compile_(
            r"\b{give}(?P<avant>(?:[^.;\n]|\n(?!\n|[-•])){0,90}?)"
            r"(?P<fait>\b{kind}{adj}{how}\s{amount}\s{to}{who}){stop}",
            **_WORDS,
        ),
        read=_gift,
        source=_LAW,
        examples=(
            "autorise le versement d'une [subvention de 20 000 € à Orméa]"
            "{subvention Orméa 20000.0}, au titre de l'action",
            "approuve le versement d'une [subvention de fonctionnement à hauteur de 90 000 € à l'association LILAS]"
            "{subvention LILAS 90000.0}, pour l'année 2023",
            "AUTORISE l'achat d'une [cotisation annuelle pour l'année 2021 à hauteur de 2 880 € auprès de Val "
            "Orme Industries]{cotisation Val Orme Industries 2880.0} ;",
            "attribue une [subvention de 800 € à Mme Ida LILAS]{subvention None 800.0} pour sa façade",
            "verse une [subvention de deux mille euros (2 000 €) à LILAS]{subvention LILAS 2000.0}.",
            "décide de faire un [don de 500 € à la Croix des Lilas]{subvention Croix des Lilas 500.0}.",
            "verse une [participation de 900 € au Syndicat des Ormes]{participation Syndicat des Ormes 900.0} "
            "(imputation 65)",
        ),
        refuses=(
            "sollicite une subvention de 20 000 € à la Région",
            "la subvention de 20 000 € versée",
            "décide de ne pas attribuer de subvention de 500 € à LILAS.",
            "verse une participation de 30 € par élève à l'école Les Lilas.",
        ),
        cues=(
            "subvention",
            "cotisation",
            "participation",
            "aide",
            "avance",
            "fonds de concours",
            "prix",
            "adhesion",
            " don ",
            "contribution",
            "garanti",
        ),
    ),
    Rule(
        id="argent.a-qui-somme",
        within=DECISION,
        pattern=compile_(
            r"\b{give}(?P<avant>(?:[^.;\n]|\n(?!\n|[-•])){0,90}?)(?P<fait>\b{kind}{adj}\s{to}{who}{how}\s{amount})",
            **_WORDS,
        ),
        read=_gift,
        source=_LAW,
        examples=(
            "autorise le versement d'une [subvention à Lilania d'un montant global de 35 000 €]"
            "{subvention Lilania 35000.0} pour l'année 2022",
        ),
        refuses=("demande une subvention à la Région d'un montant de 35 000 €",),
        cues=("subvention", "cotisation", "participation", "aide", "avance", "fonds de concours", "prix", "adhesion"),
    ),
    Rule(
        id="argent.qui-recoit",
        within=DECISION,
        pattern=compile_(
            r"\b{give}[a-z]{0,8}(?P<avant>)(?P<fait>\s{to}{who},?\s(?:d'une\s|d'un\s|une\s|un\s|la\s|le\s|sa\s)"
            r"{kind}(?:[^.;\n€]|\n(?!\n|[-•])){0,70}?{how}\s{amount})",
            **_WORDS,
        ),
        read=_gift,
        source=_LAW,
        examples=(
            "décide d'attribuer[ à l'association LILAS une subvention d'un montant de 25 000 euros]"
            "{subvention LILAS 25000.0} en projet",
            "D'accorder[ au budget annexe « Eau » une avance du budget principal pour un montant de 250 000€]"
            "{avance budget annexe « Eau » 250000.0}.",
            "- de verser[ à LILAS, une subvention annuelle d'un montant de 38 500 €]{subvention LILAS 38500.0} au",
            "AUTORISE le versement[ à l'association « Les Ormes » d'une subvention d'un montant global de 500 €]"
            "{subvention Les Ormes 500.0}",
        ),
        refuses=("demander à la Région une subvention de 25 000 €",),
        cues=("subvention", "cotisation", "participation", "aide", "avance", "fonds de concours", "prix"),
    ),
    Rule(
        id="argent.est-attribuee",
        within=DECISION,
        pattern=compile_(
            r"\b(?P<fait>{kind}{adj}{how}\s{amount}\s(?:est|sera|soit)\s(?:ainsi\s|donc\s)?(?:attribu|accord"
            r"|allou|vers|octroy|vot)ee?s?"
            r"\s{to}{who}){stop}",
            **_WORDS,
        ),
        read=_gift,
        source=_LAW,
        examples=(
            "Article 1 : une [subvention de 4 000 € est attribuée à l'association LILAS]{subvention LILAS 4000.0}.",
        ),
        refuses=(
            "la subvention de 4 000 € est accordée à LILAS par la Région",
            "pour mémoire, une subvention de 4 000 € est versée à LILAS",
        ),
        cues=(
            "subvention",
            "cotisation",
            "participation",
            "aide",
            "avance",
            "fonds de concours",
            "prix",
            "contribution",
        ),
    ),
    Rule(
        id="argent.somme",
        within=DECISION,
        pattern=compile_(
            r"\b(?:attribu|accord|vers|octro|allou|mandat|donn|regl)[a-z]{1,5}\s(?P<fait>(?:la"
            r"|une)\s(?P<sorte>somme)\sde\s{amount}"
            r"\s{to}{who}){stop}(?P<suite>[^.;€\n]{0,110})",
            **_WORDS,
        ),
        read=lambda match: _sum(match),
        source=_LAW,
        examples=(
            "accepte de verser [la somme de 250 € à l'association « Les Ormes »]{subvention Les Ormes 250.0} à "
            "titre de "
            "subvention",
            "mandater [la somme de 1 000 € au profit de l'association Lilas]{subvention Lilas 1000.0}.",
        ),
        refuses=(
            "verser la somme de 300 € à l'étude de Me ORME pour les frais d'acte",
            "verser la somme de 300 € à Lilas TP.",
        ),
        cues=("somme de",),
        reach=(24, 420),
    ),
    Rule(
        id="argent.fixe-a",
        within=DECISION,
        pattern=compile_(
            r"\bfix(?:e|er|ant)\s(?P<fait>(?:le\smontant\sde\s)?(?:la\s|sa\s"
            r"|l')?{kind}{adj}\s{to}{who}\sa\s(?:la\ssomme\sde\s)?{amount})",
            **_WORDS,
        ),
        read=_gift,
        source=_LAW,
        examples=(
            "fixe [le montant de la subvention 2023 à l'OGEC des Ormes à 14 300 €]{subvention OGEC des Ormes 14300.0}.",
        ),
        refuses=("fixe la participation des familles à 30 € par enfant", "fixe la participation à 150 € par élève"),
        cues=("fixe", "fixant"),
        reach=(2, 420),
    ),
    Rule(
        id="argent.adherer",
        within=DECISION,
        pattern=compile_(
            r"\b(?:adherer|(?:re)?adhesion(?:\sde\s(?:la\s)?[a-z-]{3,20})?)\s(?P<fait>{to}{who}(?:,|\set)\s"
            r"(?:(?:de\s|le\s|a\s)?(?:verser|versement|regler|reglement|payer|paiement)|s'acquitter|acquitter|dont)"
            r"[^.;€\d\n]{0,30}?\b(?P<sorte>cotisation)(?:[^.;€\d]|(?:19|20)\d\d){0,60}?{how}\s{amount})",
            **_WORDS,
        ),
        read=_gift,
        source=_LAW,
        examples=(
            "décide d'adhérer [à l'association Sites des Ormes et de verser une cotisation annuelle de 350 €]"
            "{cotisation Sites des Ormes 350.0}.",
            "l'adhésion de la commune [à l'AMO 99 et le versement de la cotisation d'un montant de 412,50 €]"
            "{cotisation AMO 99 412.50}.",
        ),
        refuses=("adhérer au groupement et de verser 350 €",),
        cues=("adher", "adhesion"),
        reach=(4, 560),
    ),
    Rule(
        id="argent.fixe",
        within=DECISION,
        pattern=compile_(
            r"\bfix(?:e|er|ant)\s(?:donc\s)?(?P<fait>a\s(?:la\ssomme\sde\s)?{amount}\s(?:le\smontant\sde\s)?"
            r"(?:la\s|sa\s"
            r"|l'|une\s){kind}{adj}\s{to}{who}){stop}",
            **_WORDS,
        ),
        read=_gift,
        source=_LAW,
        examples=(
            "de fixer [à 1 250 € le montant de la subvention versée à LILAS]{subvention LILAS 1250.0} pour 2022",
            "fixe [à 900 euros la participation 2021 versée au Syndicat des Ormes]"
            "{participation Syndicat des Ormes 900.0}.",
        ),
        refuses=("fixe à 900 euros le loyer versé à LILAS",),
        cues=("fixe", "fixant"),
        reach=(2, 420),
    ),
    Rule(
        id="argent.garantie",
        within=DECISION,
        pattern=compile_(
            r"\baccord[a-z]{1,4}\s(?P<fait>(?:sa\s|la\s|une\s)?(?P<sorte>garantie)(?:[^.;€]|\n(?!\n)|\."
            r"(?=\d)){0,260}?\bmontant"
            r"(?:\s(?:total|global|maximum|maximal|initial)){0,2}\sde\s{amount},?"
            r"(?:\s(?:a\s)?(?:souscri(?:t|re)|contracte(?:r)?|emis)(?:e|s)?\spar\s){who})"
            r"(?=\s?(?:[,;:.](?!\w)|\n|$)|\s(?:aupres|pour|selon|dans|destine|au\stitre))",
            **_WORDS,
        ),
        read=lambda match: _guarantee(match),
        source="CGCT art. L2252-1",
        examples=(
            "d'accorder [sa garantie à hauteur de 100 % pour le remboursement d'un prêt d'un "
            "montant total de 304 000 € "
            "souscrit par SA HLM Le Toit des Ormes]{garantie SA HLM Le Toit des Ormes 304000.0}",
            "Vu le contrat de prêt signé entre ORMES HABITAT, ci-après l'emprunteur, et la banque ; accorde [sa "
            "garantie à "
            "hauteur de 50 % pour le remboursement d'un prêt d'un montant total de 90 000 € souscrit par l'Emprunteur]"
            "{garantie ORMES HABITAT 90000.0} auprès",
        ),
        refuses=("accorde sa garantie à hauteur de 50 %",),
        cues=("garantie",),
        reach=(24, 560),
    ),
    Rule(
        id="argent.adhesion-moyennant",
        within=DECISION,
        pattern=compile_(
            r"\b(?P<fait>adhesion\s{to}{who},?\s(?:pour|moyennant|avec|contre)\s(?:une\s|la\s|le\spaiement\sd'une\s)"
            r"(?P<sorte>cotisation|adhesion|participation){adj}{how}\s{amount})",
            **_WORDS,
        ),
        read=_gift,
        source=_LAW,
        examples=(
            "approuve l'[adhésion à Réseau des Ormes pour une cotisation annuelle de 250 €]"
            "{cotisation Réseau des Ormes 250.0}",
        ),
        refuses=("adhésion à la compétence pour une durée annuelle de 3 ans",),
        cues=("adhesion",),
        reach=(2, 460),
    ),
    Rule(
        id="argent.avance-budget",
        within=DECISION,
        pattern=compile_(
            r"\b(?P<fait>(?P<sorte>avance)[^.;]{0,60}?\sau\s(?P<qui>budget\sannexe\s[^,;.(]{2,60}?){how}\s{amount})",
            **_WORDS,
        ),
        read=_gift,
        source="CGCT art. R2221-70",
        examples=(
            "une [avance de trésorerie du budget principal au budget annexe Cœur de ville d'un montant maximum "
            "de 50.000 €]"
            "{avance budget annexe Cœur de ville 50000.0} (imputation",
        ),
        refuses=("l'avance au titulaire du marché de 50 000 €",),
        cues=("avance",),
    ),
)


_BORROWER = re.compile(
    r"\b(?:signee?\sentre\s?:?\s{0,2}|demande\s(?:formulee\s|presentee\s)?par\s"
    r"|conclu\sentre\s)(?P<nom>[^;:.\n]{3,80}?)[\s,(]{1,3}"
    r"(?:ci-apres\s)?(?:denommee?\s|designee?\s)?[«\"]?\s?l'\s?emprunteur"
)


def _guarantee(match: Match) -> Placed[Gift] | None:
    """A guarantee; « l'Emprunteur » is who the loan contract calls so, in the act itself."""
    if not re.match(r"l'\s?emprunteur", match.folded("qui")):
        return _gift(match)
    text, start = match.found.string, max(0, match.found.start() - 4000)
    said = last_of(_BORROWER.finditer(text, start, match.found.start()))
    name = beneficiary(match.flow[slice(*said.span("nom"))]) if said else None
    amount = read_amount(match.folded("somme"))
    if name is None or not amount:
        return None
    return Placed(Gift(CommitmentKind.guarantee, name, amount), *match.found.span("fait"))


_NON_PROFIT = re.compile(
    r"\bassociation|\bcomite\sdes|\bamicale|\bclub\b|\bsecours\b|\bcroix|\bprotection\scivile|\bfoyer\b"
    r"|\bccas\b|\bcooperative|\becole\b|\bcollege\b"
)


def _sum(match: Match) -> Placed[Gift] | None:
    """« verser la somme de … »: a grant when the sentence says so or its beneficiary can only be given to."""
    gift = _gift(match)
    if gift is None:
        return None
    said = re.search(
        r"\b(subvention|cotisation|participation|aide|don|prix)s?\b",
        match.folded("suite") + " " + match.found.string[max(0, match.found.start() - 120) : match.found.start()],
    )
    if not said and not _NON_PROFIT.search(match.folded("qui")):
        return None
    kind = kind_of(said[1]) if said else CommitmentKind.grant
    return Placed(replace(gift.value, kind=kind), gift.start, gift.end)


MORE_GIFTS = compile_(
    r"(?:,\s?(?:et\s)?|\set\s|\s?;\s?)(?:(?:d')?une\s(?:subvention|aide|somme|participation)\s)?(?:de\s"
    r"|d'un\smontant\sde\s)?(?P<fait>{amount}\s{to}{who}){stop}",
    **_WORDS,
)
"""The next « 300 € à l'Amicale » of a sentence that began with « une subvention de 500 € à … »."""

_NOBODY = re.compile(
    r"\W*(?:montant|total|sous-total|cout|prix|depense|recette|solde|reste|budget|article|chapitre|compte"
    r"|tranche|loyer|tarif|tva|autofinancement"
    r"|etat\b|region\b|departement\b|detr|dsil|subvention|participation|cotisation|section|excedent|deficit"
    r"|taux|frais|capital|fonctionnement|investissement)"
)


def _listed(match: Match) -> Placed[Gift] | None:
    """A line « Nom : montant » under words that say what kind of money it is."""
    folded = match.found.string
    lead = folded[max(0, match.found.start() - 1600) : match.found.start()]
    kinds = list(re.finditer(r"\b(subvention|participation|cotisation|adhesion|aide)s?\b", lead))
    amount = read_amount(match.folded("somme"))
    who = beneficiary(re.sub(r"\s?\([^()]*\)\s*$", "", match["qui"]))
    if (
        not kinds
        or not amount
        or who is None
        or re.search(r"\brappel\b(?:(?!\n\n)[^.]){0,400}$", lead[-400:])
        or _NOBODY.match(match.folded("qui"))
    ):
        return None
    start, end = match.span
    return Placed(Gift(kind_of(kinds[-1][1]), who, amount), start, end)


def _membership(match: Match) -> Placed[Gift] | None:
    amount, who = read_amount(match.folded("somme")), beneficiary(match["qui"])
    start, end = match.span
    return Placed(Gift(CommitmentKind.fee, who, amount), start, end) if amount and who else None


def _sum_alone(match: Match) -> Placed[Gift] | None:
    """A sum that is given to whom the title names; the sentence itself names nobody."""
    folded = match.found.string
    before = folded[max(0, match.found.start() - 200) : match.found.start()]
    amount = read_amount(match.folded("somme"))
    after = match.found.end("somme") + len(match.folded("unite")) + 1
    if not amount or _ASKED.search(before) or _NOT.search(before) or _EACH.match(folded, after):
        return None
    return Placed(Gift(kind_of(match.folded("sorte")), None, amount), *match.span)


SUM_ALONE: Rule[Gift] = Rule(
    id="argent.du-titre",
    within=DECISION,
    pattern=compile_(
        r"""\b(?:attribu|accord|vers|octro|allou|vot)(?:e[rz]?|ement|ion|oi|oyer?|ent)?\s(?:de\s|d')?
            (?:a\s(?:cette|l')\s?association\s)?
            (?P<fait>(?:une?|la|cette)\s(?P<sorte>subvention|aide|participation|cotisation|contribution|don)
            (?:\s(?!de\s|d'|a\s|au\s|aux\s)[a-z-]{3,20}){0,3}{how}\s{amount})""",
        **_WORDS,
    ),
    read=_sum_alone,
    source=_LAW,
    examples=(
        "Il est proposé d'accorder [une subvention de 100 €]{subvention None 100.0}.",
        "décide de verser [une aide exceptionnelle d'un montant de 250 €]{aide None 250.0}",
    ),
    refuses=(
        "sollicite le Département pour lui attribuer une subvention de 100 €",
        "accorde une participation de 30 € par élève",
        "la subvention de 100 € est inscrite",
    ),
    cues=("subvention", "aide", "participation", "cotisation", "contribution", " don "),
)

LISTED_GIFTS: tuple[Rule[Gift], ...] = (
    Rule(
        id="argent.liste",
        within=DECISION,
        pattern=compile_(
            r"""(?:^|\n)\s?(?:[-•–*]\s?)?(?P<fait>(?P<qui>[^\n:€=(]{2,90}?(?:\s\([^()\n]{2,60}\))?)\s?:\s?
                (?:proposition[^\n:]{0,30}attribution[^\n:\d]{0,40})?{amount})(?=\s?(?:[.;,\n]|$))""",
            **_WORDS,
        ),
        read=_listed,
        source=_LAW,
        examples=(
            "décide de verser les subventions suivantes :\n- [Amicale des Lilas : 230 €]"
            "{subvention Amicale des Lilas 230.0}\n",
            "modifier la participation comme suit :\n- [ORMEPOL (imputation 65_65548) : 3.856,50 €]"
            "{participation ORMEPOL 3856.50}\n",
        ),
        refuses=("Le montant des travaux :\n- Gros œuvre : 230 €\n",),
        cues=("€", "euro"),
    ),
)

MEMBERSHIPS: tuple[Rule[Gift], ...] = (
    Rule(
        id="argent.adhesion",
        within=DECISION,
        pattern=compile_(
            r"""\badhesion\sa\s(?P<fait>(?:l'association\s|la\s|le\s|l'
                |au\s)?(?P<qui>[^.;:\n=€]{3,70}?)\s?[=:]\s?{amount})
            |\b(?P<fait_b>(?:l'association\s(?:de\sla\s|de\sl'|du\s|des\s)?
            |la\s)(?P<qui_b>[^.;:\n€,]{3,70}?),?\sa\s(?:augmente|porte|fixe)\ssa\scotisation(?:[^.;]
            |\.(?=\d)){0,90}?\sa\s(?P<somme_b>{montant})\s?{euros})""",
            **_WORDS,
        ),
        read=lambda match: _membership(match) if match.folded("somme") else _raised(match),
        source=_LAW,
        examples=(
            "Adhésion à [l'association verger des Ormes= 30€]{cotisation verger des Ormes 30.0}/an",
            "que [l'association de la Fondation des Lilas, a augmenté sa cotisation annuelle passant de 50.00 € "
            "en 2009 à 75.00 €]"
            "{cotisation Fondation des Lilas 75.00} en 2018",
        ),
        refuses=("adhésion à la compétence éclairage",),
        cues=("adhesion", "cotisation"),
    ),
)


def _raised(match: Match) -> Placed[Gift] | None:
    amount, who = read_amount(match.folded("somme_b")), beneficiary(match["qui_b"])
    start, end = match.span
    return Placed(Gift(CommitmentKind.fee, who, amount), start, end) if amount and who else None


def _received(match: Match) -> ReceivedFunding | None:
    amount = read_amount(match.folded("somme"))
    payer = beneficiary(match["payeur"])
    return ReceivedFunding(payer, amount) if payer and amount else None


_PAYS = re.compile(
    r"\s(?:attribue|accorde|verse|apporte)\s(?:une\s)?(?:aide|subvention|participation|contribution|dotation)"
)

RECEIVED: tuple[Rule[ReceivedFunding], ...] = (
    Rule(
        id="argent.recu-de",
        within=DECISION,
        pattern=compile_(
            r"""(?P<fait>(?P<payeur>(?:la\s|le\s|l')(?:(?!\sque\s)[^.;,:\n]){4,80}?)\s(?:attribue|accorde|verse
                |apporte|a\s(?:accorde
                |attribue|verse))\s(?:une\s)?(?:aide(?:\sfinanciere)?|subvention|participation|contribution|dotation)
            \s[^.;\n€]{0,60}?(?:d'un\smontant\sde|a\shauteur\sde|de)\s{amount})""",
            **_WORDS,
        ),
        read=_received,
        source="layouts observed 2024-2026",
        examples=(
            "Il est précisé que [la Banque des Lilas attribue une aide financière à Val Orme d'un montant de 20 000 €]"
            "{Banque des Lilas 20000.0} pour",
        ),
        refuses=("le Conseil attribue une médaille",),
        cues=("attribue", "accorde", "verse", "apporte"),
        reach=(110, 500),
    ),
)

_REASONS: tuple[tuple[str, tuple[str, ...], re.Pattern[str] | None], ...] = (
    ("requested", ("sollicit", "demand"), None),
    (
        "past",
        ("l'objet", "permis", "ete", "precedente", "rappel", "19", "20"),
        re.compile(r"\ba\s(?:fait\sl'objet|permis|ete)\b|annee\sprecedente|pour\srappel|\ben\s(?:19|20)\d\d\b"),
    ),
    ("turnover", ("chiffre", "volume"), re.compile(r"chiffre\sd'affaires|volume\sd'achat")),
    ("project", ("cout", "budget", "estim", "travaux", "propos"), None),
    ("project", ("financement",), re.compile(r"plan\sde\sfinancement")),
)
"""Why an amount is recalled, in order: words of which one stands in its sentence, and the phrase they belong to."""
_BEFORE, _AFTER = 220, 60  # characters of a sentence around its amount


def _recalled(match: Match) -> RecalledAmount | None:
    amount = read_amount(match.folded("somme"))
    if not amount or amount < 100:
        return None
    folded, (start, end) = match.found.string, match.found.span()
    begin = _sentence_start(folded, max(0, start - _BEFORE), start)
    return RecalledAmount(amount, _reason(folded[begin : end + _AFTER]))


def _sentence_start(folded: str, floor: int, place: int) -> int:
    """Where the sentence that holds `place` begins, not before `floor`."""
    blank = folded.rfind("\n\n", floor, place)
    floor = blank + 2 if blank >= 0 else floor
    dot = folded.rfind(".", floor + 1, place - 1)
    while dot >= 0:
        if folded[dot + 1].isspace() and (folded[dot - 1].isalpha() or folded[dot - 1] in ")»"):
            return dot + 2
        dot = folded.rfind(".", floor + 1, dot)
    return floor


def _reason(sentence: str) -> str:
    for name, words, phrase in _REASONS:
        if any(word in sentence for word in words) and (phrase is None or phrase.search(sentence)):
            return name
    return "other"


RECALLED: Rule[RecalledAmount] = Rule(
    id="argent.rappele",
    within=DECISION,
    pattern=compile_(r"(?<![\d.,])(?P<fait>(?P<somme>{montant})\s?(?:{euros}))"),
    read=_recalled,
    source="layouts observed 2024-2026",
    examples=("Orméa sollicite un financement de [60 000 €]{60000.0 requested}.",),
    refuses=("une entrée à 3 €",),
    cues=("€", "euro"),
)

__all__ = ["GIFTS", "MORE_GIFTS", "RECALLED", "RECEIVED", "SUM_ALONE", "Gift", "beneficiary", "kind_of", "proper_case"]
