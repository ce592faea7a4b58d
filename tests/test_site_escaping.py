"""Hostile words in every text of a document, of an identity and of a configuration: no new element, no way out."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import pytest

from builders import CONSEIL, ORGANISATIONS, PERSONS, TERRITORIES, VALBRUME, Known, record
from html_reading import read_html
from invented_site import CLOSING, CONFIG
from registre.config import Config
from registre.graph.iris import Minter
from registre.linking.identities import LinkedRecord
from registre.linking.sittings import Sitting, gather_sittings
from registre.publication.site import Closing, QueryCard, Remark, SiteWriter
from registre.publication.site.figures import Language
from registre.publication.site.outward import report_to, web_address
from registre.publication.site.rendering import data_block

T = TypeVar("T")
PAYLOADS = (
    "<script>alert(1)</script>--><!--",
    """"><img src=x onerror=alert(1)>'><svg onload=alert(1)>""",
    "</div></main></body><h1>{{ 7 * 7 }}{% raw %}",
)
KEPT = {"key", "siren", "slug", "kind", "scheme", "territory", "parent", "code", "body", "organ", "sha256", "rule"}
"""Fields that stand in IRIs: the minter refuses anything unsafe in them, which its own tests show."""


def hostile(value: Any, payload: str) -> Any:
    """`value` with the payload after each of its texts, fields of IRIs and closed sets apart."""
    if isinstance(value, Enum | dt.date | bool | int) or value is None:
        return value
    if isinstance(value, str):
        return value + payload
    if isinstance(value, tuple):
        return tuple(hostile(one, payload) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        changed = {
            name: one if name in KEPT and isinstance(one, str | tuple) else hostile(one, payload)
            for name, one in named.items()
        }
        return dataclasses.replace(value, **changed)
    return value


def sitting_with(payload: str) -> Sitting:
    """The invented sitting with the payload in its text and in every value read from it."""
    clean = record()
    fields = {"source", "session", "acts", "diagnostics"}
    changes = {name: hostile(getattr(clean, name), payload) for name in fields}
    one = dataclasses.replace(clean, **changes, text=payload + clean.text[len(payload) :])
    persons = {spelling + payload: hostile(person, payload) for person in PERSONS for spelling in person.spellings}
    organisations = {
        spelling + payload: hostile(found, payload) for found in ORGANISATIONS for spelling in found.spellings
    }
    body, organ = hostile(VALBRUME, payload), hostile(CONSEIL, payload)
    (meeting,) = gather_sittings([LinkedRecord(one, body, organ, persons, organisations)])
    slug = dataclasses.replace(meeting.acts[0], slug="2024-017")
    return dataclasses.replace(meeting, acts=(slug,))


def written(folder: Path, payload: str) -> dict[str, str]:
    """Every data page of the site made with `payload`; terms of the ontology are not of this test."""
    mark = payload
    config = dataclasses.replace(CONFIG, title=CONFIG.title + mark, publisher=mark, licence="https://l.example/" + mark)
    known = Known(*(tuple(hostile(one, mark) for one in group) for group in (
        (VALBRUME,), (CONSEIL,), PERSONS, ORGANISATIONS, TERRITORIES,
    )))  # fmt: skip
    both: dict[Language, str] = {"fr": mark, "en": mark}
    card = QueryCard("grants", both, both, mark, both, both, (("a", mark, mark, both),), (("a", mark, both),))
    mint = Minter(CONFIG.base)
    writer = SiteWriter(folder, config, mint, known, (("test.rule", mark),))
    remark = Remark(mark, "warning", {"fr": mark, "en": mark})
    act = mint.act(VALBRUME.key, dt.date(2024, 3, 11), "2024-017")
    block = '[{"@id":"%s","@type":[],"https://x.example/p":[{"@value":"</script><b>&"}]}]'
    writer.add_sitting(sitting_with(mark), {act: [remark]}, lambda iri: block % iri)
    writer.close(dataclasses.replace(CLOSING, queries=(card,), uses={}))
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.html")
        if "term/" not in path.as_posix()
    }


def shape(page: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """The elements of a page and the names of their attributes, counted."""
    return Counter((tag, tuple(sorted(attributes))) for tag, attributes in read_html(page).elements)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return written(tmp_path_factory.mktemp("harmless"), "qqqqqqqqqqqqq")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_adds_no_element_and_no_attribute(
    payload: str, tmp_path: Path, harmless: dict[str, str]
) -> None:
    pages = written(tmp_path, payload)
    assert set(pages) == set(harmless)
    reached = 0
    for name, page in pages.items():
        reached += payload.replace("<", "&lt;") in page or payload in read_html(page).text
        assert shape(page) == shape(harmless[name]), name
    assert reached > 30  # the payload did come through


def test_json_in_a_page_cannot_end_its_script() -> None:
    block = data_block('{"a":"</script><!--<script>&"}')
    assert "<" not in block and ">" not in block and "&" not in block


def test_only_addresses_of_the_web_become_links() -> None:
    assert web_address("javascript:alert(1)") == "#"
    assert web_address("https://data.example.org/") == "https://data.example.org/"


def test_a_report_carries_the_identifier_and_nothing_else() -> None:
    iri = "https://data.example.org/act/1?a=b&c"
    assert report_to("a@b.example")(iri, "Erreur : x") == (
        "mailto:a@b.example?subject=Erreur%20%3A%20x&body=https%3A%2F%2Fdata.example.org%2Fact%2F1%3Fa%3Db%26c"
    )
    assert report_to("https://b.example/contact")(iri, "x").startswith("https://b.example/contact?iri=https%3A%2F%2F")
    assert "&bcc" not in report_to("a@b.example?x&bcc=c")(iri, "x").split("?", 1)[0]


def test_a_default_configuration_makes_a_site(tmp_path: Path) -> None:
    writer = SiteWriter(tmp_path, Config(), Minter(Config().base), Known(), ())
    writer.close(Closing(version="0"))
    assert "aucune donnée publiée" in (tmp_path / "list/queries.html").read_text("utf-8")
