"""A publication put into real triple stores: only what changed, whole in the end, and adding up to the cent."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path

import duckdb
import pyoxigraph
import pytest

from conftest import UNCOUNTED, run_registre
from registre.errors import BadConfiguration, EndpointFailed, RegistreError
from registre.publication.changes.dumpfile import read_pages
from registre.sparql import run_query
from registre.sparql.library import library
from registre.sparql.query import Query
from registre.stores.addresses import addresses_of
from registre.stores.content import ONTOLOGY, graphs_of
from registre.stores.push import push
from registre.stores.store import Credentials, Store
from servers import free_port, oxigraph, virtuoso
from sparql_fixture import CHOSEN

STORES: dict[str, tuple[Callable[[Path], AbstractContextManager[str]], Credentials]] = {
    "oxigraph": (oxigraph, Credentials()),
    "virtuoso": (virtuoso, Credentials("dba", "dba")),
}
FOREIGN = "https://elsewhere.example/graph"


@pytest.fixture(scope="module", params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of each kind, which other people use too."""
    start, who = STORES[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as root:
        store = Store(addresses_of(request.param, root), who)
        store.put(FOREIGN, b'<https://elsewhere.example/a> <https://elsewhere.example/b> "c" .\n', "text/turtle")
        yield store


@pytest.fixture(scope="module")
def pushed(store: Store, built: Path) -> Store:
    """The store, holding the publication of the examples; a test that changes it pushes them again in the end."""
    push(built, store)
    return store


def _held(store: Store, publication: Path) -> bool:
    """Does the store hold each graph of the publication, triple by triple, and no other one of its namespace?"""
    ours = {graph.iri: _triples(graph.body) for graph in graphs_of(publication)}
    counted = (
        "SELECT ?g (COUNT(*) AS ?triples) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"  # DISTINCT: minutes in Virtuoso
    )
    named = {row["g"] for row in store.select(counted)}
    theirs = {name for name in named if name.startswith("https://data.example.org/") and "#pushed" not in name}
    return theirs == set(ours) - {ONTOLOGY} and all(_triples(store.get(iri)) == ours[iri] for iri in ours)


def _triples(body: bytes) -> set[str]:
    """The triples of N-Triples; numbers by their value, as a store may write 850.0 as 850."""
    return {_plain(quad) for quad in pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES)}


def _plain(quad: pyoxigraph.Quad) -> str:
    value = quad.object
    if isinstance(value, pyoxigraph.Literal) and value.datatype.value.endswith(("#decimal", "#integer")):
        return f"{quad.subject} {quad.predicate} {float(value.value)}"
    return str(quad.triple)


def test_a_store_holds_the_publication_and_a_second_push_does_nothing(store: Store, built: Path) -> None:
    done = push(built, store)
    graphs = list(graphs_of(built))
    assert done.put + done.kept == len(graphs) > 300
    assert done.triples == sum(graph.triples for graph in graphs)
    assert dict(done.totals).keys() == {"acts", "votes_in_favour", "granted_eur"}
    assert _held(store, built)
    again = push(built, store)
    assert (again.put, again.removed, again.kept) == (0, 0, len(graphs))


def test_only_what_changed_is_put_and_what_is_no_more_is_removed(
    pushed: Store, built: Path, examples_without_one: Path
) -> None:
    before, after = ({graph.iri: graph.digest for graph in graphs_of(one)} for one in (built, examples_without_one))
    done = push(examples_without_one, pushed)
    assert done.put == sum(before.get(iri) != digest for iri, digest in after.items()) < len(after) / 2
    assert done.removed == len(before.keys() - after.keys()) > 2
    assert _held(pushed, examples_without_one)
    push(built, pushed)
    assert _held(pushed, built)


