"""What each client gets by its Accept header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre.publication.negotiation import FORMS, choose_form

HTML, TURTLE, JSON = "text/html", "text/turtle", "application/ld+json"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"
RDFLIB = (
    "application/rdf+xml;q=0.9,text/n3;q=0.9,text/turtle;q=0.9,application/trig;q=0.9,application/n-quads;q=0.9,"
    "text/nt;q=0.9,application/ld+json;q=0.9,*/*;q=0.1"
)
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/html;q=0.2"
)

TABLE = [
    (None, HTML),  # no header at all
    ("", HTML),
    ("*/*", HTML),  # curl
    (FIREFOX, HTML),
    (CHROMIUM, HTML),
    ("text/turtle", TURTLE),
    ("application/ld+json", JSON),
    ("TEXT/Turtle ; Q=0.5", TURTLE),  # names are blind to case
    (RDFLIB, TURTLE),  # several equal: the order of the forms decides
    (JENA, TURTLE),
    (COMUNICA, JSON),
    ("text/html;q=0.2, text/turtle;q=0.9", TURTLE),
    ("text/turtle;q=0.5, application/ld+json;q=0.7", JSON),
    ("text/*;q=0.5, text/turtle", TURTLE),
    ("text/*", HTML),
    ("application/*", JSON),
    ("text/html;q=0, */*", TURTLE),  # q=0 refuses, the wildcard takes what is left
    ("text/html;q=0, text/turtle;q=0, */*;q=0.1", JSON),
    ("*/*;q=0", None),
    ("image/png", None),
    ("application/n-triples", None),  # not offered
    ("application/n-triples, */*;q=0.1", HTML),
    ("text/turtle;q=0.9, */*;q=0.9", TURTLE),  # same quality: what is named beats the wildcard
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', JSON),
    ("nonsense", HTML),  # a header that says nothing is no header
    ("text/turtle;q=high", TURTLE),  # a quality that cannot be read is 1
    ("text/html;q=1.5, text/turtle;q=0.9", HTML),
]


@pytest.mark.parametrize(("accept", "expected"), TABLE)
def test_the_form_follows_the_header(accept: str | None, expected: str | None) -> None:
    chosen = choose_form(accept)
    assert (chosen.media_type if chosen is not None else None) == expected


def test_only_forms_that_exist_are_chosen() -> None:
    assert choose_form("text/turtle", FORMS[:1]) is None
    assert choose_form("*/*", ()) is None


@given(st.text(max_size=80))
def test_any_header_gets_an_answer(accept: str) -> None:
    assert choose_form(accept) in (*FORMS, None)
