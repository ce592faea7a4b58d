"""The hand-made publication of tests/queries/fixture.trig, and an example of each question that needs values."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pyoxigraph
import pytest

HERE = Path(__file__).parent

CHOSEN: dict[str, dict[str, str]] = {
    "acts-of-body": {"body": "hautes-combes"},
    "acts-of-year": {"year": "2024"},
    "beneficiary-over-years": {"organisation": "fanfare"},
    "decided-as-of": {"on_date": "2023-03-17"},
    "grants-of-organisation": {"organisation": "2 rives"},
    "members-as-of": {"on_date": "2023-03-14"},
}


def write_fixture(folder: Path) -> Path:
    """The fixture as an N-Quads dump in `folder`."""
    dump = folder / "registre.nq"
    pyoxigraph.serialize(
        pyoxigraph.parse(path=str(HERE / "queries" / "fixture.trig")), str(dump), format=pyoxigraph.RdfFormat.N_QUADS
    )
    return dump


def write_many(folder: Path, copies: int) -> Path:
    """The fixture `copies` times: other sessions and acts each time, by a hundredth as many bodies and persons."""
    one, many = write_fixture(folder).read_text("utf-8"), folder / "many.nq"
    shared = re.compile(r"(?<=/)(body|organ|territory/\w+|person|organisation/local)/")
    with many.open("w", encoding="utf-8") as stream:
        for number in range(copies):
            text = re.sub(r"/(session|act)/", rf"/\1/{number}-", one)
            stream.write(shared.sub(lambda found, group=number // 100: f"{found[1]}/{group}-", text))  # type: ignore[misc]
    return many


def compare_stored(path: Path, answer: str) -> None:
    """Fail unless `answer` is what `path` holds; with REGISTRE_UPDATE, write it there and fail so that it is read."""
    if os.environ.get("REGISTRE_UPDATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(answer, "utf-8")
        pytest.fail(f"{path.relative_to(HERE)} is written: read it, then run again without REGISTRE_UPDATE")
    assert answer == path.read_text("utf-8")
