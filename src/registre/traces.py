"""Is anything left of what was withdrawn? Searched in every byte of a published tree.

Like `verification`, this imports nothing that builds. It reads the decisions for itself and looks for the digest of
hidden words in each file, unpacked, as it is written and as each reader would read it: without tags, without HTML,
percent, JSON or Turtle escapes, and through the strings alone. What cannot be read counts as a trace: it fails closed.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import yaml

from registre.verification import Check

BLACK = "█"
TOKEN = re.compile(rf"[^\W_]+|{BLACK}+")
TAG = re.compile(r"<[^<>]*>")
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
PERCENT = re.compile("(?:%[0-9A-Fa-f]{2})+")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"(\s*:)?')
"""A string of JSON or RDF, and the colon that follows it when it is a key."""
LIGATURES = (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"))
SHINGLE = 8
"""Words in a row that only a withdrawn document says tell that its text is still there."""
DEEPEST = 3
"""Escapes inside escapes that are undone."""
TEXTS = (".txt", ".md", ".text")
BLACK_PART = re.compile(rf"{BLACK}[{BLACK}\n]*")
"""What is not shown of a text, line ends between included."""
MAY_NAME = re.compile(
    r"quarantine\.jsonl|identifiers\.tsv|(?:en/)?decisions\.\w+|dumps/.*|SHA256SUMS|(?:en/)?text/\w+\.(?:html|ttl|jsonld)"
)
"""Files that may tell the digest of a withdrawn document, or its first digits: where it is said to be withdrawn."""

Entry = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words that must stand nowhere: how many, their salt and digest, and which decision says so."""

    words: int
    salt: str
    digest: str
    key: str


def verify_privacy(folder: Path, decisions: Path, documents: Path | None = None) -> list[Check]:
    """The promises of the withdrawals in `decisions`, checked on the tree of `folder`.

    `documents`, the folder that was built, lets it look for the text of withdrawn documents and prove suppressions
    that hold no digest. Never raises for what the files say.
    """
    names = ("hidden-words", "withdrawn", "withdrawn-acts", "black-places", "withdrawn-texts")
    checks = hidden, withdrawn, acts, black, texts = tuple(map(Check, names))
    try:
        entries = list(_entries(decisions))
        sought = [_hidden(entry, documents, hidden) for entry in entries if entry["decision"] in _SUPPRESS]
        _search(folder, [one for one in sought if one is not None], hidden)
        for entry in entries:
            if entry["decision"] in _SUPPRESS:
                _check_black(folder, entry, black)
            elif entry["decision"] == "withdraw-document":
                _check_withdrawn(folder, entry["document"], withdrawn)
            elif entry["decision"] == "withdraw-act":
                _check_act(folder, f"act/{entry['act'].rpartition('act/')[2]}", acts)
        _check_texts(folder, entries, documents, texts)
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as fault:
        hidden.test(False, f"{decisions}: {fault!r}")
    return [check for check in checks if check.tried] or [_nothing_to_prove()]


_SUPPRESS = ("suppress", "withdraw-name")


def _nothing_to_prove() -> Check:
    check = Check("no-withdrawal")
    check.test(True, "")
    return check


def _entries(decisions: Path) -> Iterator[Entry]:
    if not decisions.is_dir():
        raise ValueError("no such folder")
    for path in sorted(path for path in decisions.rglob("*") if path.suffix.lower() in (".yaml", ".yml")):
        yield from yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) or ()  # strings only, no object


def _hidden(entry: Entry, documents: Path | None, check: Check) -> Hidden | None:
    """The words of a suppression by their digest, learnt from its document when it holds none."""
    place = f"{entry['document'][:16]} {entry['start']}-{entry['end']}"
    if "digest" in entry:
        return Hidden(int(entry["words"]), entry["document"], entry["digest"], place)
    for path in _documents(documents):
        text = path.read_bytes().decode("utf-8", "replace")
        if _sha256(path) == entry["document"] and hashlib.sha256(text.encode()).hexdigest() == entry["text"]:
            words = [word for word in _tokens(text[int(entry["start"]) : int(entry["end"])]) if word != BLACK]
            return Hidden(len(words), entry["document"], _digest(tuple(words), entry["document"]), place)
    check.test(False, f"{place}: no digest to search for; write it again with « registre review --suppress »")
    return None


