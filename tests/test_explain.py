"""`registre explain`: every fact in place with its rule, what lost, what is missing and why; the page of the docs."""

from __future__ import annotations

import dataclasses
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, run_registre
from registre.errors import ExitCode
from registre.explanation import Explanation, explain, explain_json, explanation_of
from registre.explanation.examples import read_example
from registre.explanation.explanation import to_json
from registre.explanation.fields import ACT, ACTS, SESSION, rules_of
from registre.explanation.page import superscript
from registre.explanation.rendering import render_text
from registre.explanation.style import Style
from registre.explanation.values import clean
from registre.extraction import all_rules, extract, rule_sources
from registre.journey import read_record
from registre.messages import Language
from registre.records import Act, Counts, Record, Session, Source, facts_of

EXAMPLES = sorted(path for path in (ROOT / "examples" / "documents").rglob("*") if path.suffix in (".txt", ".md"))
READABLE = [path for path in EXAMPLES if path.stem != "numerisation-illisible"]
NAMES = [path.stem for path in READABLE]
ANSI = re.compile(r"\x1b\[[0-9;]*m")
PAGE = (ROOT / "docs" / "reading-a-new-layout.md").read_text("utf-8")

EXTRACT = """COMMUNE DE VALGRISON
EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL
Séance du 14 mars 2024

Envoyé en préfecture le 18/03/2024 Reçu en préfecture le 18/03/2024 Affiché le 19/03/2024
ID : 096-219600013-20240314-D2024_07-DE

Étaient présents : Mme Ida LILAS, M. Paul ORME, Mme Anna CHARME, M. Léon TILLEUL
Pouvoirs : Mme Zoé AUBIER à M. Paul ORME

DÉLIBÉRATION N° 2024-07
OBJET : Réfection du lavoir

Vu le code général des collectivités territoriales,
Considérant que la toiture du lavoir menace de s'effondrer,

Le Conseil municipal, après en avoir délibéré, à l'unanimité :
- APPROUVE les travaux de réfection du lavoir ;
- AUTORISE Madame le Maire à signer le devis.

Pour extrait conforme,
Le Maire,
Ida LILAS
"""


def record_of(text: str, path: str = "lavoir.txt") -> Record:
    return extract(Source(path, len(text.encode()), "0" * 64, "text/plain"), text)


@cache
def told(text: str, language: Language = "en") -> dict[str, Any]:
    explained: dict[str, Any] = json.loads(explain_json(record_of(text), language))
    return explained


