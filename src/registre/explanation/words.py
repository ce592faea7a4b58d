"""The words of an explanation, in French and in English."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from registre.messages import Language


class Family(StrEnum):
    """Facts that belong together: they share a colour."""

    identity = "identity"
    people = "people"
    counts = "counts"
    act = "act"
    vote = "vote"
    money = "money"
    parts = "parts"
    names = "names"
    stamp = "stamp"


WORDS: Final[dict[str, tuple[str, str]]] = {
    "document": ("LE DOCUMENT", "THE DOCUMENT"),
    "facts": ("CE QUI A ÉTÉ LU", "WHAT WAS READ"),
    "losers": ("CE QUI A ÉTÉ ÉCARTÉ, CE QUI EST DOUTEUX", "WHAT LOST, WHAT IS IN DOUBT"),
    "absent": ("CE QUI N'A PAS ÉTÉ TROUVÉ", "WHAT WAS NOT FOUND"),
    "counted": (
        "{kind} · {bytes} octets · {acts} délibération(s) · {facts} faits · {losers} écartés ou douteux"
        " · {absent} champs attendus et vides",
        "{kind} · {bytes} bytes · {acts} act(s) · {facts} facts · {losers} lost or in doubt"
        " · {absent} expected fields empty",
    ),
    "nothing_read": ("Aucun fait.", "No fact."),
    "no_loser": ("Rien.", "Nothing."),
    "no_absent": ("Rien ne manque.", "Nothing is missing."),
    "columns": ("n°|champ|valeur|règle|caractères", "no.|field|value|rule|characters"),
    "also": ("aussi", "also"),
    "characters": ("caractères", "characters"),
    "folded": ("[… {count} caractères …]", "[… {count} characters …]"),
    "line": ("ligne {line}, caractère {character}", "line {line}, character {character}"),
    "act": ("délibération {act}", "act {act}"),
    "acts": ("délibérations", "acts"),
    "session": ("séance", "session"),
    "unknown_source": ("(source non déclarée)", "(no source declared)"),
    "for_example": ("par exemple", "for example"),
    "procedure": ("façons de lire sans modèle", "ways of reading without a pattern"),
    "lost": ("lu aussi, écarté", "also read, lost"),
    "instead": ("retenu", "kept"),
    "miss_fits": (
        "cette règle lit ici « {value} », mais ce n'a pas été retenu (autre partie du document, ou contredit)",
        "this rule reads “{value}” here, but it was not kept (another part of the document, or contradicted)",
    ),
    "miss_near": (
        "les mots de cette règle sont là, mais rien de ce qui les entoure n'a été retenu",
        "the words of this rule stand here, but nothing around them was kept",
    ),
    "miss_refused": (
        "les mots de la règle sont là, mais elle refuse ce qu'ils disent",
        "the words of the rule stand here, but it refuses what they say",
    ),
    "miss_words": (
        "des mots de la règle sont là ({words}), mais la phrase n'a pas la forme qu'elle attend",
        "words of the rule stand here ({words}), but the sentence has not the form that it expects",
    ),
    "miss_none": ("aucun mot de ces règles n'est dans le texte", "no word of these rules stands in the text"),
    "ordinary": ("Vides aussi, ce qui est ordinaire", "Also empty, which is ordinary"),
    "how": (
        "[mots]¹² : les mots d'un fait et son numéro ; [mots]? : au plus près d'un fait qui manque.",
        "[words]¹²: the words of a fact and its number; [words]?: nearest to a fact that is missing.",
    ),
}

KINDS: Final[dict[str, tuple[str, str]]] = {
    "extract": ("extrait du registre", "extract of the register"),
    "minutes": ("procès-verbal ou compte rendu", "minutes"),
    "list": ("liste de délibérations", "list of deliberations"),
    "other": ("autre document, sans séance", "another document, no session"),
}

SECTIONS: Final[dict[str, tuple[str, str]]] = {
    "header": ("en-tête", "header"),
    "outside": ("hors acte", "no act"),
    "roll": ("appel", "roll"),
    "body": ("exposé", "body"),
    "visa": ("visa", "visa"),
    "recital": ("considérant", "recital"),
    "operative": ("dispositif", "operative"),
    "article": ("article", "article"),
    "vote": ("vote", "vote"),
    "signature": ("signature", "signature"),
    "stamp": ("cachet", "stamp"),
    "page": ("page", "page"),
}

FAMILIES: Final[dict[Family, tuple[str, str]]] = {
    Family.identity: ("séance", "session"),
    Family.people: ("personnes", "people"),
    Family.counts: ("effectifs", "counts"),
    Family.act: ("acte", "act"),
    Family.vote: ("vote", "vote"),
    Family.money: ("argent", "money"),
    Family.parts: ("parties", "parts"),
    Family.names: ("organismes", "organisations"),
    Family.stamp: ("cachets", "stamps"),
}

SEVERITIES: Final[dict[str, tuple[str, str]]] = {
    "info": ("note", "note"),
    "warning": ("doute", "doubt"),
    "error": ("erreur", "error"),
}


def say(key: str, language: Language, **values: object) -> str:
    """The words `key`, with their values filled in."""
    return in_language(WORDS[key], language).format(**values)


def in_language(pair: tuple[str, str], language: Language) -> str:
    return pair[language == "en"]


def thousands(number: int) -> str:
    """A count as both languages may write it: 12 345, with a no-break space."""
    return f"{number:,}".replace(",", "\u00a0")
