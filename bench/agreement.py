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
from registre.validation.engines.constraints import Constraints
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
    for queried in (None, queried_by(shapes)):
        found = CompiledEngine(shapes, None if queried is None else frozenset(queried)).findings(batch)
        compare(set(found), referee)
    return len(referee)


def queried_by(shapes: Shapes) -> tuple[str, ...] | None:
    """The properties that the queries of the shapes read, sorted; None when they may read any."""
    read = [properties_of(query) for query in Constraints.of(shapes).queries]
    return None if None in read else tuple(sorted({name for one in read if one for name in one}))


def main() -> None:
    shapes = Shapes.load()
    RECORD.unlink(missing_ok=True)  # without it, a build has every batch judged twice
    print(f"fixtures: {agree_on_fixtures(shapes)} findings, the same by both engines")
    examples = ROOT / "examples"
    with tempfile.TemporaryDirectory() as place:
        reference = read_reference(examples / "reference.toml")
        summary = build(examples, Path(place) / "public", read_config(examples / FILE_NAME), reference=reference)
    print(f"examples: {summary.warnings} warnings, {summary.violations} violations, the same by both engines")
    made = msgspec.json.encode(Agreement(shacl.__version__, shapes.digest, queried_by(shapes)))
    RECORD.write_bytes(msgspec.json.format(made, indent=2) + b"\n")


if __name__ == "__main__":
    main()
