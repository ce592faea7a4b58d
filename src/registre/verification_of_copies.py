"""Do all files that hold the graph hold the same one? Packed files, shards by body and year, the data beside each page;
and what the catalogue says of files.

Like `verification`, which runs it, this module imports nothing that builds. It reads registre.nq, then each copy.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, Protocol

import pyoxigraph as ox

from registre.verification_of_past import quads

LATEST = Path("dumps", "latest")
DATA = {".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD}
"""Forms of the data beside a page."""
END = b"</html>"
_PIECE: Final = 1 << 20
DCAT, SPDX = "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"

Statement = tuple[str, str, str]


class Tries(Protocol):
    """What counts how often a promise was tried."""

    def test(self, holds: bool, otherwise: str) -> None: ...


def check_packed(folder: Path, check: Tries) -> None:
    """Each packed file holds the bytes of the plain one that it is named after; where none stands, those of the .gz."""
    for path in sorted((folder / LATEST).iterdir()):
        if path.suffix in (".gz", ".zst"):
            same = _digest(_unpacked(path)) == _digest(_whole(path.with_suffix("")))
            check.test(same, f"{path.name}: not what {path.stem} holds")


def _whole(plain: Path) -> Iterator[bytes]:
    """What a file holds, in pieces; a large one stands packed only."""
    return _pieces(plain.open("rb")) if plain.is_file() else _unpacked(Path(f"{plain}.gz"))


def _unpacked(path: Path) -> Iterator[bytes]:
    if path.suffix == ".gz":
        return _pieces(gzip.open(path))
    import zstandard

    return _pieces(zstandard.open(path, "rb"))


def _pieces(stream: Any) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(_PIECE):
            yield piece


def _digest(pieces: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def check_shards(folder: Path, check: Tries) -> None:
    """The manifest tells the size, digest and number of triples of each shard, and together they are registre.nq."""
    shards, lines = folder / LATEST / "shards", list[bytes]()
    for told in json.loads((shards / "manifest.json").read_bytes())["shards"]:
        data = (shards / told["file"]).read_bytes()
        held = gzip.decompress(data).splitlines(keepends=True)
        is_so = (len(data), hashlib.sha256(data).hexdigest()) == (told["size_bytes"], told["sha256"])
        check.test(is_so, f"shards/{told['file']}: not the file that the manifest tells of")
        check.test(
            len(held) == told["triples"],
            f"shards/{told['file']}: {len(held)} triples, the manifest says {told['triples']}",
        )
        for form in told["forms"]:
            data = (shards / form["file"]).read_bytes()
            is_so = (len(data), hashlib.sha256(data).hexdigest()) == (form["size_bytes"], form["sha256"])
            check.test(is_so, f"shards/{form['file']}: not the file that the manifest tells of")
        lines += held
    whole = b"".join(_whole(folder / LATEST / "registre.nq")).splitlines(keepends=True)
    check.test(sorted(lines) == sorted(whole), "the shards together are not registre.nq")


def check_catalogue(folder: Path, base: str, check: Tries) -> None:
    """The size and digest that dataset.ttl states of each file it leads to are those of the file."""
    told = defaultdict[str, dict[str, str]](dict)
    for quad in ox.parse(path=str(folder / "dataset.ttl"), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            told[quad.subject.value][quad.predicate.value] = quad.object.value
    for one in (one for _, one in sorted(told.items()) if DCAT + "byteSize" in one):
        name = one[DCAT + "downloadURL"].removeprefix(base)
        data = (folder / name).read_bytes()
        stated = (one[DCAT + "byteSize"], told[one.get(SPDX + "checksum", "")].get(SPDX + "checksumValue"))
        is_so = stated == (str(len(data)), hashlib.sha256(data).hexdigest())
        check.test(is_so, f"{name}: not the size or the digest that the catalogue states")


def check_pages(folder: Path, base: str, check: Tries) -> None:
    """The data beside each page are its graph in the dump, and every page of the site is whole to its last tag."""
    for graph, said in _graphs(folder / LATEST / "registre.nq"):
        for suffix, form in DATA.items():
            path = folder / (graph.removeprefix(base) + suffix)
            same = path.is_file() and said == {statement(quad) for quad in ox.parse(path=str(path), format=form)}
            check.test(same, f"{path.relative_to(folder).as_posix()}: not what registre.nq says of it")
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        check.test(path.read_bytes().rstrip().endswith(END), f"{name}: cut before its end")


def _graphs(path: Path) -> Iterator[tuple[str, set[Statement]]]:
    """Each graph of the dump with what it says."""
    found = defaultdict[str, set[Statement]](set)
    for quad in quads(path):
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise ValueError(f"{path.name}: {quad} stands in no named graph")
        found[quad.graph_name.value].add(statement(quad))
    yield from sorted(found.items())


def statement(quad: ox.Quad) -> Statement:
    """What a quad says, wherever it stands."""
    return str(quad.subject), str(quad.predicate), str(quad.object)
