"""The catalogue: what portals and linked-data tools need, true to the files, and plain ASCII."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, VOID, Literal, URIRef
from rdflib.compare import isomorphic

from registre import __version__
from registre.config import Config
from registre.errors import UnsafeIri
from registre.linking.reference import FOLDER
from registre.linking.registers.settings import RegisterPaths
from registre.publication.catalogue import ascii_json, ascii_turtle, write_catalogue
from registre.publication.provenance import REGISTERS
from registre.publication.statistics import Statistics
from test_dumps import CONFIG, write

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DATASET = URIRef(f"{CONFIG.base}dataset")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("public")
    write_catalogue(place, CONFIG, write(place))
    return place


def graph(path: Path) -> rdflib.Graph:
    """Read without a base, as harvesters do: a relative IRI would not resolve."""
    return rdflib.Graph().parse(data=path.read_bytes(), format="json-ld" if path.suffix == ".jsonld" else "turtle")


def value(of: rdflib.Graph, subject: rdflib.term.Node, predicate: URIRef) -> rdflib.term.Node:
    (found,) = of.objects(subject, predicate)
    return found


def test_the_dataset_has_what_a_portal_refuses_to_do_without(folder: Path) -> None:
    found = graph(folder / "dataset.ttl")
    assert (DATASET, RDF.type, DCAT.Dataset) in found
    assert value(found, DATASET, DCTERMS.identifier) == Literal(str(DATASET))
    assert {title.language for title in found.objects(DATASET, DCTERMS.title) if isinstance(title, Literal)} == {
        "fr",
        "en",
    }
    assert value(found, DATASET, DCTERMS.license) == URIRef(CONFIG.licence)
    assert list(found.subjects(DCAT.dataset, DATASET)) == [URIRef(f"{DATASET}#catalogue")]
    publisher = value(found, DATASET, DCTERMS.publisher)
    assert value(found, publisher, FOAF.name) == Literal(CONFIG.publisher)
    contact = value(found, DATASET, DCAT.contactPoint)
    mail = URIRef("http://www.w3.org/2006/vcard/ns#hasEmail")
    assert value(found, contact, mail) == URIRef(f"mailto:{CONFIG.contact}")


def test_each_dump_is_announced_with_its_true_size_and_digest(folder: Path) -> None:
    found = graph(folder / "dataset.ttl")
    announced = set()
    for distribution in found.objects(DATASET, DCAT.distribution):
        assert value(found, distribution, DCAT.downloadURL) == distribution
        path = folder / str(distribution).removeprefix(CONFIG.base)
        announced.add(path)
        assert int(str(value(found, distribution, DCAT.byteSize))) == path.stat().st_size
        assert str(value(found, distribution, DCAT.mediaType)).startswith("https://www.iana.org/assignments/")
        checksum = value(found, distribution, SPDX.checksum)
        assert value(found, checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        assert str(value(found, checksum, SPDX.checksumValue)) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert announced == set((folder / "dumps" / "latest").iterdir())


def test_the_catalogue_says_with_which_software_and_reference_data_it_was_made(folder: Path) -> None:
    found = graph(folder / "dataset.ttl")
    assert value(found, DATASET, PROV.wasAttributedTo) == URIRef(f"{CONFIG.base}software/registre-{__version__}")
    told = {
        str(value(found, value(found, source, SPDX.checksum), SPDX.checksumValue))
        for source in found.objects(DATASET, PROV.wasDerivedFrom)
    }
    assert told == {hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.tsv")}


def test_the_registers_that_a_publisher_gives_are_named(tmp_path: Path) -> None:
    assert set(REGISTERS) == {field.name for field in fields(RegisterPaths)}
    config = replace(CONFIG, registers=RegisterPaths(cog=tmp_path / "cog.csv"))
    write_catalogue(tmp_path, config, write(tmp_path))
    found = graph(tmp_path / "dataset.ttl")
    assert value(found, URIRef(f"{DATASET}#register-cog"), DCTERMS.title) == Literal(REGISTERS["cog"], lang="fr")


@pytest.mark.parametrize("name", ["dataset.ttl", "dataset.jsonld", "void.ttl", ".well-known/void"])
def test_every_description_is_ascii_absolute_and_without_blank_nodes_but_the_period(folder: Path, name: str) -> None:
    path = folder / name
    assert path.read_bytes().isascii()
    found = graph(path)
    assert len(found) > 20
    period = found.value(DATASET, DCTERMS.temporal)
    for triple in found:
        for term in triple:
            assert not isinstance(term, rdflib.BNode) or term == period
            assert not isinstance(term, URIRef) or str(term).startswith(("http://", "https://", "mailto:"))


def test_accents_survive_the_escapes(folder: Path) -> None:
    titles = set(graph(folder / "dataset.ttl").objects(DATASET, DCTERMS.title))
    assert Literal("Registre des délibérations", lang="fr") in titles


def test_turtle_and_json_ld_say_the_same(folder: Path) -> None:
    assert isomorphic(graph(folder / "dataset.ttl"), graph(folder / "dataset.jsonld"))
    assert json.loads((folder / "dataset.jsonld").read_bytes())


def test_what_stands_beyond_the_basic_plane_is_escaped_as_each_syntax_wants() -> None:
    assert ascii_turtle('"é😀"'.encode()) == b'"\\u00E9\\U0001F600"'
    assert json.loads(ascii_json('"é😀"'.encode())) == "é😀"


def test_the_date_is_the_publisher_s_or_that_of_the_latest_session(folder: Path, tmp_path: Path) -> None:
    assert str(value(graph(folder / "dataset.ttl"), DATASET, DCTERMS.modified)) == "2024-03-11"
    dated = replace(CONFIG, date="2024-06-01")
    write_catalogue(tmp_path, dated, write(tmp_path))
    assert str(value(graph(tmp_path / "dataset.ttl"), DATASET, DCTERMS.modified)) == "2024-06-01"


def test_the_period_is_a_node_that_no_harvester_seeks_on_the_network(folder: Path) -> None:
    found = graph(folder / "dataset.ttl")
    period = value(found, DATASET, DCTERMS.temporal)
    assert isinstance(period, rdflib.BNode) and (period, RDF.type, DCTERMS.PeriodOfTime) in found
    for end in (DCAT.startDate, DCAT.endDate):
        assert value(found, period, end) == Literal("2024-03-11", datatype=rdflib.XSD.date)


def test_what_dcat_ap_wants_to_be_of_a_class_says_so(folder: Path) -> None:
    """Its shapes of ranges (2.1.1); languages, themes, formats and media types are of the EU's own lists."""
    found = graph(folder / "dataset.ttl")
    for predicate, class_ in (
        (DCTERMS.license, DCTERMS.LicenseDocument),
        (DCTERMS.publisher, FOAF.Agent),
        (DCTERMS.conformsTo, DCTERMS.Standard),
        (DCTERMS.temporal, DCTERMS.PeriodOfTime),
        (DCAT.distribution, DCAT.Distribution),
        (DCAT.dataset, DCAT.Dataset),
        (DCAT.landingPage, FOAF.Document),
        (FOAF.homepage, FOAF.Document),
        (DCAT.contactPoint, rdflib.URIRef("http://www.w3.org/2006/vcard/ns#Kind")),
        (SPDX.checksum, SPDX.Checksum),
    ):
        things = set(found.objects(None, predicate))
        assert things and all((thing, RDF.type, class_) in found for thing in things), predicate


