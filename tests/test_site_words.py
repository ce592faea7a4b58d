"""The catalogues of strings: the same keys in both languages, and no word of an interface in a template."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from markupsafe import Markup

from registre.errors import RegistreError
from registre.files import resource
from registre.publication.site.figures import LANGUAGES, Language
from registre.publication.site.words import Words, read_words

TEMPLATES = sorted((resource("site") / "templates").glob("*.html"))
NAMES = {
    "CSV",
    "BibTeX",
    "CITATION.cff",
    "Turtle",
    "JSON-LD",
    "SHA-256",
    "SHA256SUMS",
    "JSON",
    "manifest.json",
    "SIREN",
    "RNA",
    "registre",
    "reg",
    "DuckDB",
    "Oxigraph",
    "Python",
    "void.ttl",
    "registre query",
}
"""Words that are the same in every language, and names of things."""
SAME = {
    "Bureau", "Classes", "Commune", "Concept", "Concepts", "Contradiction", "Document", "Département",
    "Licence", "Question", "absent", "abstentions", "date", "documents", "{code}", "{version}",
}  # fmt: skip
"""Last words of strings that French and English happen to share."""
CODE = re.compile(r"<pre.*?</pre>", re.DOTALL)
JINJA = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
SPOKEN = re.compile(r'\b(?:title|alt|aria-label|placeholder|data-copy|data-copied)="([^"]*)"')
TAG = re.compile(r"<[^>]*>", re.DOTALL)
CALL = re.compile(r"""\bt(?:\.count|\.under|\.sections)?\(["']([\w.-]+[\w-])["'][,)]""")


def words(language: Language) -> Words:
    return read_words(resource("site") / "locales", language)


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_catalogues_have_the_same_keys() -> None:
    french, english = (set(words(language).strings) for language in LANGUAGES)
    assert french ^ english == set()


def test_both_catalogues_fill_the_same_values_and_agree_on_plurals() -> None:
    french, english = (words(language).strings for language in LANGUAGES)
    for key, text in french.items():
        assert holes(text) == holes(english[key]), key
        assert ("|" in text) == ("|" in english[key]), key


def test_no_string_is_the_same_by_oversight() -> None:
    french, english = (words(language).strings for language in LANGUAGES)
    same = {key for key, text in french.items() if english[key] == text and re.search(r"[a-zé]{4}", text)}
    assert {french[key].replace("|", " ").split()[-1] for key in same} <= SAME


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_word_of_its_own(template: Path) -> None:
    source = JINJA.sub("", CODE.sub("", template.read_text("utf-8")))
    spoken = [*SPOKEN.findall(source), *TAG.sub("\n", source).split("\n")]
    said = {re.sub(r"&\w+;", "", one).strip(" \t·—–-→←⋯+,.:«»()%=≠") for one in spoken}
    assert {one for one in said if re.search(r"[A-Za-zÀ-ÿ]{2}", one)} <= NAMES


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_string_that_a_template_asks_for_exists(template: Path) -> None:
    known = words("fr").strings
    for key in CALL.findall(template.read_text("utf-8")):
        assert key in known or f"{key}.1" in known, key


def test_values_are_escaped_and_markup_is_not() -> None:
    catalogue = words("fr")
    assert catalogue("act.number", number="<b>") == "n° &lt;b&gt;"
    assert catalogue("act.number", number=Markup("<b>1</b>")) == "n° <b>1</b>"


def test_plurals_follow_the_language() -> None:
    assert words("fr").count("count.acts", 0) == "0\u00a0délibération"
    assert words("en").count("count.acts", 0) == "0\u00a0deliberations"
    assert words("fr").count("count.acts", 1234) == "1\u202f234\u00a0délibérations"


def test_a_missing_string_is_an_error_that_names_it() -> None:
    with pytest.raises(RegistreError, match=r"nowhere\.at_all"):
        words("fr")("nowhere.at_all")
