"""Two SHACL engines, one verdict: the fast one finds what pySHACL finds, or the build stops and says where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from bench.agreement import FIXTURES, known_of, read_triples
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from registre.build import build
from registre.config import FILE_NAME, SHACL_ENGINES, read_config
from registre.errors import BadShapes, EnginesDisagree
from registre.linking.reference import read_reference
from registre.validation import Finding, Gravity, Judge, Shapes, choose_judge, read_graph, validate
from registre.validation.engines import Batch, ReferenceEngine
from registre.validation.engines.compiled import CompiledEngine
from registre.validation.engines.constraints import Constraints, rows_of
from registre.validation.engines.prebinding import Prebound
from registre.validation.engines.refereed import Agreement, Refereed, compare, recorded_agreement
from registre.validation.engines.vocabulary import properties_of

EXAMPLES = Path(__file__).parent.parent / "examples"
WORLD = FIXTURES / "world.ttl"
WRONG = FIXTURES / "vote" / "invalid-votes-for-datatype.ttl"

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://data.example.org/s#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
SHAPE = """
ex:Thing a sh:NodeShape ; sh:targetClass ex:Kind ; sh:property ex:rule .
ex:rule a sh:PropertyShape ; sh:path ex:p ; %s ; sh:message "non"@fr , "no"@en .
ex:Inner a sh:NodeShape ; sh:class ex:Kind . ex:Other a sh:NodeShape ; sh:class ex:Stranger .
ex:Texted a sh:NodeShape ; sh:pattern "^[a-zé]+$" .
"""
# One value a trap: types, languages, ill-formed words, other numbers, other kinds of node.
VALUES = (
    '"texte"', '"texte"@fr', '"text"@en', '""', '"É\\"é\\n"', '"été"@fr-BE', "5", '"05"^^xsd:integer', "5.0", "-1",
    "6e0", '"cinq"^^xsd:integer', '"2024-02-30"^^xsd:date', '"2024-02-29"^^xsd:date', '"2024-02"^^xsd:gYearMonth',
    "true", '"1"^^xsd:boolean', "ex:x", "ex:nobody", "<https://data.example.org/élu>",
    '"2024-03-01T10:00:00"^^xsd:dateTime',
)  # fmt: skip
COMPONENTS = (
    "sh:minCount 1", "sh:minCount 2", "sh:maxCount 0", "sh:datatype xsd:string", "sh:datatype rdf:langString",
    "sh:datatype xsd:integer", "sh:datatype xsd:decimal", "sh:datatype xsd:date", "sh:datatype xsd:boolean",
    "sh:class ex:Kind", "sh:in ( ex:x 5 'texte' )", "sh:pattern '^[a-zé]+$'", "sh:pattern 'É' ; sh:flags 'i'",
    "sh:nodeKind sh:IRI", "sh:nodeKind sh:Literal", "sh:minLength 1", "sh:maxLength 4", "sh:uniqueLang true",
    "sh:languageIn ( 'fr' )", "sh:minInclusive 5", "sh:maxInclusive 5", "sh:minExclusive 5", "sh:maxExclusive 5",
    "sh:hasValue ex:x", "sh:or ( ex:Inner ex:Other )", "sh:not ex:Texted",
    "sh:disjoint ex:q", "sh:equals ex:q", "sh:qualifiedValueShape ex:Inner ; sh:qualifiedMaxCount 0",
    "sh:severity sh:Warning ; sh:minCount 3",
)  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load()


def small(constraint: str) -> Shapes:
    return Shapes.of(Graph().parse(data=HEAD + SHAPE % constraint, format="turtle"))


def batch(tmp_path: Path, turtle: str) -> Batch:
    (tmp_path / "data.ttl").write_text(HEAD + turtle, "utf-8")
    return Batch(read_triples([tmp_path / "data.ttl"]))


def test_every_fixture_is_judged_alike(shapes: Shapes) -> None:
    everything = Batch(read_triples([WORLD, *sorted(FIXTURES.glob("*/*.ttl"))]))
    found = set(CompiledEngine(shapes).findings(everything))
    assert len(found) > 400
    assert found == set(ReferenceEngine(shapes).findings(everything))


@pytest.mark.parametrize("constraint", COMPONENTS)
def test_each_component_finds_alike_on_values_that_are_traps(constraint: str, tmp_path: Path) -> None:
    lines = [f"ex:n{number} a ex:Kind ; ex:p {value} ; ex:q 5 ." for number, value in enumerate(VALUES)]
    lines += ["ex:x a ex:Kind ; ex:p 'a'@fr , 'b'@fr , ex:x ; ex:q ex:x , 'b'@fr .", "ex:none a ex:Kind ."]
    data, judged = batch(tmp_path, "\n".join(lines)), small(constraint)
    found = set(CompiledEngine(judged).findings(data))
    assert found
    assert found == set(ReferenceEngine(judged).findings(data))


@pytest.mark.parametrize(
    "other",
    [
        '"2024-03-10"^^xsd:date',
        '"2024-03-11"^^xsd:date',
        '"2024-03-12"^^xsd:date',
        '"2024-03"^^xsd:gYearMonth',
        '"2023"^^xsd:gYear',
        "'texte'",
        "7",
        "ex:x",
    ],
)
@pytest.mark.parametrize("constraint", ["sh:lessThan ex:q", "sh:lessThanOrEquals ex:q"])
def test_values_that_cannot_be_compared_are_ordered_as_the_referee_does(
    constraint: str, other: str, tmp_path: Path
) -> None:
    data = batch(tmp_path, f'ex:n a ex:Kind ; ex:p "2024-03-11"^^xsd:date ; ex:q {other} .')
    judged = small(constraint)
    assert set(CompiledEngine(judged).findings(data)) == set(ReferenceEngine(judged).findings(data))


def test_the_engines_of_the_shipped_shapes_have_agreed(shapes: Shapes) -> None:
    agreed = recorded_agreement()
    advice = "shapes have changed: run  python -m bench.agreement  (until then every batch is judged twice)"
    assert agreed is not None and agreed.holds_for(shapes), advice
    assert agreed.queries == known_of(shapes), advice


def test_an_agreement_is_about_these_very_shapes(shapes: Shapes, tmp_path: Path) -> None:
    (tmp_path / "one.ttl").write_text((HEAD + SHAPE) % "sh:minCount 1")
    other = Shapes.load([tmp_path / "one.ttl"])
    assert other.digest != shapes.digest
    agreed = recorded_agreement()
    assert agreed is not None and not agreed.holds_for(other)
    assert not Agreement("0.0.0", shapes.digest, {}).holds_for(shapes)


def test_a_report_is_the_same_by_both_engines_and_by_the_command(shapes: Shapes) -> None:
    triples = list(read_triples([WORLD, WRONG]))
    reports = [choose_judge(shapes, name).judge(triples) for name in SHACL_ENGINES]
    assert reports[0] == reports[1] == validate(read_graph([WORLD, WRONG]), shapes)
    assert not reports[0].conforms


def test_what_shacl_does_not_see_is_found_whoever_judges(shapes: Shapes, tmp_path: Path) -> None:
    data = '@prefix reg: <https://w3id.org/registre/ns#> . ex:a a reg:Sesion ; reg:vot "x" .'
    (tmp_path / "odd.ttl").write_text(HEAD + data)
    triples = list(read_triples([tmp_path / "odd.ttl"]))
    for name in SHACL_ENGINES:
        report = choose_judge(shapes, name).judge(triples)
        assert sorted(one.component for one in report.findings) == ["DeclaredTerms", "DeclaredTerms", "JudgedThings"]


def test_nothing_to_judge_is_an_error(shapes: Shapes) -> None:
    with pytest.raises(BadShapes, match="empty"):
        choose_judge(shapes, "fast").judge([])


class Counting:
    """A referee that says how often it was asked."""

    def __init__(self, engine: ReferenceEngine) -> None:
        self.engine, self.asked = engine, 0

    def findings(self, batch: Batch) -> Iterator[Finding]:
        self.asked += 1
        return self.engine.findings(batch)


@pytest.mark.parametrize(("value", "every", "asked"), [("1", 10**18, 0), ("-1", 10**18, 1), ("1", 1, 1)])
def test_the_referee_judges_what_is_rejected_and_what_is_drawn(
    value: str, every: int, asked: int, tmp_path: Path
) -> None:
    judged = small("sh:minInclusive 0")
    referee = Counting(ReferenceEngine(judged))
    data = batch(tmp_path, f"ex:n a ex:Kind ; ex:p {value} .")
    assert len(list(Refereed(CompiledEngine(judged), referee, every).findings(data))) == (value == "-1")
    assert referee.asked == asked


def test_a_disagreement_names_the_node_the_property_and_the_value(tmp_path: Path) -> None:
    strict, lax = small("sh:minInclusive 8"), small("sh:minInclusive 2")
    data = batch(tmp_path, "ex:n a ex:Kind ; ex:p 5 .")
    for first, referee, who in ((strict, lax, "fast engine"), (lax, strict, "pySHACL")):
        engine = Refereed(CompiledEngine(first), ReferenceEngine(referee), every=1)
        with pytest.raises(EnginesDisagree, match=rf"s#n: only .*{who} .*s#p, value 5") as caught:
            Judge(first, engine).judge(read_triples([tmp_path / "data.ttl"]))
        assert 'shacl_engine = "pyshacl"' in str(caught.value)
        assert data.ntriples


@pytest.mark.parametrize(
    "body",
    [
        "$this ex:p ?value . FILTER(?value > 4)",
        "$this ex:p ?value . { BIND($this AS ?me) FILTER(?me = ex:n) }",  # a filter of a nested group
        "{ SELECT $this (COUNT(?v) AS ?times) WHERE { $this ex:p ?v . } GROUP BY $this } FILTER(?times = 2)",
        "$this ex:p ?value . FILTER NOT EXISTS { $this ex:p ?other . FILTER(?other > ?value) }",
        "$this ex:day ?value . FILTER(?value < '2024-03-02'^^xsd:date)",  # the package alone misses dates
        "$this ex:p ?any . BIND(YEAR('2024-03-02'^^xsd:date) AS ?value)",  # and loses what is computed
    ],
)
def test_queries_are_asked_as_shacl_binds_them(body: str, tmp_path: Path) -> None:
    constraint = f"""
    ex:Thing a sh:NodeShape ; sh:targetClass ex:Kind ; sh:sparql ex:query .
    ex:names sh:declare [ sh:prefix "ex" ; sh:namespace "https://data.example.org/s#"^^xsd:anyURI ] ,
        [ sh:prefix "xsd" ; sh:namespace "http://www.w3.org/2001/XMLSchema#"^^xsd:anyURI ] .
    ex:query a sh:SPARQLConstraint ; sh:prefixes ex:names ; sh:message "{{?value}} de {{$this}}"@fr , "{{?value}}"@en ;
        sh:select \"\"\" SELECT $this ?value WHERE {{ {body} }} \"\"\" .
    """
    judged = Shapes.of(Graph().parse(data=HEAD + constraint, format="turtle"))
    data = batch(tmp_path, 'ex:n a ex:Kind ; ex:p 5 , 6 ; ex:day "2024-03-01"^^xsd:date . ex:m a ex:Kind ; ex:p 1 .')
    found = set(CompiledEngine(judged).findings(data))
    assert found
    assert found == set(ReferenceEngine(judged).findings(data))
    assert found == set(CompiledEngine(judged, known_of(judged)).findings(data))


def test_a_query_about_many_nodes_says_of_each_what_it_says_of_one(shapes: Shapes) -> None:
    everything = Batch(read_triples([WORLD, *sorted(FIXTURES.glob("*/*.ttl"))]))
    store = ox.Store()
    store.load(everything.ntriples.encode(), ox.RdfFormat.N_TRIPLES)
    rows = 0
    for one in Constraints.of(shapes).every:
        nodes = sorted(node[1:-1] for node in everything.things.found_by(one.targets))
        apart = {(node, _shown(row)) for node in nodes for row in rows_of(store, one.query.about(node))}
        together = {
            (row.pop("this"), _shown(row)) for row in rows_of(store, one.query.about_all(nodes or ["urn:none"]))
        }
        assert together == apart, one.iri
        kept = {node[1:-1] for node in one.nodes(everything)}
        assert {node for node, _ in apart} <= kept, one.iri
        rows += len(apart)
    assert rows > 40


def _shown(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value) for name, value in row.items() if not name.startswith("_")))


@pytest.mark.parametrize(
    ("body", "needs", "together"),
    [
        ("SELECT $this ?x WHERE { $this ex:p ?x ; ex:q/ex:r 'a' . }", (), True),
        ("SELECT $this ?x WHERE { $this ex:p ?x ; ex:q/ex:r ?y . FILTER(?x > 5) }", ("<urn:e#p>", "<urn:e#q>"), True),
        ("SELECT $this ?x WHERE { $this ex:p|ex:q ?x . }", (), True),
        ("SELECT $this ?x WHERE { { $this ex:p ?x . } UNION { $this ex:q ?x . } }", (), True),
        ("SELECT $this WHERE { OPTIONAL { $this ex:p ?x . } FILTER(!BOUND(?x)) }", (), True),
        ("SELECT $this WHERE { $this a ?k . MINUS { $this ex:p ?x . } }", (), False),
        ("SELECT $this WHERE { $this ex:p ?x . { SELECT ?x WHERE { $this ex:q ?x . } } }", ("<urn:e#p>",), False),
        ("SELECT (COUNT(?x) AS ?n) WHERE { $this ex:p ?x . }", (), False),
        ("SELECT $this ?x WHERE { $this ex:p ?x . FILTER(?x = '{ MINUS') }", ("<urn:e#p>",), True),
    ],
)
def test_what_a_query_needs_is_what_it_begins_with(body: str, needs: tuple[str, ...], together: bool) -> None:
    query = Prebound.of("PREFIX ex: <urn:e#>\n" + body)
    assert (query.needs, query.every is not None) == (needs, together)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sh:targetClass ex:Kind ; sh:sparql ex:query", "sh:targetObjectsOf ex:p ; sh:sparql ex:query"),
        ("SELECT $this", "SELECT $this $shapesGraph"),
        ("?value }", "?value"),
        ("sh:targetClass", "sh:deactivated false ; sh:targetClass"),
    ],
)
def test_what_the_fast_engine_does_not_ask_is_refused(old: str, new: str) -> None:
    text = """ex:Thing a sh:NodeShape ; sh:targetClass ex:Kind ; sh:sparql ex:query .
    ex:query a sh:SPARQLConstraint ; sh:select "SELECT $this { $this <urn:p> ?value }" ."""
    assert old in text
    graph = Graph().parse(data=HEAD + text.replace(old, new), format="turtle")
    ReferenceEngine(Shapes.of(graph))
    with pytest.raises(BadShapes, match="pyshacl"):
        CompiledEngine(Shapes.of(graph))


@pytest.mark.parametrize(
    ("query", "properties"),
    [
        ("SELECT * { ?a <urn:x>/^<urn:y> ?b OPTIONAL { ?b (<urn:z>|<urn:w>)+ 1 } }", {"x", "y", "z", "w"}),
        ("SELECT * { ?a <urn:x> 1 FILTER(?a = 2 || NOT EXISTS { ?a <urn:y> ?b }) }", {"x", "y"}),
        ("SELECT * { { ?a <urn:x> 1 } UNION { SELECT ?a { ?a <urn:y> 2 } } BIND(EXISTS { ?a <urn:z> 3 } AS ?c) }",
         {"x", "y", "z"}),
        ("SELECT * { ?a a <urn:x> }", {"http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}),
        ("SELECT * { ?a ?p ?b }", None),
        ("SELECT * { ?a <urn:x>* ?b }", None),
        ("SELECT * { ?a !<urn:x> ?b }", None),
        ("SELECT * { <urn:a> (<urn:x>|<urn:y>)? ?b }", {"x", "y"}),
    ],
)  # fmt: skip
def test_the_properties_that_a_query_reads_are_known_or_all(query: str, properties: set[str] | None) -> None:
    wanted = None if properties is None else {one if ":" in one else f"urn:{one}" for one in properties}
    assert properties_of(query) == wanted


class Deaf:
    """An engine that has gone wrong: it finds nothing."""

    def findings(self, _batch: Batch) -> Iterator[Finding]:
        return iter(())


def test_engines_that_disagree_stop_a_build_and_nothing_is_published(
    shapes: Shapes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone_wrong = Judge(shapes, Refereed(Deaf(), CompiledEngine(shapes), every=1))
    monkeypatch.setattr("registre.publication.composing.choose_judge", lambda *_: gone_wrong)
    with pytest.raises(EnginesDisagree, match="Nothing is published"):
        reference = read_reference(EXAMPLES / "reference.toml")
        build(EXAMPLES, tmp_path / "public", read_config(EXAMPLES / FILE_NAME), reference=reference, jobs=1)
    assert not (tmp_path / "public").exists()


def test_a_build_reports_the_same_bytes_by_both_engines(tmp_path: Path) -> None:
    config = (EXAMPLES / FILE_NAME).read_text("utf-8")
    for name in SHACL_ENGINES:
        (tmp_path / f"{name}.toml").write_text(config + f'shacl_engine = "{name}"\n', "utf-8")
        reference = read_reference(EXAMPLES / "reference.toml")
        build(EXAMPLES, tmp_path / name, read_config(tmp_path / f"{name}.toml"), reference=reference)
    reports = sorted(path.name for path in (tmp_path / "fast").glob("report.*"))
    assert reports == ["report.json", "report.ttl", "report.txt"]
    for report in reports:
        assert (tmp_path / "fast" / report).read_bytes() == (tmp_path / "pyshacl" / report).read_bytes()


def test_no_query_is_left_to_the_compiled_shapes(shapes: Shapes) -> None:
    """What the package gets wrong is not asked of it."""
    queries = set(shapes.graph.objects(None, SH.sparql))
    assert len(queries) >= 20
    assert all(isinstance(one, URIRef) for one in queries)


@pytest.mark.parametrize("value", ["'850'", '"850.0"^^xsd:integer', '"beaucoup"^^xsd:decimal', "'850'@fr", "ex:much"])
def test_what_has_no_order_in_sparql_is_ordered_by_no_engine(value: str, tmp_path: Path) -> None:
    constraint = """
    ex:Thing a sh:NodeShape ; sh:targetClass ex:Kind ; sh:sparql ex:more , ex:less .
    ex:more a sh:SPARQLConstraint ; sh:message "plus"@fr , "more"@en ;
        sh:select "SELECT $this ?value { $this <https://data.example.org/s#p> ?value FILTER(?value > 23) }" .
    ex:less a sh:SPARQLConstraint ; sh:message "moins"@fr , "less"@en ;
        sh:select "SELECT $this ?value { $this <https://data.example.org/s#p> ?value FILTER(?value < 23000) }" .
    """
    judged = Shapes.of(Graph().parse(data=HEAD + constraint, format="turtle"))
    data = batch(tmp_path, f"ex:n a ex:Kind ; ex:p {value} . ex:m a ex:Kind ; ex:p 5.50 .")
    found = set(CompiledEngine(judged).findings(data))
    assert {one.focus[-1] for one in found} == {"m"}
    compare(found, set(ReferenceEngine(judged).findings(data)))


def test_a_decimal_that_a_store_rewrites_is_the_same_value() -> None:
    found = Finding(Gravity.warning, "s", "f", None, "38500.0", "Soit 38500.0 €.", "38500.0 €, loi 2000-321.", "SPARQL")
    other = replace(found, value="38500", message_fr="Soit 38500 €.", message_en="38500 €, loi 2000-321.")
    compare({found}, {other})
    for wrong in ("38500.5", "3850.0", "38501"):
        with pytest.raises(EnginesDisagree):
            compare({found}, {replace(other, value=wrong)})
