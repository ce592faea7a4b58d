"""What is installed here, and what each part gives or would give: `registre doctor`.

Nothing is needed beyond the locked libraries; what is missing only narrows what can be read or tried.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from registre import __version__
from registre.messages import Language
from registre.reading.scans import LANGUAGE, tesseract_languages

Words = tuple[str, str]
"""The same in French and in English."""

_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that may be installed: `found` is its version or place, None when it is missing."""

    name: Words
    found: str | None
    gives: Words
    install: str
    """What to type to have it; empty for what cannot be missing."""


@dataclass(frozen=True, slots=True)
class Chapter:
    title: Words
    parts: tuple[Part, ...]


def report(language: Language) -> str:
    """What was found on this machine, chapter by chapter, with what to install for the rest."""
    return "\n".join(render(examine(), language)) + "\n"


def render(chapters: tuple[Chapter, ...], language: Language) -> Iterator[str]:
    said = language == "en"
    yield f"registre {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    for chapter in chapters:
        yield ""
        yield chapter.title[said]
        for part in chapter.parts:
            mark = "✔" if part.found else "✘"
            yield f"  {mark} {part.name[said]:<{_WIDTH}} {part.found or ('missing' if said else 'absent')}"
            yield f"    {part.gives[said]}"
            if not part.found:
                yield f"    {_TO_HAVE[said]} {part.install}"


_WIDTH = 34
_TO_HAVE = ("Pour en disposer :", "To have it:")


def examine() -> tuple[Chapter, ...]:
    """Look at this machine: libraries by their versions, programs by asking them."""
    return (
        Chapter(("Lire", "Reading"), _readers()),
        Chapter(("Essayer et publier", "Trying out and publishing"), _tools()),
    )


def _readers() -> tuple[Part, ...]:
    again = "pip install --upgrade registre"
    return (
        Part(
            ("texte, Markdown", "text, Markdown"),
            _version("registre") or __version__,
            ("documents .txt et .md", ".txt and .md documents"),
            "",
        ),
        Part(
            ("PDF avec texte (pypdfium2)", "PDF with text (pypdfium2)"),
            _version("pypdfium2"),
            (
                "documents .pdf, colonnes et tableaux, avec la place de chaque mot sur la page",
                ".pdf documents, columns and tables, with the place of each word on its page",
            ),
            again,
        ),
        Part(
            ("pages HTML (selectolax)", "HTML pages (selectolax)"),
            _version("selectolax"),
            ("pages des sites de mairies, sans leurs menus", "pages of town sites, without their menus"),
            again,
        ),
        Part(
            ("DOCX, ODT (defusedxml)", "DOCX, ODT (defusedxml)"),
            _version("defusedxml"),
            ("documents de traitement de texte", "documents of word processors"),
            again,
        ),
        Part(
            ("documents numérisés (OCRmyPDF)", "scans (OCRmyPDF)"),
            _program("ocrmypdf"),
            ("PDF et images sans texte : lus par reconnaissance", "PDF and pictures without text: read by recognition"),
            "apt-get install ocrmypdf",
        ),
        Part(
            ("Tesseract en français", "Tesseract with French"),
            _tesseract(),
            ("les lettres françaises des documents numérisés", "the French letters of scans"),
            "apt-get install tesseract-ocr tesseract-ocr-fra",
        ),
        Part(
            ("limites de mémoire des lecteurs", "limits on the memory of readers"),
            "1 GiB" if importlib.util.find_spec("resource") else None,
            (
                "un fichier piégé est arrêté (le temps est limité partout, la mémoire sous Linux)",
                "a booby-trapped file is stopped (time is limited everywhere, memory on Linux)",
            ),
            "Linux",
        ),
    )


def _tools() -> tuple[Part, ...]:
    return (
        Part(
            ("SPARQL sur place (pyoxigraph)", "SPARQL on the spot (pyoxigraph)"),
            _version("pyoxigraph"),
            ("registre query sur la publication construite", "registre query on the built publication"),
            "pip install --upgrade registre",
        ),
        Part(
            ("SPARQL à distance (SPARQLWrapper)", "remote SPARQL (SPARQLWrapper)"),
            _version("SPARQLWrapper"),
            ("registre query --endpoint", "registre query --endpoint"),
            "pip install --upgrade registre",
        ),
        Part(
            ("serveur SPARQL (oxigraph)", "SPARQL server (oxigraph)"),
            _version("oxigraph") or _program("oxigraph"),
            ("essais des questions sur un vrai serveur", "tests of the questions on a real server"),
            "make test",
        ),
        Part(
            ("Chromium", "Chromium"),
            _program("chromium") or _program("chromium-browser") or _program("google-chrome"),
            ("essais des pages dans un navigateur", "tests of the pages in a browser"),
            "apt-get install chromium",
        ),
        Part(
            ("Node.js", "Node.js"),
            _program("node"),
            ("renouveler les données des communes et EPCI", "renewing the data of communes and EPCI"),
            "apt-get install nodejs npm",
        ),
    )


def _version(library: str) -> str | None:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return None


def _program(name: str) -> str | None:
    """The version that a program says, its place when it says none, None when it is not there or does not run."""
    place = shutil.which(name)
    if place is None:
        return None
    try:
        said = subprocess.run([place, "--version"], capture_output=True, text=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"\d+(?:\.\d+)+", said.stdout + said.stderr)
    return version.group() if version else place


def _tesseract() -> str | None:
    place = shutil.which("tesseract")
    return _program("tesseract") if place and LANGUAGE in tesseract_languages(place) else None
