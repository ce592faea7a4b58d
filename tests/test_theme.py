"""A publisher's own look: a colour, an icon, a page; and what a theme that is wrong says."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from invented_site import CONFIG
from registre.config import Config, read_config
from registre.engine.inputs import digest_of_inputs
from registre.errors import BadConfiguration
from registre.files import resource
from registre.publication.site.rendering import Page, Renderer
from registre.publication.site.theme import copy_static

PAGE = Page("about", "prose.html", {"name": "about"})


def themed(folder: Path, **templates: str) -> Config:
    """Settings with a theme that holds `templates` (name without suffix) and a colour."""
    (folder / "theme" / "templates").mkdir(parents=True)
    (folder / "theme" / "static").mkdir()
    (folder / "theme" / "static" / "theme.css").write_text(":root { --accent: #4a1452; }", "utf-8")
    for name, text in templates.items():
        (folder / "theme" / "templates" / f"{name}.html").write_text(text, "utf-8")
    (folder / "registre.toml").write_text('theme = "theme"\nbase = "https://data.example.org/"\n', "utf-8")
    return read_config(folder / "registre.toml")


def test_a_theme_is_found_beside_the_settings(tmp_path: Path) -> None:
    assert themed(tmp_path).theme == tmp_path / "theme"
    assert Config().theme is None


def test_a_template_is_compiled_once_a_process_in_each_language_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, page = themed(tmp_path, sum="{{ 12345 | number }}"), Page("sum", "sum.html")
    compiled, generate = [], Environment._generate

    def counted(*words: Any, **more: Any) -> str:
        compiled.append(words)
        return generate(*words, **more)

    monkeypatch.setattr(Environment, "_generate", counted)
    for _ in range(2):
        made = Renderer(tmp_path, config)
        assert made.render(page, "fr") == "12\N{NARROW NO-BREAK SPACE}345" and made.render(page, "en") == "12,345"
    assert len(compiled) == 2
    (tmp_path / "theme" / "templates" / "sum.html").write_text("{{ 1 | number }}", "utf-8")
    assert Renderer(tmp_path, config).render(page, "en") == "1" and len(compiled) == 3


@pytest.mark.parametrize("value", ['"nowhere"', "3", '""'])
def test_a_theme_that_is_not_there_is_refused(tmp_path: Path, value: str) -> None:
    (tmp_path / "registre.toml").write_text(f"theme = {value}\n", "utf-8")
    with pytest.raises(BadConfiguration, match="theme"):
        read_config(tmp_path / "registre.toml")


def test_colours_are_read_after_ours_and_only_when_there_are_some(tmp_path: Path) -> None:
    html = Renderer(tmp_path, themed(tmp_path)).render(PAGE, "en")
    assert html.index("../static/registre.css") < html.index("../static/theme.css")
    assert "theme.css" not in Renderer(tmp_path, CONFIG).render(PAGE, "fr")


def test_every_colour_that_a_theme_may_set_is_named_in_the_guide() -> None:
    sheet = (resource("site") / "static" / "registre.css").read_text("utf-8")
    guide = (Path(__file__).parent.parent / "docs" / "publish.md").read_text("utf-8")
    for name in (
        "--paper",
        "--sheet",
        "--ink",
        "--soft",
        "--line",
        "--accent",
        "--link",
        "--focus",
        "--serif",
        "--sans",
    ):
        assert f"{name}:" in sheet and f"`{name}`" in guide


def test_a_template_of_the_theme_stands_before_ours_and_may_extend_it(tmp_path: Path) -> None:
    config = themed(
        tmp_path, prose='{% extends "registre/prose.html" %}{% block main %}<p>Mairie</p>{{ super() }}{% endblock %}'
    )
    ours, theirs = Renderer(tmp_path, CONFIG).render(PAGE, "fr"), Renderer(tmp_path, config).render(PAGE, "fr")
    assert "<p>Mairie</p>" in theirs and "<p>Mairie</p>" not in ours
    assert ours[ours.index("<h1") : ours.index("</h1>")] in theirs


def test_a_common_part_may_be_replaced_too(tmp_path: Path) -> None:
    base = (resource("site") / "templates" / "base.html").read_text("utf-8")
    config = themed(
        tmp_path, base=base.replace('<footer class="foot">', '<footer class="foot"><p>Ville de Valbrume</p>')
    )
    assert "Ville de Valbrume" in Renderer(tmp_path, config).render(PAGE, "fr")


def test_files_of_the_theme_stand_over_ours(tmp_path: Path) -> None:
    config = themed(tmp_path)
    assert config.theme is not None
    (config.theme / "static" / "icon.svg").write_text("<svg/>", "utf-8")
    (config.theme / "static" / "pictures").mkdir()
    (config.theme / "static" / "pictures" / "town.svg").write_text("<svg/>", "utf-8")
    (config.theme / "static" / ".notes").write_text("not for readers", "utf-8")
    static = tmp_path / "public" / "static"
    shutil.copytree(resource("site") / "static", static)
    copy_static(config.theme, static)
    assert (static / "icon.svg").read_text("utf-8") == "<svg/>"
    assert (static / "pictures" / "town.svg").is_file() and (static / "theme.css").is_file()
    assert (static / "registre.css").is_file() and not (static / ".notes").exists()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% if %}", "prose.html:1"),
        ("{{ nothing_known }}", "nothing_known"),
        ('{% extends "nowhere.html" %}', "nowhere"),
    ],
)
def test_a_template_that_is_wrong_names_its_fault_in_both_languages(tmp_path: Path, template: str, said: str) -> None:
    with pytest.raises(BadConfiguration, match=said) as raised:
        Renderer(tmp_path, themed(tmp_path, prose=template)).render(PAGE, "fr")
    assert "modèle du thème" in str(raised.value) and "template of the theme" in str(raised.value)


def test_a_theme_that_changes_makes_the_publication_old(tmp_path: Path) -> None:
    config = themed(tmp_path)
    assert config.theme is not None
    documents = tmp_path / "documents"
    documents.mkdir()

    def digest() -> str:
        return digest_of_inputs(documents, tmp_path / "public", config, [config.theme] if config.theme else [])

    before = digest()
    (config.theme / "static" / "theme.css").write_text(":root { --accent: #145214; }", "utf-8")
    assert digest() != before
    assert replace(config, theme=None) != config
