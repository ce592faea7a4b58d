"""One build as it was asked for: its settings are read anew each time it is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from registre.commands.settings import settings_of
from registre.config import FILE_NAME, Config
from registre.documents import decisions_beside, files_below
from registre.engine.choosing import machines
from registre.errors import BadConfiguration
from registre.messages import Language
from registre.progress import Watch
from registre.summary import Summary

REFERENCE_NAME = "reference.toml"
"""Bodies that the national reference data lack, beside the settings or the documents."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What `registre build` was told."""

    folder: Path
    out: Path
    config_path: Path | None = None
    decisions: Path | None = None
    jobs: int | None = None
    engine: str = "local"
    scheduler: str | None = None
    spool: str = ""
    """The address where a cluster keeps its answers."""
    listed: Sequence[tuple[str, str]] | None = None
    """Documents that stand elsewhere, for a cluster that fetches them."""

    def settings(self) -> tuple[Config, Path | None]:
        """The configuration, and the file it comes from. Raises `BadConfiguration`."""
        return settings_of(self.folder, self.config_path)

    def build(self, *, fresh: bool, watch: Watch[Any], language: Language) -> Summary:
        """Build it. Raises as `registre.build.build`, and `BadConfiguration`."""
        from registre.rebuilding import build_what_changed, cache_folder

        config, settings = self.settings()
        own_bodies = self._own_bodies(settings)
        return build_what_changed(
            self.folder,
            self.out,
            config,
            cache=cache_folder(self.out, config, settings),
            own_bodies=own_bodies if own_bodies.is_file() else None,
            decisions=self._decisions(config, settings),
            jobs=self.jobs,
            fresh=fresh,
            machines=machines(self.engine, self.scheduler, self.jobs, self.spool),
            listed=self.listed,
            watch=watch,
            language=language,
        )

    def inputs(self) -> Iterator[Path]:
        """Every file that goes in, as far as the settings can be read, and where settings may come to stand."""
        yield from files_below(self.folder) if self.folder.is_dir() else [self.folder]
        yield from [self.config_path] if self.config_path else [self.folder / FILE_NAME, Path(FILE_NAME)]
        try:
            config, settings = self.settings()
        except BadConfiguration:
            return
        registers = (getattr(config.registers, field.name) for field in fields(config.registers))
        for place in (self._own_bodies(settings), self._decisions(config, settings), config.theme, *registers):
            if place is not None:
                yield from files_below(place) if place.is_dir() else [place]

    def _own_bodies(self, settings: Path | None) -> Path:
        return (settings.parent if settings else self.folder) / REFERENCE_NAME

    def _decisions(self, config: Config, settings: Path | None) -> Path | None:
        if self.decisions is None and config.decisions is not None and settings is not None:
            return settings.parent / config.decisions
        return self.decisions or decisions_beside(self.folder)
