"""Who signs: the words before the name at the foot of an act."""

from __future__ import annotations

from registre.extraction.patterns import compile_
from registre.extraction.rule import Rule
from registre.extraction.rules.session import Side

FOOT = frozenset({"signature"})
_OBSERVED = "CGCT art. L2121-23; layouts observed 2024-2026"

SIGNATURES: tuple[Rule[Side], ...] = (
    Rule(
        id="signature.electronique",
        within=FOOT,
        pattern=compile_(r"\bsigne\selectroniquement\spar\s?:?\s{0,2}"),
        read=lambda match: Side.after,
        source=_OBSERVED,
        examples=("[Signé électroniquement par : ]{after}Ida LILAS",),
        refuses=("document signé par le maire",),
        cues=("signe",),
    ),
    Rule(
        id="signature.fonction",
        within=FOOT,
        pattern=compile_(
            r"""\b(?:(?:le|la|m\.\sle|mme\sla|monsieur\sle|madame\sla|madame\sle|pour\sle|pour\sla)\s(?:maire|president|presidente|vice-presidente?|secretaire(?:\sde\sseance)?)\b
            (?:\sde\s[a-z' -]{2,50}?)?)\s?,?\s{0,2}(?:signe\s)?[,:.]?\s{0,2}"""
        ),
        read=lambda match: Side.after,
        source=_OBSERVED,
        examples=("Pour extrait,\n[Le Président,\n]{after}Paul ORME", "[Le Maire, ]{after}Ida LILAS"),
        refuses=("un maire",),
        cues=("maire", "president", "secretaire"),
    ),
)