def missing(explained: dict[str, Any], field: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [one for one in explained["not_found"] if one["field"] == field]
    assert len(found) == 1, [one["field"] for one in explained["not_found"]]
    return found[0]


# --- the document --------------------------------------------------------------------------------


def test_there_are_examples_to_explain() -> None:
    assert len(READABLE) >= 12


@cache
def explained_example(path: Path) -> Explanation:
    return explanation_of(read_record(path, path.name), "fr")


@pytest.mark.parametrize("path", READABLE, ids=NAMES)
def test_every_fact_has_a_number_its_rule_and_its_own_words(path: Path) -> None:
    record = explained_example(path).record
    facts = json.loads(to_json(explained_example(path)))["facts"]
    assert [one["number"] for one in facts] == list(range(1, len(facts) + 1))
    assert [one["start"] for one in facts] == sorted(one["start"] for one in facts)
    assert all(record.text[one["start"] : one["end"]] == one["raw"] for one in facts)
    stated = sorted((fact.evidence.start, fact.evidence.end, fact.evidence.rule) for fact in facts_of(record))
    assert sorted((one["start"], one["end"], one["rule"]) for one in facts) == stated


@pytest.mark.parametrize("path", READABLE, ids=NAMES)
def test_sections_cover_the_document_without_overlap(path: Path) -> None:
    explained = json.loads(to_json(explained_example(path)))
    places = [(one["start"], one["end"]) for one in explained["sections"]]
    assert [start for start, _ in places] == [0, *(end for _, end in places[:-1])]
    assert places[-1][1] == explained["characters"]


@pytest.mark.parametrize("width", [72, 100, 160])
@pytest.mark.parametrize("path", READABLE, ids=NAMES)
def test_no_line_is_wider_than_asked(path: Path, width: int) -> None:
    shown = render_text(explained_example(path), Style(colour=False), width)
    assert max(len(line) for line in shown.split("\n")) <= width


@pytest.mark.parametrize("path", READABLE, ids=NAMES)
def test_colours_change_nothing_but_colours(path: Path) -> None:
    plain, coloured = (render_text(explained_example(path), Style(colour), 100) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    bare = [line.rstrip() for line in ANSI.sub("", coloured).split("\n")]
    assert [line for line in bare if not line.startswith("séance personnes")] == plain.split("\n")


def test_sections_are_those_of_an_extract() -> None:
    kinds = [one["kind"] for one in told(EXTRACT)["sections"]]
    assert list(dict.fromkeys(kinds)) == [
        *("header", "stamp", "roll", "visa", "recital", "body", "operative", "vote", "article", "signature")
    ]  # fmt: skip


def test_facts_stand_in_the_text_with_their_numbers() -> None:
    shown = explain(record_of(EXTRACT), "en")
    for fact in told(EXTRACT)["facts"]:
        if fact["field"] not in ("visas", "recitals", "articles", "body_siren", "teletransmission_id"):
            assert f"[{fact['raw']}]{superscript(fact['number'])}" in " ".join(
                line[18:].strip() for line in shown.split("\n")
            )


def test_a_fact_inside_another_is_marked_inside_it() -> None:
    numbers = {one["field"]: superscript(one["number"]) for one in told(EXTRACT)["facts"]}
    siren, whole = numbers["body_siren"], numbers["teletransmission_id"]
    assert f"[096-[219600013]{siren}-20240314-D2024_07-DE]{whole}" in explain(record_of(EXTRACT), "en")


def test_long_silence_is_folded_and_its_length_is_said() -> None:
    filler = "Le lavoir est ancien et sa toiture demande des soins que la commune ne peut plus différer, "
    long = EXTRACT.replace("\nLe Conseil municipal, après", f"\n{filler * 30}\n\nLe Conseil municipal, après")
    shown = explain(record_of(long), "fr")
    hidden = re.search(r"\[… (\d\u00a0\d{3}) caractères …\]", shown)
    assert hidden and 2300 < int(hidden[1].replace("\u00a0", "")) < len(filler) * 30
    assert len(shown) < len(explain(record_of(EXTRACT), "fr")) + 900


def test_each_act_of_minutes_has_its_own_heading() -> None:
    path = next(path for path in READABLE if path.stem == "pv-2023-04-12")
    acts = explained_example(path).record.acts
    assert len(acts) > 2
    shown = render_text(explained_example(path), Style(colour=False), 100)
    assert [index for index in range(len(acts)) if f"── délibération {index + 1} ·" not in shown] == []


def test_nothing_in_a_document_can_drive_the_terminal() -> None:
    hostile = "\x1b[2J\x1b]0;owned\x07\u202eDROLE\u202c\x9b31m"
    shown = explain(record_of(EXTRACT.replace("lavoir", f"lavoir {hostile}"), f"a{hostile}.txt"), "fr")
    assert not {char for char in shown if ord(char) < 32 and char != "\n"}
    assert not {char for char in shown if 0x7F <= ord(char) < 0xA0 or char in "\u202e\u202c"}
    assert clean("été 20 €") == "été 20 €"


# --- losers and doubts ---------------------------------------------------------------------------


def test_a_value_that_lost_is_shown_with_its_rule_and_the_one_that_was_kept() -> None:
    text = EXTRACT.replace("Étaient présents", "Nombre de présents : 4\nNombre de présents : 9\nÉtaient présents")
    lost = [one for one in told(text)["losers"] if one.get("field") == "counts.present"]
    assert [(one["value"], one["kept"], one["rule"]) for one in lost] == [("9", "4", "effectif.presents")]
    assert "[9]" in lost[0]["words"]


def test_doubts_speak_the_language_asked_for() -> None:
    text = EXTRACT.replace("Étaient présents", "Nombre de présents : 9\nÉtaient présents")
    assert "9 présents sont annoncés, 4 sont nommés." in explain(record_of(text), "fr")
    assert "9 members present are stated, 4 are named." in explain(record_of(text), "en")


# --- what was not found --------------------------------------------------------------------------


def test_words_of_a_rule_are_the_nearest_miss() -> None:
    text = EXTRACT.replace("\nEnvoyé", "\nBillets de convocation portés à domicile : 7 mars 2024\n\nEnvoyé")
    miss = missing(told(text), "convened_on")["nearest"][0]
    assert (miss["how"], miss["line"], text[miss["start"] : miss["end"]]) == ("words", 5, "convocation")
    assert "convocation" in miss["shared"]
    assert "Billets de [convocation]? portés" in explain(record_of(text), "en")


def test_a_rule_that_reads_what_was_not_kept_says_what_it_reads() -> None:
    text = EXTRACT.replace("\nEnvoyé", "\nDate de la convocation : 7 mars 2019\n\nEnvoyé")  # five years before
    miss = missing(told(text), "convened_on")["nearest"][0]
    assert (miss["how"], miss["value"]) == ("fits", "2019-03-07")
    assert "this rule reads “2019-03-07” here" in " ".join(explain(record_of(text), "en").split())


def test_a_rule_that_finds_words_but_no_name_near_them_says_so() -> None:
    text = EXTRACT.replace("\nEnvoyé", "\nSecrétaire de séance : (illisible)\n\nEnvoyé")
    miss = missing(told(text), "secretary")["nearest"][0]
    assert (miss["how"], miss["value"]) == ("fits", None)
    assert "nothing around them was kept" in " ".join(explain(record_of(text), "en").split())


def test_a_field_without_any_near_miss_still_names_its_rules_and_an_example() -> None:
    found = missing(told(EXTRACT), "convened_on")
    assert found["nearest"] == []
    assert found["rules"] and all(rule.startswith("seance.convocation") for rule in found["rules"])
    assert " → 20" in found["example"]


def test_a_field_that_was_read_is_not_missing() -> None:
    fields = {one["field"] for one in told(EXTRACT)["not_found"]}
    assert not fields & {"date", "body", "attendance", "number", "vote", "posted_on", "signatory"}
    assert fields >= {"convened_on", "secretary", "counts.present"}


def test_a_document_that_records_no_session_says_so_and_what_came_near() -> None:
    explained = told("MAIRIE DE VALGRISON\nARRÊTÉ DU MAIRE N° 12\nLa circulation est interdite rue du Lavoir.\n" * 3)
    assert explained["kind"] == "other"
    assert explained["facts"] == []
    assert [one["code"] for one in explained["losers"]] == ["document.no-session"]
    assert {"body", "organ", "date", "acts"} <= {one["field"] for one in explained["not_found"]}
    assert "VALGRISON" in missing(explained, "body")["nearest"][0]["words"]


def test_an_empty_field_of_several_acts_is_told_once_with_the_acts() -> None:
    path = next(path for path in READABLE if path.stem == "pv-2023-04-12")
    record = explained_example(path).record
    explained = json.loads(to_json(explained_example(path)))
    fields = [one["field"] for one in explained["not_found"]]
    assert len(fields) == len(set(fields))
    assert missing(explained, "posted_on")["acts"] == list(range(len(record.acts)))


# --- fields and rules ----------------------------------------------------------------------------


def test_every_field_of_a_record_is_known_to_the_explanation() -> None:
    counts = {f"counts.{field.name}" for field in dataclasses.fields(Counts)}
    session = {field.name for field in dataclasses.fields(Session)} - {"counts", "stated_body"} | counts
    act = {field.name for field in dataclasses.fields(Act)} - {"start", "end"}
    assert {field.path for field in SESSION} == session
    assert {field.path for field in ACT if "." not in field.path} == act


def test_every_rule_serves_a_field() -> None:
    ids = [name for name, _ in rule_sources()]
    served = {rule for field in (*SESSION, *ACT, ACTS) for rule in rules_of(field, ids)}
    assert sorted(set(ids) - served) == [], "explanation/fields.py does not know which field these rules fill"


def test_a_rule_serves_the_field_that_its_id_names_best() -> None:
    served = {field.path for field in SESSION if list(rules_of(field, ["effectif.presents"]))}
    unknown = {field.path for field in SESSION if list(rules_of(field, ["effectif.nouveau"]))}
    assert served == {"counts.present"}
    assert unknown == {"counts.in_office", "counts.present", "counts.proxies", "counts.voting"}


def test_the_examples_of_all_rules_can_be_shown() -> None:
    assert [rule.id for rule in all_rules() for one in rule.examples if read_example(one) is None] == []


def test_an_example_shows_its_words_and_its_value() -> None:
    assert str(read_example("le [3 mai 2022]{2022-05-03} à 20 h")) == "« le [3 mai 2022] à 20 h » → 2022-05-03"
    assert str(read_example("[Le Maire, ]{after}Ida LILAS")) == "« [Le Maire, ]Ida LILAS »"


# --- the command ---------------------------------------------------------------------------------


def test_the_command_shows_text_or_json(tmp_path: Path) -> None:
    (tmp_path / "lavoir.txt").write_text(EXTRACT, "utf-8")
    shown = run_registre("--lang", "fr", "explain", tmp_path / "lavoir.txt")
    assert shown.returncode == ExitCode.done, shown.stderr
    assert "CE QUI N'A PAS ÉTÉ TROUVÉ" in shown.stdout
    assert "\x1b" not in shown.stdout
    as_json = run_registre("explain", tmp_path / "lavoir.txt", "--format", "json")
    assert json.loads(as_json.stdout)["facts"] == told(EXTRACT)["facts"]


def test_a_document_that_cannot_be_read_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 20)
    done = run_registre("explain", tmp_path / "broken.txt")
    assert done.returncode == ExitCode.input
    assert "broken.txt" in done.stderr


def on_a_terminal(path: Path, **environment: str) -> str:
    """What the command shows on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "registre", "--lang", "en", "explain", str(path), "--width", "90"],
        stdout=theirs,
        env={**{name: value for name, value in os.environ.items() if name != "NO_COLOR"}, **environment},
    ):
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    return shown.decode("utf-8")


def test_colours_are_for_terminals_that_want_them(tmp_path: Path) -> None:
    (tmp_path / "lavoir.txt").write_text(EXTRACT, "utf-8")
    assert "\x1b[" in on_a_terminal(tmp_path / "lavoir.txt")
    assert "\x1b[" not in on_a_terminal(tmp_path / "lavoir.txt", NO_COLOR="1")


# --- docs/reading-a-new-layout.md, tried as written -------------------------------------------------


def block(language: str, which: int = 0) -> str:
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found[which]


def assert_shown(excerpt: str, shown: str) -> None:
    """Each line of the excerpt without « … » stands in what was shown, whatever the width of columns."""
    lines = {" ".join(line.split()) for line in shown.split("\n")}
    expected = [" ".join(line.split()) for line in excerpt.split("\n")]
    asked = [line for line in expected if line and "…" not in line and not line.startswith("$")]
    assert len(asked) >= 2
    assert [line for line in asked if line not in lines] == []
    begun = [line.split("…")[0].strip() for line in expected if "…" in line and not line.startswith("…")]
    assert [line for line in begun if not any(other.startswith(line) for other in lines)] == []


def test_the_page_on_new_layouts_is_true_step_by_step(tmp_path: Path) -> None:
    document = tmp_path / "lavoir.txt"
    document.write_text(block("text"), "utf-8")
    before = run_registre("--lang", "en", "explain", document)
    assert_shown(block("console"), before.stdout)

    copy = tmp_path / "src"
    shutil.copytree(ROOT / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
    table = copy / "registre" / "extraction" / "rules" / "session.py"
    code = table.read_text("utf-8")
    end = code.index("\n)\n", code.index("\nCONVOCATIONS: ")) + 1
    table.write_text(code[:end] + block("python") + code[end:], "utf-8")

    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "test_rules.py", tmp_path / "tests")
    proof = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *block("sh").split()[3:]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert proof.returncode == 0, proof.stdout
    assert re.search(r"\d+ passed|\.\.\.", proof.stdout)

    after = run_registre("--lang", "en", "explain", document, PYTHONPATH=str(copy))
    assert_shown(block("console", 1), after.stdout)
    assert "[convocation]?" not in after.stdout