def _search(folder: Path, sought: list[Hidden], check: Check) -> None:
    """Look for every digest in the path and in every view of every file."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()) if sought else ():
        name = path.relative_to(folder).as_posix()
        found: set[str] = set()
        try:
            found = _found({name, unquote(name), *_views(path)}, sought)
        except (OSError, ValueError, EOFError, ImportError) as fault:
            check.test(False, f"{name}: cannot be read ({fault})")
        check.test(not found, f"{name}: {', '.join(sorted(found))}")


def _found(views: Iterable[str], sought: list[Hidden]) -> set[str]:
    """The decisions whose words stand together in one of these views, in any order."""
    read, found = [_tokens(view) for view in views], set[str]()
    for length in {one.words for one in sought}:
        windows = {window for words in read for window in _windows(words, length)}
        alike = [one for one in sought if one.words == length]
        found |= {one.key for one in alike for window in windows if _digest(window, one.salt) == one.digest}
    return found


def _windows(words: list[str], length: int) -> Iterable[tuple[str, ...]]:
    """So many words in a row, from each word on."""
    return zip(*(words[first:] for first in range(length)), strict=False) if length else [()]


def _views(path: Path) -> Iterator[str]:
    """What a file says to each of its readers. Nothing is lost: bytes that are no text are read as well as can be."""
    data = _unpacked(path)
    text = data.decode("utf-8", "replace")
    yield text
    others = {_undone(text), _undone(TAG.sub(" ", text)), _undone(TAG.sub("", text))} - {text}
    yield from sorted(others)
    if not path.name.endswith((".html", ".txt", ".css", ".js")):
        yield _unescaped(" ".join(words for words, key in STRING.findall(text) if not key))


def _undone(text: str) -> str:
    """Without HTML, percent, JSON and Turtle escapes, and those inside them."""
    for _ in range(DEEPEST):
        plain = PERCENT.sub(lambda found: unquote(found[0]), html.unescape(text))
        before, text = text, _unescaped(plain)
        if text == before:
            break
    return text


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(data)
    if path.suffix == ".zst":
        import zstandard

        with zstandard.ZstdDecompressor().stream_reader(data) as stream:
            return stream.read()
    if path.suffix == ".parquet":
        import duckdb

        rows = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
        return "\n".join(" ".join(map(str, row)) for row in rows).encode()
    return data


def _unescaped(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        return (
            chr(int(code, 16))
            if code and int(code, 16) < 0x110000
            else " "
            if not code and found[3] in "ntrbf"
            else found[3] or " "
        )

    return ESCAPE.sub(letter, text) if "\\" in text else text


def _tokens(text: str) -> list[str]:
    for ligature, letters in LIGATURES:
        text = text.replace(ligature, letters)
    bare = unicodedata.normalize("NFKD", text)
    for mark in filter(unicodedata.combining, set(bare)):
        bare = bare.replace(mark, "")
    return [BLACK if word[0] == BLACK else word for word in TOKEN.findall(bare.casefold())]


@lru_cache(maxsize=1 << 16)  # what stands on every page is on every page
def _digest(words: tuple[str, ...], salt: str) -> str:
    return hashlib.sha256("\n".join((salt, *sorted(words))).encode()).hexdigest()


def _check_black(folder: Path, entry: Entry, check: Check) -> None:
    """Where its text is published, the place of a suppression is black."""
    path = folder / "text" / f"{entry['document'][:16]}.txt"
    if path.is_file():
        text = path.read_text("utf-8")[int(entry["start"]) : int(entry["end"])]
        check.test(bool(text) and set(text) <= set(BLACK + "\n"), f"{path.name}: not black at {entry['start']}")


def _check_withdrawn(folder: Path, document: str, check: Check) -> None:
    """A withdrawn document has no text, and only the list of what was withdrawn tells its digest."""
    check.test(not (folder / "text" / f"{document[:16]}.txt").exists(), f"text/{document[:16]}.txt is there")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if MAY_NAME.fullmatch(name) is None:
            check.test(document.encode() not in path.read_bytes(), f"{name}: tells {document[:16]}")


def _check_act(folder: Path, act: str, check: Check) -> None:
    """Of a withdrawn act a tombstone may be left; no file states a part of it, a vote, an article or a quote."""
    page = folder / f"{act}.ttl"
    check.test(not page.is_file() or "Tombstone" in page.read_text("utf-8"), f"{act}: the page still states the act")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        check.test(f"{act}#".encode() not in _unpacked(path), f"{name}: states a part of {act}")


def _documents(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in TEXTS)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_texts(folder: Path, entries: Iterable[Entry], documents: Path | None, check: Check) -> None:
    """No words in a row that only what was withdrawn says. Documents that are no plain text are not read here."""
    kinds = {entry["decision"] for entry in entries}
    named = [entry["document"] for entry in entries if entry["decision"] == "withdraw-document"]
    told = _told_withdrawn(folder) if "withdraw-act" in kinds else frozenset[str]()
    own, others = set[int](), set[int]()
    for path in _documents(documents) if kinds & {"withdraw-document", "withdraw-act"} else ():
        text, sha256 = path.read_text("utf-8", "replace"), _sha256(path)
        published = folder / "text" / f"{sha256[:16]}.txt"
        if sha256 in told or any(sha256.startswith(document) for document in named):
            own |= _shingles(text)
        elif "withdraw-act" in kinds and published.is_file():
            shown = published.read_text("utf-8")
            check.test(len(shown) == len(text) or BLACK not in shown, f"{published.name}: not as long as its document")
            own.update(*(_shingles(text[slice(*black.span())]) for black in BLACK_PART.finditer(shown)))
            others |= _shingles(shown)
        else:
            others |= _shingles(text)
    own -= others
    for path in sorted(path for path in folder.rglob("*") if path.is_file()) if own else ():
        left = any(own & _shingles(view) for view in _views(path))
        check.test(not left, f"{path.relative_to(folder).as_posix()}: words that were withdrawn")


def _told_withdrawn(folder: Path) -> frozenset[str]:
    """Digests of the documents that left as a whole because of their only act, as the publication tells."""
    path = folder / "quarantine.jsonl"
    rows = map(json.loads, path.read_text("utf-8").splitlines()) if path.is_file() else ()
    return frozenset(row["sha256"] for row in rows if row["code"] == "source.withdrawn")


def _shingles(text: str) -> set[int]:
    words = _tokens(text)
    return {hash(tuple(words[place : place + SHINGLE])) for place in range(len(words) - SHINGLE + 1)}
