"""The bodies that the publisher's settings state for folders: for documents whose body stands in a logo alone.

The text comes first. A document that names its body keeps it, and a setting that says otherwise is a finding.
A document that names none gets the body of its folder, as a statement of the publisher: no evidence is made
up for it, and a finding says where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from registre.errors import BadConfiguration
from registre.extraction.doubts import doubt
from registre.files import stays_inside
from registre.linking.names import body_name
from registre.linking.reference import KnownBody, Reference
from registre.records import Evidence, Fact, Record, Session, Severity, StatedBody

RULE = "seance.conseil-de-la-collectivite"
_SIREN = re.compile(r"\d{3} ?\d{3} ?\d{3}")
_COUNCIL = re.compile(
    r"\ble\s+(?P<conseil>conseil)\b(?!\s+(?:d|muni|commu|m[ée]tro|r[ée]gi|terri|synd|g[ée]n|cons|scien|[ée]co))",
    re.IGNORECASE,
)
_COUNCILS: Mapping[str, str] = {
    "commune": "Conseil municipal",
    "cc": "Conseil communautaire",
    "ca": "Conseil communautaire",
    "cu": "Conseil communautaire",
    "metropole": "Conseil métropolitain",
    "departement": "Conseil départemental",
    "region": "Conseil régional",
    "ept": "Conseil territorial",
}
"""The assembly that « le conseil » is, where a kind of body has one alone: CGCT art. L2121-1, L5211-6, L3211-1."""


def read_bodies_by_folder(path: Path, table: object) -> dict[str, str]:
    """The table [bodies] of the settings at `path`: folder, relative to the documents → SIREN or full name.

    Raises `BadConfiguration` for a folder that leaves the documents, an empty name or a wrong SIREN.
    """
    if not isinstance(table, Mapping):
        raise BadConfiguration(f'{path}: [bodies] must be a table: [bodies], then "folder" = "SIREN or full name".')
    found: dict[str, str] = {}
    for folder, body in table.items():
        if not isinstance(body, str) or not body.strip():
            raise BadConfiguration(f"{path}: [bodies] « {folder} » must be a SIREN or a full name between quotes.")
        if not stays_inside(folder):
            raise BadConfiguration(f"{path}: [bodies] « {folder} » must be a folder below the documents, with « / ».")
        if re.fullmatch(r"[\d ]+", body.strip()) and not _is_siren(body):
            raise BadConfiguration(f"{path}: [bodies] « {folder} »: « {body} » is no SIREN (nine digits, checked).")
        found[PurePosixPath(folder).as_posix()] = " ".join(body.split())
    return found


def _is_siren(words: str) -> bool:
    if not _SIREN.fullmatch(words.strip()):
        return False
    digits = [int(digit) * (1 + place % 2) for place, digit in enumerate(words.replace(" ", ""))]
    return sum(digit - 9 if digit > 9 else digit for digit in digits) % 10 == 0


@dataclass(frozen=True, slots=True)
class BodiesByFolder:
    """The settings, and the reference data with which a name and a SIREN are compared."""

    table: Mapping[str, str]
    reference: Reference

    def complete(self, record: Record) -> Record:
        """The record with the body of its folder when its text names none; the same record without a setting."""
        stated = self._of(record.source.path)
        session = record.session
        if stated is None or session is None:
            return record
        if session.body is not None or session.body_siren is not None:
            return self._compared(record, session, stated)
        body = stated.name or stated.siren or ""
        seen = doubt("body.from-setting", Severity.info, folder=stated.folder, body=body)
        organ = session.organ or self._council(record.text, stated)
        session = replace(session, stated_body=stated, organ=organ)
        return replace(record, session=session, diagnostics=(*record.diagnostics, seen))

    def _of(self, path: str) -> StatedBody | None:
        """What is stated for the deepest folder that holds `path`."""
        for folder in PurePosixPath(path).parents:
            body = self.table.get(folder.as_posix())
            if body is not None and _SIREN.fullmatch(body):
                siren = body.replace(" ", "")
                known = self.reference.by_siren(siren)
                return StatedBody(known.full_name if known else None, siren, folder.as_posix())
            if body is not None:
                return StatedBody(body, None, folder.as_posix())
        return None

    def _known(self, stated: StatedBody) -> KnownBody | None:
        if stated.siren:
            return self.reference.by_siren(stated.siren)
        return self.reference.find(stated.name) if stated.name else None

    def _compared(self, record: Record, session: Session, stated: StatedBody) -> Record:
        """The record with a finding when its text and the setting name two bodies: the text stands."""
        if not self._differs(session, stated):
            return record
        said = session.body or session.body_siren
        where = (said.evidence.start, said.evidence.end) if said else None
        words, body = said.value if said else "", stated.name or stated.siren or ""
        warning = Severity.warning
        seen = doubt("body.setting-differs", warning, where=where, said=words, folder=stated.folder, body=body)
        return replace(record, diagnostics=(*record.diagnostics, seen))

    def _differs(self, session: Session, stated: StatedBody) -> bool:
        known = self._known(stated)
        siren = stated.siren or (known.siren if known else "")
        if session.body_siren is not None and siren:
            return session.body_siren.value != siren
        if session.body is None or not stated.name:
            return False
        kind, name = body_name(session.body.value)
        other_kind, other_name = body_name(stated.name)
        return name != other_name or (kind != other_kind and None not in (kind, other_kind))

    def _council(self, text: str, stated: StatedBody) -> Fact[str] | None:
        """The assembly when the text says but « le Conseil », and such a body has one council alone."""
        known = self._known(stated)
        kind = known.kind if known else body_name(stated.name)[0] if stated.name else None
        name, found = _COUNCILS.get(kind or ""), _COUNCIL.search(text)
        if name is None or found is None:
            return None
        start, end = found.span("conseil")
        return Fact(name, Evidence(start, end, text[start:end], RULE))
