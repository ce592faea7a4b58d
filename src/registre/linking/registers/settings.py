"""The table [registers] of registre.toml: where the downloaded files of the registers stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from registre.errors import BadConfiguration


@dataclass(frozen=True, slots=True)
class RegisterPaths:
    """A file for each register that the publisher has; None for the others. `rna` and `rne` may be folders."""

    sirene_units: Path | None = None
    sirene_establishments: Path | None = None
    rna: Path | None = None
    rne: Path | None = None
    banatic: Path | None = None
    cog: Path | None = None
    populations: Path | None = None

    @property
    def of_organisations(self) -> bool:
        """Whether a register knows organisations, or the SIRET of a body."""
        return any(path is not None for path in (self.sirene_units, self.sirene_establishments, self.rna))

    @property
    def of_bodies(self) -> bool:
        return any(path is not None for path in (self.banatic, self.cog, self.populations))


NO_REGISTER = RegisterPaths()


def read_register_paths(path: Path, table: object) -> RegisterPaths:
    """The paths of the table, relative to the folder of `path`, the settings file.

    Raises `BadConfiguration` for an unknown register, a value that is no text or a path where nothing is.
    """
    if not isinstance(table, Mapping):
        raise BadConfiguration(f'{path}: [registers] must be a table: [registers], then sirene_units = "…".')
    known = [field.name for field in fields(RegisterPaths)]
    if unknown := sorted(set(table) - set(known)):
        raise BadConfiguration(f"{path}: [registers] has no « {unknown[0]} ». Known: {', '.join(known)}.")
    found: dict[str, Path] = {}
    for name, value in table.items():
        if not isinstance(value, str) or not value:
            raise BadConfiguration(f"{path}: [registers] « {name} » must be a path between quotes.")
        found[name] = path.parent / value
        if not found[name].exists():
            raise BadConfiguration(f"{path}: [registers] « {name} »: nothing stands at {found[name]}.")
    return RegisterPaths(**found)
