"""OSLO and ELI-DL against shapes: what is promised holds, and what the profile lacks is what the report counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, Literal, URIRef

from exports_fixture import an_act, published, register_of
from exports_judges import SCHEMAS, shape_faults
from registre.exports.eli_dl import export_eli_dl
from registre.exports.export import read_register
from registre.exports.losses import Exported
from registre.exports.oslo import export_oslo
from registre.exports.register import Register

ELI = "http://data.europa.eu/eli/ontology#"
ELIDL = "http://data.europa.eu/eli/eli-draft-legislation-ontology#"
ACT = "https://data.example.org/act/219900016/2024-03-11/2024-017"
EXPORTS = {"oslo": export_oslo, "eli-dl": export_eli_dl}


@pytest.fixture(scope="module")
def example_register(built: Path) -> Register:
    return read_register(built)


@pytest.fixture(scope="module")
def small_register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    return register_of(tmp_path_factory.mktemp("small"), [an_act("2024-017")])


def graph_of(exported: Exported) -> Graph:
    (data,) = exported.files.values()
    return Graph().parse(data=data, format="turtle")


@pytest.mark.parametrize("name", EXPORTS)
def test_what_an_export_promises_holds_on_the_examples(name: str, example_register: Register) -> None:
    graph = graph_of(EXPORTS[name](example_register))
    assert len(graph) > 1000
    assert shape_faults(name, graph)["Violation"] == Counter()


def test_the_report_of_oslo_counts_what_the_profile_lacks(example_register: Register) -> None:
    """Each requirement that a shape finds unmet is a loss of the report, as many times, and conversely."""
    exported = export_oslo(example_register)
    unmet: dict[str, int] = {}
    for shape, count in shape_faults("oslo", graph_of(exported))["Warning"].items():
        code = shape.partition("_")[0]
        unmet[code] = max(unmet.get(code, 0), count)
    required = {_local(shape).partition("_")[0] for shape, _, _ in _constraints("oslo", SH.Warning)}
    assert len(required) == 14
    counted = {code: exported.losses.count(code) for code in sorted(required)}
    assert unmet == {code: count for code, count in counted.items() if count}


def _constraints(name: str, severity: URIRef) -> Iterator[tuple[URIRef, URIRef, URIRef]]:
    """Property shapes of that severity that ask for a value: shape, class and property."""
    shapes = Graph().parse(SCHEMAS / f"{name}.shapes.ttl")
    for node, shape in sorted(shapes.subject_objects(SH.property)):
        found = shapes.value(shape, SH.severity) or SH.Violation
        if found == severity and (shape, SH.minCount, None) in shapes:
            for of_class in shapes.objects(node, SH.targetClass):
                path = shapes.value(shape, SH.path)
                assert isinstance(shape, URIRef) and isinstance(of_class, URIRef) and isinstance(path, URIRef)
                yield shape, of_class, path


def _local(term: object) -> str:
    return str(term).rpartition("#")[2]


PROMISED = [(name, *found) for name in EXPORTS for found in _constraints(name, SH.Violation)]


@pytest.mark.parametrize(
    ("name", "shape", "of_class", "path"),
    PROMISED,
    ids=[f"{one[0]}-{_local(one[1])}-{_local(one[2])}" for one in PROMISED],
)
def test_a_shape_sees_what_is_taken_away(
    name: str, shape: URIRef, of_class: URIRef, path: URIRef, small_register: Register
) -> None:
    graph = graph_of(EXPORTS[name](small_register))
    node = min(graph.subjects(RDF.type, of_class), key=str)
    value = graph.value(node, path)
    assert value is not None
    graph.remove((node, path, None))
    assert _local(shape) in shape_faults(name, graph)["Violation"]
    graph.add((node, path, value))
    assert _local(shape) not in shape_faults(name, graph)["Violation"]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_shape_sees_a_wrong_count_and_a_stranger(name: str, small_register: Register) -> None:
    graph = graph_of(EXPORTS[name](small_register))
    vote = URIRef("https://data.example.org/act/219900016/2024-03-11/2024-017#vote")
    (counted, voter), shapes = {
        "oslo": (("besluit#aantalVoorstanders", "besluit#heeftStemmer"), ("vote-for", "vote-voter")),
        "eli-dl": (
            ("eli-draft-legislation-ontology#number_of_votes_favor", "eli-draft-legislation-ontology#had_voter_favor"),
            ("vote-for", "vote-voter-for"),
        ),
    }[name]
    space = "http://data.vlaanderen.be/ns/" if name == "oslo" else "http://data.europa.eu/eli/"
    graph.add((vote, URIRef(space + counted), Literal(-1)))
    graph.add((vote, URIRef(space + voter), URIRef("https://data.example.org/person/nobody")))
    assert set(shapes) <= set(shape_faults(name, graph)["Violation"])


def changed(folder: Path, old: str, new: str) -> Register:
    """The small publication with another text in its dump."""
    dump = published(folder, [an_act("2024-017")]) / "dumps" / "latest" / "registre.nq"
    text = dump.read_text("utf-8")
    assert old in text
    dump.write_text(text.replace(old, new), "utf-8")
    return read_register(folder)


@pytest.mark.parametrize("name", EXPORTS)
def test_who_votes_without_a_known_mandate_is_a_person_all_the_same(name: str, tmp_path: Path) -> None:
    register = changed(tmp_path, "<https://w3id.org/registre/ns#Mandate>", "<https://w3id.org/registre/ns#Post>")
    assert all(member.mandates == () for member in register.members.values())
    exported = EXPORTS[name](register)
    graph = graph_of(exported)
    assert shape_faults(name, graph)["Violation"] == Counter()
    if name == "eli-dl":
        assert len(list(graph.objects(None, URIRef(f"{ELIDL}had_voter_against")))) == 1
    else:
        assert exported.losses.count("session.chair") == 1
        assert exported.losses.count("mandate.unknown") > 1


def test_every_law_that_a_visa_cites_is_cited(tmp_path: Path) -> None:
    laws = [f"https://www.legifrance.gouv.fr/eli/loi/2015/8/7/2015-99{rank}/jo/texte" for rank in (1, 2)]
    visa, page = f"<{ACT}#visa-1>", f"<{ACT}>"
    more = "".join(f"{visa} <{ELI}cites> <{law}> {page} .\n" for law in laws)
    first = f"{visa} <{ELI}number>"
    register = changed(tmp_path, first, f"{more}{first}")
    graph = graph_of(export_eli_dl(register))
    assert {str(one) for one in graph.objects(URIRef(ACT), URIRef(f"{ELI}cites"))} >= set(laws)
    assert shape_faults("eli-dl", graph)["Violation"] == Counter()
    assert export_oslo(register).losses.count("act.cites") == 2
