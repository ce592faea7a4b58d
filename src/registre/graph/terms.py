"""The single gate to RDF: every IRI and literal of the publication is made here, in N-Triples syntax.

What passes can be written to any dump as it is. What could break a file, hide in a page or lie about
its direction is refused (IRIs) or escaped (literals). Lexical forms are ours: no library rewrites them.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final

from registre.errors import RegistreError, UnsafeIri
from registre.graph.pages import Term

XSD: Final = "http://www.w3.org/2001/XMLSchema#"


class UnsafeText(RegistreError):
    """A text holds half a character (a lone surrogate): no encoding can write it."""


_HOST = r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(?::[0-9]{1,5})?"
_PIECE = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+"
_SAFE = re.compile(rf"{_HOST}(?:[/?]{_PIECE})?(?:#{_PIECE})?")
_SAFE_UNICODE = re.compile(
    rf"{_HOST}(?:[/?](?:[^\x00-\x7f]|[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{{2}})*+)?"
    rf"(?:#(?:[^\x00-\x7f]|[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{{2}})*+)?"
)
_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")
_UNSAFE_CATEGORIES: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"})


@lru_cache(maxsize=1 << 14)
def iri(text: str) -> Term:
    """`text` as an IRI term.

    Raises `UnsafeIri` unless it is absolute, http(s), has a plain host, follows RFC 3987, is NFC, and
    holds no control, space, private, format or bidirectional character.
    """
    if _SAFE.fullmatch(text) is None and not _is_safe_unicode(text):
        raise UnsafeIri(f"{text[:200]!a}: not a safe IRI. Give an absolute http(s) address in plain characters.")
    return Term(f"<{text}>")


def mailto(address: str) -> Term:
    """A postal box as a mailto IRI. Raises `UnsafeIri` for anything but one plain address."""
    if _MAIL.fullmatch(address) is None:
        raise UnsafeIri(f"{address[:200]!a}: not a plain mail address.")
    return Term(f"<mailto:{address}>")


def _is_safe_unicode(text: str) -> bool:
    """Letters of any script are allowed after the host; tricks are not."""
    foreign = [letter for letter in text if letter > "\x7f"]
    return (
        bool(foreign)
        and all(unicodedata.category(letter) not in _UNSAFE_CATEGORIES for letter in foreign)
        and not any(_is_noncharacter(ord(letter)) for letter in foreign)
        and unicodedata.is_normalized("NFC", text)
        and _SAFE_UNICODE.fullmatch(text) is not None
    )


def _is_noncharacter(code: int) -> bool:
    """Code points that no IRI may hold: U+FDD0..FDEF, the last two of each plane, specials and tags."""
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or 0xFFF0 <= code <= 0xFFFF or 0xE0000 <= code <= 0xE0FFF


_TO_ESCAPE = re.compile(
    '["\\\\\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff]'
)
_NAMED: Final = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def text(value: str, language: str | None = None) -> Term:
    """`value` as a literal, character for character, with its language when it has one.

    Written escapes are those that JSON shares, so the same term serves both. Raises `UnsafeText`.
    """
    quoted = f'"{_TO_ESCAPE.sub(_escape, value)}"'
    if language is None:
        return Term(quoted)
    if _LANGUAGE.fullmatch(language) is None:
        raise UnsafeText(f"{language!a}: not a language tag. Write it as in « fr ».")
    return Term(f"{quoted}@{language}")


def _escape(found: re.Match[str]) -> str:
    letter = found.group()
    if "\ud800" <= letter <= "\udfff":
        raise UnsafeText(f"U+{ord(letter):04X} at character {found.start()}: half a character cannot be written.")
    return _NAMED.get(letter) or f"\\u{ord(letter):04X}"


def typed(value: bool | int | Decimal | date) -> Term:
    """`value` as xsd:boolean, integer, decimal or date; a decimal keeps the digits it was made of."""
    if type(value) is int:
        return _typed(str(value), "integer")
    match value:
        case bool():
            return _typed("true" if value else "false", "boolean")
        case int():
            return _typed(str(value), "integer")
        case Decimal():
            if not value.is_finite():
                raise UnsafeText(f"{value}: not an amount.")
            return _typed(f"{value:f}", "decimal")
        case date():
            return _typed(value.isoformat(), "date")


def midnight(day: date) -> Term:
    """A day as the moment at which it begins, UTC (xsd:dateTime), for vocabularies that know moments only."""
    return moment(datetime.combine(day, time()))


def moment(when: datetime) -> Term:
    """A moment as xsd:dateTime; `when` has no zone and is UTC."""
    return _typed(f"{when.isoformat()}Z", "dateTime")


def year(value: int) -> Term:
    """A year as xsd:gYear, four digits at least."""
    return _typed(f"{value:04d}", "gYear")


@lru_cache(maxsize=4096)
def _typed(lexical: str, datatype: str) -> Term:
    return Term(f'"{lexical}"^^<{XSD}{datatype}>')
