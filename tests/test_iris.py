"""IRIs: one shape a kind of thing, safe as paths on every host."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre.errors import UnsafeIri
from registre.graph.iris import Minter
from registre.graph.terms import iri

BASE = "https://data.example.org/"
MINT = Minter(BASE)
DAY = date(2024, 3, 11)


@pytest.mark.parametrize(
    ("minted", "path"),
    [
        (MINT.body("200000008"), "body/200000008"),
        (MINT.organ("200000008", "conseil-municipal"), "organ/200000008/conseil-municipal"),
        (MINT.session("200000008", "bureau", DAY), "session/200000008/bureau/2024-03-11"),
        (MINT.act("200000008", DAY, "2024-017"), "act/200000008/2024-03-11/2024-017"),
        (MINT.person("200000008", "3f9a"), "person/200000008/3f9a"),
        (MINT.organisation("rna", "W422000000"), "organisation/rna/W422000000"),
        (MINT.territory("commune", "2A004"), "territory/commune/2A004"),
        (MINT.text("0123456789abcdef" * 4), "text/0123456789abcdef"),
        (MINT.rule("vote.decompte"), "rule/vote.decompte"),
        (MINT.query("grants-per-beneficiary"), "query/grants-per-beneficiary"),
        (MINT.software("0.1.0"), "software/registre-0.1.0"),
        (MINT.dataset(), "dataset"),
        (MINT.file(".well-known/void"), ".well-known/void"),
        (MINT.part(MINT.act("b", DAY, "1"), "grant", 2), "act/b/2024-03-11/1#grant-2"),
    ],
)
def test_each_kind_has_its_own_shape(minted: str, path: str) -> None:
    assert minted == BASE + path
    iri(minted)


BAD_PARTS = [
    "",
    ".",
    "..",
    "a/b",
    "a#b",
    "a?b",
    "a b",
    "a%2Fb",
    "é",
    "a\n",
    "-a",
    ".hidden",
    "a..b",
    "x" * 201,  # with its suffix it must stay a file name
    "2024.html",  # would stand in the place of another page
    "2024.ttl",
    "2024.jsonld",
]


@pytest.mark.parametrize("part", BAD_PARTS)
def test_an_unsafe_part_is_refused(part: str) -> None:
    with pytest.raises(UnsafeIri):
        MINT.body(part)


@pytest.mark.parametrize("part", ["", "a b", "a#b", "é", '"'])
def test_an_unsafe_fragment_is_refused(part: str) -> None:
    with pytest.raises(UnsafeIri):
        MINT.part(MINT.dataset(), part)


@given(st.text(max_size=40))
def test_whatever_is_minted_passes_the_gate(part: str) -> None:
    try:
        minted = MINT.person("b", part)
    except UnsafeIri:
        return
    assert iri(minted) == f"<{BASE}person/b/{part}>"


@pytest.mark.parametrize("base", ["https://data.example.org", "javascript:/", "data/", "https://a b/"])
def test_a_bad_base_is_refused(base: str) -> None:
    with pytest.raises(UnsafeIri):
        Minter(base)
