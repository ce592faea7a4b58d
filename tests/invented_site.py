"""A small invented site that the tests of the site and of its server share: two sessions, three documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import rdflib

from builders import DAY, VALBRUME, Builder, Known, act, record, sitting
from registre import __version__
from registre.config import Config
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, rule_pages, sitting_pages
from registre.graph.pages import PageGraph
from registre.linking.sittings import Sitting
from registre.publication.coverage import Coverage, count_sitting, coverage_graphs
from registre.publication.documents import json_ld
from registre.publication.quality import read_quality, write_findings
from registre.publication.site import Closing, PublishedFile, QueryCard, Remark, SiteWriter
from registre.publication.site.writer import JsonLd
from registre.records import Act, Outcome, Vote
from registre.validation import Finding, Gravity, Report, Shapes, render
from registre.validation.shapes import SHAPES

CONFIG = Config(base="https://data.example.org/", title="Registre de Valbrume", publisher="Commune de Valbrume")
RULES = (("test.words", "CGCT art. L2121-29"), ("test.unused", "Observation du 3 mars 2024"))
QUERY = QueryCard(
    "grants",
    {"fr": "Subventions par organisme", "en": "Grants by organisation"},
    {"fr": "Les totaux, par organisme.", "en": "Totals, by organisation."},
    "SELECT ?o WHERE { ?o a ?c FILTER(?x < 3) }",
    parameters=(("year", "year", "", {"fr": "exercice", "en": "budget year"}),),
    columns=(("o", "iri", {"fr": "organisme", "en": "organisation"}),),
)
CLOSING = Closing(
    version=__version__,
    triples=1234,
    evidence_triples=567,
    set_aside=1,
    quarantined=2,
    files=(PublishedFile("dumps/latest/registre.ttl", 5870, "ab" * 32),),
    queries=(QUERY,),
    uses={"Vote": 2},
)
ACT = "act/219900016/2024-03-11/2024-017"
SESSION = "session/219900016/conseil-municipal/2024-03-11"


def finding(gravity: Gravity, rule: str, place: str) -> Finding:
    """What `rule` found at `place` below the base."""
    words = {"message_fr": "Un écart.", "message_en": "A gap."}
    return Finding(gravity, SHAPES + rule, CONFIG.base + place, None, None, component="SPARQL", **words)


FINDINGS = (
    finding(Gravity.warning, "voices", f"{ACT}#vote"),
    finding(Gravity.warning, "grant-agreement", ACT),
    finding(Gravity.warning, "voices", SESSION),
    finding(Gravity.info, "vote-stated", ACT),
    finding(Gravity.info, "beneficiary-identified", "organisation/local/les-amis-du-lavoir"),
)
"""Gravest first, then by page, as a report has them."""


@cache
def shapes() -> rdflib.Graph:
    """All shapes, read once."""
    return Shapes.load().graph


def second_act(make: Builder) -> Act:
    """An act that is noted and gives no money, of the minutes of another day."""
    whole = act(make)
    noted = make.fact(Vote(Outcome.noted), "Adopté")
    return Act(whole.start, whole.end, make.fact("2024-003", "2024-003"), whole.title, vote=noted, visas=whole.visas)


def sittings() -> list[Sitting]:
    """The sitting of January, then the one of March, which a second document repeats."""
    make = Builder()
    january = record("valbrume/2024-003.txt", acts=(second_act(make),))
    assert january.session is not None and january.session.date is not None
    moved = replace(january.session, date=replace(january.session.date, value=date(2024, 1, 15)))
    return [sitting(replace(january, session=moved)), sitting(record(), record("valbrume/copie.txt"))]


def write_site(
    folder: Path,
    meetings: list[Sitting] | None = None,
    known: Known | None = None,
    rules: tuple[tuple[str, str], ...] = RULES,
) -> SiteWriter:
    """Write the site below `folder`, with the JSON-LD and the Turtle that stand beside its pages."""
    mint, known = Minter(CONFIG.base), known or Known()
    writer = SiteWriter(folder, CONFIG, mint, known, rules)
    acts: dict[str, str] = {}
    coverage = Coverage()
    for meeting in sittings() if meetings is None else meetings:
        remark = Remark("shape-x", "warning", {"fr": "Une forme n’est pas respectée.", "en": "A shape is not met."})
        for one in meeting.documents:
            path = folder / f"{mint.text(one.record.source.sha256).removeprefix(CONFIG.base)}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(one.record.text, "utf-8")
        made = list(sitting_pages(meeting, mint, acts))
        coverage.add(count_sitting(meeting, made))
        remarks = {mint.act(VALBRUME.key, DAY, "2024-017"): [remark]}
        writer.add_sitting(meeting, remarks, _embedded(folder, made))
    for name in (
        "dataset.ttl",
        "dataset.jsonld",
        "CITATION.cff",
        "citation.bib",
        "changes/index.json",
        "changes/index.ttl",
        "ldes/index.ttl",
        "ldes/index.jsonld",
        "dumps/latest/registre.ttl",
    ):  # others write these
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("[]" if name.endswith("jsonld") else "", "utf-8")
    covered = coverage.close([])
    pages = [*identity_pages(known, mint), *rule_pages(rules, mint), *coverage_graphs(covered, mint)]
    quality = read_quality(FINDINGS, CONFIG.base, {f"{SHAPES}StatedAct": 2})
    write_findings(folder, quality, covered)
    for name, form in (("report.txt", "text"), ("report.json", "json"), ("report.ttl", "ttl")):
        (folder / name).write_text(render(Report(FINDINGS), form, "fr"), "utf-8")
    closing = replace(CLOSING, coverage=covered, quality=quality)
    writer.close(closing, _embedded(folder, pages), shapes=shapes())
    return writer


def _embedded(folder: Path, pages: Iterable[PageGraph]) -> JsonLd:
    """Write the files that stand beside the pages; give the JSON-LD that the pages embed."""
    written = {page.iri: json_ld(page) for page in pages}
    for iri, data in written.items():
        place = folder / iri.removeprefix(CONFIG.base)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.with_name(f"{place.name}.jsonld").write_bytes(data)
        graph = rdflib.Graph().parse(data=data, format="json-ld")
        place.with_name(f"{place.name}.ttl").write_text(graph.serialize(format="turtle"), "utf-8")
    return lambda iri: written[iri].decode() if iri in written else None
