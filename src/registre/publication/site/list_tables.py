"""The CSV of each list: all its rows, in its order, though the list is cut in pages."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from registre.csvfile import safe_text, to_csv
from registre.linking.identities import Body, Organisation, Territory
from registre.publication.site.beside import plain
from registre.publication.site.hubs import Hubs
from registre.publication.site.rows import ActRow, SessionRow


def bodies_csv(hubs: Hubs, rows: Iterable[tuple[Body, str, int, int]]) -> bytes:
    return to_csv(
        ("name", "kind", "siren", "sessions", "acts", "address"),
        (
            {
                "name": safe_text(body.name),
                "kind": body.kind,
                "siren": body.siren or "",
                "sessions": str(sessions),
                "acts": str(acts),
                "address": hubs.places.iri(path),
            }
            for body, path, sessions, acts in rows
        ),
    )


def territories_csv(hubs: Hubs, rows: Iterable[tuple[Territory, str, list[Territory]]]) -> bytes:
    return to_csv(
        ("name", "kind", "code", "held_by", "address"),
        (
            {
                "name": safe_text(one.name),
                "kind": one.kind,
                "code": one.code,
                "held_by": safe_text(", ".join(held.name for held in around)),
                "address": hubs.places.iri(path),
            }
            for one, path, around in rows
        ),
    )


def sessions_list_csv(hubs: Hubs, rows: Iterable[tuple[SessionRow, str]]) -> bytes:
    return to_csv(
        ("date", "body", "organ", "acts", "present", "address"),
        (
            {
                "date": row.day.isoformat(),
                "body": safe_text(body),
                "organ": safe_text(row.organ_name),
                "acts": str(row.acts),
                "present": str(row.present) if row.present is not None else "",
                "address": hubs.places.iri(row.path),
            }
            for row, body in rows
        ),
    )


def acts_csv(hubs: Hubs, rows: Iterable[tuple[ActRow, str]]) -> bytes:
    return to_csv(
        ("date", "body", "number", "title", "outcome", "granted_eur", "address"),
        (
            {
                "date": row.day.isoformat(),
                "body": safe_text(body),
                "number": safe_text(row.number or ""),
                "title": safe_text(row.title or ""),
                "outcome": row.outcome or "",
                "granted_eur": plain(row.granted_eur),
                "address": hubs.places.iri(row.path),
            }
            for row, body in rows
        ),
    )


def organisations_csv(hubs: Hubs, rows: Iterable[tuple[Organisation, str, Decimal | None, int]]) -> bytes:
    return to_csv(
        ("name", "scheme", "key", "acts", "granted_eur", "address"),
        (
            {
                "name": safe_text(one.name),
                "scheme": one.scheme,
                "key": one.key,
                "acts": str(acts),
                "granted_eur": plain(total),
                "address": hubs.places.iri(path),
            }
            for one, path, total, acts in rows
        ),
    )
