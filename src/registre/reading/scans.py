"""Scans: pictures of a text, read through OCRmyPDF and Tesseract where they are installed.

Both are Debian packages (`ocrmypdf`, `tesseract-ocr`, `tesseract-ocr-fra`), run as commands; nothing of
`registre` needs them for other formats. OCRmyPDF writes a PDF with a text layer, which the PDF reader
then reads, so that a recognised word has its box on the page like any other (on the page as OCRmyPDF
turned and straightened it). The same versions of both programs give the same text.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from registre.errors import UnreadableSource
from registre.reading.child import die_with_parent, limit_this_process, read_in_child
from registre.reading.pages import Extracted
from registre.reading.refusal import CHECK, MEND, TOO_MUCH, UNLOCK

LANGUAGE = "fra"
WALL_S = 1200.0
MEMORY_BYTES = 4 << 30
"""Of each of OCRmyPDF's processes; one A4 page at 300 dots an inch takes some 300 MB."""
_PROCESSOR_S = 900
_MEGAPIXELS = 120
_INSTALL = (
    "Publish the PDF that the word processor gives; or install OCRmyPDF and Tesseract with French "
    "(Debian: apt-get install ocrmypdf tesseract-ocr-fra), then build again."
)
_ENCRYPTED, _BAD_INPUT = 8, 2


@cache
def ocr_command() -> str | None:
    """Where `ocrmypdf` is, when it and Tesseract with French are installed."""
    command, tesseract = shutil.which("ocrmypdf"), shutil.which("tesseract")
    return command if command and tesseract and LANGUAGE in tesseract_languages(tesseract) else None


def tesseract_languages(tesseract: str) -> list[str]:
    """The languages that Tesseract knows, as it names them ("fra")."""
    said = subprocess.run([tesseract, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return said.stdout.split("\n")[1:]


def read_scan(
    path: Path, relative: str, pages: Sequence[int] = (), *, media_type: str = "application/pdf"
) -> Extracted:
    """What can be read in pictures of a text; `pages` (from 1) says which ones, all when it is empty.

    Raises `UnreadableSource`: source.no-text-layer where OCR is not installed or recognises nothing,
    source.bomb past 20 minutes, 4 GiB or 120 megapixels, source.broken, source.encrypted.
    """
    command = ocr_command()
    if command is None:
        raise UnreadableSource(
            relative, "source.no-text-layer", "the document is a scan, a picture of a text", _INSTALL
        )
    with tempfile.TemporaryDirectory(prefix="registre-ocr-") as folder:
        recognised = Path(folder) / "recognised.pdf"
        code = _run(command, path, recognised, pages)
        if code == _BAD_INPUT and media_type.startswith("image/"):  # most often: it does not say its resolution
            code = _run(command, path, recognised, pages, "--image-dpi", "300")
        _check(code, relative)
        extracted = read_in_child("recognised", recognised, relative)
    if not extracted.text.strip():
        raise UnreadableSource(relative, "source.no-text-layer", "no word could be recognised in its pictures", CHECK)
    return replace(extracted, media_type=media_type, pictures=())


def _run(command: str, path: Path, recognised: Path, pages: Sequence[int], *more: str) -> int | None:
    """Run OCRmyPDF and everything it starts; its exit code, None when the time was over."""
    options = ["--force-ocr", "--language", LANGUAGE, "--rotate-pages", "--deskew", "--output-type", "pdf"]
    options += ["--optimize", "0", "--jobs", "1", "--quiet", "--max-image-mpixels", str(_MEGAPIXELS)]
    options += [*more, *_signature_option(command), *(["--pages", ",".join(map(str, pages))] if pages else [])]
    process = subprocess.Popen(
        [command, *options, "--", os.fspath(path.absolute()), os.fspath(recognised)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1", "TMPDIR": os.fspath(recognised.parent)},
        start_new_session=True,
        preexec_fn=_limit,
    )
    try:
        return process.wait(WALL_S)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@cache
def _signature_option(command: str) -> tuple[str, ...]:
    """Recent versions refuse signed files (all those of the préfecture) unless told that a copy loses the signature."""
    option = "--invalidate-digital-signatures"
    said = subprocess.run([command, "--help"], capture_output=True, text=True, check=False, timeout=60)
    return (option,) if option in said.stdout else ()


def _limit() -> None:
    import resource

    die_with_parent()
    limit_this_process(MEMORY_BYTES, may_write=True)
    resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR_S, _PROCESSOR_S))


def _check(code: int | None, relative: str) -> None:
    if code == 0:
        return
    if code is None or code < 0:
        raise UnreadableSource(
            relative, "source.bomb", "recognising its text passed the limits of time or memory", TOO_MUCH
        )
    if code == _ENCRYPTED:
        raise UnreadableSource(relative, "source.encrypted", "the PDF asks for a password", UNLOCK)
    seen = "its pictures cannot be opened" if code == _BAD_INPUT else f"OCRmyPDF ended with exit code {code}"
    raise UnreadableSource(relative, "source.broken", seen, MEND)
