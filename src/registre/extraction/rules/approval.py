"""The approval of the minutes of the last session, as its sentence says it: no heading stands over it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from registre.extraction.patterns import compile_
from registre.extraction.rule import Match, Placed, Rule


@dataclass(frozen=True, slots=True)
class Approval:
    """What is approved, in the words of the text, and where they stand: what serves as a title."""

    words: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.words


_PARTS = {
    "minutes": r"(?:proces[- –]*verba(?:l|ux)|comptes?[- ]rendus?|pv)",
    "approved": r"(?:adopte|approuve|valide|arrete)",
    "was": r"(?:est|sont|a\sete|ont\sete)",
    "vote": r"(?:a\sl'\s?unanimite|a\sla\smajorite|par\b)",
}
_GROUPS = ("quoi_g", "quoi", "quoi_b", "quoi_c", "quoi_d", "quoi_e", "quoi_f")
_ACTION = re.compile(r"\b(?:adoption|approbation|validation|arret)\s(?:du|des|de\sla)\s$")


def _approved(match: Match) -> Placed[Approval]:
    """The minutes that are approved, with the noun of the action before them."""
    group = next(name for name in _GROUPS if match.found.start(name) >= 0)
    start, end = match.found.span(group)
    if lead := _ACTION.search(match.found.string[max(0, start - 40) : start]):
        start -= len(lead.group())
    return Placed(Approval(match.flow[start:end], start, end), *match.found.span())


APPROVAL: Rule[Approval] = Rule(
    id="acte.proces-verbal",
    within=frozenset({"acte"}),
    pattern=compile_(
        r"""
        # « … soumet le procès-verbal du 3 mai à l'approbation du conseil. Celui-ci est adopté à l'unanimité. »
        (?P<quoi_g>{minutes}\s(?:de\sla\s(?:seance|reunion)|du)\s[^.;:\n]{4,80}?)(?:\s(?:a\sl'approbation|aux?\sv[a-z]{2,6})[^.;:\n]{0,50})?\.\s
            (?:[^.;:\n]{0,60}?\b(?:celui-ci|ceux-ci|ce\sdernier|il|l[ea]s?\s{minutes})\s(?:[^.;:\n]{1,60}?\s)?{was}\s{approved}[es]{0,2}\s{vote}
            |l[ea]s?\s(?:conseil|assemblee|bureau|comite|membres)[^.;:\n]{0,40}?\s{approved}(?:nt)?,?\s{vote}(?:,?\sl[ea]s?\s{minutes})?)
        # « Approbation du procès-verbal du 3 mai : adopté à l'unanimité »
        |(?P<quoi>(?:approbation|adoption|validation|arret)\s(?:du\s|des\s|de\sla\s){minutes}\b[^.;:\n]{0,110}?)
            (?:\n|\s?[.:>–-]\s?|\s)(?:(?:l[ea]s?\s)?{minutes}\s{was}\s|l[ea]\s(?:conseil|bureau|comite)\s(?:[a-z]{4,14}\s)?)?
            (?:{approved}|approbation|adoption)[es]{0,2}\s{vote}
        # « Le procès-verbal du 3 mai est adopté à l'unanimité »
        |(?P<quoi_e>(?:l[ea]s?\s)?{minutes}\b(?:(?!proces|compte|pv\b)[^.;:]){0,90}?(?:\sces\s[^.;:]{0,40})?)
            \s(?:ne\sdonne(?:nt)?\slieu\sa\saucune\s[a-z]{6,12}\set\s|n'appel[^.;:]{6,40}\set\s)?
            {was}\s{approved}[es]{0,2}\s{vote}
        # « à l'unanimité, approuve le procès-verbal du 3 mai »
        |(?:a\sl'\s?unanimite|apres\sen\savoir\sdelibere),?\s(?:de\s)?(?:a\sl'\s?unanimite,?\s)?
            (?:{approved}|decide\sd\w*\s(?:de\s)?(?:valider|approuver|adopter))r?\s
            (?P<quoi_b>(?:les?\s)?{minutes}\b[^.;:]{0,90}?)(?=[.;:,]|\s(?:sans|tel)|$)
        # « adoptent à l'unanimité le procès-verbal du 3 mai »
        |{approved}nt?\sa\sl'\s?unanimite,?\s(?:le|les)\s
            (?P<quoi_f>{minutes}\b[^.;:\n]{0,90}?)(?=[.;:,\n]|\s(?:sans|tel)|$)
        # « décide à l'unanimité de valider le compte rendu »
        |decide\sa\sl'\s?unanimite\sde\svalider\s(?P<quoi_c>le\s(?:proces[- ]verbal|compte[- ]rendu)[^.;:]{0,70})
        # « Validation des procès-verbaux … Les membres présents … à l'unanimité »
        |(?P<quoi_d>validation\sdes\sproces[- ]verbaux[^.;]{0,60}?)\s(?:les\smembres[^.;]{0,60}?\sa\sl'unanimite)
        """,
        **_PARTS,
    ),
    read=_approved,
    source="CGCT art. L2121-15; layouts observed 2024-2026",
    examples=(
        "[Approbation du procès-verbal du 3 mai 2022 : adopté à l'unanimité]"
        "{Approbation du procès-verbal du 3 mai 2022}",
        "[Le compte rendu de la séance du 3 mai est approuvé à la majorité]{Le compte rendu de la séance du 3 mai}.",
        "Le Conseil, [à l'unanimité, approuve le procès-verbal du 3 mai]{le procès-verbal du 3 mai}.",
        "Ida LILAS soumet le [procès-verbal de la séance du 3 mai à l'approbation du Conseil. Celui-ci ne donne lieu à "
        "aucune observation et est approuvé à l'unanimité]{procès-verbal de la séance du 3 mai}.",
        "Le Maire soumet au vote le [procès-verbal du 3 mai 2024. Le Conseil approuve à l'unanimité le procès-verbal]"
        "{procès-verbal du 3 mai 2024}.",
        "Point un : [approbation du compte rendu du 3 mai Le Conseil communautaire approuve par]"
        "{approbation du compte rendu du 3 mai} 25 voix",
        "Les élus [adoptent à l'unanimité le PV du 3 mai]{PV du 3 mai}.",
    ),
    refuses=(
        "1. Approbation du procès-verbal de la séance précédente\n2. Tarifs de la cantine",
        "Le procès-verbal est affiché en mairie.",
    ),
    cues=("proces", "compte", "pv"),
)
