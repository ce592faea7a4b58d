"""The invented documents are what the README's first command and the stored answers stand on."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "examples" / "documents"
GOLD = ROOT / "tests" / "golden" / "examples"
BROKEN = "numerisation-illisible"


def texts() -> dict[str, str]:
    paths = sorted(path for path in DOCUMENTS.rglob("*") if path.is_file() and path.stem != BROKEN)
    return {path.stem: path.read_text("utf-8") for path in paths}


def luhn(number: str) -> bool:
    digits = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(digit - 9 if digit > 9 else digit for digit in digits) % 10 == 0


def test_there_are_at_least_twelve_valid_documents_of_four_bodies() -> None:
    assert len(texts()) == 14
    assert len([path for path in DOCUMENTS.iterdir() if path.is_dir()]) == 4


def test_every_readable_document_has_its_gold_record() -> None:
    assert {path.name.removesuffix(".gold.json") for path in GOLD.glob("*.gold.json")} == set(texts())


def test_every_name_and_number_of_a_gold_record_stands_in_its_text() -> None:
    for name, text in texts().items():
        gold = json.loads((GOLD / f"{name}.gold.json").read_text("utf-8"))
        flat = " ".join(text.split())
        for one in (gold["session"] or {"attendance": []})["attendance"]:
            assert one["name"] in flat, (name, one["name"])
        for act in gold["acts"]:
            assert act["number"] in flat
            assert act["title"] in flat
            for grant in act["grants"]:
                assert grant["beneficiary"] is None or grant["beneficiary"] in flat


def test_the_broken_document_is_no_text() -> None:
    data = next(DOCUMENTS.rglob(f"{BROKEN}.txt")).read_bytes()
    assert b"\x00" in data


def test_every_siren_is_valid_and_of_a_departement_that_does_not_exist() -> None:
    reference = tomllib.loads((ROOT / "examples" / "reference.toml").read_text("utf-8"))
    sirens = {body["siren"] for body in reference["body"]}
    stated = {found for text in texts().values() for found in re.findall(r"-(\d{9})-\d{8}-", text)}
    assert stated <= sirens
    for siren in sirens:
        assert luhn(siren)
        assert siren[2:4] in {"96", "99"}
