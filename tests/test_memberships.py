"""A body leads to the groups it belongs to, a group to its members, and an organisation to the body that it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import VALBRUME, Known
from html_reading import Html, read_file
from invented_site import write_site
from registre.linking.identities import Body, Organisation

GROUP = Body("249900028", "Communauté de communes des Trois-Rus", "249900028", "cc")
TOWN = replace(VALBRUME, member_of=("249900028", "259999999"))
ITSELF = Organisation("siren", "249900028", "CC des Trois-Rus", ("CC des Trois-Rus",), ())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Html]:
    folder: Path = tmp_path_factory.mktemp("joined")
    known = Known()
    organisations = (*known.organisations, ITSELF)
    write_site(folder, known=replace(known, bodies=(TOWN, GROUP), organisations=tuple(sorted(organisations))))
    paths = (f"body/{TOWN.key}", f"body/{GROUP.key}", f"organisation/siren/{ITSELF.key}")
    return {path: read_file(folder / f"{path}.html") for path in (*paths, f"en/{paths[0]}")}


def test_a_body_leads_to_its_groups_that_are_published(pages: dict[str, Html]) -> None:
    page = pages[f"body/{TOWN.key}"]
    assert f"../body/{GROUP.key}.html" in page.links and "Membre de :" in page.text
    assert "259999999" not in page.text, "a group without a page is not named"
    assert "Member of:" in pages[f"en/body/{TOWN.key}"].text


def test_a_group_leads_to_its_members(pages: dict[str, Html]) -> None:
    page = pages[f"body/{GROUP.key}"]
    assert f"../body/{TOWN.key}.html" in page.links and "Ses membres publiés ici" in page.text
    assert "Membre de :" not in page.text


def test_an_organisation_that_is_a_body_leads_to_it_and_to_its_members(pages: dict[str, Html]) -> None:
    links = pages[f"organisation/siren/{ITSELF.key}"].links
    assert {f"../../body/{GROUP.key}.html", f"../../body/{TOWN.key}.html"} <= set(links)
