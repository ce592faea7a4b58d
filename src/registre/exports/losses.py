"""What a format has no place for, or asks and the graph cannot tell: counted, with a reason in two languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

Reasons = Mapping[str, tuple[str, str]]
"""Code of a loss → why, in French and in English."""

_SHOWN: Final = 5
"""Examples of each loss in the report."""


class Losses:
    """Counts each loss by its code; only codes that have a reason can be counted."""

    def __init__(self, reasons: Reasons) -> None:
        self._reasons = reasons
        self._about: dict[str, list[str]] = {code: [] for code in reasons}
        self._count: dict[str, int] = dict.fromkeys(reasons, 0)

    def note(self, code: str, about: str = "") -> None:
        """One more loss `code`, about the thing of that IRI."""
        self._count[code] += 1
        if about and len(self._about[code]) < _SHOWN:
            self._about[code].append(about)

    def note_all(self, code: str, about: Iterable[str]) -> None:
        for one in about:
            self.note(code, one)

    def count(self, code: str) -> int:
        return self._count[code]

    def rows(self) -> list[dict[str, object]]:
        """The losses that happened, in the order of the reasons."""
        return [
            {"code": code, "count": self._count[code], "fr": fr, "en": en, "examples": self._about[code]}
            for code, (fr, en) in self._reasons.items()
            if self._count[code]
        ]


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of one format, by name, how much they hold, and what did not fit."""

    name: str
    files: Mapping[str, bytes]
    written: Mapping[str, int]
    losses: Losses
    notes: tuple[str, str] = field(default=("", ""))
    """What a reader of the report must know first, in French and in English."""

    def reports(self) -> Mapping[str, bytes]:
        """The report for machines and the one for people."""
        figures = {"format": self.name, "written": self.written, "losses": self.losses.rows()}
        as_json = json.dumps(figures, ensure_ascii=False, indent=1)
        return {f"{self.name}-report.json": as_json.encode() + b"\n", f"{self.name}-report.md": self._page().encode()}

    def _page(self) -> str:
        lines = [f"# {self.name} : ce qui n'entre pas / what does not fit", ""]
        for note in self.notes:
            lines += [note, ""] if note else []
        lines += [f"- {name} : {count}" for name, count in self.written.items()]
        lines += ["", "| nombre / count | code | raison | reason | exemples / examples |", "|---:|---|---|---|---|"]
        for row in self.losses.rows():
            examples = row["examples"]
            assert isinstance(examples, list)
            shown = " ".join(f"<{one}>" for one in examples)
            lines.append(f"| {row['count']} | `{row['code']}` | {row['fr']} | {row['en']} | {shown} |")
        return "\n".join(lines) + "\n"
