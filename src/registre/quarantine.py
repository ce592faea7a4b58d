"""Documents that were not published: each with its reason, none lost.

An error (unreadable, empty, binary …) makes the build end with exit code 1; a document that is simply
no deliberation (an agenda, a mayor's order) or a copy is set aside for information.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import msgspec

from registre.errors import UnreadableSource
from registre.files import write_new
from registre.messages import reason
from registre.records import Diagnostic, Severity, Source


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that gives no page, and why. `severity` is error, or info when nothing is wrong."""

    path: str
    code: str
    severity: Severity
    reason_fr: str
    reason_en: str
    seen: str
    sha256: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    def hidden(self, hide: Callable[[str], str]) -> SetAside:
        """The same without the words that `hide` blackens in its path and in what was seen."""
        return replace(self, path=hide(self.path), seen=hide(self.seen))


def unreadable(fault: UnreadableSource) -> SetAside:
    return SetAside(
        fault.path, fault.code, Severity.error, reason(fault.code, "fr"), reason(fault.code, "en"), str(fault)
    )


def not_published(source: Source, code: str, severity: Severity, seen: str) -> SetAside:
    return SetAside(source.path, code, severity, reason(code, "fr"), reason(code, "en"), seen, source.sha256)


def write_quarantine(path: Path, documents: list[SetAside]) -> None:
    """One JSON object a line, in the order of the paths; an empty file when all went well."""
    lines = (msgspec.json.encode(asdict(one)) for one in sorted(documents, key=lambda one: one.path))
    write_new(path, b"".join(line + b"\n" for line in lines))
