"""The assembly of a body, told by its name: its kind, its slug, the kinds of body that have one."""

from __future__ import annotations

from collections.abc import Collection

from registre.linking.names import fold
from registre.linking.sittings import slug_of

OTHER = "other"
GROUPS = frozenset({"cc", "ca", "cu", "metropole"})
SYNDICATES = frozenset({"syndicat", "pole-metropolitain"})

ORGANS: tuple[tuple[str, str, Collection[str] | None], ...] = (
    ("commission permanente", "commission-permanente", ("departement", "region")),
    ("bureau metropolitain", "bureau", ("metropole", "cu", "ca", "pole-metropolitain")),
    ("bureau communautaire", "bureau", GROUPS),
    ("bureau syndical", "bureau", SYNDICATES),
    ("bureau", "bureau", None),
    ("conseil municipal", "conseil-municipal", ("commune",)),
    ("conseil de paris", "conseil-municipal", ("commune",)),
    ("conseil metropolitain", "conseil-metropolitain", ("metropole", "cu", "pole-metropolitain")),
    ("conseil de metropole", "conseil-metropolitain", ("metropole",)),
    ("conseil de la metropole", "conseil-metropolitain", ("metropole",)),
    ("conseil de l eurometropole", "conseil-metropolitain", ("metropole",)),
    ("conseil communautaire", "conseil-communautaire", GROUPS),
    ("conseil de communaute", "conseil-communautaire", GROUPS),
    ("conseil de la communaute", "conseil-communautaire", GROUPS),
    ("conseil d agglomeration", "conseil-communautaire", GROUPS),
    ("conseil departemental", "conseil-departemental", ("departement",)),
    ("conseil general", "conseil-departemental", ("departement",)),
    ("conseil regional", "conseil-regional", ("region",)),
    ("conseil territorial", "conseil-territorial", ("ept",)),
    ("conseil syndical", "comite-syndical", SYNDICATES),
    ("comite syndical", "comite-syndical", SYNDICATES),
    ("comite", "comite-syndical", SYNDICATES),
    ("conseil d administration", "conseil-administration", ("ccas", "other")),
)
"""Words of an organ's name, its kind and the kinds of body that have it (None: any). First one wins."""


def organ_kind(name: str) -> str:
    """A code of the organ kinds: "Bureau Métropolitain" → "bureau"."""
    return _row(name)[1]


def organ_slug(name: str) -> str:
    """What tells an organ among those of its body; two spellings of one kind are one organ."""
    kind = organ_kind(name)
    return kind if kind != OTHER else (slug_of(name)[:80].strip("-") or OTHER)


def body_kinds(organ: str | None) -> Collection[str] | None:
    """The kinds of body that have this organ, or None when the organ does not tell."""
    return _row(organ)[2] if organ is not None else None


def _row(name: str) -> tuple[str, str, Collection[str] | None]:
    folded = f" {fold(name)} "
    return next((row for row in ORGANS if f" {row[0]} " in folded), ("", OTHER, None))
