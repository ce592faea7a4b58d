"""What the reference data know of the body that a document names without its SIREN."""

from __future__ import annotations

from registre.linking.identify import identify
from registre.linking.reference import Reference
from registre.records import Record


def known_siren(record: Record, reference: Reference) -> str | None:
    """The SIREN of the body of `record`: stated by its document, else that of the only body so named."""
    if record.session is None:
        return None
    if record.session.body_siren is not None:
        return record.session.body_siren.value
    linked = identify([record], reference).link(record)
    return linked.body.siren if linked is not None else None
