"""How to cite the dataset: CITATION.cff, BibTeX, and its description in schema.org for search engines.

Sources: Citation File Format 1.2.0; schema.org Dataset as search engines of datasets read it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from registre.config import LICENCE_OUVERTE, Config
from registre.files import write_new
from registre.publication.catalogue import ABOUT
from registre.publication.distributions import Distribution

CFF: Final = "CITATION.cff"
BIBTEX: Final = "citation.bib"
_SPDX: Final = {LICENCE_OUVERTE: "etalab-2.0"}
"""Licences that the SPDX list knows, by their address."""
_MESSAGE: Final = "Merci de citer ce jeu de données comme suit. / Please cite this dataset as follows."


def write_citation(folder: Path, config: Config, day: date | None) -> None:
    """CITATION.cff and citation.bib at the root of the publication; `day` is the date of the data."""
    write_new(folder / CFF, _cff(config, day).encode())
    write_new(folder / BIBTEX, _bibtex(config, day).encode())


def _cff(config: Config, day: date | None) -> str:
    """YAML whose values are written as JSON strings, which YAML reads alike: no value can leave its line."""
    licence = _SPDX.get(config.licence)
    fields = {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": config.title,
        "authors": [{"name": config.publisher, "website": config.publisher_url}],
        **({"date-released": day.isoformat(), "version": day.isoformat()} if day is not None else {}),
        **({"license": licence} if licence is not None else {"license-url": config.licence}),
        "url": f"{config.base}dataset",
        "identifiers": [{"type": "url", "value": f"{config.base}dataset", "description": "IRI"}],
    }
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())


def _bibtex(config: Config, day: date | None) -> str:
    entries = {
        "title": config.title,
        "author": f"{{{_plain(config.publisher)}}}",
        "publisher": config.publisher,
        "url": f"{config.base}dataset",
        **({"year": str(day.year), "version": day.isoformat()} if day is not None else {}),
    }
    lines = [
        f"  {name} = {{{value if name in ('author', 'url') else _plain(value)}}}" for name, value in entries.items()
    ]
    return "@misc{registre,\n" + ",\n".join(lines) + "\n}\n"


def _plain(words: str) -> str:
    """Words that may stand between braces: BibTeX counts braces and reads backslashes as commands."""
    kept = "".join(letter for letter in words if letter not in "{}\\")
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in kept)


def schema_org(config: Config, day: date | None, period: tuple[str, str] | None, files: Sequence[Distribution]) -> str:
    """The dataset in schema.org JSON-LD; `period` is the ISO days of the first and last session."""
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{config.base}dataset",
        "name": config.title,
        "description": ABOUT["fr"],
        "url": f"{config.base}dataset",
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "license": config.licence,
        "creator": {"@type": "Organization", "name": config.publisher, "url": config.publisher_url},
        "distribution": [_download(config, one) for one in files if one.compression is None],
    }
    if day is not None:
        described |= {"datePublished": day.isoformat(), "version": day.isoformat()}
    if period is not None:
        described["temporalCoverage"] = "/".join(period)
    return json.dumps(described, ensure_ascii=False, separators=(",", ":"))


def _download(config: Config, one: Distribution) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": one.french,
        "encodingFormat": one.media_type,
        "contentUrl": config.base + one.path,
    }
