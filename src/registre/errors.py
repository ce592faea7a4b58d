"""The one family of errors, and the exit code each of them gives.

Messages say what was seen, where, and what to do next. They are shown to the people who publish, so
they never name a person and never show a stack.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    done = 0
    findings = 1
    usage = 2
    input = 3
    output = 4
    interrupted = 130


class RegistreError(Exception):
    """Any fault that `registre` foresees."""

    exit_code = ExitCode.input


class UnreadableSource(RegistreError):
    """A document cannot be read: it goes to quarantine and the batch goes on."""

    def __init__(self, path: str, code: str, seen: str, advice: str) -> None:
        super().__init__(f"{path}: {seen}. {advice}")
        self.path, self.code, self.seen, self.advice = path, code, seen, advice


class UnsafeIri(RegistreError):
    """A text cannot become part of an IRI (control, bidi or foreign characters, a bad scheme)."""


class BadShapes(RegistreError):
    """Shapes that could say yes to everything: none, unknown targets, no focus node."""


class EnginesDisagree(RegistreError):
    """Two SHACL engines do not find the same in the same triples: one of them is wrong, so nothing is published."""


class BadConfiguration(RegistreError):
    """registre.toml, a query or an option is not what it should be."""

    exit_code = ExitCode.usage


class BadRegister(RegistreError):
    """A file of a public register (SIRENE, RNA, RNE, BANATIC, COG) has other columns, another encoding, or no end."""


class OutputFailed(RegistreError):
    """A file could not be written; what was published before is untouched."""

    exit_code = ExitCode.output


class EndpointFailed(RegistreError):
    """A remote SPARQL endpoint did not answer as the protocol says."""
