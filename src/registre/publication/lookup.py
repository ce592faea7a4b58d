"""What an address of the publication leads to on disk, and the type of each file. Nothing outside is ever found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from registre.publication.negotiation import FORMS, Form

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".nq": "application/n-quads; charset=utf-8",
    ".nt": "application/n-triples; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".rq": "application/sparql-query; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".xml": "application/xml",
    ".atom": "application/atom+xml; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".cff": "application/yaml",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".gz": "application/gzip",
    ".zst": "application/zstd",
    ".wasm": "application/wasm",
}
NAMELESS = {
    "SHA256SUMS": "text/plain; charset=utf-8",
    "ERASED": "text/plain; charset=utf-8",
    "void": "text/turtle; charset=utf-8",
}
"""Content-Type by name, of files without extension."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an address leads to: a file, or a thing that has `forms` to choose from."""

    file: Path | None = None
    forms: tuple[Form, ...] = ()


def find(folder: Path, path: str) -> Found | None:
    """What `path` (decoded, from the root) names below `folder`; None when nothing does.

    Hidden parts are refused, `.well-known` excepted, and so are links that lead out of the folder.
    """
    try:
        return _find(folder, path)
    except (OSError, ValueError):  # a name too long for the disk, a loop of links: no such thing here
        return None


def _find(folder: Path, path: str) -> Found | None:
    if "\0" in path or "\\" in path:
        return None
    parts = [part for part in path.split("/") if part]
    if any(part in (".", "..") or (part.startswith(".") and part != ".well-known") for part in parts):
        return None
    at = folder.joinpath(*parts)
    if not parts or (path.endswith("/") and at.is_dir()):
        at = at / "index.html"
    elif path.endswith("/"):
        return None
    if not _inside(folder, at.parent if not at.exists() else at):
        return None
    if at.is_file():
        return Found(at)
    forms = tuple(form for form in FORMS if at.with_name(at.name + form.suffix).is_file())
    return Found(forms=forms) if forms else None


def _inside(folder: Path, at: Path) -> bool:
    return at.resolve().is_relative_to(folder.resolve())


def media_type(file: Path) -> str:
    """The Content-Type of a file; bytes when it is not one of ours."""
    return NAMELESS.get(file.name) or TYPES.get(file.suffix, "application/octet-stream")
