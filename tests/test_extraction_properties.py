"""What holds of every text, however strange: no fault, and each fact stands where it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CORPUS, ROOT
from registre.extraction import extract, rule_sources
from registre.reading.sources import read_source
from registre.records import Evidence, Record, Source, facts_of

CUES = """
    EXTRAIT|DU REGISTRE DES DÉLIBÉRATIONS|CONSEIL MUNICIPAL|COMMUNE DE Valbrume|Communauté de communes|séance du|
    12 mars 2024|L'an deux mil vingt-quatre|le douze mars|convoqué le|en exercice :|Présents :|15|quinze|Pouvoirs : 3|
    M. Paul TISSIER|Mme Odile VARENNE|TISSIER Paul|, |; | - |\n|\n\n|donne pouvoir à|(pouvoir à|)|absent excusé|
    Secrétaire de séance :|sous la présidence de|Délibération n° 2024-012|Objet :|Vu le code|Considérant que|
    après en avoir délibéré|DÉCIDE|à l'unanimité|12 voix pour|2 contre|1 abstention|une subvention de|1 500,00 €|
    à l'association Les Amis|article 65748|RECU EN PREFECTURE|99_DE-069-219900016-20240312-D2024012-DE|Le Maire,|
    prend acte|ORDRE DU JOUR|1.|2)|•|| |\t|\u00a0|\u00ad|\x00|\ufb01|€|«|»|**|#
""".replace("\n    ", "").split("|")

texts = st.lists(
    st.one_of(st.sampled_from(CUES), st.text(max_size=12), st.integers(0, 40_000).map(str)), max_size=60
).flatmap(lambda parts: st.sampled_from([" ", "", "\n"]).map(lambda joint: joint.join(parts)))


def record_of(text: str) -> Record:
    data = text.encode("utf-8", "surrogatepass")
    return extract(Source("a.txt", len(data), hashlib.sha256(data).hexdigest(), "text/plain"), text)


def evidence_of(record: Record) -> Iterator[Evidence]:
    for fact in facts_of(record):
        yield from (fact.evidence, *fact.also)


def check(record: Record, published: set[str]) -> None:
    for one in evidence_of(record):
        assert 0 <= one.start < one.end <= len(record.text)
        assert record.text[one.start : one.end] == one.raw
        assert one.rule in published
    for act in record.acts:
        assert 0 <= act.start <= act.end <= len(record.text)
    for doubt in record.diagnostics:
        assert doubt.message
        assert doubt.message_en


@settings(max_examples=300, deadline=2000)
@given(texts)
def test_any_text_is_read_without_a_fault_and_each_fact_stands_where_it_says(text: str) -> None:
    check(record_of(text), {name for name, _ in rule_sources()})


def test_each_fact_of_the_examples_and_of_real_documents_stands_where_it_says() -> None:
    published = {name for name, _ in rule_sources()}
    documents = [
        path for path in sorted((ROOT / "examples" / "documents").rglob("*.txt")) if "illisible" not in path.name
    ]
    documents += sorted(CORPUS.glob("*/*.txt"))
    for path in documents:
        check(extract(*read_source(path, path.name)), published)
    assert len(documents) >= 11


def test_the_same_text_gives_the_same_record() -> None:
    path = next(iter(sorted((ROOT / "examples" / "documents").rglob("*.md"))))
    assert extract(*read_source(path, "a.md")) == extract(*read_source(path, "a.md"))
