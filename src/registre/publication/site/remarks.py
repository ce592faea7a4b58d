"""What a reader should be told about a page: doubts of the reading, and findings of the validation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from registre.publication.site.figures import Language
from registre.records import Diagnostic

_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: a code (of a diagnostic or a shape), how grave it is, and its words in each language."""

    code: str
    severity: str
    messages: Mapping[Language, str]
    id: str = ""

    def said(self, language: Language) -> str:
        """The words in `language`, else those there are."""
        return self.messages.get(language) or next(iter(self.messages.values()), self.code)


def of_diagnostic(diagnostic: Diagnostic) -> Remark:
    """A remark in the words of the reading, which are French."""
    return Remark(diagnostic.code, diagnostic.severity.value, {"fr": diagnostic.message})


def numbered(diagnostics: Iterable[Diagnostic], findings: Sequence[Remark]) -> tuple[Remark, ...]:
    """Remarks of a page, each once. Those of the reading are finding-1, finding-2 … in their order."""
    kept: dict[tuple[str, str], Remark] = {}
    for place, one in enumerate(diagnostics, 1):
        remark = of_diagnostic(one)
        named = Remark(remark.code, remark.severity, remark.messages, f"finding-{place}")
        kept.setdefault((one.code, one.message), named)
    for found in findings:
        kept.setdefault((found.code, found.said("fr")), found)
    return tuple(sorted(kept.values(), key=lambda remark: _RANK.get(remark.severity, 3)))
