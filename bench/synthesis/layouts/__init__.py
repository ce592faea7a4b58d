"""The layouts, by name: each makes one invented document from a generator of chance."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from bench.synthesis.layouts import assemblies, extracts, lists, minutes, negatives, tables
from bench.synthesis.truth import Document

LAYOUTS: dict[str, Callable[[Random], Document]] = {
    "extract-clean": extracts.clean,
    "extract-one-line": extracts.one_line,
    "extract-commune": extracts.commune,
    "extract-stamped": extracts.stamped,
    "extract-margin": extracts.margin,
    "extract-bundle": extracts.bundle,
    "extract-bundle-one-line": extracts.bundle_one_line,
    "minutes-numbered": minutes.numbered,
    "minutes-numbered-one-line": minutes.numbered_one_line,
    "minutes-capitals": minutes.capitals,
    "minutes-capitals-one-line": minutes.capitals_one_line,
    "minutes-plain": minutes.plain,
    "minutes-plain-one-line": minutes.plain_one_line,
    "minutes-bulleted": minutes.bulleted,
    "minutes-starred": minutes.starred,
    "minutes-votes": minutes.votes_only,
    "list-of-deliberations": lists.deliberations,
    "list-one-line": lists.one_line,
    "list-unnumbered": lists.unnumbered,
    "grants-table": tables.cells,
    "grants-rows": tables.rows,
    "grants-bullets": tables.bullets,
    "bureau": assemblies.bureau,
    "syndicate": assemblies.syndicate,
    "commission-permanente": assemblies.commission,
    "ccas": assemblies.ccas,
    "not-a-session": negatives.any_negative,
}
