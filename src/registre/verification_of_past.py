"""Does what a publication tells of its changes fit what it publishes now? Checked from its files alone.

Like `verification`, which runs it, this module imports nothing that builds.
"""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Protocol, cast

import pyoxigraph as ox

ACTIVITY = "https://www.w3.org/ns/activitystreams#"
ATOM = "{http://www.w3.org/2005/Atom}"
DCT = "http://purl.org/dc/terms/"
GENERATED = "http://www.w3.org/ns/prov#generatedAtTime"
TOMBSTONE = "https://w3id.org/registre/ns#Tombstone"
TREE = "https://w3id.org/tree#"
ROOT = "ldes/index.ttl"
FORMATS = {".nq": ox.RdfFormat.N_QUADS, ".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD}
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_NAMED = re.compile(r"(/ldes/[^/#]+)\.ttl(?=$|#relation-)")
"""A page of the stream, or a relation of its root: each view names its own."""

Told = frozenset[tuple[str, str, str]]
"""What is said of a page: names of its parts, properties, values."""

Quad = tuple[str, str, ox.NamedNode | ox.Literal, str]
"""Subject, predicate, value, graph."""


class Tries(Protocol):
    """What counts how often a promise was tried."""

    def test(self, holds: bool, otherwise: str) -> None: ...


def check_lists(folder: Path, check: Tries) -> None:
    """Every list that the index names is there, in both forms, with as many changes as it says."""
    for one in json.loads((folder / "changes" / "index.json").read_bytes())["lists"]:
        stem, count = one["version"], sum(one[fate] for fate in ("added", "changed", "withdrawn", "merged"))
        lines = (folder / "changes" / f"{stem}.jsonl").read_text("utf-8").split("\n")[:-1]
        told = Counter(json.loads(line)["change"] for line in lines)
        right = told == {"first": 1} if one["first"] else all(told[fate] == one[fate] for fate in told)
        check.test(right and (one["first"] or len(lines) == count), f"changes/{stem}.jsonl: not what the index says")
        about = sum(
            predicate == ACTIVITY + "object" for _, predicate, _, _ in _quads(folder / "changes" / f"{stem}.ttl")
        )
        check.test(about == (0 if one["first"] else count), f"changes/{stem}.ttl: not what the index says")


def check_stream(folder: Path, check: Tries) -> None:
    """The stream, read as a client reads it, ends with what every act says now, and with that of no other act."""
    versions, pages = defaultdict[str, list[tuple[str, str]]](list), dict[str, dict[str, Told]]()
    for path in _stream_pages(folder):
        quads = list(_quads(path))
        moments = {member: value.value for member, predicate, value, _ in quads if predicate == GENERATED}
        for member, predicate, value, _ in quads:
            if predicate == DCT + "isVersionOf":
                versions[value.value].append((moments.get(member, ""), member))
        pages[path.name] = _told(quads, moments)
        check.test(_same_in_json(path, quads), f"ldes/{path.name}: its JSON-LD does not say the same")
    root = folder / ROOT
    check.test(_same_in_json(root, list(_quads(root))), f"{ROOT}: its JSON-LD does not say the same")
    now = _acts(folder)
    for act in sorted(versions.keys() | now.keys()):
        found = sorted(versions.get(act, []))
        moments_of = [moment for moment, _ in found]
        check.test(len(set(moments_of)) == len(moments_of), f"{act}: two versions of one moment")
        last = found[-1][1] if found else ""
        told = pages.get(last.split("#")[0].rpartition("/")[2], {}).get(last, frozenset())
        if act in now:
            check.test(told == now[act], f"{act}: the last version in the stream is not what is published")
        else:
            check.test(("", TYPE, TOMBSTONE) in told, f"{act}: gone, but its last version does not say so")


def check_feeds(folder: Path, check: Tries) -> None:
    """Every feed is well formed, and speaks of acts that are published."""
    now = _acts(folder)
    for path in sorted(folder.rglob("*.atom")):
        found = [one.findtext(f"{ATOM}id") for one in ET.parse(path).getroot().iter(f"{ATOM}entry")]
        strangers = [one for one in found if one not in now]
        check.test(
            not strangers, f"{path.relative_to(folder).as_posix()}: {strangers[:1]} is no act of this publication"
        )


def _acts(folder: Path) -> dict[str, Told]:
    """What the newest dump says of each act that stands."""
    found = defaultdict[str, list[Quad]](list)
    for quad in _quads(folder / "dumps" / "latest" / "registre.nq"):
        if "/act/" in quad[3]:
            found[quad[3]].append(quad)
    told = {page: _told(quads, {page: ""})[page] for page, quads in found.items()}
    return {page: said for page, said in told.items() if ("", TYPE, TOMBSTONE) not in said}


def _stream_pages(folder: Path) -> Iterator[Path]:
    """The pages that the root leads to."""
    root = folder / ROOT
    nodes = {value.value for _, predicate, value, _ in _quads(root) if predicate == TREE + "node"}
    return (root.with_name(node.rpartition("/")[2]) for node in sorted(nodes))


def _same_in_json(path: Path, quads: list[Quad]) -> bool:
    """Whether the page beside it in JSON-LD says the same, under the names that its own view gives to pages."""
    other = path.with_suffix(".jsonld")
    wanted = {(_in_json(subject), predicate, _in_json(value.value)) for subject, predicate, value, _ in quads}
    return other.is_file() and wanted == {(one[0], one[1], one[2].value) for one in _quads(other)}


def _in_json(address: str) -> str:
    return _NAMED.sub(r"\1.jsonld", address)


def _told(quads: list[Quad], things: dict[str, str]) -> dict[str, Told]:
    """What is said of each of `things` and its parts, under names that say only which part."""
    said = defaultdict[str, set[tuple[str, str, str]]](set)
    for subject, predicate, value, _ in quads:
        thing, part = _split(subject, things)
        if thing is None or predicate in (GENERATED, DCT + "isVersionOf"):
            continue
        other, inner = _split(value.value, things) if isinstance(value, ox.NamedNode) else (None, "")
        shown = f"#{inner}" if other == thing else value.value if isinstance(value, ox.NamedNode) else str(value)
        said[thing].add((part, predicate, shown))
    return {thing: frozenset(said[thing]) for thing in things}


def _split(address: str, things: dict[str, str]) -> tuple[str | None, str]:
    """The thing that an address is or is a part of, and the name of the part."""
    if address in things:
        return address, ""
    for mark in "#/":
        thing, _, part = address.rpartition(mark)
        if thing in things:
            return thing, part
    return None, ""


def quads(path: Path) -> Iterator[Any]:
    """The statements of a file; of the packed one when the plain one is not there: a large dump stands packed only."""
    if path.is_file():
        yield from ox.parse(path=str(path), format=FORMATS[path.suffix])
    else:
        with gzip.open(f"{path}.gz") as packed:
            yield from ox.parse(input=cast("IO[bytes]", packed), format=FORMATS[path.suffix])


def _quads(path: Path) -> Iterator[Quad]:
    for quad in quads(path):
        subject, value, graph = quad.subject, quad.object, quad.graph_name
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, (ox.NamedNode, ox.Literal)):
            raise ValueError(f"{path.name}: {quad} is not a statement that this publication makes")
        yield subject.value, quad.predicate.value, value, graph.value if isinstance(graph, ox.NamedNode) else ""
