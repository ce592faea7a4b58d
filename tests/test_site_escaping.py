"""Ways out of a page that no text may take; hostile words in every field of a publication: tests/test_payloads.py."""

from __future__ import annotations

from pathlib import Path

from builders import Known
from registre.config import Config
from registre.graph.iris import Minter
from registre.publication.site import Closing, SiteWriter
from registre.publication.site.outward import report_to, web_address
from registre.publication.site.rendering import data_block


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
