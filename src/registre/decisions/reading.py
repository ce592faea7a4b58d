"""decisions/*.yaml → Decisions, each field checked: one that cannot be followed stops the build.

Why so strict: a name whose suppression is skipped is published. Every message says the file, the line, what
was seen and what to write, in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from registre.decisions.decision import (
    AcceptLink,
    Correct,
    Decision,
    Decisions,
    Merge,
    RejectLink,
    Rename,
    Split,
    Stated,
    Suppress,
    WithdrawAct,
    WithdrawDocument,
)
from registre.decisions.entries import BadDecision, Entry, read_entries

FOLDER = "decisions"
SUFFIXES = (".yaml", ".yml")
LONGEST_REASON = 1000
COMMON = frozenset({"decision", "reason", "date", "by"})
_PATH = re.compile(
    r"(?:body/[\w.-]+|organ/[\w.-]+/[\w.-]+|person/[\w.-]+/[\w.-]+|organisation/(?:siren|rna|local)/[\w.-]+)", re.ASCII
)
_ACT = re.compile(r"act/[\w.-]+/\d{4}-\d{2}-\d{2}/[\w.-]+", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}|[0-9a-f]{16}")
_WHOLE_DIGEST = re.compile(r"[0-9a-f]{64}")


def read_decisions(folder: Path | None, base: str) -> Decisions:
    """Every decision below `folder`, by file then line; none without a folder.

    `base` may stand before the names of things. Raises `BadDecision`.
    """
    if folder is None:
        return Decisions()
    if not folder.is_dir():
        raise BadDecision(str(folder), 1, "ce dossier n’existe pas.", "there is no such folder.")
    return Decisions(
        tuple(
            _Fields(entry, base).decision()
            for path in decision_files(folder)
            for entry in read_entries(path, path.relative_to(folder.parent).as_posix())
        )
    )


class _Fields:
    """The fields of one entry, taken one by one; what is left over was misspelt."""

    def __init__(self, entry: Entry, base: str) -> None:
        self.entry, self.base = entry, base

    def decision(self) -> Decision:
        kind = self.text("decision")
        if kind not in _READERS:
            known = ", ".join(sorted(_READERS))
            self.refuse(
                "decision",
                f"« {kind} » n’est pas une sorte de décision. Écrivez l’une de : {known}.",
                f"« {kind} » is not a kind of decision. Write one of: {known}.",
            )
        read, fields = _READERS[kind]
        for name in self.entry.values:
            if name not in COMMON | fields:
                known = ", ".join(sorted(COMMON | fields))
                self.refuse(
                    name,
                    f"le champ « {name} » n’existe pas pour « {kind} ». Champs : {known}.",
                    f"« {kind} » has no field « {name} ». Fields: {known}.",
                )
        return read(self, self._stated())

    def _stated(self) -> Stated:
        reason, by = self.text("reason"), self.text("by")
        if len(reason) > LONGEST_REASON:
            self.refuse("reason", "raison de plus de 1000 signes. Résumez.", "reason of over 1000 characters. Sum up.")
        return Stated(reason, self.day("date"), by, self.entry.file, self.entry.line)

    def refuse(self, name: str, french: str, english: str) -> None:
        raise BadDecision(self.entry.file, self.entry.lines.get(name, self.entry.line), french, english)

    def optional(self, name: str) -> str | None:
        """The text of a field; None when it is not there or empty."""
        value = self.entry.values.get(name, "")
        if not isinstance(value, str):
            self.refuse(
                name, f"« {name} » est une liste. Écrivez un seul texte.", f"« {name} » is a list. Write one text."
            )
        return str(value) or None

    def text(self, name: str) -> str:
        value = self.optional(name)
        if value is None:
            self.refuse(name, f"il manque « {name} ». Écrivez-le.", f"« {name} » is missing. Write it.")
        return value or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a field that may hold several."""
        value = self.entry.values.get(name, ())
        return tuple(one for one in ((value,) if isinstance(value, str) else value) if one)

    def day(self, name: str) -> date:
        text = self.text(name)
        try:
            if len(text) == 10:
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.refuse(
            name, f"« {text} » n’est pas une date. Écrivez AAAA-MM-JJ.", f"« {text} » is no date. Write YYYY-MM-DD."
        )
        raise AssertionError

    def number(self, name: str) -> int:
        text = self.text(name)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self.refuse(name, f"« {text} » n’est pas un nombre.", f"« {text} » is not a number.")
        return int(text)

    def document(self, name: str = "document") -> str:
        return self._digest(name, self.text(name), _DIGEST)

    def _digest(self, name: str, text: str, pattern: re.Pattern[str]) -> str:
        if pattern.fullmatch(text) is None:
            self.refuse(
                name,
                f"« {text[:80]} » n’est pas une empreinte. Copiez l’empreinte SHA-256 (64 chiffres) du document.",
                f"« {text[:80]} » is not a digest. Copy the SHA-256 digest (64 digits) of the document.",
            )
        return text

    def thing(self, name: str) -> str:
        return self._thing(name, self.text(name))

    def _thing(self, name: str, text: str) -> str:
        path = text.removeprefix(self.base)
        if _PATH.fullmatch(path) is None:
            self.refuse(
                name,
                f"« {text[:120]} » ne désigne rien. Copiez l’adresse de la page, sans extension "
                f"({self.base}organisation/local/… ou organisation/local/…).",
                f"« {text[:120]} » names nothing. Copy the address of the page, without its extension "
                f"({self.base}organisation/local/… or organisation/local/…).",
            )
        return path

    def things(self, name: str) -> tuple[str, ...]:
        found = tuple(self._thing(name, one) for one in self.texts(name))
        if not found:
            self.text(name)
        return found


