"""The whole journey: a folder of documents becomes a validated publication, swapped in at the end.

Documents stream: each is read once and spooled; identities are made from the spool; then sittings are
published one after the other, in a fixed order. Memory holds names and small rows, never all texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from registre.answers import answered
from registre.bodies_by_folder import BodiesByFolder
from registre.config import Config
from registre.decisions import DecidedRecords, read_decisions
from registre.decisions.correcting import RULE
from registre.decisions.curation import Curation, Leaving, curate
from registre.decisions.leaving import Tombstone
from registre.decisions.ledger import read_ledger
from registre.decisions.reading import place_of
from registre.documents import decisions_beside
from registre.engine.engines import LOCAL, Engine
from registre.engine.hands import ManyHands
from registre.engine.reading import jobs_for
from registre.files import write_new
from registre.gathering import Gathered, gather
from registre.graph.iris import Minter
from registre.keeping import kept_at
from registre.kept import KeptRows
from registre.linking.confirmed import with_register
from registre.linking.constraints import Constraints
from registre.linking.hands import Hands
from registre.linking.identify import Identities, identify
from registre.linking.own_hands import OWN_HANDS
from registre.linking.reference import Reference, read_reference
from registre.linking.registered import registered
from registre.linking.registers.bodies import completed_reference
from registre.linking.registers.checking import check_registers
from registre.messages import Language, say
from registre.privacy import mask_reason
from registre.progress import Watch, silent
from registre.publication.briefs import Brief, brief_of
from registre.publication.means import Means
from registre.publication.publisher import Publisher
from registre.publication.standing import StandingPages
from registre.publication.tasks import DayDocument, in_days
from registre.quarantine import SetAside, not_published, write_quarantine
from registre.questions import question_cards
from registre.records import DocumentKind, Record, Severity
from registre.spool import Spool
from registre.summary import Summary
from registre.validation import Gravity
from registre.workspace import Workspace, workspace

RULE_SOURCE = "decisions/*.yaml"
"""What the rule of corrected facts stands on."""


def build(
    folder: Path,
    out: Path,
    config: Config,
    *,
    reference: Reference | None = None,
    decisions: Path | None = None,
    jobs: int | None = None,
    cache: Path | None = None,
    standing: StandingPages | None = None,
    machines: Engine = LOCAL,
    listed: Sequence[tuple[str, str]] | None = None,
    watch: Watch[Any] = silent,
    language: Language = "fr",
) -> Summary:
    """Publish the documents of `folder` at `out`, or leave `out` as it is and say why.

    After this: 1. `out` is either the old publication, whole, or the new one, whole; 2. every document
    is published or stands in quarantine.jsonl with its reason. `decisions` is the folder of the curators' decisions,
    FOLDER/decisions by default; `jobs` is the number of worker processes, by default that of the cores; `cache` is the
    folder where records and reports are kept from one build to the next: so are the pages of the site by
    `standing`. The bytes are the same whatever they are, and whatever `machines` do the work.
    `listed` are the documents when they stand elsewhere, for machines that fetch them: their addresses and paths.
    Raises `OutputFailed` when the disk refuses or another build is at work, `BadDecision` for a decision that cannot
    be followed, `RegistreError` when `folder` is no folder.
    """
    summary = Summary(out=out.as_posix())
    decided = read_decisions(decisions or decisions_beside(folder), config.base)
    check_registers(config.registers)
    with workspace(out) as space, Spool(space.scratch / "records") as spool:
        reference = completed_reference(reference or read_reference(), config.registers)
        bodies = BodiesByFolder(config.bodies, reference)
        complete = bodies.complete if config.bodies else None
        kept = kept_at(cache, config)
        if standing is not None:
            standing.begin()
        reading = gather(
            folder,
            spool,
            jobs=jobs,
            complete=complete,
            cache=kept.records,
            machines=machines,
            listed=listed,
            watch=watch,
            language=language,
        )
        summary.documents = reading.documents
        who = WhoIsWho(reference, config, ManyHands(machines, jobs_for(summary.documents, jobs)))
        curation = curate(spool, reading.places, decided, who.identified)
        _set_withdrawn_aside(reading, curation)
        identities = curation.settle(who.identified(curation.records, curation.constraints))
        briefs = _publishing_order(curation.records, reading, identities)
        _count_set_aside(reading, summary)
        summary.decisions, summary.obsolete = len(decided.every), tuple(map(place_of, curation.obsolete()))
        leaving = curation.leaving(identities, Minter(config.base), _ledger(out, config), mask_reason)
        identities = identities.settled_for_good()
        turns = watch(briefs.earliest(), say("publishing", language), len(briefs))
        days = in_days(turns, curation.records.encoded, identities.linked)
        workers = jobs_for(len(briefs), jobs)
        means = Means(workers, machines, kept.composed, standing)
        _publish(space, config, identities, days, summary, leaving, kept.rule_sources(), means)
        _close(space, reading, summary)
        summary.remade = kept.remade(standing)
    kept.sweep()
    return summary


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """Who is who, with what the State's registers know."""

    reference: Reference
    config: Config
    hands: Hands = OWN_HANDS

    def identified(self, records: Iterable[Record], constraints: Constraints) -> Identities:
        """The identities of records that can be read several times; `constraints` are obeyed first."""

        def once(more: Constraints) -> Identities:
            return identify(iter(records), self.reference, constraints | more, self.config.accept, self.hands)

        registers = self.config.registers
        found = with_register(once, registers)
        return registered(found, registers, records, self.reference, constraints.numbers, self.config.accept)