@pytest.fixture(scope="session")
def examples_without_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is published when one document of the examples is taken away."""
    folder = tmp_path_factory.mktemp("fewer")
    shutil.copytree(Path(__file__).parent.parent / "examples", folder / "documents")
    taken = sorted((folder / "documents").rglob("*.txt"))[0]
    taken.unlink()
    done = run_registre("build", folder / "documents", "--out", folder / "public", **UNCOUNTED)
    assert done.returncode in (0, 1), done.stderr
    return folder / "public"


@pytest.mark.parametrize("left", [1, 60])
def test_a_push_that_is_cut_goes_on_where_it_ended(
    store: Store, built: Path, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for graph in graphs_of(built):
        store.delete(graph.iri)
    store.delete("https://data.example.org/dataset#pushed")
    allowed = iter(range(left))
    put = store.put

    def cut(*given: object) -> None:
        if next(allowed, None) is None:
            raise EndpointFailed("the line is cut")
        put(*given)  # type: ignore[arg-type]  # what push gave, passed on

    monkeypatch.setattr(store, "put", cut)
    with pytest.raises(EndpointFailed, match="cut"):
        push(built, store)
    monkeypatch.undo()
    done = push(built, store)
    assert done.kept == left // 50 * 50
    assert _held(store, built)


def test_a_store_that_lost_a_triple_is_found_out(pushed: Store, built: Path) -> None:
    page, lines = next(iter(read_pages(built / "dumps" / "latest" / "registre.nq")))
    lost = lines[0][: -len(f" <{page}> .\n".encode())].decode()
    pushed.update(f"DELETE DATA {{ GRAPH <{page}> {{ {lost} }} }}")
    with pytest.raises(EndpointFailed, match=f"not whole: {page}"):
        push(built, pushed)
    pushed.delete("https://data.example.org/dataset#pushed")
    push(built, pushed)
    assert _held(pushed, built)


def test_what_others_keep_in_the_store_stays(pushed: Store) -> None:
    assert b"elsewhere.example/b" in pushed.get(FOREIGN)


@pytest.mark.parametrize("query", library(), ids=lambda one: one.name)
def test_every_question_has_the_same_answer_in_a_store_and_in_the_dump(
    query: Query, pushed: Store, built: Path
) -> None:
    """Rows are compared as they come from Oxigraph; Virtuoso orders names with a language in its own way."""
    kind = "virtuoso" if pushed.addresses.digest else "oxigraph"
    values = CHOSEN.get(query.name, {})
    here = run_query(query.name, values, dump=built / "dumps" / "latest" / "registre.nq")
    there = run_query(query.name, values, dump=None, endpoint=pushed.addresses.query)
    if kind == "virtuoso":
        assert sorted(map(_worth, there.rows)) == sorted(map(_worth, here.rows))
    else:
        assert there == here


def _worth(row: tuple[object, ...]) -> str:
    """A row whose numbers are written one way: Virtuoso gives whole decimals as integers, 1 for true, 66.7 nearly."""
    return repr([round(float(value), 6) if isinstance(value, (bool, int, Decimal)) else value for value in row])


def test_tables_and_stores_give_one_sum_for_each_body_and_kind(pushed: Store, built: Path) -> None:
    """The sums of `safe-sums`, taken from Parquet by DuckDB."""
    tables = built / "dumps" / "latest" / "tables"
    answer = run_query("safe-sums", {}, dump=None, endpoint=pushed.addresses.query)
    sums: dict[tuple[str, str], object] = {}
    for row in answer.rows:
        line = dict(zip(answer.columns, row, strict=True))
        if line["kind"] != "received":
            key = (str(line["body"]), str(line["kind"]))
            sums[key] = sums.get(key, 0) + line["total_eur"]  # type: ignore[operator]  # a Decimal, by its column
    summed = "SELECT attribuant, nature, coalesce(sum(montant), 0)::DECIMAL(18, 2)"
    asked = f"{summed} FROM '{tables}/engagements.parquet' GROUP BY ALL"
    with duckdb.connect() as database:
        assert {(body, kind): total for body, kind, total in database.execute(asked).fetchall()} == sums


def test_who_may_not_write_is_told_so(store: Store, built: Path) -> None:
    if not store.addresses.digest:
        pytest.skip("this store asks nobody who they are")
    stranger = Store(store.addresses, Credentials("dba", "guessed"))
    with pytest.raises(EndpointFailed, match="401"):
        push(built, stranger)


def test_a_store_that_is_not_there_is_named(built: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(EndpointFailed, match=address):
        push(built, Store(addresses_of("oxigraph", address)))


@pytest.mark.parametrize("root", ["", "127.0.0.1:7878", "file:///store", "http://", "http://a.example/?query=x"])
def test_a_store_is_an_http_address(root: str) -> None:
    with pytest.raises(BadConfiguration, match="http"):
        addresses_of("oxigraph", root)


def test_a_folder_without_a_publication_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistreError, match="no publication"):
        push(tmp_path, Store(addresses_of("oxigraph", "http://127.0.0.1:9")))


def test_the_command_says_what_it_did(store: Store, built: Path) -> None:
    kind = "virtuoso" if store.addresses.digest else "oxigraph"
    root = store.addresses.query.rsplit("/", 1)[0]
    who = {"REGISTRE_STORE_USER": "dba", "REGISTRE_STORE_PASSWORD": "dba"} if kind == "virtuoso" else {}
    done = run_registre("push", root, "--kind", kind, "--from", built, **who)
    assert done.returncode == 0, done.stderr
    assert "there already" in done.stdout
    assert "as in the tables" in done.stdout
    assert "dba" not in done.stdout + done.stderr
