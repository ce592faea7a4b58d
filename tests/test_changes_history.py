"""What a publication keeps of its past: lists of changes, the stream of versions; and what it forgets when told."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from rdflib import DCTERMS, PROV, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from changes_fixture import ACT, BASE, OTHER, PERSON, TEXT, dump, grant, named, tombstone
from registre.errors import OutputFailed
from registre.graph.pages import Triple
from registre.publication.changes.atom import Entry, Feed, atom
from registre.publication.changes.history import write_history
from registre.publication.changes.index import ChangeList
from registre.publication.changes.ldes import State, StreamWriter, read_state
from registre.publication.dumps import FOLDER
from registre.verification import Check
from registre.verification_of_past import check_feeds, check_lists, check_stream

AS = Namespace("https://www.w3.org/ns/activitystreams#")
TREE = Namespace("https://w3id.org/tree#")
LDES = Namespace("https://w3id.org/ldes#")
REG = Namespace("https://w3id.org/registre/ns#")
DAY = date(2024, 3, 11)
PAGES = {"act": 1, "text": 1, "rule": 9}


def published(
    folder: Path, previous: Path | None, pages: dict[str, list[Triple]], day: date = DAY, erasing: tuple[str, ...] = ()
) -> tuple[ChangeList, ...]:
    dump(folder / FOLDER / "registre.nq", **pages, text=named(TEXT, "t"))
    return write_history(folder, previous, BASE, day, PAGES, erasing)


def files(folder: Path) -> dict[str, bytes]:
    """The history of a publication: every file of it."""
    found = [path for name in ("changes", "ldes") for path in (folder / name).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def walk(folder: Path, form: str = "ttl") -> tuple[Graph, list[Node]]:
    """The whole stream as a client reads it, from its root along its relations, and the members in order of pages."""

    def read(address: Node) -> Graph:
        name = urldefrag(str(address)).url.removeprefix(BASE)
        assert name.endswith(form), "a client of one form meets no other"
        return Graph().parse(folder / name, format={"ttl": "turtle", "jsonld": "json-ld"}[form])

    root = URIRef(f"{BASE}ldes/index.{form}")
    graph = read(root)
    [stream] = graph.subjects(RDF.type, LDES.EventStream)
    seen, waiting, members = {root}, [root], list[Node]()
    while waiting:
        for relation in sorted(graph.objects(waiting.pop(0), TREE.relation), key=str):
            node = graph.value(relation, TREE.node)
            assert isinstance(node, URIRef)
            if node not in seen:
                seen.add(node)
                waiting.append(node)
                page = read(node)
                members += sorted(page.objects(stream, TREE.member), key=str)
                graph += page
    return graph, members


def test_a_first_publication_has_one_line_and_every_act_in_its_stream(tmp_path: Path) -> None:
    [first] = published(tmp_path / "a", None, {"act": grant(5)})
    assert (first.version, first.first, first.added) == ("2024-03-11", True, 2)
    [line] = (tmp_path / "a" / "changes" / "2024-03-11.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line) == {"change": "first", "day": "2024-03-11", "pages": {"act": 1, "text": 1}}
    Graph().parse(tmp_path / "a" / "changes" / "2024-03-11.ttl")
    graph, [member] = walk(tmp_path / "a")
    assert graph.value(member, DCTERMS.isVersionOf) == URIRef(ACT)
    assert str(graph.value(member, PROV.generatedAtTime)) == "2024-03-11T00:00:00+00:00"
    assert graph.value(URIRef(f"{member}/grant-1"), REG.amount) == Literal(5)
    assert not list(graph.triples((URIRef(ACT), None, None)))  # a version says nothing of the act of today


def test_the_same_content_adds_nothing(tmp_path: Path) -> None:
    published(tmp_path / "a", None, {"act": grant(5)})
    published(tmp_path / "b", tmp_path / "a", {"act": grant(5)}, date(2024, 4, 1))
    assert files(tmp_path / "b") == files(tmp_path / "a")


def test_the_same_past_and_the_same_input_give_the_same_bytes(tmp_path: Path) -> None:
    published(tmp_path / "a", None, {"act": grant(5)})
    for name in ("b", "c"):
        published(tmp_path / name, tmp_path / "a", {"act": grant(7), "other": named(OTHER, "B")})
    assert files(tmp_path / "b") == files(tmp_path / "c")
    assert "changes/2024-03-11-2.jsonl" in files(tmp_path / "b")


def test_lists_are_carried_and_each_says_what_changed_that_day(tmp_path: Path) -> None:
    published(tmp_path / "a", None, {"act": grant(5), "other": named(OTHER, "B")})
    before = files(tmp_path / "a")
    pages = {"act": grant(7), "other": tombstone(OTHER, PERSON), "person": named(PERSON, "C")}
    lists = published(tmp_path / "b", tmp_path / "a", pages, date(2024, 4, 2))
    assert [(one.version, one.added, one.changed, one.withdrawn, one.merged) for one in lists] == [
        ("2024-03-11", 2, 0, 0, 0),
        ("2024-04-02", 1, 1, 0, 1),
    ]
    assert files(tmp_path / "a") == before  # what is replaced stays whole until it is replaced
    assert files(tmp_path / "b")["changes/2024-03-11.jsonl"] == before["changes/2024-03-11.jsonl"]
    graph = Graph().parse(tmp_path / "b" / "changes" / "2024-04-02.ttl")
    kinds = Counter(graph.value(one, RDF.type) in (AS.Create, AS.Update, AS.Move) for one in graph.subjects(AS.object))
    assert kinds[True] + kinds[False] == 3
    move = URIRef(BASE + "changes/2024-04-02#organisation/local/b")
    assert (move, RDF.type, AS.Move) in graph
    assert graph.value(move, AS.target) == URIRef(PERSON)
    assert graph.value(URIRef(BASE + "changes/2024-04-02"), AS.totalItems) == Literal(3)


def test_the_stream_holds_each_version_of_an_act_once_and_its_end(tmp_path: Path) -> None:
    days = [date(2024, 3, day) for day in (1, 8, 8, 7)]
    steps: list[dict[str, list[Triple]]] = [{"act": grant(5)}, {"act": grant(7)}, {"act": grant(5)}, {}]
    for number, (day, step) in enumerate(zip(days, steps, strict=True)):
        previous = tmp_path / str(number - 1) if number else None
        published(tmp_path / str(number), previous, step, day)
    graph, members = walk(tmp_path / "3")
    assert len(members) == len(set(members)) == 4
    assert {graph.value(one, DCTERMS.isVersionOf) for one in members} == {URIRef(ACT)}
    amounts = [graph.value(URIRef(f"{one}/grant-1"), REG.amount) for one in members]
    assert amounts == [Literal(5), Literal(7), Literal(5), None]
    assert (members[-1], RDF.type, REG.Tombstone) in graph
    moments = [str(graph.value(one, PROV.generatedAtTime)) for one in members]
    assert [one[8:19] for one in moments] == ["01T00:00:00", "08T00:00:00", "08T00:00:01", "08T00:00:02"]


def test_full_pages_never_change_and_relations_tell_their_days(tmp_path: Path) -> None:
    acts = [f"{BASE}act/1/2023-01-01/{number}" for number in range(8)]
    state, seen = State(BASE), dict[str, bytes]()
    for number, day in enumerate((date(2024, 1, 1), date(2024, 2, 1), date(2023, 1, 1), date(2024, 3, 1))):
        folder = tmp_path / str(number)
        stream = StreamWriter(folder, state, day, most=3)
        if number:
            stream.carry(tmp_path / str(number - 1))
        for act in acts[2 * number : 2 * number + 2]:
            stream.add(act, grant(number))
        stream.close()
        now, kept = files(folder), read_state(folder)
        assert kept is not None
        for page in state.pages:
            if page.members == 3:
                for name in (f"ldes/{page.file}", f"ldes/{page.file}".replace(".ttl", ".jsonld")):
                    assert now[name] == seen[name]
        state, seen = kept, now
    assert [page.members for page in state.pages] == [3, 3, 2]
    days = [day for page in state.pages for day in (page.first, page.last)]
    assert days == sorted(days), "time went back"
    graph, members = walk(tmp_path / "3")
    assert Counter(str(graph.value(one, DCTERMS.isVersionOf)) for one in members) == Counter(acts)
    in_json, same = walk(tmp_path / "3", "jsonld")
    assert same == members
    assert {" ".join(map(str, one)).replace(".jsonld", ".ttl") for one in in_json} == {
        " ".join(map(str, one)) for one in graph
    }
    immutable = {str(one).rpartition("/")[2] for one in graph.subjects(LDES.immutable, Literal(True))}
    assert immutable == {"1-1.ttl", "1-2.ttl"}
    for relation in graph.objects(None, TREE.relation):
        node, limit = graph.value(relation, TREE.node), graph.value(relation, TREE.value)
        members_there = Graph().parse(tmp_path / "3" / str(node).removeprefix(BASE))
        for moment in members_there.objects(None, PROV.generatedAtTime):
            later = (relation, RDF.type, TREE.GreaterThanOrEqualToRelation) in graph
            assert str(moment) >= str(limit) if later else str(moment) <= str(limit)


def test_a_stream_that_had_no_json_ld_gets_it_for_all_its_pages(tmp_path: Path) -> None:
    steps = ({"act": grant(5)}, {"act": grant(6)})
    for name, before in (("a", None), ("b", "a")):
        published(tmp_path / name, tmp_path / before if before else None, steps[name == "b"])
    (tmp_path / "a/ldes/1-1.jsonld").unlink()
    published(tmp_path / "c", tmp_path / "a", steps[1])
    assert files(tmp_path / "c") == files(tmp_path / "b")


def test_on_the_day_of_an_erasure_nothing_from_before_is_told_or_kept(tmp_path: Path) -> None:
    secret = {
        "act": grant(5, "Secours à Mme VOILIER"),
        "other": named(OTHER, "Foyer VOILIER"),
    }
    published(tmp_path / "a", None, {"act": grant(4, "Secours à Mme VOILIER")})
    published(tmp_path / "b", tmp_path / "a", secret)
    assert any(b"VOILIER" in data for data in files(tmp_path / "b").values())
    lists = published(tmp_path / "c", tmp_path / "b", {"act": grant(5, "Secours")}, erasing=("key",))
    assert not [name for name, data in files(tmp_path / "c").items() if b"VOILIER" in data or OTHER.encode() in data]
    assert [(one.version, one.changed, one.withdrawn) for one in lists] == [("2024-03-11-3", 1, 0)]
    index = json.loads(files(tmp_path / "c")["changes/index.json"])
    assert [one["version"] for one in index["removed"]] == ["2024-03-11", "2024-03-11-2"]
    assert sorted(name for name in files(tmp_path / "c") if "ldes/" in name) == [
        "ldes/2-1.jsonld",
        "ldes/2-1.ttl",
        "ldes/index.jsonld",
        "ldes/index.ttl",
        "ldes/pages.json",
    ]
    graph, [member] = walk(tmp_path / "c")
    assert graph.value(member, DCTERMS.title) == Literal("Secours", lang="fr")
    later = published(tmp_path / "d", tmp_path / "c", {"act": grant(9, "Secours")}, erasing=("key",))
    assert [one.version for one in later] == ["2024-03-11-3", "2024-03-11-4"]
    assert b'"old": ["5"]' in files(tmp_path / "d")["changes/2024-03-11-4.jsonl"]
    assert "ldes/2-1.ttl" in files(tmp_path / "d")


def test_another_base_is_another_publication(tmp_path: Path) -> None:
    published(tmp_path / "a", None, {"act": grant(5)})
    dump(tmp_path / "b" / FOLDER / "registre.nq", act=grant(5), text=named(TEXT, "t"))
    [first] = write_history(tmp_path / "b", tmp_path / "a", BASE + "else/", DAY, PAGES)
    assert first.first


@pytest.mark.parametrize("name", ["changes/index.json", "ldes/pages.json", "ldes/1-1.ttl"])
def test_a_past_that_cannot_be_read_stops_the_build_and_says_where(tmp_path: Path, name: str) -> None:
    published(tmp_path / "a", None, {"act": grant(5)})
    (tmp_path / "a" / name).write_text("{", "utf-8")
    with pytest.raises(OutputFailed, match=name.rpartition("/")[2].replace(".", r"\.")):
        published(tmp_path / "b", tmp_path / "a", {"act": grant(6)})


def broken(folder: Path) -> dict[str, bool]:
    """Which promises about the past do not hold."""
    found = {}
    for name, run in (("lists", check_lists), ("stream", check_stream), ("feeds", check_feeds)):
        check = Check(name)
        run(folder, check)
        found[name] = bool(check.broken)
    return found


def test_verification_sees_a_past_that_does_not_fit_the_present(tmp_path: Path) -> None:
    published(tmp_path / "a", None, {"act": grant(5), "other": named(OTHER, "B")})
    published(tmp_path / "b", tmp_path / "a", {"act": grant(7)})
    whole = {"lists": False, "stream": False, "feeds": False}
    assert broken(tmp_path / "b") == whole
    for name, old, new, promise in (
        ("changes/2024-03-11-2.jsonl", '{"change": "withdrawn"', '{"change": "added"', "lists"),
        ("changes/2024-03-11-2.ttl", "as:object", "as:target", "lists"),
        ("ldes/1-1.ttl", "reg:amount 7", "reg:amount 8", "stream"),
        ("ldes/1-1.ttl", "00:00:01Z", "00:00:00Z", "stream"),
        ("ldes/index.ttl", "1-1.ttl>", "index.ttl>", "stream"),
        ("ldes/1-1.jsonld", '"@value":"7"', '"@value":"8"', "stream"),
        ("ldes/index.jsonld", "1-1.jsonld", "1-1.ttl", "stream"),
    ):
        path = tmp_path / "b" / name
        before = path.read_text("utf-8")
        assert old in before
        path.write_text(before.replace(old, new), "utf-8")
        assert broken(tmp_path / "b") == whole | {promise: True}, (name, old)
        path.write_text(before, "utf-8")
    published(tmp_path / "c", tmp_path / "b", {})
    assert broken(tmp_path / "c") == whole
    (tmp_path / "c" / "feed.atom").write_bytes(atom_of_an_act(ACT))
    assert broken(tmp_path / "c") == whole | {"feeds": True}


def atom_of_an_act(act: str) -> bytes:
    entry = Entry(act, act, "Aide", DAY, "Valbrume", "Aide")
    return atom(Feed(BASE + "feed.atom", BASE, "a", "b", "c", BASE, DAY, (entry,)))
