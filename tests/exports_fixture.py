"""A publication of a few invented acts, made by the real mapping: only its dump is there, as for anybody."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from builders import TEXT, Builder, Known, act, record, sitting
from exports_checks import luhn
from registre.exports.export import read_register
from registre.exports.register import Register
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, sitting_pages
from registre.graph.terms import iri
from registre.publication.documents import n_quads
from registre.records import Act, Fact, Vote

BASE = "https://data.example.org/"
SIREN = "219900016"


def siret(siren: str, seat: str = "0001") -> str:
    """A SIRET whose check digit is right."""
    return next(f"{siren}{seat}{digit}" for digit in range(10) if luhn(f"{siren}{seat}{digit}"))


def an_act(number: str, title: str = "Subventions 2024 aux associations", vote: Vote | None = None) -> Act:
    """The act of the builders under another number, title and vote."""
    one, make = act(Builder(TEXT)), Builder(TEXT)
    assert one.vote is not None
    return replace(
        one,
        number=make.fact(number, "2024-017"),
        title=make.fact(title, "Subventions 2024 aux associations"),
        vote=Fact(vote, one.vote.evidence) if vote is not None else one.vote,
    )


def purposed(one: Act, purpose: str | None, amount: str = "1200.50") -> Act:
    """The same act, its first grant for `purpose`."""
    first, *others = one.commitments
    changed = replace(first, value=replace(first.value, purpose=purpose, amount_eur=Decimal(amount)))
    return replace(one, commitments=(changed, *others))


def published(folder: Path, acts: Iterable[Act]) -> Path:
    """A publication that holds nothing but its dump of facts."""
    mint = Minter(BASE)
    pages = [*sitting_pages(sitting(record(acts=tuple(acts))), mint), *identity_pages(Known(), mint)]
    dump = folder / "dumps" / "latest" / "registre.nq"
    dump.parent.mkdir(parents=True)
    dump.write_text("".join(n_quads(page.triples, iri(page.iri)) for page in pages), "utf-8")
    return folder


def register_of(folder: Path, acts: Iterable[Act]) -> Register:
    return read_register(published(folder, acts))


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
