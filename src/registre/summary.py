"""What a build did, in numbers: for people and for machines."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import msgspec

from registre.errors import ExitCode
from registre.messages import Language, say

_SHOWN = (
    "documents",
    "read",
    "set_aside",
    "quarantined",
    "sittings",
    "acts",
    "facts",
    "triples",
    "diagnostics",
    "warnings",
    "violations",
)


@dataclass(frozen=True, slots=True)
class Remade:
    """What a build did that was not kept from an earlier one."""

    documents: int
    """Read."""
    batches: int
    """Days of a body, or hundreds of other pages, composed."""
    pages: int
    """Of the site, made; `of` in all."""
    of: int

    def as_text(self, language: Language) -> str:
        """One line."""
        counts = {name: _grouped(count) for name, count in asdict(self).items()}
        return say("remade", language, **counts)


@dataclass(slots=True)
class Summary:
    """Counts of one build. `triples` are those of the main dump; evidence is counted apart."""

    out: str = ""
    published: bool = False
    documents: int = 0
    read: int = 0
    set_aside: int = 0
    quarantined: int = 0
    sittings: int = 0
    acts: int = 0
    facts: int = 0
    triples: int = 0
    evidence_triples: int = 0
    diagnostics: int = 0
    warnings: int = 0
    violations: int = 0
    decisions: int = 0
    obsolete: tuple[str, ...] = ()
    """Where the decisions stand that found nothing of what they speak of."""
    unchanged: bool = False
    """Whether nothing was done, because nothing had changed since."""
    remade: Remade | None = None
    """What was done anew; None when builds keep nothing, or nothing was done."""

    @property
    def exit_code(self) -> ExitCode:
        """0 when everything was published, 1 when something needs a look."""
        return ExitCode.done if self.published and not self.quarantined else ExitCode.findings

    def as_json(self) -> str:
        return msgspec.json.encode(asdict(self)).decode()

    def figures_as_json(self) -> str:
        """The same without the place, for the publication itself: the same documents give the same bytes anywhere."""
        figures = asdict(self)
        del figures["out"], figures["unchanged"], figures["remade"]
        return msgspec.json.encode(figures).decode()

    def as_text(self, language: Language) -> str:
        """A small table, then where to look."""
        shown = (*_SHOWN, "decisions") if self.decisions else _SHOWN
        rows = [(say(name, language), getattr(self, name)) for name in shown]
        width = max(len(label) for label, _ in rows)
        lines = [f"{label:<{width}}  {_grouped(count):>9}" for label, count in rows]
        return "\n".join([*lines, "", *self._where_to_look(language)])

    def _where_to_look(self, language: Language) -> list[str]:
        lines = [say("obsolete", language, place=place) for place in self.obsolete]
        if self.remade is not None:
            lines.append(self.remade.as_text(language))
        if self.unchanged:
            lines.append(say("unchanged", language, out=self.out))
        elif self.published:
            lines.append(say("published", language, out=self.out))
        elif self.violations:
            lines.append(say("rejected", language, report=f"{self.out}.rejected/report.txt"))
        else:
            lines.append(say("nothing", language, report=f"{self.out}.rejected/quarantine.jsonl"))
        if self.quarantined:
            place = self.out if self.published else f"{self.out}.rejected"
            lines.append(say("see_quarantine", language, out=place))
        return lines


def _grouped(count: int) -> str:
    """12345 → "12 345", with the narrow space that French typography uses."""
    return f"{count:,}".replace(",", "\u202f")
