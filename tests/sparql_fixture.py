"""The hand-made publication of tests/queries/fixture.trig, and an example of each question that needs values."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph

HERE = Path(__file__).parent

CHOSEN: dict[str, dict[str, str]] = {
    "acts-of-body": {"body": "hautes-combes"},
    "acts-of-year": {"year": "2024"},
    "beneficiary-over-years": {"organisation": "fanfare"},
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
