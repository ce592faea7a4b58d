"""`registre export`: a publication in, the files of one format or of all of them out, each with its report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from registre.errors import BadConfiguration
from registre.exports.completed import Completions, read_completed
from registre.exports.eli_dl import export_eli_dl
from registre.exports.giving360 import export_360giving
from registre.exports.graph import read_published
from registre.exports.losses import Exported
from registre.exports.oslo import export_oslo
from registre.exports.popolo import export_popolo
from registre.exports.register import Register
from registre.exports.scdl_deliberations import KEY as DELIBERATION_KEY
from registre.exports.scdl_deliberations import export_deliberations
from registre.exports.scdl_subventions import KEY as GRANT_KEY
from registre.exports.scdl_subventions import export_grants
from registre.exports.siret import read_sirets
from registre.files import write_atomically

Exporter = Callable[[Register, Mapping[str, str], Completions], Exported]

_EXPORTERS: Final[Mapping[str, Exporter]] = {
    "scdl-deliberations": export_deliberations,
    "scdl-subventions": export_grants,
    "360giving": lambda register, *_: export_360giving(register),
    "popolo": lambda register, *_: export_popolo(register),
    "oslo": lambda register, *_: export_oslo(register),
    "eli-dl": lambda register, *_: export_eli_dl(register),
}
FORMATS: Final = tuple(_EXPORTERS)


def export(
    name: str, published: Path, out: Path, sirets: Iterable[Path] = (), completed: Iterable[Path] = ()
) -> tuple[Exported, ...]:
    """Write the format `name`, or `all`, of the publication `published` into the folder `out`.

    SIRET numbers are those of the publication, which took them from SIRENE, and those that the files `sirets` give
    (`exports.siret`); `completed` are files of incomplete rows that somebody filled in (`exports.completed`).
    After this each format has its files and two reports in `out`.
    Raises `BadConfiguration`, `RegistreError`, `OutputFailed`.
    """
    if name != "all" and name not in _EXPORTERS:
        raise BadConfiguration(f"{name}: no such format. Choose among all, {', '.join(FORMATS)}.")
    register = read_register(published)
    known = {**_published_sirets(register), **read_sirets(sirets, _sirens(register))}
    added = read_completed(completed, (DELIBERATION_KEY, GRANT_KEY))
    done = tuple(_EXPORTERS[one](register, known, added) for one in (FORMATS if name == "all" else (name,)))
    for exported in done:
        for file, data in sorted({**exported.files, **exported.reports()}.items()):
            write_atomically(out / file, data)
    return done


def read_register(published: Path) -> Register:
    """What the publication in that folder says."""
    return Register(read_published(published))


def _published_sirets(register: Register) -> dict[str, str]:
    agents = (*register.bodies.values(), *register.organisations.values())
    return {one.identifier: one.siret for one in agents if one.identifier is not None and one.siret is not None}


def _sirens(register: Register) -> set[str]:
    agents = (*register.bodies.values(), *register.organisations.values())
    return {one.identifier for one in agents if one.identifier is not None}
