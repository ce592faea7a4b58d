"""In what capacity a member sits: the words beside the name, and the heading of the list that holds it."""

from __future__ import annotations

from registre.extraction.patterns import compile_
from registre.extraction.rule import Rule

ROLL = frozenset({"appel"})
FOOT = frozenset({"signature"})
_OBSERVED = "CGCT art. L2122-10, L5211-6, L5211-10; layouts observed 2024-2026"

_WORDS = {
    "rang": r"(?:(?:\d{1,2}\s?(?:er|ere|eme|ieme|nde?|e)|premiere?|deuxieme|seconde?|troisieme|quatrieme)\s)",
    "charge": r"(?:(?:\sau\smaire)?(?:\sdeleguee?)?)",
    "qualite": r"""(?:vice[-\s]?\s?presidente?|presidente?|maire(?:\s(?:adjointe?|deleguee?))?|adjointe?
        |conseiller(?:e)?\s(?:municipale?|communautaire|metropolitaine?|departementale?|regionale?|syndicale?)
        |deleguee?\s(?:titulaire|suppleante?)|suppleante?|titulaire)""",
}

BESIDE: Rule[str] = Rule(
    id="appel.qualite",
    within=ROLL,
    pattern=compile_(
        r"\s?[,(]\s?(?:le\s|la\s)?(?P<fait>{rang}?{qualite}{charge})(?=\s?(?:[,;.)\n–•-]|$|de\s|du\s|d'|et\s))"
        r"(?!\s(?:de\s(?:la\s|cette\s)?(?:seance|commission)|du\sgroupe))",
        **_WORDS,
    ),
    read=lambda match: match["fait"],
    source=_OBSERVED,
    examples=(
        "M. Paul ORME, [1er adjoint]{1er adjoint}, Mme Ida LILAS",
        "Mme Ida LILAS, [suppléante]{suppléante} de M. Paul ORME",
        "Mme Ida LILAS ([4ème Vice-Présidente]{4ème Vice-Présidente})",
    ),
    refuses=("M. Paul ORME, Maire Denis", "Ida LILAS, présidente de séance", "Ida LILAS, présidente du groupe Demain"),
    cues=("president", "maire", "adjoint", "conseiller", "delegue", "suppleant", "titulaire"),
)

BEFORE: Rule[str] = Rule(
    id="signature.qualite",
    within=FOOT,
    pattern=compile_(
        r"(?<!pour\s)(?:\ble\s|\bla\s|\bl')(?P<fait>{rang}?{qualite}{charge})\s?,?\s{0,8}"
        r"(?:m\.|mme|monsieur|madame)?\s?$",
        **_WORDS,
    ),
    read=lambda match: match["fait"],
    source=_OBSERVED,
    examples=("Pour extrait,\nLe [Président]{Président},\n",),
    refuses=("Pour le Président,\n",),
    cues=BESIDE.cues,
)

BELOW: Rule[str] = Rule(
    id="signature.qualite-dessous",
    within=FOOT,
    pattern=compile_(
        r"\s{0,12},?\s{0,2}\n\s{0,4}(?:le\s|la\s)?(?P<fait>{rang}?{qualite}{charge})\s{0,12}(?:\n|$)", **_WORDS
    ),
    read=lambda match: match["fait"],
    source=_OBSERVED,
    examples=("Ida LILAS\n[4ème Vice-Présidente]{4ème Vice-Présidente}\n",),
    refuses=("Ida LILAS\nMaire Denis\n",),
    cues=BESIDE.cues,
)

HEADING: Rule[str] = Rule(
    id="appel.qualite-de-la-liste",
    within=ROLL,
    pattern=compile_(
        r"(?P<fait>(?:deleguee?s|membres|conseillere?s(?:\scommunautaires|\ssyndicaux)?)\s(?:titulaires|suppleants))"
        r"[a-z\s]{0,30}[\s*]{0,4}:"
    ),
    read=lambda match: match["fait"],
    source=_OBSERVED,
    examples=("• [Délégués suppléants]{Délégués suppléants} :", "[Membres titulaires]{Membres titulaires} présents :"),
    refuses=("Nombre de délégués titulaires", "Délégués représentés :"),
    cues=("titulaires", "suppleants"),
)
