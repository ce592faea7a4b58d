"""The gate: what reaches a dump parses back to exactly what was meant, and tricks stay out."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from registre.errors import UnsafeIri
from registre.graph.terms import UnsafeText, iri, text, typed, year

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
FORMAT = pyoxigraph.RdfFormat.N_TRIPLES


def read_back(term: str) -> pyoxigraph.Literal:
    (triple,) = pyoxigraph.parse(f"<https://a.org/s> <https://a.org/p> {term} .", FORMAT)
    assert isinstance(triple.object, pyoxigraph.Literal)
    return triple.object


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
def test_any_text_comes_back_from_a_dump_as_it_went_in(value: str) -> None:
    assert read_back(text(value)).value == value


@given(ANY_TEXT)
def test_a_text_is_one_line_that_line_tools_cannot_split(value: str) -> None:
    assert len(text(value, "fr").splitlines()) == 1


def test_every_single_character_comes_back_from_both_engines() -> None:
    letters = [chr(code) for code in [*range(0x300), *range(0x2000, 0x2100), 0xFEFF, 0xFFFC, 0xFFFD, 0x1F600]]
    lines = "\n".join(f"<https://a.org/{ord(one)}> <https://a.org/p> {text(one)} ." for one in letters)
    ours = [triple.object.value for triple in pyoxigraph.parse(lines, FORMAT)]
    assert ours == letters
    graph = rdflib.Graph().parse(data=lines, format="nt")
    assert {str(subject): str(value) for subject, _, value in graph} == {
        f"https://a.org/{ord(one)}": one for one in letters
    }


def test_a_language_travels_with_its_text() -> None:
    literal = read_back(text("séance", "fr"))
    assert (literal.value, literal.language) == ("séance", "fr")


@pytest.mark.parametrize("language", ["", "FR ", "fr@en", 'fr" .', "f"])
def test_a_bad_language_is_refused(language: str) -> None:
    with pytest.raises(UnsafeText):
        text("séance", language)


@pytest.mark.parametrize("value", ["\ud800", "a\udfffb"])
def test_half_a_character_is_refused(value: str) -> None:
    with pytest.raises(UnsafeText):
        text(value)


@pytest.mark.parametrize(
    ("value", "lexical", "datatype"),
    [
        (Decimal("80000.00"), "80000.00", "decimal"),  # the digits of the document, not 80000
        (Decimal("8E+4"), "80000", "decimal"),  # no exponent in xsd:decimal
        (Decimal("0.10"), "0.10", "decimal"),
        (64, "64", "integer"),
        (True, "true", "boolean"),  # a bool is an int in Python
        (False, "false", "boolean"),
        (date(2024, 2, 29), "2024-02-29", "date"),
    ],
)
def test_a_value_keeps_its_lexical_form(value: Decimal | int | date, lexical: str, datatype: str) -> None:
    literal = read_back(typed(value))
    assert literal.value == lexical
    assert literal.datatype.value == f"http://www.w3.org/2001/XMLSchema#{datatype}"


def test_a_year_has_four_digits() -> None:
    assert read_back(year(987)).value == "0987"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_amount_is_refused(value: str) -> None:
    with pytest.raises(UnsafeText):
        typed(Decimal(value))


GOOD = [
    "https://data.example.org/act/200000000/2024-03-11/2024-017#vote",
    "http://localhost:8080/",
    "https://example.org",
    "https://example.org/a%20b?c=d&e=(f)",
    "https://example.org/caf\u00e9/\u6771\u4eac",
]
BAD = [
    "",
    "act/1",  # relative
    "//example.org/a",
    "javascript:alert(1)",
    "urn:isbn:1",
    "ftp://example.org/",
    "file:///etc/passwd",
    "https:///no-host",
    "https://user@example.org/",
    "https://ex\u0430mple.org/",  # a Cyrillic letter in the host
    "https://example.org/a b",
    "https://example.org/a\n",
    "https://example.org/a\x00",
    "https://example.org/a\x85",
    "https://example.org/<a>",
    'https://example.org/"a"',
    "https://example.org/{a}",
    "https://example.org/a|b",
    "https://example.org/a^b",
    "https://example.org/a`b",
    "https://example.org/a\\b",
    "https://example.org/a[1]",
    "https://example.org/%zz",
    "https://example.org/a#b#c",
    "https://example.org/a\u00a0b",  # a space that does not look like one
    "https://example.org/a\u202eb",  # turns the direction of reading
    "https://example.org/a\u200bb",  # invisible
    "https://example.org/a\u00adb",  # invisible
    "https://example.org/a\ue000",  # private use
    "https://example.org/a\ufdd0",  # no character
    "https://example.org/a\ufffe",
    "https://example.org/a\ud800",
    "https://example.org/cafe\u0301",  # not NFC
]


@pytest.mark.parametrize("address", GOOD)
def test_a_safe_iri_passes_as_it_is(address: str) -> None:
    assert iri(address) == f"<{address}>"
    assert pyoxigraph.NamedNode(address).value == address


@pytest.mark.parametrize("address", BAD)
def test_an_unsafe_iri_is_refused(address: str) -> None:
    with pytest.raises(UnsafeIri):
        iri(address)


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
def test_whatever_the_gate_lets_through_is_a_valid_normal_iri(tail: str) -> None:
    address = f"https://example.org/{tail}"
    try:
        term = iri(address)
    except UnsafeIri:
        return
    (triple,) = pyoxigraph.parse(f"{term} <https://a.org/p> {term} .", FORMAT)
    assert triple.object == pyoxigraph.NamedNode(address)
    assert unicodedata.is_normalized("NFC", address)


def test_a_refusal_shows_the_address_without_its_tricks() -> None:
    with pytest.raises(UnsafeIri) as caught:
        iri("https://example.org/\u202e")
    assert "\u202e" not in str(caught.value)


def test_a_hostile_iri_is_refused_quickly() -> None:
    with pytest.raises(UnsafeIri):
        iri("https://" + "a-" * 50_000 + "<")
