"""Who judges: pySHACL, or a compiled engine with pySHACL as its referee. One setting chooses; findings are the same."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping

from registre.errors import BadShapes
from registre.graph.pages import Triple
from registre.messages import Language
from registre.validation.blind_spots import undeclared_terms, unjudged_things
from registre.validation.engines.batch import Batch, Engine
from registre.validation.engines.reference import ReferenceEngine
from registre.validation.report import Report
from registre.validation.shapes import Shapes

EVERY = 250
"""One batch of so many, drawn by a sum of its first triples, is judged by both engines: 1.3 ms a document."""


SLOWER: Mapping[Language, str] = {
    "fr": "La bibliothèque « shacl » n’existe pas pour cette machine : pySHACL juge seul, de même, mais moins vite.",
    "en": "The package « shacl » does not exist for this machine: pySHACL judges alone, the same, but slower.",
}
"""What a command says once when the compiled engine is asked for and not there."""


def has_compiled_engine() -> bool:
    """Whether the package of the compiled engine is installed: it has no wheel for Linux other than x86-64."""
    return importlib.util.find_spec("shacl") is not None


class Judge:
    """Judges batches of triples by the same shapes, one after another."""

    def __init__(self, shapes: Shapes, engine: Engine) -> None:
        self._shapes, self._engine = shapes, engine

    def judge(self, triples: Iterable[Triple]) -> Report:
        """The report of one batch: what SHACL finds, terms that nobody declared, things that no shape looks at.

        Raises `BadShapes` when there is no triple, `EnginesDisagree` when two engines find different things.
        """
        batch = Batch(triples)
        if not batch.triples:
            raise BadShapes("The data graph is empty: there is nothing to judge. Check the file and its format.")
        found = {
            *undeclared_terms(batch.things),
            *unjudged_things(batch.things, self._shapes),
            *self._engine.findings(batch),
        }
        focus = {shape: batch.things.count(targets) for shape, targets in self._shapes.aims.items()}
        return Report(tuple(sorted(found, key=lambda one: one.sort_key)), focus)


def choose_judge(shapes: Shapes, setting: str) -> Judge:
    """The judge that `shacl_engine` of registre.toml asks for, "fast" or "pyshacl".

    "fast" is pySHACL too where the compiled engine has no package for the machine: slower, the same findings.
    Until both engines are known to agree on these very shapes, every batch is judged by both.
    """
    reference = ReferenceEngine(shapes)
    if setting == "pyshacl" or not has_compiled_engine():
        return Judge(shapes, reference)
    from registre.validation.engines.compiled import CompiledEngine
    from registre.validation.engines.refereed import Refereed, recorded_agreement

    agreed = recorded_agreement()
    if agreed is None or not agreed.holds_for(shapes):
        return Judge(shapes, Refereed(CompiledEngine(shapes), reference, every=1))
    return Judge(shapes, Refereed(CompiledEngine(shapes, agreed.queries), reference, EVERY))


__all__ = ["EVERY", "SLOWER", "Batch", "Engine", "Judge", "ReferenceEngine", "choose_judge", "has_compiled_engine"]