def test_void_counts_are_those_of_the_dump(folder: Path) -> None:
    dump = rdflib.Dataset(default_union=True)
    dump.parse(folder / "dumps" / "latest" / "registre.nq", format="nquads")
    found = graph(folder / "void.ttl")
    assert int(str(value(found, DATASET, VOID.triples))) == len(dump)
    assert int(str(value(found, DATASET, VOID.entities))) == len(set(dump.subjects()))
    for partition in found.objects(DATASET, VOID.classPartition):
        class_ = value(found, partition, VOID["class"])
        assert int(str(value(found, partition, VOID.entities))) == len(set(dump.subjects(RDF.type, class_)))
    partitions = list(found.objects(DATASET, VOID.propertyPartition))
    for partition in partitions:
        predicate = value(found, partition, VOID.property)
        assert int(str(value(found, partition, VOID.triples))) == len(list(dump.triples((None, predicate, None))))
    assert len(partitions) == len(set(dump.predicates())) == int(str(value(found, DATASET, VOID.properties)))


def test_void_leads_to_dumps_that_exist_and_to_examples_that_are_pages(folder: Path) -> None:
    found = graph(folder / "void.ttl")
    dumps = [str(address).removeprefix(CONFIG.base) for address in found.objects(None, VOID.dataDump)]
    names = ("evidence.nq", "registre.jsonld", "registre.nq", "registre.ttl")
    assert sorted(dumps) == [f"dumps/latest/{name}" for name in names]
    assert all((folder / name).is_file() for name in dumps)
    examples = [str(address).removeprefix(CONFIG.base) for address in found.objects(DATASET, VOID.exampleResource)]
    assert len(examples) >= 8
    assert all((folder / f"{path}.ttl").is_file() for path in examples)


def test_the_well_known_place_holds_the_same_description(folder: Path) -> None:
    assert (folder / ".well-known" / "void").read_bytes() == (folder / "void.ttl").read_bytes()


def test_a_publication_without_a_session_has_a_catalogue_without_a_date(tmp_path: Path) -> None:
    write_catalogue(tmp_path, CONFIG, Statistics())
    assert list(graph(tmp_path / "dataset.ttl").objects(DATASET, DCTERMS.modified)) == []


@pytest.mark.parametrize(
    "config",
    [
        Config(licence="licence ouverte"),
        Config(publisher_url="javascript:alert(1)"),
        Config(contact="nobody"),
        Config(contact="a@b.fr> <https://x"),
    ],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, config: Config) -> None:
    with pytest.raises(UnsafeIri):
        write_catalogue(tmp_path, config, Statistics())
