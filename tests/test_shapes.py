"""Every constraint of the shapes has a fixture that passes and one that fails for its own reason alone.

A fixture stands in `tests/shapes/<class>/`, in its own namespace, and refers to the small invented world of
`tests/shapes/world.ttl`. Its first line says what must come of it. All are judged together, once: a fixture
can only name the world, so each keeps its own findings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.term import Node

from registre.files import resource
from registre.validation import Finding, Report, Shapes, merge, read_graph, validate
from registre.validation.judging import focus_nodes
from registre.validation.shapes import SHAPES
from registre.validation.terms import NAMESPACE, read_ontology

FOLDER = Path(__file__).parent / "shapes"
BASE = "https://data.example.org/shapes/"
FIXTURES = sorted(path for path in FOLDER.glob("*/*.ttl"))
VALID = [path for path in FIXTURES if path.stem.startswith("valid-")]
INVALID = [path for path in FIXTURES if path.stem.startswith("invalid-")]
EXPECTED = re.compile(r"# (Violation|Warning|Info): regsh:([\w-]+) sh:(\w+)ConstraintComponent\n")
COMPONENTS: dict[Node, str] = {
    SH.minCount: "MinCount",
    SH.maxCount: "MaxCount",
    SH.datatype: "Datatype",
    SH["class"]: "Class",
    SH["in"]: "In",
    SH.pattern: "Pattern",
    SH.nodeKind: "NodeKind",
    SH.minLength: "MinLength",
    SH.uniqueLang: "UniqueLang",
    SH.languageIn: "LanguageIn",
    SH.minInclusive: "MinInclusive",
    SH.maxInclusive: "MaxInclusive",
    SH.minExclusive: "MinExclusive",
    SH.hasValue: "HasValue",
    SH["or"]: "Or",
    SH["not"]: "Not",
    SH.qualifiedMaxCount: "QualifiedMaxCount",
    SH.lessThan: "LessThan",
    SH.lessThanOrEquals: "LessThanOrEquals",
    SH.disjoint: "Disjoint",
}
# What a property shape may say besides its constraints.
PLAIN = {RDF.type, SH.path, SH.message, SH.severity, SH.targetSubjectsOf, SH.qualifiedValueShape}


@dataclass(frozen=True, slots=True)
class Expectation:
    severity: str
    shape: str
    component: str


def expectation(path: Path) -> Expectation:
    match = EXPECTED.match(path.read_text(encoding="utf-8"))
    assert match is not None, f"{path}: the first line must say what is expected"
    return Expectation(match[1].lower(), SHAPES + match[2], match[3])


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load()


@pytest.fixture(scope="module")
def everything() -> Graph:
    return read_graph([FOLDER / "world.ttl", *FIXTURES])


@pytest.fixture(scope="module")
def report(everything: Graph, shapes: Shapes) -> Report:
    return validate(everything, shapes)


@pytest.fixture(scope="module")
def found(report: Report) -> dict[str, list[Finding]]:
    """Findings by fixture ("session/invalid-…"), or by "world"."""
    by_fixture = defaultdict(list)
    for finding in report.findings:
        by_fixture[finding.focus.removeprefix(BASE).split("#")[0]].append(finding)
    return by_fixture


def test_the_fixtures_are_all_there() -> None:
    assert len(FIXTURES) == len(VALID) + len(INVALID)
    assert (len(VALID), len(INVALID)) == (110, 613)


def test_the_world_itself_has_no_finding(shapes: Shapes) -> None:
    assert validate(read_graph([FOLDER / "world.ttl"]), shapes).findings == ()


def test_no_finding_falls_outside_a_fixture(found: dict[str, list[Finding]]) -> None:
    assert set(found) <= {name_of(path) for path in INVALID}


@pytest.mark.parametrize("path", VALID, ids=name_of)
def test_what_is_right_passes(path: Path, found: dict[str, list[Finding]]) -> None:
    assert found.get(name_of(path), []) == []


@pytest.mark.parametrize("path", INVALID, ids=name_of)
def test_what_is_wrong_fails_for_its_own_reason_alone(path: Path, found: dict[str, list[Finding]]) -> None:
    findings = found.get(name_of(path), [])
    assert {Expectation(one.severity.value, one.shape, one.component) for one in findings} == {expectation(path)}
    assert all("{?" not in text and "{$" not in text for one in findings for text in (one.message_fr, one.message_en))


def property_shapes(graph: Graph) -> list[URIRef]:
    return sorted(shape for shape in graph.subjects(RDF.type, SH.PropertyShape) if isinstance(shape, URIRef))


def test_every_constraint_has_a_fixture_that_fails_for_it(shapes: Shapes) -> None:
    covered = {(expectation(path).shape, expectation(path).component) for path in INVALID}
    constraints = {
        (str(shape), COMPONENTS[predicate])
        for shape in property_shapes(shapes.graph)
        for predicate in shapes.graph.predicates(shape)
        if predicate not in PLAIN
    }
    constraints |= {(str(one), "SPARQL") for one in shapes.graph.objects(None, SH.sparql)}
    assert len(constraints) > 300
    assert constraints - covered == set()
    assert covered - constraints == set()


def test_every_constraint_is_passed_by_a_valid_fixture_that_has_the_property(shapes: Shapes) -> None:
    valid = read_graph([FOLDER / "world.ttl", *VALID])
    focus = {shape: focus_nodes(valid, shapes, shape) for shape in shapes.targets}
    forbidden = {shape for shape in shapes.targets if (URIRef(shape), RDF.type, SH.PropertyShape) in shapes.graph}
    assert {shape for shape, nodes in focus.items() if not nodes} == forbidden  # what may never be published
    for shape in sorted(shapes.targets.keys() - forbidden):
        for named in shapes.graph.objects(URIRef(shape), SH.property):
            path = shapes.graph.value(named, SH.path)
            if isinstance(path, URIRef):
                assert any((node, path, None) in valid for node in focus[shape]), named


def test_every_shape_says_what_it_wants_in_both_languages(shapes: Shapes) -> None:
    saying = [*property_shapes(shapes.graph), *shapes.graph.subjects(RDF.type, SH.SPARQLConstraint)]
    assert len(saying) > 150
    for shape in saying:
        messages = [message for message in shapes.graph.objects(shape, SH.message) if isinstance(message, Literal)]
        assert sorted(str(message.language) for message in messages) == ["en", "fr"], shape
        holes = {frozenset(re.findall(r"\{[?$]\w+\}", message)) for message in messages}
        assert len(holes) == 1, f"{shape}: both messages show the same values"


def test_every_property_shape_and_constraint_is_used_and_named(shapes: Shapes) -> None:
    graph = shapes.graph
    used = {*graph.objects(None, SH.property), *graph.subjects(SH.targetSubjectsOf)}
    assert set(property_shapes(graph)) <= used
    assert set(graph.subjects(RDF.type, SH.SPARQLConstraint)) == set(graph.objects(None, SH.sparql))
    assert all(
        isinstance(shape, URIRef) for kind in (SH.NodeShape, SH.PropertyShape) for shape in instances(graph, kind)
    )


def instances(graph: Graph, kind: URIRef) -> set[Node]:
    return set(graph.subjects(RDF.type, kind))


@pytest.mark.parametrize(
    ("shape", "scheme"),
    [
        ("act-matter", "ActesMatterScheme"),
        ("act-nature", "ActesNatureScheme"),
        ("attendance-status", "AttendanceStatusScheme"),
        ("ballot-option", "OptionScheme"),
        ("ballot-status", "BallotStatusScheme"),
        ("beneficiary-kind", "BeneficiaryKindScheme"),
        ("body-kind", "BodyKindScheme"),
        ("decision-kind", "DecisionKindScheme"),
        ("decision-state", "DecisionStateScheme"),
        ("finding-severity", "SeverityScheme"),
        ("link-method", "LinkMethodScheme"),
        ("link-status", "LinkStatusScheme"),
        ("line-side", "PlanSideScheme"),
        ("mandate-role", "RoleScheme"),
        ("organ-kind", "OrganKindScheme"),
        ("publication-mode", "PublicationModeScheme"),
        ("tombstone-status", "TombstoneScheme"),
        ("vote-method", "MethodScheme"),
        ("vote-outcome", "OutcomeScheme"),
    ],
)
def test_value_lists_are_the_concepts_of_their_scheme(shape: str, scheme: str, shapes: Shapes) -> None:
    listed = shapes.graph.value(URIRef(SHAPES + shape), SH["in"])
    assert listed is not None
    ontology = read_ontology()
    assert set(shapes.graph.items(listed)) == set(ontology.subjects(SKOS.inScheme, URIRef(NAMESPACE + scheme)))


def test_each_class_of_commitment_has_a_kind_of_its_own(shapes: Shapes) -> None:
    graph = shapes.graph
    shapes_of_kinds = [one for one in property_shapes(graph) if str(one).startswith(SHAPES + "kind-of-")]
    listed = [list(graph.items(values)) for one in shapes_of_kinds for values in graph.objects(one, SH["in"])]
    assert all(len(values) == 1 for values in listed)
    kinds = set(read_ontology().subjects(SKOS.inScheme, URIRef(NAMESPACE + "CommitmentKindScheme")))
    stated = [kind for values in listed for kind in values]
    assert len(stated) == len(kinds) and set(stated) == kinds


def test_every_class_of_the_ontology_that_data_may_have_is_judged(shapes: Shapes) -> None:
    classes = {
        term for term in read_ontology().subjects(RDFS.isDefinedBy) if str(term).removeprefix(NAMESPACE)[0].isupper()
    }
    classes = {term for term in classes if not str(term).endswith("Scheme")}
    targeted = {target for targets in shapes.targets.values() for _, target in targets}
    not_emitted = {URIRef(NAMESPACE + "FinancialCommitment")}  # a class of classes
    assert classes - targeted == not_emitted


def test_the_form_given_to_pyshacl_finds_the_same(everything: Graph, shapes: Shapes, report: Report) -> None:
    """Property shapes that target nodes themselves are an optimisation, not another meaning."""
    plain = Shapes(shapes.graph, shapes.graph, shapes.targets, shapes.required)
    assert validate(everything, plain).findings == report.findings


def test_findings_of_batches_merge_into_those_of_the_whole(shapes: Shapes, report: Report) -> None:
    world = FOLDER / "world.ttl"
    half = len(INVALID) // 2
    batches = [read_graph([world, *INVALID[:half]]), read_graph([world, *INVALID[half:]])]
    assert merge(validate(batch, shapes) for batch in batches).findings == report.findings


def test_each_file_of_shapes_stands_alone() -> None:
    for path in sorted(resource("shapes").glob("*.ttl")):
        assert Shapes.load([path]).targets
