"""Is a publication what it says it is? Checked from its files alone.

This module imports nothing that builds: it reads the published files as a stranger would and fails
closed, so that a fault of the builder cannot hide itself here. `base` is found in the dumps.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pyoxigraph as ox
from selectolax.lexbor import LexborHTMLParser

from registre.verification_of_copies import check_catalogue, check_packed, check_pages, check_shards
from registre.verification_of_past import check_feeds, check_lists, check_stream, quads

OA = "http://www.w3.org/ns/oa#"
REG = "https://w3id.org/registre/ns#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"

Triple = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


@dataclass(slots=True)
class Check:
    """One promise: how often it was tried, and each time it was broken (the first hundred)."""

    name: str
    tried: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """A promise that was never tried does not hold."""
        return self.tried > 0 and not self.broken

    def test(self, holds: bool, otherwise: str) -> None:
        self.tried += 1
        if not holds and len(self.broken) < 100:
            self.broken.append(otherwise)


def verify(folder: Path) -> list[Check]:
    """Every promise of the publication in `folder`, checked. Never raises for what the files say."""
    return [check_promise(folder, name) for name in (PROMISES if _has_pages(folder) else _WITHOUT_PAGES)]


def check_promise(folder: Path, name: str) -> Check:
    """One promise alone, by its name. What cannot be read breaks it."""
    check = Check(name)
    try:
        (PROMISES | _WITHOUT_PAGES)[name](folder, check)
    except (OSError, SyntaxError, ValueError, LookupError, EOFError, ImportError, zlib.error) as fault:
        check.test(False, f"{name}: {fault!r}")
    return check


def _checksums(folder: Path, check: Check) -> None:
    """Of the newest files, listed all in one place; of each dated version by its own list."""
    listed = _check_list(folder, check)
    for version in sorted((folder / "dumps").iterdir()):
        if version.is_dir() and version.name != "latest":
            _check_list(version, check)
    for path in sorted(path for path in (folder / "dumps" / "latest").rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        check.test(name in listed, f"{name} is not listed in SHA256SUMS")


def _check_list(folder: Path, check: Check) -> set[str]:
    """Every file that SHA256SUMS in `folder` lists is what it was; their names."""
    listed = set[str]()
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        listed.add(name.lstrip("*"))
        path = folder / name.lstrip("*")
        check.test(path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest, f"{folder.name}: {name}")
    return listed


def _quotes(folder: Path, check: Check) -> None:
    """Each quote stands at its position of the published text with the stated digest."""
    values, targets = dict[tuple[str, str], str](), list[str]()
    for triple in _triples(folder / "dumps" / "latest" / "evidence.nq"):
        subject, predicate, value = triple
        key = (subject.value, predicate.value)
        if predicate.value == OA + "hasSelector":
            key = (subject.value, predicate.value + ("#position" if value.value.endswith("-position") else "#quote"))
        if predicate.value == OA + "hasSource":
            targets.append(subject.value)
        values[key] = value.value
    texts = _texts(folder, check)
    for target in targets:
        position = values.get((target, OA + "hasSelector#position"), "")
        quote = values.get((target, OA + "hasSelector#quote"), "")
        text = texts.get(values[(target, OA + "hasSource")], "")
        start, end = (int(values.get((position, OA + end), -1)) for end in ("start", "end"))
        exact = values.get((quote, OA + "exact"))
        check.test(0 <= start < end <= len(text) and text[start:end] == exact, f"{target}: quote not at its position")


def _texts(folder: Path, check: Check) -> dict[str, str]:
    """The published texts by their IRI, each compared with its stated digest."""
    texts = {}
    for subject, predicate, value in _triples(folder / "dumps" / "latest" / "registre.nq"):
        if predicate.value == REG + "textSha256":
            path = folder / "text" / (subject.value.rsplit("/", 1)[1] + ".txt")
            data = path.read_bytes()
            check.test(hashlib.sha256(data).hexdigest() == value.value, f"{path}: not the text that was read")
            texts[subject.value] = data.decode()
    return texts


def _same_graph(folder: Path, check: Check) -> None:
    reference = set(_triples(folder / "dumps" / "latest" / "registre.nq"))
    for name in ("registre.ttl", "registre.jsonld"):
        other = set(_triples(folder / "dumps" / "latest" / name))
        check.test(other == reference, f"{name} differs from registre.nq by {len(other ^ reference)} triples")


def _counts(folder: Path, check: Check) -> None:
    """The number of triples that VoID states is the number in the dump; the catalogue tells of each file what it is."""
    count = len(set(_triples(folder / "dumps" / "latest" / "registre.nq")))
    stated = [int(o.value) for _, p, o in _triples(folder / "void.ttl") if p.value == VOID + "triples"]
    check.test(count in stated, f"void.ttl states {sorted(set(stated))} triples, the dump holds {count}")
    check_catalogue(folder, _base(folder), check)


def _no_blank_nodes(folder: Path, check: Check) -> None:
    for path in sorted(
        {one.with_name(one.name.removesuffix(".gz")) for one in (folder / "dumps" / "latest").iterdir()}
    ):
        if path.suffix in (".nq", ".ttl", ".jsonld"):
            for triple in _triples(path):
                if any(isinstance(term, ox.BlankNode) for term in triple):
                    check.test(False, f"{path.name}: blank node")
            check.test(True, "")


def _pages(folder: Path, check: Check) -> None:
    """Every IRI of the publisher leads to a page with its data beside it."""
    base = _base(folder)
    pages = set[str]()
    for name in ("registre.nq", "evidence.nq"):
        for triple in _triples(folder / "dumps" / "latest" / name):
            for term in triple:
                if isinstance(term, ox.NamedNode) and term.value.startswith(base):
                    pages.add(urldefrag(term.value).url.removeprefix(base))
    for page in sorted(pages):
        for suffix in (".html", ".ttl", ".jsonld"):
            check.test((folder / (page + suffix)).is_file(), f"{page}{suffix} is missing")


def _page_data(folder: Path, check: Check) -> None:
    check_pages(folder, _base(folder), check)


def _has_pages(folder: Path) -> bool:
    """A publisher of dumps alone has no page at all: where one stands, all must."""
    return any(folder.rglob("*.html")) or not any(folder.glob("dumps/latest/registre.nq*"))


def _graphs(folder: Path, check: Check) -> None:
    """Without pages: every IRI of the publisher is that of a graph of the dump, or of a part of one."""
    base, graphs, named = _base(folder), set[str](), set[str]()
    for name in ("registre.nq", "evidence.nq"):
        for quad in quads(folder / "dumps" / "latest" / name):
            if isinstance(quad.graph_name, ox.NamedNode):
                graphs.add(urldefrag(quad.graph_name.value).url)
            nodes = (term for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode))
            named |= {urldefrag(node.value).url for node in nodes if node.value.startswith(base)}
    for address in sorted(named):
        check.test(address in graphs, f"{address} is the name of no graph")


def _declared(folder: Path, check: Check) -> None:
    declared = {subject.value for subject, _, _ in _triples(folder / "dumps" / "latest" / "ontology.ttl")}
    used = set[str]()
    for name in ("registre.nq", "evidence.nq"):
        for triple in _triples(folder / "dumps" / "latest" / name):
            used |= {term.value for term in triple if isinstance(term, ox.NamedNode) and term.value.startswith(REG)}
    for term in sorted(used):
        check.test(term in declared, f"{term} is used but not declared")


def _links(folder: Path, check: Check) -> None:
    """Every link of a page leads to a file and, where it names one, to a place in it."""
    ids, stands, root = dict[str, set[str]](), dict[str, bool](), folder.resolve()
    top = urlsplit(_base(folder)).path
    for page in sorted(root.rglob("*.html")):
        here = page.as_uri()
        for link in sorted(_addresses(page)):
            target, fragment = urldefrag(urljoin(here, _in_folder(root, link, top)))
            path = unquote(urlsplit(target).path)
            if path not in stands:
                stands[path] = Path(path).is_file()
            whole = stands[path]
            if whole and fragment and path.endswith(".html"):
                if path not in ids:
                    ids[path] = _ids(Path(path))
                whole = unquote(fragment) in ids[path]
            check.test(whole, f"{page.relative_to(root).as_posix()}: {link} leads nowhere")


def _in_folder(root: Path, link: str, top: str) -> str:
    """A link from the root of the host (the 404 page has some) as one in the folder, which stands at `top` there."""
    return (root / link.removeprefix(top).lstrip("/")).as_uri() if link.startswith("/") else link


def _addresses(page: Path) -> set[str]:
    """What a page leads to or shows, relative to it: no address of another host."""
    found = {value for name in ("href", "src") for value in _attributes(page, name)}
    return {one for one in found if not re.match(r"[a-z][a-z0-9+.-]*:", one)}


def _ids(page: Path) -> set[str]:
    return set(_attributes(page, "id"))


def _attributes(page: Path, name: str) -> Iterator[str]:
    found = (node.attributes[name] for node in LexborHTMLParser(page.read_text("utf-8")).css(f"[{name}]"))
    return (value for value in found if value)


def _base(folder: Path) -> str:
    """The publisher's namespace: what stands before `dataset` in the catalogue."""
    for subject, predicate, value in _triples(folder / "dataset.ttl"):
        if predicate.value.endswith("#type") and value.value == DCAT + "Dataset":
            return subject.value.removesuffix("dataset")
    raise ValueError("dataset.ttl names no dcat:Dataset")


def _triples(path: Path) -> Iterator[Triple]:
    for quad in quads(path):
        yield (quad.subject, quad.predicate, quad.object)


PROMISES: dict[str, Callable[[Path, Check], None]] = {
    "checksums": _checksums,
    "quotes": _quotes,
    "same-graph": _same_graph,
    "counts": _counts,
    "no-blank-nodes": _no_blank_nodes,
    "packed": check_packed,
    "shards": check_shards,
    "pages": _pages,
    "page-data": _page_data,
    "declared-terms": _declared,
    "links": _links,
    "changes": check_lists,
    "versions-of-acts": check_stream,
    "feeds": check_feeds,
}
_WITHOUT_PAGES = {name: run for name, run in PROMISES.items() if name not in ("pages", "page-data", "links", "feeds")}
_WITHOUT_PAGES |= {"graphs": _graphs}
