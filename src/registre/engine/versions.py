"""What a result depends on besides its input: our own code and data, the libraries, the programs, the interpreter.

Digests are made of the content of files, so that a rule changed in a checkout counts like a new release.
"""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from registre.errors import RegistreError
from registre.files import resource

_PACKAGE = Path(__file__).parent.parent
READING = ("reading", "extraction", "records.py", "errors.py", "journey.py", "engine/reading.py")
"""The modules and words that decide what a document says."""
COMPOSING = (
    "validation",
    "graph",
    "privacy",
    "reading",
    "extraction/words",
    *(f"linking/{name}" for name in ("identities.py", "names.py", "person_names.py", "sittings.py", "words")),
    *(
        f"publication/{name}"
        for name in (
            "composing.py",
            "coverage.py",
            "documents.py",
            "inferred.py",
            "kept_pages.py",
            "neighbours.py",
            "tables",
            "written.py",
        )
    ),
    *("contract.py", "csvfile.py", "errors.py", "files.py", "messages.py", "months.py", "records.py", "spool.py"),
    "engine/answers.py",
)
"""The modules and words that decide what becomes of the documents of a meeting, and what the judge says of them."""
NOT_RENDERING = frozenset(
    {"reading", "extraction", "engine", "commands", "evaluation", "explanation", "exports", "stores"}
)
"""The rooms that lend pages neither values nor words; what else there is decides how they look."""
_RESOURCES = ("ontology", "shapes", "queries", "site")
_PROGRAMS = ("ocrmypdf", "tesseract")


def reading_version() -> str:
    """The digest of everything but the document that its record depends on."""
    return _digest([*_files(_PACKAGE, READING), *_libraries(), *_programs()])


def composing_version() -> str:
    """The digest of everything but the task and its manner that a composed sitting depends on."""
    resources = [_files(resource(name), (".",)) for name in ("ontology", "shapes")]
    return _digest([*_files(_PACKAGE, COMPOSING), *(line for one in resources for line in one), *_libraries()])


def rendering_version() -> str:
    """The digest of everything but its values and the settings that a page of the site depends on."""
    rooms = sorted(path.name for path in _PACKAGE.iterdir() if path.name not in NOT_RENDERING)
    resources = [_files(resource(name), (".",)) for name in ("site", "shapes")]
    return _digest([*_files(_PACKAGE, tuple(rooms)), *(line for one in resources for line in one), *_libraries()])


def whole_version() -> str:
    """The digest of everything but its inputs that a publication depends on."""
    resources = [line for name in _RESOURCES for line in _files(resource(name), (".",))]
    return _digest([*_files(_PACKAGE, (".",)), *resources, *_libraries(), *_programs()])


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _files(root: Path, names: tuple[str, ...]) -> list[str]:
    """A line for each file below these names: its path and its digest, sorted."""
    found = (path for name in names for path in _below(root / name))
    return sorted(f"{path.relative_to(root).as_posix()} {_digest_of(path)}" for path in found)


def _below(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for path in place.rglob("*"):
        if path.is_file() and path.suffix not in (".pyc", ".pyo") and "_resources" not in path.relative_to(place).parts:
            yield path


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _libraries() -> tuple[str, ...]:
    """The versions of the interpreter, of Unicode and of every library that ours asks for, and theirs."""
    found, waiting = dict[str, str](), ["registre"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            one = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # of an extra, or of another system
        found[name] = f"{name} {one.version}"
        waiting += [_name(line) for line in one.requires or ()]
    return (
        platform.python_implementation(),
        platform.python_version(),
        unicodedata.unidata_version,
        *sorted(found.values()),
    )


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    if match is None:
        raise RegistreError(f"« {requirement} »: a requirement without a name. Install registre again.")
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def _programs() -> Iterator[str]:
    """The programs that read scans, and the words they know, by size and date: an upgrade changes them."""
    for name in _PROGRAMS:
        place = shutil.which(name)
        yield f"{name} {_stamp(Path(place).resolve()) if place else 'none'}"
    for folder in ("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/opt/homebrew/share/tessdata"):
        for path in sorted(Path(folder).rglob("fra.traineddata")):
            yield f"{path} {_stamp(path)}"


def _stamp(path: Path) -> str:
    state = path.stat()
    return f"{state.st_size} {state.st_mtime_ns}"
