"""What the fast engine leaves unasked: only queries that surely find nothing, whatever the data."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest
from bench.agreement import FIXTURES, known_of, read_triples
from hypothesis import given, settings
from hypothesis import strategies as st

from registre.graph.pages import Term, Triple
from registre.validation import Shapes
from registre.validation.engines import Batch
from registre.validation.engines.constraints import Constraint, Constraints, rows_of
from registre.validation.engines.foresight import Foresight
from registre.validation.engines.plans import plan_of
from registre.validation.engines.prebinding import Prebound

PREFIXES = "PREFIX ex: <https://data.example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
EX = "https://data.example.org/"
NODES = [f"<{EX}{name}>" for name in ("a", "b", "a#1", "b#2", "kind")]
XSD = "http://www.w3.org/2001/XMLSchema#"
# Numbers, some of no value, days that are none, texts, languages, nodes. Not 05 beside 5, which a store takes for one.
VALUES = [
    *NODES, '"5"', '"05"', '"a-1-x"', '"é"@fr', '""', '"é\\"\\n"',
    *(f'"{word}"^^<{XSD}integer>' for word in ("5", "0", "-1", "12", "cinq")),
    *(f'"{word}"^^<{XSD}decimal>' for word in ("5.0", "23000", "23000.50", "5,0")),
    *(f'"{word}"^^<{XSD}date>' for word in ("2024-02-29", "2024-03-01", "2024-02-30", "2024-03-01Z")),
    *(f'"{word}"^^<{XSD}boolean>' for word in ("true", "vrai")), f'"6e0"^^<{XSD}double>',
]  # fmt: skip
PROPERTIES = [f"<{EX}{name}>" for name in "pqr"]
# One body a step, an operator or a function; a trap of scope or of what is not bound in each of the last ones.
BODIES = (
    "$this ex:p ?x ; ex:q ?y .",
    "$this ex:p ?x . FILTER(?x > 5)",
    "$this ex:p ?x ; ex:q ?y . FILTER(?x = ?y)",
    "$this ex:p ?x ; ex:q ?y . FILTER(?x != ?y && ?x <= ?y)",
    "$this ex:p ?x ; ex:q ?y . FILTER(?x < ?y || ?x IN (5, ex:a, 'é'))",
    "$this ex:p ?x . FILTER(?x NOT IN (ex:a, 5, '2024-03-01'^^xsd:date))",
    "$this ex:p ?x . FILTER(!(?x >= '2024-03-01'^^xsd:date))",
    "?y ex:p $this . FILTER(STRSTARTS(STR(?y), CONCAT(STR($this), '#')))",
    "$this ex:p/ex:q ?x .",
    "$this ex:p? ?x . ?y ex:q|ex:r|(ex:p/ex:q) ?x .",
    "$this ^ex:p ?x . FILTER(isIRI(?x))",
    "$this ex:p ?x . FILTER NOT EXISTS { $this ex:q ?x . }",
    "$this ex:p ?x . FILTER NOT EXISTS { $this ex:q ?y . FILTER(?y > ?x) }",
    "$this ex:p ?x . FILTER EXISTS { ?x ex:q ?y . FILTER NOT EXISTS { ?y ex:r ?z . } }",
    "$this ex:p ?x . OPTIONAL { $this ex:q ?y . } FILTER(COALESCE(?y, 0) < 6)",
    "$this ex:p ?x . OPTIONAL { ?x ex:q ?y . ?y ex:r ?z . } FILTER(?x != ?z)",
    "$this ex:p ?x . OPTIONAL { $this ex:q ?y . } ?y ex:r ?z .",
    "$this ex:p ?x . BIND(IF(?x > 4, ?x - 1, 2 * 3) AS ?n) FILTER(?n + 1 = 5)",
    "$this ex:p ?x . BIND(FLOOR(?x / 2) AS ?n) FILTER(?n = 2 || CEIL(?x / 2) = 6)",
    "$this ex:p ?x . BIND(xsd:integer(SUBSTR(STR(?x), 1, 2)) AS ?n) FILTER(?n < 20)",
    "$this ex:p ?x . FILTER(REGEX(STR(?x), '^[0-9]{1,2}$')) FILTER(xsd:decimal(STR(?x)) > 4.5)",
    "$this ex:p ?x . FILTER(REPLACE(STR(?x), '-', '') = '20240229')",
    "$this ex:p ?x . BIND(IRI(STRBEFORE(STR(?x), '#')) AS ?page) FILTER EXISTS { ?page ex:q ?y . }",
    "{ $this ex:p ?x . } UNION { $this ex:q ?x . FILTER(?x > 4) } FILTER(?x != ex:b)",
    "{ SELECT $this (COUNT(DISTINCT ?x) AS ?n) WHERE { $this ex:p ?x . } GROUP BY $this } FILTER(?n > 1)",
    "$this ex:q ?n . { SELECT $this (COUNT(DISTINCT ?x) AS ?n) WHERE { $this ex:p ?x } GROUP BY $this }",
    "{ SELECT $this ?y (COUNT(DISTINCT ?x) AS ?n) { $this ex:p ?x . ?x ex:q ?y } GROUP BY $this ?y } FILTER(?n = 1)",
    "{ SELECT $this (SUM(?x) AS ?n) WHERE { $this ex:p ?x . } GROUP BY $this } FILTER(?n > 5)",
    "{ SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { $this ex:p ?x . } } FILTER(?n = 0)",
    "$this ex:p ?x . { BIND(1 AS ?y) FILTER(!BOUND(?x)) }",
    "$this ex:p ?x . { $this ex:q ?y . FILTER(?y != ?x || ?y = ?y) }",
    "$this ex:p ?x . FILTER(DATATYPE(?x) = xsd:boolean || STRLEN(?x) > 2)",
    "$this ex:p ?x . MINUS { $this ex:q ?x . }",
    "$this ?any ?x .",
)  # fmt: skip
WITHOUT_PLAN = 4


def query(body: str) -> str:
    return f"{PREFIXES} SELECT $this WHERE {{ {body} }}"


@pytest.fixture(scope="module")
def constraints() -> tuple[Constraint, ...]:
    shapes = Shapes.load()
    return Constraints.of(shapes, known_of(shapes)).every


def found(store: ox.Store, asked: Prebound, nodes: list[str]) -> set[str]:
    """Those of `nodes` for which the query has a row."""
    iris = [node[1:-1] for node in nodes]
    if asked.every is not None and iris:
        return {f"<{row['this']}>" for row in rows_of(store, asked.about_all(iris))}
    return {f"<{iri}>" for iri in iris if next(rows_of(store, asked.about(iri)), None) is not None}


def loaded(batch: Batch) -> ox.Store:
    store = ox.Store()
    store.load(batch.ntriples.encode(), ox.RdfFormat.N_TRIPLES)
    return store


def test_nothing_that_a_query_finds_in_the_fixtures_is_overlooked(constraints: tuple[Constraint, ...]) -> None:
    everything = Batch(read_triples([FIXTURES / "world.ttl", *sorted(FIXTURES.glob("*/*.ttl"))]))
    store, rows = loaded(everything), 0
    for one in constraints:
        wanted = found(store, one.query, sorted(everything.things.found_by(one.targets)))
        assert wanted <= set(one.nodes(everything)), one.iri
        rows += len(wanted)
    assert rows > 40


def test_all_queries_of_the_shapes_have_a_plan_and_most_nodes_are_left_out(constraints: tuple[Constraint, ...]) -> None:
    assert all(one.foresight is not None for one in constraints)
    world = Batch(read_triples([FIXTURES / "world.ttl"]))
    asked = sum(len(one.nodes(world)) for one in constraints)
    assert asked * 10 < sum(len(world.things.found_by(one.targets)) for one in constraints)


def test_what_cannot_be_planned_has_no_plan() -> None:
    assert sum(plan_of(query(body)) is None for body in BODIES) == WITHOUT_PLAN
    assert plan_of(query("$this ex:p ?x . FILTER(?nowhere > 1)")) is None


TRIPLES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(VALUES)), max_size=9)


@cache
def prepared(body: str) -> tuple[Prebound, Foresight | None]:
    plan = plan_of(query(body))
    return Prebound.of(query(body)), None if plan is None else Foresight(plan)


@pytest.mark.parametrize("body", BODIES)
@settings(max_examples=40, deadline=None)
@given(triples=TRIPLES)
def test_no_row_is_overlooked_whatever_the_triples(body: str, triples: list[tuple[str, str, str]]) -> None:
    asked, foresight = prepared(body)
    if foresight is None:
        return
    batch = Batch([as_triple(*one) for one in triples])
    assert found(loaded(batch), asked, NODES) <= set(foresight.may_find(batch.things, NODES))


def as_triple(subject: str, predicate: str, value: str) -> Triple:
    return Term(subject), Term(predicate), Term(value)
