"""The judge: refuses shapes that could say yes to everything, reads foreign files, reports in two languages."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, SH, XSD

import builders
from conftest import run_registre
from registre.errors import BadShapes, ExitCode, RegistreError, UnreadableSource
from registre.graph.iris import Minter
from registre.graph.mapping import identity_pages, rule_pages, sitting_pages
from registre.graph.pages import PageGraph
from registre.messages import Language
from registre.validation import (
    Finding,
    Gravity,
    Merging,
    Report,
    Shapes,
    check_focus,
    merge,
    read_graph,
    render,
    to_graph,
    validate,
    validate_graph,
)
from registre.validation.shapes import SHAPES
from registre.validation.terms import NAMESPACE

WORLD = Path(__file__).parent / "shapes" / "world.ttl"
INVALID = WORLD.parent / "session" / "invalid-seats-in-office-sparql.ttl"
ELIDL_VOTE = "http://data.europa.eu/eli/eli-draft-legislation-ontology#Vote"
WRONG = WORLD.parent / "vote" / "invalid-votes-for-datatype.ttl"

SMALL = """
@prefix reg: <https://w3id.org/registre/ns#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://data.example.org/s#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Vote a sh:NodeShape ; sh:targetClass reg:Vote ; sh:property ex:secret .
ex:secret a sh:PropertyShape ; sh:path reg:secret ; sh:minCount 1 ; sh:message "dire si le vote est secret"@fr .
"""


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load()


def small(old: str = "", new: str = "") -> Shapes:
    assert old in SMALL
    return Shapes.of(Graph().parse(data=SMALL.replace(old, new) if old else SMALL, format="turtle"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("reg:Vote", "reg:Vot", "Vot is not in the ontology"),  # pySHACL: conforms
        ("reg:secret", "reg:secrete", "secrete is not in the ontology"),
        ("sh:minCount", "sh:minCout", "minCout is no term of SHACL"),  # pySHACL: conforms
        ("sh:NodeShape", "sh:Nodeshape", "Nodeshape is no term of SHACL"),
        ("sh:property ex:secret", "sh:property ex:secre", "ex:secre".replace("ex:", "s#") + " is named"),
        ("sh:targetClass reg:Vote ;", "", "no shape with a target"),
        ("sh:minCount 1", 'sh:sparql [ a sh:SPARQLConstraint ; sh:select "SELECT $this { ?x reg:vot ?y }" ]', "vot is"),
    ],
)  # fmt: skip
def test_shapes_that_could_accept_anything_are_refused(old: str, new: str, said: str) -> None:
    assert small().targets
    with pytest.raises(BadShapes, match=said):
        small(old, new)


def test_an_empty_shapes_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("")
    with pytest.raises(BadShapes, match="no shape"):
        Shapes.load([tmp_path / "empty.ttl"])


def test_shapes_that_cannot_be_read_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "torn.ttl").write_text("@prefix sh: <http://www.w3.org/ns/sh")
    with pytest.raises(BadShapes, match=r"torn\.ttl"):
        Shapes.load([tmp_path / "torn.ttl"])


def test_an_empty_data_graph_is_not_a_conforming_one(shapes: Shapes) -> None:
    with pytest.raises(BadShapes, match="empty"):
        validate(Graph(), shapes)


def test_data_that_no_shape_looks_at_are_not_conforming_ones(shapes: Shapes, tmp_path: Path) -> None:
    (tmp_path / "foreign.ttl").write_text("<https://a.example/x> <https://a.example/p> 1 .")
    foreign = read_graph([tmp_path / "foreign.ttl"])
    with pytest.raises(BadShapes, match="No focus node"):
        validate(foreign, shapes)
    unseen = validate(foreign, shapes, require_focus=False).findings
    assert [(one.component, one.focus) for one in unseen] == [("JudgedThings", "https://a.example/x")]


def test_a_term_of_ours_that_does_not_exist_is_a_violation(shapes: Shapes) -> None:
    data = read_graph([WORLD])
    data.add((URIRef("https://a.example/x"), RDF.type, URIRef(NAMESPACE + "Seance")))
    data.add((URIRef("https://a.example/x"), URIRef(NAMESPACE + "tenuePar"), Literal("x")))
    found = [(one.severity, one.focus, one.value) for one in validate_graph(data, shapes).findings]
    assert found == [
        (Gravity.violation, "https://a.example/x", NAMESPACE + "Seance"),
        (Gravity.violation, "https://a.example/x", NAMESPACE + "tenuePar"),
    ]


def test_in_a_build_a_thing_that_lost_its_class_is_a_violation(shapes: Shapes) -> None:
    data = read_graph([WORLD])
    vote = URIRef("https://data.example.org/shapes/world#ballot")
    data.remove((vote, RDF.type, None))  # nothing refers to it: SHACL alone would not look at it
    (finding,) = validate(data, shapes).findings
    assert (finding.component, finding.focus, finding.severity) == ("JudgedThings", str(vote), Gravity.violation)
    assert validate_graph(data, shapes).conforms


def test_a_literal_that_is_not_of_its_datatype_is_a_finding_and_no_stack(
    shapes: Shapes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "odd.ttl").write_text(
        f'<https://a.example/v> a <{NAMESPACE}Vote>, <{ELIDL_VOTE}> ; <{NAMESPACE}presentCount> "x"^^<{XSD.integer}> .'
    )
    report = validate_graph(read_graph([tmp_path / "odd.ttl"]), shapes)
    assert {one.shape for one in report.findings} == {SHAPES + "present-count"}
    assert capfd.readouterr() == ("", "")


def test_focus_counts_say_what_each_shape_judged(shapes: Shapes) -> None:
    focus = validate(read_graph([WORLD]), shapes).focus
    assert focus[SHAPES + "Session"] == 2
    assert focus[SHAPES + "Person"] == 3
    assert focus[SHAPES + "Region"] == 0
    check_focus(focus, shapes)


def test_a_build_in_which_an_essential_shape_judged_nothing_is_refused(shapes: Shapes) -> None:
    focus = dict(validate(read_graph([WORLD]), shapes).focus)
    focus[SHAPES + "Deliberation"] = 0
    with pytest.raises(BadShapes, match="Deliberation"):
        check_focus(focus, shapes)


def test_a_warning_does_not_stop_a_publication_and_a_violation_does(shapes: Shapes) -> None:
    warned = validate(read_graph([WORLD, INVALID]), shapes)
    assert warned.count(Gravity.warning) == 1 and warned.conforms
    violated = validate(read_graph([WORLD, WRONG]), shapes)
    assert violated.count(Gravity.violation) == 1 and not violated.conforms


def test_a_finding_says_who_where_and_why_in_both_languages(shapes: Shapes) -> None:
    (finding,) = validate(read_graph([WORLD, INVALID]), shapes).findings
    assert finding == Finding(
        Gravity.warning,
        SHAPES + "seats-in-office",
        "https://data.example.org/shapes/session/invalid-seats-in-office-sparql#session",
        NAMESPACE + "membersInOffice",
        "3",
        "3 membres sont en exercice ; présents, représentés, excusés et absents en font 2, "
        "suppléants et suppléés comptés une fois.",
        "3 members are in office; present, represented, excused and absent make 2, "
        "a substitute and the member stood for counting once.",
        "SPARQL",
    )


def test_shapes_of_others_without_one_of_the_languages_still_speak() -> None:
    data = Graph().parse(data=f"<https://a.example/v> a <{NAMESPACE}Vote> .", format="turtle")
    (finding,) = validate(data, small()).findings
    assert finding.message_fr == finding.message_en == "dire si le vote est secret"


def a(severity: Gravity, focus: str) -> Finding:
    return Finding(severity, SHAPES + "x", focus, None, None, "fr", "en", "Class")


def test_merging_keeps_a_finding_once_and_the_gravest_first() -> None:
    light, grave = a(Gravity.warning, "https://a.example/1"), a(Gravity.violation, "https://a.example/2")
    merged = merge([Report((light,), {"s": 1}), Report((light, grave), {"s": 2, "t": 0})])
    assert merged == Report((grave, light), {"s": 3, "t": 0})


@pytest.mark.parametrize("form", ["text", "json", "ttl"])
@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_report_of_a_build_that_lies_on_disk_reads_as_one_in_memory(form: str, count: int) -> None:
    found = [a(list(Gravity)[n % 3], f"https://a.example/{n % 7}") for n in range(count)]
    merging = Merging()
    for one in reversed(found):
        merging.add(Report((one,), {"s": 1}))
    whole = Report(tuple(sorted({*found}, key=lambda one: one.sort_key)), {"s": count} if count else {})
    assert render(merging, form, "fr") == render(whole, form, "fr")
    assert merging.conforms is whole.conforms is (count == 0)
    assert [merging.count(one) for one in Gravity] == [whole.count(one) for one in Gravity]


def sitting_batch() -> list[PageGraph]:
    mint = Minter("https://data.example.org/")
    pages = [*sitting_pages(builders.sitting(), mint), *identity_pages(builders.Known(), mint)]
    return [*pages, *rule_pages([("test.words", "observation")], mint)]


def test_the_pages_of_a_sitting_are_judged_with_their_evidence(shapes: Shapes) -> None:
    report = validate(to_graph(sitting_batch(), evidence=True), shapes)
    assert report.focus[SHAPES + "Evidence"] > 10 and report.focus[SHAPES + "FinancialCommitment"] == 3
    # What is wrong with the invented records: two invented SIREN, and a member whom the roll does not name.
    grave = {one.shape.removeprefix(SHAPES) for one in report.findings if one.severity is not Gravity.info}
    assert grave <= {"siren-key", "seats-in-office"}


def test_pages_keep_their_lexical_forms_and_leave_evidence_out_unless_asked() -> None:
    pages = sitting_batch()
    graph = to_graph(pages)
    assert len(graph) == len({triple for page in pages for triple in page.triples})
    assert len(to_graph(pages, evidence=True)) == len(graph) + sum(len(page.evidence) for page in pages)
    amounts = [str(value) for value in graph.objects(None, URIRef(NAMESPACE + "amount"))]
    assert "1200.50" in amounts and "1000.00" in amounts


def test_a_lone_page_is_not_blamed_for_what_stands_on_other_pages(shapes: Shapes) -> None:
    act = next(page for page in sitting_batch() if page.kind == "act")
    alone = to_graph([act])
    assert not validate(alone, shapes).conforms  # in a build, a reference that leads nowhere is a fault
    report = validate_graph(alone, shapes)
    assert report.conforms and report.count(Gravity.info) > 5
    wrong = alone + Graph().parse(data=f"<{act.iri}#vote> <{NAMESPACE}presentCount> 'trois' .", format="turtle")
    assert not validate_graph(wrong, shapes).conforms


FORMATS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml", "trig": "trig", "nq": "nquads"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_foreign_file_is_judged_alike_in_every_format(suffix: str, shapes: Shapes, tmp_path: Path) -> None:
    expected = validate(read_graph([WORLD, WRONG]), shapes)
    target = tmp_path / f"foreign.{suffix}"
    if suffix in ("nq", "trig"):
        named = pyoxigraph.NamedNode("https://a.example/graph")
        read = (quad for path in (WORLD, WRONG) for quad in pyoxigraph.parse(path=str(path)))
        form = pyoxigraph.RdfFormat.N_QUADS if suffix == "nq" else pyoxigraph.RdfFormat.TRIG
        quads = (pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, named) for quad in read)
        pyoxigraph.serialize(quads, str(target), form)
    else:
        (Graph().parse(WORLD) + Graph().parse(WRONG)).serialize(target, format=FORMATS[suffix], encoding="utf-8")
    assert validate(read_graph([target]), shapes).findings == expected.findings


def test_lexical_forms_of_foreign_files_are_not_rewritten(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(f'<https://a.example/x> <https://a.example/p> "007"^^<{XSD.integer}>, 1.50 .')
    assert {str(value) for value in read_graph([tmp_path / "a.ttl"]).objects()} == {"007", "1.50"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("torn.ttl", "<https://a.example/x> <https://a.example/", "torn.ttl"),
        ("data.csv", "a;b", "no RDF format"),
        ("remote.jsonld", '{"@context": "https://a.example/context", "@id": "https://a.example/x"}', "remote.jsonld"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_advice(name: str, content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(UnreadableSource, match=said):
        read_graph([tmp_path / name])


def test_judging_opens_no_connection(shapes: Shapes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    data = read_graph([WORLD])
    data.add((URIRef("https://a.example/o"), RDF.type, OWL.Ontology))
    data.add((URIRef("https://a.example/o"), OWL.imports, URIRef("https://a.example/imported")))
    assert validate_graph(data, shapes).conforms


def test_the_text_report_reads_in_the_language_asked_for(shapes: Shapes) -> None:
    report = validate(read_graph([WORLD, WRONG, INVALID]), shapes)
    french, english = (render(report, "text", language) for language in LANGUAGES)
    assert french.startswith("Violation  https://data.example.org/shapes/vote/invalid-votes-for-datatype#vote\n")
    assert "elidl:number_of_votes_favor « 2.0 » : Le nombre de voix pour est un entier" in french
    assert "[regsh:seats-in-office, SPARQL]" in french and "\nAvertissement  https" in french
    assert "Non conforme — 1 violation(s), 1 avertissement(s)" in french.splitlines()[-1]
    assert "The number of votes for is an integer" in english
    assert "Does not conform — 1 violation(s), 1 warning(s)" in english.splitlines()[-1]


LANGUAGES: tuple[Language, Language] = ("fr", "en")


def test_the_json_report_can_be_read_by_programs(shapes: Shapes) -> None:
    report = validate(read_graph([WORLD, WRONG]), shapes)
    document = json.loads(render(report, "json", "fr"))
    assert document["conforms"] is False and document["violations"] == 1
    assert document["findings"][0]["shape"] == SHAPES + "votes-for"
    assert document["focus"][SHAPES + "Vote"] == 3


def test_the_turtle_report_is_shacl_without_blank_nodes_and_always_the_same(shapes: Shapes) -> None:
    report = validate(read_graph([WORLD, WRONG, INVALID]), shapes)
    text = render(report, "ttl", "fr")
    assert text == render(merge([report]), "ttl", "en")
    graph = Graph().parse(data=text, format="turtle")
    assert len(set(graph.subjects(RDF.type, SH.ValidationResult))) == 2
    assert not any(
        triple.subject.value.startswith("_") for triple in pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)
    )
    assert isomorphic(graph, Graph().parse(data=text, format="turtle"))


def test_nodes_without_a_proper_name_do_not_break_the_reports(shapes: Shapes, tmp_path: Path) -> None:
    (tmp_path / "blank.ttl").write_text(f"[] a <{NAMESPACE}Mention> ; <{NAMESPACE}inAct> 'nowhere' .")
    report = validate(read_graph([tmp_path / "blank.ttl"]), shapes)
    assert all(one.focus.startswith("_:") for one in report.findings)
    odd = replace(report.findings[0], focus="https://a.example/a b", value="https://a.example/<é>")
    for one in (report, Report((odd,))):
        assert list(pyoxigraph.parse(render(one, "ttl", "fr"), pyoxigraph.RdfFormat.TURTLE))


def test_the_command_leaves_with_1_on_a_violation_and_0_on_a_warning() -> None:
    for wrong, code in ((WRONG, ExitCode.findings), (INVALID, ExitCode.done)):
        done = run_registre("validate", WORLD, wrong, "--format", "ttl")
        assert done.returncode == code, done.stderr
        assert len(Graph().parse(data=done.stdout, format="turtle"))


def test_every_fault_is_one_that_the_command_line_knows() -> None:
    assert issubclass(BadShapes, RegistreError) and issubclass(UnreadableSource, RegistreError)
