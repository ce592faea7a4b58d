"""A value in a few words for a person to read."""

from __future__ import annotations

import unicodedata
from dataclasses import is_dataclass
from typing import Final

from registre.extraction.rule import show
from registre.messages import Language
from registre.records import (
    Agreement,
    Article,
    Attendance,
    BudgetCharge,
    Commitment,
    Mention,
    Movement,
    Outcome,
    RecalledAmount,
    ReceivedFunding,
    Status,
    Visa,
    Vote,
)

_STATUS: Final[dict[Status, tuple[str, str]]] = {
    Status.present: ("présent", "present"),
    Status.represented: ("représenté", "represented"),
    Status.excused: ("excusé", "excused"),
    Status.absent: ("absent", "absent"),
}
_OUTCOME: Final[dict[Outcome, tuple[str, str]]] = {
    Outcome.adopted: ("adopté", "adopted"),
    Outcome.rejected: ("rejeté", "rejected"),
    Outcome.noted: ("prend acte", "noted"),
    Outcome.postponed: ("reporté", "postponed"),
    Outcome.withdrawn: ("retiré", "withdrawn"),
}
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "proxy": ("pouvoir à", "proxy to"),
    "instead": ("supplée", "stands for"),
    "arrives": ("arrive", "arrives"),
    "leaves": ("part", "leaves"),
    "returns": ("revient", "returns"),
    "act": ("avant l'acte", "before act"),
    "unanimous": ("unanimité", "unanimous"),
    "majority": ("majorité", "majority"),
    "for": ("pour", "for"),
    "against": ("contre", "against"),
    "abstentions": ("abstentions", "abstentions"),
    "secret": ("scrutin secret", "secret ballot"),
    "not_voting": ("ne votent pas", "not voting"),
    "private": ("un particulier", "a private person"),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
}


def shown(value: object, language: Language) -> str:
    """`value` on one line, without control characters."""
    return " ".join(clean(_shown(value, language)).split())


def clean(text: str) -> str:
    """`text` safe for a terminal: nothing that moves the cursor, colours, hides or turns around."""
    if text.isprintable():
        return text
    return "".join(_safe(char) for char in text)


def _safe(char: str) -> str:
    if char in "\n\u2028\u2029\x0c\x0b\x85":
        return "\n"
    if char in "\r\u00ad\ufeff\u200b":
        return ""
    if char == "\t" or unicodedata.category(char) == "Zs":
        return " "
    return "\ufffd" if unicodedata.category(char)[0] == "C" else char


def _shown(value: object, language: Language) -> str:
    match value:
        case bool():
            return _say("yes" if value else "no", language)
        case Attendance():
            return _attendance(value, language)
        case Movement():
            return _movement(value, language)
        case Vote():
            return _vote(value, language)
        case Outcome():
            return _OUTCOME[value][language == "en"]
        case Commitment():
            to = value.beneficiary or (_say("private", language) if value.private else "?")
            parts = [value.kind.value, _money(value.amount_eur), "→", to, f"({value.year})" if value.year else ""]
            return " ".join(part for part in parts if part)
        case ReceivedFunding():
            return f"{value.payer} → {_money(value.amount_eur)}"
        case RecalledAmount():
            return f"{_money(value.amount_eur)} ({value.reason})"
        case BudgetCharge():
            return " · ".join(value.codes) or value.text
        case Article():
            return f"{value.verb} : {value.text}" if value.verb else value.text
        case Visa():
            return f"{value.text} ({value.cited_act})" if value.cited_act else value.text
        case Mention():
            return f"{value.name} ({value.alias})" if value.alias else value.name
        case Agreement():
            return value.title
    return str(value) if is_dataclass(value) else show(value)


def _say(key: str, language: Language) -> str:
    return _WORDS[key][language == "en"]


def _money(amount: object) -> str:
    return f"{amount:,.2f}".replace(",", " ").removesuffix(".00") + " €" if amount is not None else ""


def _attendance(one: Attendance, language: Language) -> str:
    said = [one.name, _STATUS[one.status][language == "en"]]
    for key, other in (
        ("proxy", one.proxy_to),
        ("instead", one.substitute_for),
        ("arrives", one.arrives),
        ("leaves", one.leaves),
    ):
        said += [f"{_say(key, language)} {other}"] if other else []
    return ", ".join(said)


def _movement(one: Movement, language: Language) -> str:
    said = [one.name, " ".join([_say(one.motion.value, language), one.hour or ""]).strip()]
    said += [f"{_say('act', language)} {one.act + 1}"] if one.act is not None else []
    said += [f"{_say('proxy', language)} {one.proxy_to}"] if one.proxy_to else []
    return ", ".join(said)


def _vote(vote: Vote, language: Language) -> str:
    said = [_OUTCOME[vote.outcome][language == "en"]] if vote.outcome else []
    if vote.unanimous is not None:
        said.append(_say("unanimous" if vote.unanimous else "majority", language))
    for key, count in (("for", vote.for_), ("against", vote.against), ("abstentions", vote.abstentions)):
        said += [f"{count} {_say(key, language)}"] if count is not None else []
    for key, names in (
        ("against", vote.against_names),
        ("abstentions", vote.abstention_names),
        ("not_voting", vote.not_voting_names),
    ):
        said += [f"{_say(key, language)} : {', '.join(names)}"] if names else []
    return ", ".join([*said, _say("secret", language)] if vote.secret else said) or "?"
