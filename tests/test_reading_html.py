"""Invented pages of town sites: all of the content comes out, what stands around it mostly not."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.reading.sources import read_document

NAVIGATION = "<ul>" + "".join(f'<li><a href="/{n}">Rubrique {n}</a></li>' for n in range(8)) + "</ul>"
COOKIES = "Ce site dépose des cookies de mesure d'audience."
FOOT = "<p>Mairie de Valombre</p><p>Mentions légales</p>"
HEAD = "<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><title>Séance du 12 mars 2024 - Valombre</title></head>"

CONTENT = """
<h1>Procès-verbal du 12 mars 2024</h1>
<p>Nombre de conseillers en exercice : 15</p><p>Présents : 12</p>
<ul><li>M. Paul ARDOUIN</li><li>Mme Claire BOSQUET</li></ul>
<table><tr><th>Association</th><th>Montant</th></tr>
<tr><td><p>Amicale des<br>pompiers</p></td><td>450&nbsp;€</td></tr>
<tr><td>Club de voile</td><td>1 200 €</td></tr></table>
<p>Vote : 14 pour, 0 contre.</p>
<ol><li>DÉCIDE d'attribuer</li><li><p>DIT que la dépense est inscrite</p></li></ol>
"""

EXPECTED = [
    "Séance du 12 mars 2024 - Valombre",
    "Procès-verbal du 12 mars 2024",
    "Nombre de conseillers en exercice : 15",
    "Présents : 12",
    "M. Paul ARDOUIN",
    "Mme Claire BOSQUET",
    "Association   Montant",
    "Amicale des pompiers   450 €",
    "Club de voile   1 200 €",
    "Vote : 14 pour, 0 contre.",
    "1. DÉCIDE d'attribuer",
    "2. DIT que la dépense est inscrite",
]

SITES = {
    "main": f"<header><nav>{NAVIGATION}</nav></header><div class=cookie-notice>{COOKIES}</div><main><article>{CONTENT}"
    f"</article></main><aside>{NAVIGATION}</aside><footer>{FOOT}</footer>",
    "classes": f"<div id=header><div class=menu>{NAVIGATION}</div></div><div id=content>{CONTENT}</div>"
    f"<div id=sidebar>{NAVIGATION}</div><div id=footer>{FOOT}</div><div class=tarteaucitron>{COOKIES}</div>",
    "tables": f"<table><tr><td colspan=2>{NAVIGATION}</td></tr><tr><td>{CONTENT}</td><td>{NAVIGATION}</td></tr></table>"
    f"<div class='pied'>{FOOT}</div><div role=dialog>{COOKIES}</div>",
    "bare": CONTENT,
    "builder": f"<div class='elementor-widget elementor-widget-text-editor'>{CONTENT}</div><nav>{NAVIGATION}</nav>"
    f"<div id=cookies>{COOKIES}</div><footer>{FOOT}</footer>",
    "form": f"<form id=aspnetForm>{CONTENT}<input value='non lu'><button>Rechercher</button></form>"
    f"<footer>{FOOT}</footer>",
}


def text_of(page: str, folder: Path) -> str:
    (folder / "page.html").write_text(page, encoding="utf-8")
    return read_document(folder / "page.html", "page.html").raw


@pytest.mark.parametrize("site", SITES)
def test_every_line_of_the_content_comes_out_and_nothing_else(site: str, tmp_path: Path) -> None:
    text = text_of(f"{HEAD}<body class='has-sidebar menu-open'>{SITES[site]}</body></html>", tmp_path)
    assert [line for line in text.split("\n") if line] == EXPECTED


def test_a_list_of_acts_that_are_links_is_no_menu(tmp_path: Path) -> None:
    acts = [f"Délibération 2024-{number:03} : subvention à une association sportive" for number in range(31, 41)]
    links = "".join(f'<li><a href="{number}.pdf">{act}</a></li>' for number, act in enumerate(acts))
    text = text_of(f"{HEAD}<body><div class=a><ul>{links}</ul></div></body></html>", tmp_path)
    assert [act for act in acts if act not in text] == []


def test_what_a_page_hides_is_not_read(tmp_path: Path) -> None:
    hidden = "<p style='display: none'>secret</p><p hidden>secret</p><script>secret()</script><!-- secret -->"
    assert "secret" not in text_of(f"{HEAD}<body><p>Le conseil décide</p>{hidden}</body></html>", tmp_path)


def test_raised_letters_stay_with_their_number(tmp_path: Path) -> None:
    text = text_of("<html><body><p>Article 1<sup>er</sup> : <b>DÉ</b>CIDE</p></body></html>", tmp_path)
    assert text == "Article 1er : DÉCIDE"


def test_names_in_one_cell_stay_lines(tmp_path: Path) -> None:
    cell = "<ul><li>M. Paul ARDOUIN</li><li>Mme Claire BOSQUET</li></ul>"
    text = text_of(f"<html><body><table><tr><th>Présents</th><td>{cell}</td></tr></table></body></html>", tmp_path)
    assert text == "Présents\n\nM. Paul ARDOUIN\nMme Claire BOSQUET"


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<html><body><p>Délibéré à l’unanimité", "utf-8"),
        ("<html><head><meta charset='iso-8859-15'></head><body><p>Délibéré : 450 €", "iso-8859-15"),
        ("<html><body><p>Délibéré : 450 €", "cp1252"),
        ("<html><body><p>Délibéré à l’unanimité", "utf-16"),
        ("<html><head><meta charset='no-such-thing'></head><body><p>Délibéré", "cp1252"),
    ],
)
def test_the_letters_of_old_pages_are_right(page: str, encoding: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(page.encode(encoding))
    text = read_document(tmp_path / "page.html", "page.html").raw
    assert text == page.rsplit(">", 1)[1]


def test_an_ordered_list_keeps_its_first_number(tmp_path: Path) -> None:
    page = "<html><body><ol start=3 type=a><li>un</li><li>deux</li></ol></body></html>"
    assert text_of(page, tmp_path) == "c. un\nd. deux"


def test_the_same_page_gives_the_same_text(tmp_path: Path) -> None:
    page = f"{HEAD}<body>{SITES['classes']}</body></html>"
    assert text_of(page, tmp_path) == text_of(page, tmp_path)
