"""The shapes see what is wrong: a small run of the mutation test (`make shapes` makes the full one)."""

from __future__ import annotations

import pytest
from bench.mutants import FLOOR, Outcome, caught, choose_engine, good_batches, run, said_of, survivors, table
from bench.mutating import Model, mutants

COUNT = 150


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return run(COUNT, seed=2, engine="fast")


def test_faults_of_every_kind_are_caught(outcomes: list[Outcome]) -> None:
    assert len(outcomes) == COUNT
    assert {one.mutant.kind for one in outcomes} == {
        *("drop", "duplicate", "retype"),
        *("foreign IRI", "wrong thing", "wrong datatype"),
    }
    assert caught(outcomes) >= FLOOR, "\n".join((*table(outcomes), *survivors(outcomes)))


def test_the_good_graphs_have_no_fault_to_hide_behind() -> None:
    """What is said of the examples as they are is what they contradict themselves, nothing else."""
    judge = choose_engine("pyshacl")
    said = {one.severity.value for batch in good_batches() for one in said_of(batch, judge)}
    assert said <= {"warning"}


def test_mutants_are_the_same_for_the_same_seed_and_all_different() -> None:
    batches = good_batches()
    first, again = list(mutants(batches, 300, 5)), list(mutants(batches, 300, 5))
    assert first == again and len(set(first)) == 300
    assert all(one.of(batches) != batches[one.batch] for one in first)


def test_only_a_triple_that_every_such_thing_has_is_structural() -> None:
    model = Model(good_batches())
    date = "<http://data.europa.eu/eli/ontology#date_document>"
    subject = "<http://purl.org/dc/terms/subject>"
    triples = [triple for batch in model.batches for triple in batch]
    assert all(model.structural(triple) for triple in triples if triple[1] == date)
    assert not any(model.structural(triple) for triple in triples if triple[1] == subject)
