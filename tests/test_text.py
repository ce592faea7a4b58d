"""`Text` makes a text regular and never loses the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registre.reading import furniture as furniture_module
from registre.reading import text as text_module
from registre.reading.text import Text, fold

ALPHABET = st.sampled_from("aéÉz Z09-\n\r\t\u00a0\u202f’«»–—\u00ad\ufb01\ufb02e\u0301*#.,;:€İ\u200b")
HOSTILE = st.text(ALPHABET, max_size=120) | st.text(max_size=80)


@pytest.mark.parametrize(
    ("raw", "flow"),
    [
        ("20\u202f000\u00a0€", "20 000 €"),
        ("l’élu", "l'élu"),
        ("of\ufb01ce", "office"),
        ("de\u0301libe\u0301re\u0301", "délibéré"),
        ("une déli-\nbération", "une délibération"),
        ("le centre-\nville", "le centre-ville"),
        ("Marie-\nJosé", "Marie-José"),
        ("co\u00adopé\u00ad\nration", "coopération"),
        ("- **autorise le versement**", "- autorise le versement"),
        ("a  \r\n \r\n\r\nb\tc", "a\n\nb c"),
        ("\n## Objet", "\nObjet"),
    ],
)
def test_a_text_is_made_regular(raw: str, flow: str) -> None:
    assert Text(raw).flow == flow


def test_a_span_inside_a_ligature_maps_to_the_ligature() -> None:
    assert Text("of\ufb01ce").source(2, 3) == (2, 3)


def test_a_stamp_in_a_list_of_proxies_leaves_the_list_whole() -> None:
    raw = (
        "M. Jean LUPIN donne pouvoir à Mme Ida ROUX,\n\nRECU EN PREFECTURE\n\nLe 22 juin 2022\n\n"
        "VIA DOTELEC - iXBus\n\n99_DE-042-123456782-20220616-D20220026710\n\nDATE D'AFFICHAGE :22 juin 2022\n\n"
        "M. Paul NOIR donne pouvoir à Mme Ida ROUX"
    )
    text = Text(raw)
    assert "PREFECTURE" not in text.flow
    assert "ROUX,\n\nM. Paul" in text.flow
    assert "99_DE-042-123456782-20220616-D20220026710" in text.furniture[0].flow
    start = text.flow.index("M. Paul")
    assert raw[slice(*text.source(start, start + 7))] == "M. Paul"


def test_a_running_heading_with_its_page_number_is_taken_out_but_once() -> None:
    page = "Conseil municipal du 3 mars 2023 {} Le maire rappelle le dossier numéro {}. "
    text = Text("".join(page.format(n, n) for n in range(1, 6)))
    assert text.flow.count("Conseil municipal du 3 mars 2023") == 1
    assert text.flow.count("Le maire rappelle") == 5


@given(HOSTILE)
def test_every_span_of_the_flow_lies_in_the_source_and_the_map_is_monotone(raw: str) -> None:
    text = Text(raw)
    last = 0
    for position in range(len(text.flow)):
        start, end = text.source(position, position + 1)
        assert 0 <= start < end <= len(raw)
        assert start >= last or raw[start:end] == raw[last:end]
        last = start


@given(HOSTILE)
def test_the_flow_has_single_spaces_and_no_unseen_character(raw: str) -> None:
    flow = Text(raw).flow
    assert not any(bad in flow for bad in ("  ", "\n\n\n", " \n", "\n ", "\t", "\r", "\u00a0", "\u00ad", "\ufb01", "’"))


@given(HOSTILE)
def test_folding_keeps_the_length(raw: str) -> None:
    assert len(fold(raw)) == len(raw)
    text = Text(raw)
    assert len(text.folded) == len(text.flow)


@given(HOSTILE, HOSTILE)
def test_a_part_of_a_source_maps_into_that_part(before: str, raw: str) -> None:
    text = Text(before + raw, start=len(before), whole=True)
    if text.flow:
        start, end = text.source(0, len(text.flow))
        assert len(before) <= start < end <= len(before) + len(raw)


def test_folding_removes_accents_and_case() -> None:
    assert fold("ÉTAIENT PRÉSENTS : Ça, Noël, sœur") == "etaient presents : ca, noel, sœur"


@given(st.text("ab -\n\r#*\u00ad\ufb01\u0301é", max_size=30))
def test_a_text_without_odd_characters_is_read_by_the_short_pattern_to_the_same_end(raw: str) -> None:
    short, full = text_module._irregular(raw), text_module._PATTERNS[True, True]
    kinds = [(one.span(), one.lastgroup) for one in short.finditer(raw)]
    assert kinds == [(one.span(), one.lastgroup) for one in full.finditer(raw)]


HEADING_PARTS = [
    "conseil",
    "cr",
    "cc ab",
    "cca pv",
    "pv",
    "proces verbal",
    "3/12 ",
    "12 ",
    " du ",
    "3 mars 2023",
    "01/02/2024",
]


@example(["12 ", "conseil", " du ", "3 mars 2023", " – 4", " ", "3/12 ", "pv", " du ", "01/02/2024", " page 2"])
@given(st.lists(st.sampled_from([*HEADING_PARTS, " ", "\n", ".", "_", "e", " – 4", " page 2"]), max_size=12))
def test_headings_are_found_at_their_words_as_the_pattern_finds_them_anywhere(parts: list[str]) -> None:
    text = "".join(parts)
    plain = [one.span() for one in furniture_module._HEADING.finditer(text)]
    assert [one.span() for one in furniture_module._headings(text)] == plain
