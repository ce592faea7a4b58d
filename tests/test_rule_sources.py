"""Every way of finding a fact is published: no evidence names a rule that nobody can look up."""

from __future__ import annotations

import ast
import re

from conftest import CORPUS, ROOT
from registre.extraction import extract, rule_sources
from registre.extraction.doubts import DOUBTS
from registre.reading.sources import read_source
from registre.records import facts_of

_ID = re.compile(r"[a-z]+\.[a-z]+(?:-[a-z]+)*")
_OTHERS = {"m.", "mm."}


def ids_in_code() -> set[str]:
    """Texts of the reading's code that have the form of a rule's id, and are no doubt's code."""
    found = set[str]()
    for path in sorted((ROOT / "src" / "registre" / "extraction").glob("*.py")):
        if path.stem in ("procedures", "doubts"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ID.fullmatch(node.value):
                found.add(node.value)
    return found - set(DOUBTS) - _OTHERS


def test_every_id_in_the_code_of_the_reading_is_published() -> None:
    assert ids_in_code() - {name for name, _ in rule_sources()} == set()


def test_every_rule_that_reads_a_real_document_is_published() -> None:
    published = {name for name, _ in rule_sources()}
    documents = sorted((ROOT / "examples" / "documents").rglob("2*.txt")) + sorted(CORPUS.glob("*/*.txt"))
    used = {
        evidence.rule
        for path in documents
        for fact in facts_of(extract(*read_source(path, path.name)))
        for evidence in (fact.evidence, *fact.also)
    }
    assert len(used) > 20
    assert used <= published
