"""Who signs: the words before the name at the foot of an act."""

from __future__ import annotations

from registre.extraction.patterns import compile_
from registre.extraction.rule import Rule
from registre.extraction.rules.session import Side

FOOT = frozenset({"signature"})
_OBSERVED = "CGCT art. L2121-23; layouts observed 2024-2026"

_WORDS = {
    "le": r"(?:le|la|l'|m\.\sle|mme\sla|monsieur\sle|madame\sla|madame\sle|p/\s?le|p\.\s?le|pour\sle|pour\sla)\s?",
    "fonction": r"""(?:maires?(?:\sdelegue)?|presidente?|vice-\s?presidente?|(?:premiere?|[1-9]\s?(?:er|ere|e
        |eme))\s(?:adjointe?|vice-\s?presidente?)|adjointe?(?:\sdeleguee?)?
        |secretaire(?:\sde\s(?:la\s)?seance)?|doyenn?e?(?:\sd'age)?|directeur\sgeneral(?:\sdes\sservices)?
        |directrice\sgenerale(?:\sdes\sservices)?)""",
    "de": r"(?:\s(?:de\sla\s|de\sl'|de\s|du\s|des\s|d')[a-z' -]{2,60}?)?",
}

SIGNATURES: tuple[Rule[Side], ...] = (
    Rule(
        id="signature.electronique",
        within=FOOT,
        pattern=compile_(r"\bsignee?\selectroniquement\spar\s?:?\s{0,2}"),
        read=lambda match: Side.after,
        source=_OBSERVED,
        examples=("[Signé électroniquement par : ]{after}Ida LILAS",),
        refuses=("document signé par le maire",),
        cues=("signe",),
    ),
    Rule(
        id="signature.signe",
        within=FOOT,
        pattern=compile_(r"\b(?:ont\s)?signee?\s?:\s{0,2}(?:{le}{fonction}\s?[,:]?\s{0,2})?", **_WORDS),
        read=lambda match: Side.after,
        source=_OBSERVED,
        examples=("[Signé : ]{after}Ida LILAS, Maire", "[Signé : Le Maire, ]{after}Paul ORME"),
        refuses=("convention signée par le maire",),
        cues=("signe",),
    ),
    Rule(
        id="signature.fonction",
        within=FOOT,
        pattern=compile_(
            r"\b{le}{fonction}\b(?:{de}(?:\s?[,:]\s{0,2}|\s?\n{1,2})|\s)(?:signe\s)?[,:.]?\s{0,2}(?=[^\s,])", **_WORDS
        ),
        read=lambda match: Side.after,
        source=_OBSERVED,
        examples=(
            "Pour extrait,\n[Le Président,\n]{after}Paul ORME",
            "[Le Maire, ]{after}Ida LILAS",
            "[La Présidente de la Communauté de communes,\n]{after}Ida LILAS",
            "[L'adjointe déléguée,\n]{after}Ida LILAS",
        ),
        refuses=("un maire",),
        cues=("maire", "president", "secretaire", "adjoint", "doyen", "direct"),
    ),
    Rule(
        id="signature.nom-puis-fonction",
        within=FOOT,
        pattern=compile_(
            r"(?:,\s{0,2}|\n|\s)(?P<fait>(?:le\s|la\s)?(?:maire|presidente?|vice-\s?presidente?))\b(?=\s?(?:\n"
            r"|$|[.,;]|de\s|du\s|d'))"
        ),
        read=lambda match: Side.before,
        source=_OBSERVED,
        examples=("Pour extrait conforme,\nIda LILAS\n[Maire]{before}\n", "Paul ORME, [Président]{before}"),
        refuses=("Monsieur le maire-adjoint",),
        cues=("maire", "president"),
    ),
)
