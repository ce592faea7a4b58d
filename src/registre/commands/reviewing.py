"""What a curator does at the terminal: read a doubt, answer yes or no, and the decision is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from registre.commands.building import REFERENCE_NAME, settings_of
from registre.decisions.answering import decision_of, suppress_words
from registre.decisions.curation import curate
from registre.decisions.decision import Decision, Stated
from registre.decisions.doubts import Doubt, Kind, find_doubts
from registre.decisions.reading import FOLDER, read_decisions
from registre.decisions.writing import append
from registre.documents import find_documents
from registre.errors import RegistreError, UnreadableSource
from registre.journey import read_record
from registre.linking.constraints import Constraints
from registre.linking.identify import Identities, identify
from registre.linking.reference import Reference, read_reference
from registre.messages import Language, say
from registre.progress import Watch, watcher
from registre.records import Record
from registre.spool import Spool

YES, NO, SKIP, QUIT = "oy", "n", "ps", "q"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--decisions", type=click.Path(path_type=Path), help="Where decisions are (default: FOLDER/decisions).")
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="Settings in TOML.")
@click.option("--by", default="curateur", show_default=True, help="Your office or a pseudonym: it is published.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Date of the decisions (default: today).")
@click.option("--reason", help="The reason to write (default: one that fits the question). It is published.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many questions.")
@click.option("--list", "listing", is_flag=True, help="Show the doubts, ask nothing.")
@click.option("--suppress", is_flag=True, help="Ask for words and withdraw them everywhere; they are not written.")
@click.pass_context
def review(
    context: click.Context,
    folder: Path,
    decisions: Path | None,
    config_path: Path | None,
    by: str,
    day: datetime | None,
    reason: str | None,
    limit: int,
    listing: bool,
    suppress: bool,
) -> None:
    """Show what is doubtful, most useful first, and write a decision from each yes or no.

    Montre ce qui est douteux, le plus utile d'abord, et écrit une décision à chaque oui ou non.
    """
    config, settings = settings_of(folder, config_path)
    if decisions is None and config.decisions is not None and settings is not None:
        decisions = settings.parent / config.decisions
    place = decisions or (folder if folder.is_dir() else folder.parent) / FOLDER
    today = day.date() if day is not None else date.today()
    decided = read_decisions(place if place.is_dir() else None, config.base)
    own_bodies = (settings.parent if settings else folder) / REFERENCE_NAME
    identified = _identified(read_reference(own_bodies if own_bodies.is_file() else None))
    session = _Session(place, today, by, reason, context.obj)
    with _records(folder, context.obj) as (spool, places):
        curation = curate(spool, places, decided, identified)
        if suppress:
            session.suppress(curation.records)
            return
        identities = curation.settle(identified(curation.records, curation.constraints))
        doubts = find_doubts(curation.records, identities)
    click.echo(say("review_found", context.obj, count=len(doubts)))
    session.ask_all(doubts, limit, listing)


def _identified(reference: Reference) -> Callable[[Iterable[Record], Constraints], Identities]:
    return lambda records, constraints: identify(iter(records), reference, constraints)


@dataclass(slots=True)
class _Session:
    """One sitting of a curator: where decisions go, in whose name, in which language they are asked."""

    place: Path
    day: date
    by: str
    reason: str | None
    language: Language
    written: int = 0

    def ask_all(self, doubts: Sequence[Doubt], limit: int, listing: bool) -> None:
        for number, doubt in enumerate(doubts[:limit], 1):
            click.echo(_rendered(doubt, number, len(doubts), self.language))
            if not listing and not self._ask(doubt):
                break
        if not listing:
            self._say("review_done", count=self.written)

    def _ask(self, doubt: Doubt) -> bool:
        """Ask one question and write what the answer decides; False to stop."""
        answer = _letter(_line(say("review_ask", self.language)))
        if answer in YES + NO:
            wrong = doubt.kind is Kind.contradiction and answer in NO
            value = _line(say("review_value", self.language)) if wrong else None
            decision = decision_of(doubt, answer in YES, self.day, self.by, self.reason, value)
            if decision is None:
                self._say("review_nothing")
            else:
                self._write(decision)
        return answer not in QUIT

    def suppress(self, records: Iterable[Record]) -> None:
        """Ask for words, and write where they stand and what they digest to; the words are written nowhere."""
        prompt = say("review_words", self.language)
        words = click.prompt(prompt, hide_input=True) if sys.stdin.isatty() else _line(prompt) or ""
        stated = Stated(self.reason or say("review_asked", "fr"), self.day, self.by, "", 0)
        found = [one for one in (suppress_words(record, words, stated) for record in records) if one is not None]
        if not found:
            raise RegistreError(say("review_no_words", self.language))
        self._write(found[0])
        self._say("review_documents", count=len(found))

    def _write(self, decision: Decision) -> None:
        self._say("review_written", kind=decision.kind, file=append(self.place, decision))
        self.written += 1

    def _say(self, key: str, **values: object) -> None:
        click.echo(say(key, self.language, **values))


@contextmanager
def _records(folder: Path, language: Language) -> Iterator[tuple[Spool, list[int]]]:
    """The records of a folder, each content once. What cannot be read is for the build to report."""
    documents, seen = list(find_documents(folder)), set[str]()
    with TemporaryDirectory(prefix="registre-") as scratch, Spool(Path(scratch) / "records") as spool:
        places = []
        watch: Watch[Any] = watcher(not sys.stderr.isatty())
        for path, relative in watch(documents, say("reading", language), len(documents)):
            try:
                record = read_record(path, relative)
            except UnreadableSource:
                continue
            if record.source.sha256 not in seen:
                seen.add(record.source.sha256)
                places.append(spool.append(record))
        yield spool, places


def _rendered(doubt: Doubt, number: int, total: int, language: Language) -> str:
    """The question, what hangs on it, and the words of the documents."""
    question = say(f"doubt_{doubt.kind.value}", language, subject=doubt.subject, other=doubt.other)
    weight = say("review_weight", language, amount=f"{doubt.amount_eur:,.2f}".replace(",", " "), acts=doubt.acts)
    why = doubt.why[language == "en"]
    return "\n".join([f"\n[{number}/{total}] {question}", f"  {why} {weight}", *(f"  {one}" for one in doubt.shown)])


def _line(prompt: str) -> str | None:
    """One line of the terminal or of a pipe; None at its end."""
    click.echo(f"{prompt} ", nl=False)
    line = sys.stdin.readline()
    return line.strip() if line else None


def _letter(line: str | None) -> str:
    """The first letter of an answer; an empty or unknown one passes, the end of the input quits."""
    if line is None:
        return QUIT
    letter = line[:1].casefold()
    return letter if letter and letter in YES + NO + SKIP + QUIT else SKIP[0]
