"""A build that does again only what changed, and nothing at all when nothing did."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from registre.config import Config
from registre.documents import decisions_beside
from registre.engine.cache import COMPOSED, RECORDS, RULES, Cache
from registre.engine.engines import LOCAL, Engine
from registre.engine.inputs import FILE, digest_of_inputs, read_remembered, remember, unchanged
from registre.linking.reference import read_reference
from registre.messages import Language
from registre.progress import Watch, silent
from registre.publication.standing import StandingPages
from registre.summary import Summary

HERE = nullcontext[Engine](LOCAL)
"""This machine alone does the work."""
NO_CACHE = "no"
"""The value of the setting `cache` with which nothing is kept."""


def cache_folder(out: Path, config: Config, settings: Path | None) -> Path | None:
    """Where what was worked out is kept: the setting `cache`, relative to the settings, else `out` + ".cache"."""
    if config.cache == NO_CACHE:
        return None
    if config.cache is not None:
        return (settings.parent if settings else Path()) / config.cache
    return out.with_name(out.name + ".cache")


def build_what_changed(
    folder: Path,
    out: Path,
    config: Config,
    *,
    cache: Path | None,
    own_bodies: Path | None = None,
    decisions: Path | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    machines: AbstractContextManager[Engine] = HERE,
    listed: Sequence[tuple[str, str]] | None = None,
    watch: Watch[Any] = silent,
    language: Language = "fr",
) -> Summary:
    """As `build`: the same bytes, sooner. `own_bodies` is the file of bodies that the reference data lack;
    `machines` are joined when there is work to do, always so for documents that are `listed` elsewhere.

    When all that the publication depends on is as it was, and it stands as it was left, nothing is written and the
    summary of then comes back, `unchanged`. `fresh` forgets what is kept. Raises as `build`.
    """
    decisions = decisions or decisions_beside(folder)

    def build_it(standing: StandingPages | None = None) -> Summary:
        from registre.build import build  # rules are compiled and engines loaded only when there is work

        reference = read_reference(own_bodies)
        with machines as engine:
            return build(
                folder,
                out,
                config,
                reference=reference,
                decisions=decisions,
                jobs=jobs,
                cache=cache,
                standing=standing,
                machines=engine,
                listed=listed,
                watch=watch,
                language=language,
            )

    if cache is None or listed is not None:
        return build_it()
    others = [one for one in (own_bodies, decisions, config.theme) if one is not None]
    inputs = digest_of_inputs(folder, out, config, others)
    if fresh:
        _forget(cache)
    last = read_remembered(cache)
    if (summary := unchanged(last, inputs, out)) is not None:
        return replace(summary, out=out.as_posix(), unchanged=True, remade=None)
    with closing(StandingPages(cache, out, last)) as standing:
        summary = build_it(standing)
        if summary.published:
            remember(cache, inputs, out, summary, standing.keep())
    return summary


def _forget(cache: Path) -> None:
    """Remove what builds keep, and nothing else that may stand in the folder."""
    with suppress(OSError):
        (cache / FILE).unlink()
    for name in (RECORDS, COMPOSED, RULES):
        Cache(cache / name, "").sweep()
