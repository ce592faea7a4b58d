"""Dumps: the same graph in every syntax, read alike by two engines, in the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

import builders as make
from registre.config import Config
from registre.errors import OutputFailed, RegistreError
from registre.files import resource
from registre.graph import vocabulary
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, rule_pages, sitting_pages
from registre.graph.pages import PageGraph, Triple
from registre.graph.terms import iri, text
from registre.graph.vocabulary import Dct
from registre.publication.compressed import unpacked, write_zstd
from registre.publication.documents import json_ld, turtle
from registre.publication.dumps import DumpWriter, PageTwice, write_checksums
from registre.publication.statistics import Statistics
from registre.publication.written import written

CONFIG = Config()
DUMPS = {"registre.nq": "nquads", "registre.ttl": "turtle", "registre.jsonld": "json-ld", "evidence.nq": "nquads"}
REG = "https://w3id.org/registre/ns#"


def pages() -> list[PageGraph]:
    mint = Minter(CONFIG.base)
    rules = rule_pages([("test.words", "inventée")], mint)
    return [*sitting_pages(make.sitting(), mint), *identity_pages(make.Known(), mint), *rules]


def write(folder: Path) -> Statistics:
    with DumpWriter(folder, CONFIG) as writer:
        for page in written(pages()):
            writer.add(page)
    write_checksums(folder)
    return writer.statistics


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    write(folder)
    return folder


def by_oxigraph(path: Path) -> set[tuple[str, ...]]:
    return {
        (str(quad.subject), str(quad.predicate), str(quad.object), str(quad.graph_name))
        for quad in pyoxigraph.parse(path=str(path))
    }


def by_rdflib(path: Path) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(path, format=DUMPS[path.name])
    return dataset


@pytest.mark.parametrize("name", sorted(DUMPS))
def test_two_engines_read_a_dump_alike(published: Path, name: str) -> None:
    ours = by_oxigraph(published / "dumps" / "latest" / name)
    theirs = set(by_rdflib(published / "dumps" / "latest" / name).quads())
    assert len(ours) == len(theirs) > 50


@pytest.mark.parametrize("name", sorted(DUMPS))
def test_there_is_no_blank_node(published: Path, name: str) -> None:
    for quad in pyoxigraph.parse(path=str(published / "dumps" / "latest" / name)):
        assert not isinstance(quad.subject, pyoxigraph.BlankNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)


def test_every_dump_holds_the_same_triples_once(published: Path) -> None:
    expected = sorted(triple for page in pages() for triple in page.triples)
    read = {
        name: sorted(quad[:3] for quad in by_oxigraph(published / "dumps" / "latest" / name))
        for name in ("registre.nq", "registre.ttl", "registre.jsonld")
    }
    assert read["registre.nq"] == read["registre.ttl"] == read["registre.jsonld"]
    lines = (published / "dumps" / "latest" / "registre.nq").read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines)) == len(expected) == len(read["registre.nq"])


def test_the_dumps_are_isomorphic_for_rdflib(published: Path) -> None:
    turtle_graph = rdflib.Graph().parse(published / "dumps" / "latest" / "registre.ttl")
    json_graph = rdflib.Graph().parse(published / "dumps" / "latest" / "registre.jsonld", format="json-ld")
    assert isomorphic(turtle_graph, json_graph)


def test_a_quad_names_the_page_that_its_subject_belongs_to(published: Path) -> None:
    for subject, _, _, graph in by_oxigraph(published / "dumps" / "latest" / "registre.nq"):
        assert subject[1:-1].split("#")[0] == graph[1:-1]
    for subject, _, _, graph in by_oxigraph(published / "dumps" / "latest" / "evidence.nq"):
        assert graph[1:-1] == subject[1:-1].split("#")[0] + "#evidence"


def test_every_page_has_its_data_beside_its_place(published: Path) -> None:
    for page in pages():
        place = published / page.iri.removeprefix(CONFIG.base)
        one = rdflib.Graph().parse(place.with_name(place.name + ".ttl"), format="turtle")
        other = rdflib.Graph().parse(place.with_name(place.name + ".jsonld"), format="json-ld")
        assert isomorphic(one, other)
        assert len(one) == len(page.triples)
    first = pages()[1]
    place = published / first.iri.removeprefix(CONFIG.base)
    assert place.with_name(place.name + ".ttl").read_bytes() == turtle(first)
    assert place.with_name(place.name + ".jsonld").read_bytes() == json_ld(first)


SCRIPT = """
import sys
import tracemalloc
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_dumps import write
from registre.publication.catalogue import write_catalogue
from registre.config import Config
folder = Path(sys.argv[1])
write_catalogue(folder, Config(), write(folder))
"""


def test_the_bytes_do_not_depend_on_hash_seeds_zone_or_locale(tmp_path: Path) -> None:
    digests = []
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Pacific/Auckland", "fr_FR.UTF-8"), ("77", "UTC", "C.UTF-8")):
        folder = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        script = SCRIPT.format(tests=str(Path(__file__).parent))
        subprocess.run([sys.executable, "-c", script, str(folder)], check=True, env=environment, timeout=120)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        digests.append(
            {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
        )
    assert digests[0] == digests[1] == digests[2]
    assert len(digests[0]) > 40


def test_the_checksums_are_those_that_sha256sum_wants(published: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=published, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == len(list((published / "dumps" / "latest").iterdir()))


def test_a_changed_dump_fails_its_checksum(tmp_path: Path) -> None:
    write(tmp_path)
    with (tmp_path / "dumps" / "latest" / "registre.nq").open("ab") as stream:
        stream.write(b"\n")
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode != 0


def test_a_page_that_comes_twice_is_refused_and_no_dump_appears(tmp_path: Path) -> None:
    (page,) = written(pages()[:1])
    with pytest.raises(PageTwice, match=page.iri), DumpWriter(tmp_path, CONFIG) as writer:
        writer.add(page)
        writer.add(page)
    assert list((tmp_path / "dumps" / "latest").iterdir()) == []


def test_a_page_of_another_base_is_refused(tmp_path: Path) -> None:
    (page,) = written([PageGraph("https://elsewhere.example.org/act/1", "act", ())])
    with pytest.raises(RegistreError, match="elsewhere"), DumpWriter(tmp_path, CONFIG) as writer:
        writer.add(page)


def test_a_disk_that_refuses_is_named(tmp_path: Path) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "latest").write_text("a file stands in the way")
    with pytest.raises(OutputFailed, match="dumps"), DumpWriter(tmp_path, CONFIG):
        pass


def test_an_empty_publication_is_still_well_formed(tmp_path: Path) -> None:
    with DumpWriter(tmp_path, CONFIG):
        pass
    assert json.loads((tmp_path / "dumps" / "latest" / "registre.jsonld").read_bytes()) == []
    assert by_oxigraph(tmp_path / "dumps" / "latest" / "registre.ttl") == set()


def test_statistics_count_what_is_in_the_dumps(tmp_path: Path) -> None:
    found = write(tmp_path)
    quads = by_oxigraph(tmp_path / "dumps" / "latest" / "registre.nq")
    assert found.triples == len(quads)
    assert found.evidence_triples == len(by_oxigraph(tmp_path / "dumps" / "latest" / "evidence.nq"))
    assert found.entities == len({quad[0] for quad in quads})
    assert sum(found.properties.values()) == found.triples
    assert (found.first_day, found.last_day) == ("2024-03-11", "2024-03-11")
    assert found.pages["act"] == 1


# What the text of a document may try, in every syntax.
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- -->",
    'a"b\\c',
    "\\u003c \\n",
    "line\nbreak\r\ttab\x00\x1f\x7f",
    "\u2028\u2029\u202e\ufeff",
    "𝔘nicode \U0001f600",
    "]]>&amp;'",
]


def page_saying(value: str) -> PageGraph:
    thing = iri(f"{CONFIG.base}act/a/2024-01-01/1")
    triples: tuple[Triple, ...] = ((thing, Dct.title, text(value, "fr")), (thing, Dct.source, text(value)))
    return PageGraph(thing[1:-1], "act", tuple(sorted(triples)))


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_comes_back_whole_from_turtle_and_json_ld(value: str) -> None:
    page = page_saying(value)
    for document, format_ in (
        (turtle(page), pyoxigraph.RdfFormat.TURTLE),
        (json_ld(page), pyoxigraph.RdfFormat.JSON_LD),
    ):
        assert {quad.object.value for quad in pyoxigraph.parse(document, format_)} == {value}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_json_ld_can_stand_in_a_script_and_is_the_same_graph(value: str) -> None:
    document = json_ld(page_saying(value)).decode()
    assert "<" not in document
    assert [node["http://purl.org/dc/terms/source"] for node in json.loads(document)] == [[{"@value": value}]]


def test_the_page_s_thing_comes_first_and_its_parts_by_number() -> None:
    mint = Minter(CONFIG.base)
    thing = f"{CONFIG.base}act/a/2024-01-01/1"
    triples = sorted((iri(mint.part(thing, "visa", n)), Dct.title, text(str(n))) for n in (1, 2, 10))
    page = PageGraph(thing, "act", (*triples, (iri(thing), Dct.title, text("0"))))
    subjects = [node["@id"].removeprefix(thing) for node in json.loads(json_ld(page))]
    assert subjects == ["", "#visa-1", "#visa-2", "#visa-10"]


def test_every_term_of_ours_is_declared_by_the_ontology(published: Path) -> None:
    declared = {quad[0][1:-1] for quad in by_oxigraph(published / "dumps" / "latest" / "ontology.ttl")}
    used = {
        term[1:-1]
        for name in ("registre.nq", "evidence.nq")
        for quad in by_oxigraph(published / "dumps" / "latest" / name)
        for term in quad
        if term.startswith(f"<{REG}")
    }
    assert len(used) > 60
    assert used - declared == set()


def test_every_term_of_ours_that_the_code_spells_is_declared() -> None:
    declared = {str(subject) for subject in rdflib.Graph().parse(resource("ontology") / "registre.ttl").subjects()}
    spelt = {term[1:-1] for name, term in vars(vocabulary.Reg).items() if not name.startswith("_")}
    assert spelt - declared == set()


def test_a_packed_dump_is_unpacked_a_little_at_a_time(tmp_path: Path) -> None:
    path, rest = (
        tmp_path / "dump.nq",
        b"> <https://d.example/is> <https://d.example/thing> <https://d.example/page> .\n",
    )
    keys = (hashlib.sha256(b"%d" % number).hexdigest()[:8].encode() for number in range(250_000))
    path.write_bytes(b"".join(b"<https://d.example/act/" + key + rest for key in keys))
    packed = write_zstd(path)
    tracemalloc.start()
    with unpacked(packed) as stream:
        assert sum(line.endswith(rest) for line in stream) == 250_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < path.stat().st_size / 8, packed.stat().st_size
