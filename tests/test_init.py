"""`registre init`: five answers become settings that a build takes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from registre.build import build
from registre.cli import cli
from registre.config import LICENCE_OUVERTE, Config, read_config
from registre.documents import find_documents
from registre.errors import BadConfiguration
from registre.verification import verify


def _init(folder: Path, answers: str) -> None:
    done = CliRunner().invoke(cli, ["--lang", "fr", "init", str(folder)], input=answers, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert done.output.count("?") == 5


def test_five_answers_make_the_settings(tmp_path: Path) -> None:
    _init(tmp_path, "Ville de « Granval »\nhttps://deliberations.granval.example\ndonnees@granval.example\n\nfr\n")
    config = read_config(tmp_path / "registre.toml")
    assert (config.publisher, config.base) == ("Ville de « Granval »", "https://deliberations.granval.example/")
    assert (config.contact, config.licence, config.languages) == ("donnees@granval.example", LICENCE_OUVERTE, "fr")


@pytest.mark.parametrize(
    "answers",
    [
        "Ville\nftp://a.example/\nx@a.example\n\n\n",  # a foreign scheme
        "Ville\nhttps://a.example/\npas une adresse\n\n\n",
        "Ville\nhttps://a.example/\nx@a.example\njavascript:1\n\n",
        "Ville\nhttps://a.example/\nx@a.example\n\nde\n",  # a language that the site does not speak
    ],
)
def test_an_answer_that_a_build_would_refuse_writes_nothing(tmp_path: Path, answers: str) -> None:
    with pytest.raises(BadConfiguration):
        CliRunner().invoke(cli, ["init", str(tmp_path)], input=answers, catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []


def test_settings_that_are_there_stay(tmp_path: Path) -> None:
    (tmp_path / "registre.toml").write_text("# mine\n")
    with pytest.raises(BadConfiguration, match=r"registre\.toml"):
        CliRunner().invoke(cli, ["init", str(tmp_path)], input="\n" * 9, catch_exceptions=False)
    assert (tmp_path / "registre.toml").read_text() == "# mine\n"


def test_a_site_in_french_alone_has_no_english_page_nor_link(tmp_path: Path) -> None:
    out = tmp_path / "public"
    build(ROOT / "examples" / "documents" / "monts-de-sorvan", out, Config(languages="fr"))
    assert not (out / "en").exists()
    assert "hreflang" not in (out / "index.html").read_text("utf-8")
    assert "/en/" not in (out / "sitemaps" / "1.xml").read_text("utf-8")
    assert [check.name for check in verify(out) if not check.holds] == []


def test_a_second_build_reads_nothing_of_the_first_one(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "documents" / "saint-orlan" / "2023-034.txt", tmp_path)
    before = list(find_documents(tmp_path))
    build(tmp_path, tmp_path / "public", Config(languages="fr"), cache=tmp_path / "public.cache")
    assert list(find_documents(tmp_path)) == before and (tmp_path / "public.cache").is_dir()