def _merge(fields: _Fields, stated: Stated) -> Decision:
    keep, gone = fields.thing("keep"), fields.things("gone")
    if keep in gone or any(_family(one) != _family(keep) for one in gone) or keep.startswith("organ/"):
        fields.refuse(
            "gone",
            "on ne confond que des choses de même sorte : collectivités, organisations, ou personnes d’une même "
            "collectivité. Corrigez « keep » ou « gone ».",
            "only things of one kind are merged: bodies, organisations, or persons of one body. "
            "Correct « keep » or « gone ».",
        )
    return Merge(stated, keep, gone)


def _family(path: str) -> str:
    """What may be merged together: persons of one body only."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "person" else parts[0]


def _split(fields: _Fields, stated: Stated) -> Decision:
    of, bodies = fields.thing("of"), tuple(fields._thing("bodies", one) for one in fields.texts("bodies"))
    documents = tuple(fields._digest("documents", one, _DIGEST) for one in fields.texts("documents"))
    if not of.startswith(("organisation/", "person/")) or not all(one.startswith("body/") for one in bodies):
        fields.refuse(
            "of",
            "on sépare une organisation ou une personne, dans des documents ou des collectivités (body/…).",
            "an organisation or a person is split, in documents or in bodies (body/…).",
        )
    if not (documents or bodies or fields.optional("spelling")):
        fields.refuse(
            "documents",
            "il manque où : « documents », « bodies » ou « spelling ».",
            "where is missing: « documents », « bodies » or « spelling ».",
        )
    return Split(stated, of, fields.text("name"), fields.optional("spelling"), documents, bodies)


def _rename(fields: _Fields, stated: Stated) -> Decision:
    return Rename(stated, fields.thing("thing"), fields.text("name"))


def _correct(fields: _Fields, stated: Stated) -> Decision:
    for name in ("old", "new"):
        if name not in fields.entry.values:
            fields.refuse(
                name,
                f"il manque « {name} ». Laissez-le vide si rien n’est dit : « {name}: ».",
                f"« {name} » is missing. Leave it empty when nothing is said: « {name}: ».",
            )
    old, new = fields.optional("old"), fields.optional("new")
    if old == new:
        fields.refuse("new", "« old » et « new » sont pareils.", "« old » and « new » are the same.")
    return Correct(stated, fields.document(), fields.text("field"), old, new, fields.optional("quote"))


def _reject(fields: _Fields, stated: Stated) -> Decision:
    thing, spelling = fields.thing("thing"), fields.optional("spelling")
    other = fields.thing("other") if fields.optional("other") else None
    if (spelling is None) == (other is None) or (other is not None and _family(other) != _family(thing)):
        fields.refuse(
            "other",
            "écrivez « spelling » (un nom) ou « other » (une chose de même sorte), l’un des deux.",
            "write « spelling » (a name) or « other » (a thing of the same kind), one of them.",
        )
    return RejectLink(stated, thing, spelling, other)


def _accept(fields: _Fields, stated: Stated) -> Decision:
    thing = fields.thing("thing")
    if _family(thing) != "organisation":
        fields.refuse("thing", "« thing » est une organisation.", "« thing » is an organisation.")
    return AcceptLink(stated, thing, fields.text("spelling"))


def _withdraw(fields: _Fields, stated: Stated) -> Decision:
    return WithdrawDocument(stated, fields.document())


def _withdraw_act(fields: _Fields, stated: Stated) -> Decision:
    path = fields.text("act").removeprefix(fields.base)
    if _ACT.fullmatch(path) is None:
        fields.refuse(
            "act",
            f"« {path[:120]} » n’est pas une délibération. Copiez l’adresse de sa page, sans extension (act/…/…/…).",
            f"« {path[:120]} » is no act. Copy the address of its page, without its extension (act/…/…/…).",
        )
    return WithdrawAct(stated, path)


def _suppress(fields: _Fields, stated: Stated) -> Decision:
    start, end = fields.number("start"), fields.number("end")
    if start >= end:
        fields.refuse("end", "« end » doit dépasser « start ».", "« end » must be after « start ».")
    scope = fields.optional("everywhere") or "yes"
    if scope not in ("yes", "no"):
        fields.refuse("everywhere", "écrivez « yes » ou « no ».", "write « yes » or « no ».")
    words = fields.number("words") if fields.optional("words") else None
    digest = (
        fields._digest("digest", fields.text("digest"), _WHOLE_DIGEST) if words or fields.optional("digest") else None
    )
    if digest is not None and not words:
        fields.refuse("words", "« digest » va avec « words ».", "« digest » goes with « words ».")
    text = fields._digest("text", fields.text("text"), _WHOLE_DIGEST)
    document = fields._digest("document", fields.text("document"), _WHOLE_DIGEST)
    return Suppress(stated, document, text, start, end, words, digest, scope == "yes")


_SUPPRESS = (_suppress, frozenset({"document", "text", "start", "end", "words", "digest", "everywhere"}))
_READERS: Mapping[str, tuple[Callable[[_Fields, Stated], Decision], frozenset[str]]] = {
    "merge": (_merge, frozenset({"keep", "gone"})),
    "split": (_split, frozenset({"of", "name", "spelling", "documents", "bodies"})),
    "rename": (_rename, frozenset({"thing", "name"})),
    "correct": (_correct, frozenset({"document", "field", "old", "new", "quote"})),
    "reject-link": (_reject, frozenset({"thing", "spelling", "other"})),
    "accept-link": (_accept, frozenset({"thing", "spelling"})),
    "withdraw-act": (_withdraw_act, frozenset({"act"})),
    "withdraw-document": (_withdraw, frozenset({"document"})),
    "suppress": _SUPPRESS,
    "withdraw-name": _SUPPRESS,
}


def decision_files(folder: Path) -> Iterator[Path]:
    """The files of decisions below `folder`, sorted."""
    yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and not path.is_dir())


def place_of(decision: Decision) -> str:
    """Where a decision is written, and its kind: what people look up."""
    return f"{decision.stated.file}:{decision.stated.line} ({decision.kind})"