def _set_withdrawn_aside(reading: Gathered, curation: Curation) -> None:
    """A withdrawn document is told by its digest alone, and no path says a word that is hidden."""
    records = curation.records
    reading.places = list(records.places)
    reading.set_aside = [one.hidden(records.hide) for one in reading.set_aside]
    for source, decision, _ in records.withdrawn:
        unnamed = replace(source, path=f"sha256:{source.sha256}")
        seen = f"{decision.stated.date.isoformat()}, {mask_reason(records.hide(decision.stated.reason))}"
        reading.set_aside.append(not_published(unnamed, "source.withdrawn", Severity.info, seen))


def _ledger(out: Path, config: Config) -> tuple[Tombstone, ...]:
    """The identifiers of the publication that stands at `out`, when the publisher keeps them."""
    return read_ledger(out) if config.keep_identifiers == "yes" else ()


def _publishing_order(records: DecidedRecords, reading: Gathered, identities: Identities) -> KeptRows[Brief]:
    """Briefs of the records that have a page, each with its turn; the others are set aside."""
    briefs = KeptRows(Brief, lambda brief: brief.turn)
    for place in reading.places:
        record = records.read(place)
        names = identities.names_of(record)
        if names is not None:
            briefs.add(brief_of(record, place, names))
        else:
            reading.set_aside.append(_why_not(record))
    return briefs


def _why_not(record: Record) -> SetAside:
    if record.session is None:
        kind = record.kind if record.kind is not DocumentKind.other else "?"
        return not_published(record.source, "document.no-session", Severity.info, kind)
    missing = [name for name in ("body", "organ", "date") if getattr(record.session, name) is None]
    return not_published(record.source, "session.incomplete", Severity.error, ", ".join(missing))


def _count_set_aside(reading: Gathered, summary: Summary) -> None:
    summary.quarantined = sum(one.severity is Severity.error for one in reading.set_aside)
    summary.set_aside = len(reading.set_aside) - summary.quarantined


def _publish(
    space: Workspace,
    config: Config,
    identities: Identities,
    days: Iterable[Sequence[DayDocument]],
    summary: Summary,
    leaving: Leaving,
    sources: Sequence[tuple[str, str]],
    means: Means,
) -> None:
    """Write everything; `sources` are what the rules stand on."""
    rules = (*sources, *((RULE, RULE_SOURCE) for _ in leaving.decisions[:1]))
    mint, cards = Minter(config.base), question_cards()
    parts = (space.public, config, mint, identities, rules, cards, leaving, space.previous)
    with Publisher(*parts, means=means, ask=answered) as publisher:
        publisher.add_all(days)
        report = publisher.finish(summary.set_aside, summary.quarantined)
    figures, statistics = publisher.figures, publisher.statistics
    summary.sittings, summary.acts, summary.read = figures["sittings"], figures["acts"], figures["read"]
    summary.facts, summary.diagnostics = figures["facts"], figures["diagnostics"]
    summary.triples, summary.evidence_triples = statistics.triples, statistics.evidence_triples
    summary.warnings, summary.violations = report.count(Gravity.warning), report.count(Gravity.violation)


def _close(space: Workspace, reading: Gathered, summary: Summary) -> None:
    """Write what was set aside, then publish or refuse."""
    write_quarantine(space.public / "quarantine.jsonl", reading.set_aside)
    summary.published = summary.sittings > 0 and summary.violations == 0
    write_new(space.public / "summary.json", (summary.figures_as_json() + "\n").encode())
    if summary.published:
        space.publish()
    else:
        space.reject()
