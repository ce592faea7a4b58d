"""Records that both SHACL engines judge every fixture and every page of the examples alike.

    python -m bench.agreement

Needed after each change of the shapes: until then a build has every batch judged by both engines. Fails, and
records nothing, when they differ about one finding.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pyoxigraph as ox
import shacl

from registre.build import build
from registre.config import FILE_NAME, read_config
from registre.graph.pages import Term, Triple
from registre.linking.reference import read_reference
from registre.validation import Shapes
from registre.validation.engines import Batch, ReferenceEngine
from registre.validation.engines.compiled import CompiledEngine
from registre.validation.engines.constraints import Constraints, Known
from registre.validation.engines.plans import plan_of
from registre.validation.engines.prebinding import Prebound
from registre.validation.engines.refereed import RECORD, Agreement, compare
from registre.validation.engines.vocabulary import properties_of

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "shapes"


def read_triples(paths: Iterable[Path]) -> Iterator[Triple]:
    """The triples of Turtle files, one after the other."""
    for path in paths:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            yield Term(str(quad.subject)), Term(str(quad.predicate)), Term(str(quad.object))


def agree_on_fixtures(shapes: Shapes) -> int:
    """How many findings both engines have about all fixtures together. Raises `EnginesDisagree`."""
    batch = Batch(read_triples([FIXTURES / "world.ttl", *sorted(FIXTURES.glob("*/*.ttl"))]))
    referee = set(ReferenceEngine(shapes).findings(batch))
    for known in (None, known_of(shapes)):
        compare(set(CompiledEngine(shapes, known).findings(batch)), referee)
    return len(referee)


def known_of(shapes: Shapes) -> dict[str, Known]:
    """What each query of the shapes reads, and its plan, by the IRI of its constraint."""
    queries = Constraints.of(shapes).queries
    return {iri: _known(query) for iri, query in queries.items()}


def _known(query: Prebound) -> Known:
    read = properties_of(query.about("urn:this"))
    return Known(None if read is None else tuple(sorted(read)), plan_of(query.written))


def _a_query_a_line(made: bytes) -> bytes:
    return made.replace(b'"queries":{', b'"queries":{\n').replace(b'},"http', b'},\n"http') + b"\n"


def main() -> None:
    shapes = Shapes.load()
    RECORD.unlink(missing_ok=True)  # without it, a build has every batch judged twice
    print(f"fixtures: {agree_on_fixtures(shapes)} findings, the same by both engines")
    examples = ROOT / "examples"
    with tempfile.TemporaryDirectory() as place:
        reference = read_reference(examples / "reference.toml")
        summary = build(examples, Path(place) / "public", read_config(examples / FILE_NAME), reference=reference)
    print(f"examples: {summary.warnings} warnings, {summary.violations} violations, the same by both engines")
    made = msgspec.json.encode(Agreement(shacl.__version__, shapes.digest, known_of(shapes)))
    RECORD.write_bytes(_a_query_a_line(made))


if __name__ == "__main__":
    main()
