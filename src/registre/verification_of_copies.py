"""Do all files that hold the graph hold the same one? Packed files, shards by body and year, the data beside each page;
and what the catalogue says of files.

Like `verification`, which runs it, this module imports nothing that builds. It reads registre.nq, then each copy.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, Final, Protocol, cast

import pyoxigraph as ox

from registre.verification_of_past import quads

LATEST = Path("dumps", "latest")
DATA = {".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD}
"""Forms of the data beside a page."""
END = b"</html>"
_PIECE: Final = 1 << 20
_MODULUS: Final = 1 << 256
DCAT, SPDX = "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"

Statement = tuple[str, str, str]


class Tries(Protocol):
    """What counts how often a promise was tried."""

    def test(self, holds: bool, otherwise: str) -> None: ...


def check_packed(folder: Path, check: Tries) -> None:
    """Each packed file holds the bytes of the plain one that it is named after; where none stands, those of the .gz."""
    for path in sorted((folder / LATEST).iterdir()):
        if path.suffix in (".gz", ".zst"):
            same = _unpacked(path) == _digest(_whole(path.with_suffix("")))
            check.test(same, f"{path.name}: not what {path.stem} holds")


def _unpacked(path: Path) -> str | None:
    """The digest of what a packed file holds; None when it is not packed as its name says."""
    import zstandard

    try:
        return _digest(_opened(path))
    except (OSError, EOFError, zlib.error, zstandard.ZstdError):
        return None


def _whole(plain: Path) -> IO[bytes]:
    """What a file holds; a large one stands packed only."""
    return _opened(plain if plain.is_file() else Path(f"{plain}.gz"))


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    if path.suffix == ".zst":
        import zstandard

        return cast("IO[bytes]", zstandard.open(path, "rb"))
    return path.open("rb")


def _digest(stream: IO[bytes]) -> str:
    with stream:
        return hashlib.file_digest(cast("Any", stream), "sha256").hexdigest()


def check_shards(folder: Path, check: Tries) -> None:
    """The manifest tells the size, digest and number of triples of each shard, and together they are registre.nq.

    Files are read in pieces and their lines one after another: memory is that of a line, whatever was published.
    """
    shards, count, total = folder / LATEST / "shards", 0, 0
    for told in json.loads((shards / "manifest.json").read_bytes())["shards"]:
        for file in (told, *told["forms"]):
            path = shards / file["file"]
            is_so = (path.stat().st_size, _digest(path.open("rb"))) == (file["size_bytes"], file["sha256"])
            check.test(is_so, f"shards/{file['file']}: not the file that the manifest tells of")
        triples, sum_of_lines = _lines_of(_opened(shards / told["file"]))
        check.test(
            triples == told["triples"],
            f"shards/{told['file']}: {triples} triples, the manifest says {told['triples']}",
        )
        count, total = count + triples, (total + sum_of_lines) % _MODULUS
    same = (count, total) == _lines_of(_whole(folder / LATEST / "registre.nq"))
    check.test(same, "the shards together are not registre.nq")


def _lines_of(stream: IO[bytes]) -> tuple[int, int]:
    """How many lines a file holds, and the sum of their SHA-256 modulo 2^256: the same in whatever order they stand.

    A line counts as often as it stands, which an exclusive or would forget of two. Lines that differ give the same sum
    once in 2^256, unless someone seeks them: whoever does must also forge SHA256SUMS, which a signature covers.
    """
    count = total = 0
    with BufferedReader(cast("Any", stream), _PIECE) as lines:
        for line in lines:
            count, total = count + 1, total + int.from_bytes(hashlib.sha256(line).digest(), "big")
    return count, total % _MODULUS


def check_catalogue(folder: Path, base: str, check: Tries) -> None:
    """The size and digest that dataset.ttl states of each file it leads to are those of the file."""
    told = defaultdict[str, dict[str, str]](dict)
    for quad in ox.parse(path=str(folder / "dataset.ttl"), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            told[quad.subject.value][quad.predicate.value] = quad.object.value
    for one in (one for _, one in sorted(told.items()) if DCAT + "byteSize" in one):
        name = one[DCAT + "downloadURL"].removeprefix(base)
        path = folder / name
        stated = (one[DCAT + "byteSize"], told[one.get(SPDX + "checksum", "")].get(SPDX + "checksumValue"))
        is_so = stated == (str(path.stat().st_size), _digest(path.open("rb")))
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
