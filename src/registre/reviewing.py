"""A curator's sitting: doubts shown one after the other, answers read, decisions written as they come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from registre.build import WhoIsWho
from registre.config import Config
from registre.decisions.answering import decision_of, suppress_words
from registre.decisions.curation import Curation, curate
from registre.decisions.decision import Decision, Stated
from registre.decisions.doubts import Doubt, Kind, find_doubts
from registre.decisions.reading import FOLDER, read_decisions
from registre.decisions.writing import append
from registre.documents import find_documents
from registre.engine.reading import ReadDocument, jobs_for, read_documents
from registre.errors import RegistreError
from registre.linking.reference import Reference
from registre.linking.registers.bodies import completed_reference
from registre.messages import Language, say
from registre.progress import Watch, watcher
from registre.spool import Spool

YES, NO, SKIP, QUIT = "oy", "n", "ps", "q"


@dataclass(slots=True)
class Reviewer:
    """One sitting of a curator: where decisions go, in whose name, in which language they are asked."""

    place: Path
    day: date
    by: str
    reason: str | None
    language: Language
    written: int = 0

    def review(self, folder: Path, config: Config, reference: Reference, limit: int, listing: bool) -> None:
        """Show the doubts about the documents of `folder`, at most `limit`, and ask each unless only `listing`."""
        with self._curation(folder, config, reference) as (curation, who):
            identities = curation.settle(who.identified(curation.records, curation.constraints))
            doubts = find_doubts(curation.records, identities)
        self._say("review_found", count=len(doubts))
        for number, doubt in enumerate(doubts[:limit], 1):
            click.echo(_rendered(doubt, number, len(doubts), self.language))
            if not listing and not self._ask(doubt):
                break
        if not listing:
            self._say("review_done", count=self.written)

    @contextmanager
    def _curation(self, folder: Path, config: Config, reference: Reference) -> Iterator[tuple[Curation, WhoIsWho]]:
        """The documents as the decisions of today leave them."""
        decided = read_decisions(self.place if self.place.is_dir() else None, config.base)
        who = WhoIsWho(completed_reference(reference, config.registers), config)
        with _records(folder, self.language) as (spool, places):
            yield curate(spool, places, decided, who.identified), who

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

    def suppress(self, folder: Path, config: Config, reference: Reference) -> None:
        """Ask for words, and write where they stand and what they digest to; the words are written nowhere."""
        prompt = say("review_words", self.language)
        words = click.prompt(prompt, hide_input=True) if sys.stdin.isatty() else _line(prompt) or ""
        stated = Stated(self.reason or say("review_asked", "fr"), self.day, self.by, "", 0)
        with self._curation(folder, config, reference) as (curation, _):
            tried = (suppress_words(record, words, stated) for record in curation.records)
            found = [one for one in tried if one is not None]
        if not found:
            raise RegistreError(say("review_no_words", self.language))
        self._write(found[0])
        self._say("review_documents", count=len(found))

    def _write(self, decision: Decision) -> None:
        self._say("review_written", kind=decision.kind, file=append(self.place, decision))
        self.written += 1

    def _say(self, key: str, **values: object) -> None:
        click.echo(say(key, self.language, **values))


def decisions_folder(folder: Path) -> Path:
    """Where the decisions about a folder of documents, or about one document, are written."""
    return (folder if folder.is_dir() else folder.parent) / FOLDER


@contextmanager
def _records(folder: Path, language: Language) -> Iterator[tuple[Spool, list[int]]]:
    """The records of a folder, each content once. What cannot be read is for the build to report."""
    documents, seen = list(find_documents(folder)), set[str]()
    with TemporaryDirectory(prefix="registre-") as scratch, Spool(Path(scratch) / "records") as spool:
        places = []
        watch: Watch[Any] = watcher(not sys.stderr.isatty())
        read = read_documents(documents, jobs_for(len(documents), None))
        for one in watch(read, say("reading", language), len(documents)):
            if isinstance(one, ReadDocument) and one.sha256 not in seen:
                seen.add(one.sha256)
                places.append(spool.append_encoded(one.record))
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
