"""`registre diff`: what differs between two dumps, page by page and fact by fact."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from changes_fixture import ACT, BASE, OTHER, PERSON, TEXT, dump, grant, named, tombstone
from conftest import run_registre
from registre.graph.terms import typed
from registre.graph.vocabulary import Reg
from registre.publication.changes.change import Change, Happened, changes, lexical
from registre.publication.changes.comparison import compared
from registre.publication.changes.dumpfile import BadDump, find_dump, read_pages
from registre.publication.changes.rendering import render_lines
from registre.publication.compressed import write_gzip, write_zstd


def found(old: Path, new: Path) -> list[Change]:
    with compared(old, new) as comparison:
        assert comparison.base in ("", BASE)
        return list(changes(comparison, BASE))


def test_a_dump_does_not_differ_from_itself_in_another_order(tmp_path: Path) -> None:
    one = dump(tmp_path / "a.nq", act=grant(5), other=named(OTHER, "B"))
    other = dump(tmp_path / "b.nq", other=named(OTHER, "B"), act=grant(5)[::-1])
    assert one.read_bytes() != other.read_bytes()
    assert found(one, other) == []


def test_a_fact_that_changes_is_told_with_both_values(tmp_path: Path) -> None:
    old = dump(tmp_path / "a.nq", act=grant(5), text=named(TEXT, "t"))
    new = dump(tmp_path / "b.nq", act=grant(7), text=named(TEXT, "t"))
    [change] = found(old, new)
    assert (change.happened, change.kind, change.iri, change.label) == ("changed", "act", ACT, "Aide au lavoir")
    [fact] = change.facts
    assert (lexical(fact.subject), fact.predicate) == (ACT + "#grant-1", Reg.amount)
    assert (fact.old, fact.new) == ((typed(5),), (typed(7),))


def test_pages_come_and_go(tmp_path: Path) -> None:
    old = dump(tmp_path / "a.nq", act=grant(5), text=named(TEXT, "t"))
    new = dump(tmp_path / "b.nq", other=named(OTHER, "B"), text=named(TEXT, "t"))
    assert [(one.happened, one.iri, one.facts) for one in found(old, new)] == [
        (Happened.withdrawn, ACT, ()),
        (Happened.added, OTHER, ()),
    ]
    assert [one.happened for one in found(new, old)] == [Happened.added, Happened.withdrawn]


def test_a_tombstone_that_names_another_is_a_merger_and_one_that_names_none_a_withdrawal(tmp_path: Path) -> None:
    old = dump(tmp_path / "a.nq", act=grant(5), other=named(OTHER, "B"))
    new = dump(tmp_path / "b.nq", act=tombstone(ACT), other=tombstone(OTHER, PERSON))
    gone, merged = found(old, new)
    assert (gone.happened, gone.tombstone, gone.label) == (Happened.withdrawn, True, None)
    assert (merged.happened, merged.replaced_by) == (Happened.merged, (PERSON,))
    assert found(new, dump(tmp_path / "c.nq", act=tombstone(ACT, PERSON))) == []  # nothing stood there before
    assert [one.happened for one in found(new, old)] == [Happened.added, Happened.added]


def test_the_name_of_a_person_is_no_label(tmp_path: Path) -> None:
    old = dump(tmp_path / "a.nq", text=named(TEXT, "t"))
    [change] = found(old, dump(tmp_path / "b.nq", person=named(PERSON, "Marc"), text=named(TEXT, "t")))
    assert (change.kind, change.label) == ("person", None)


def test_what_is_masked_now_is_not_repeated_from_before(tmp_path: Path) -> None:
    old = dump(tmp_path / "a.nq", act=grant(5, "Secours à Mme VOILIER"), text=named(TEXT, "t"))
    new = dump(tmp_path / "b.nq", act=grant(6, "Secours à ███████████"), text=named(TEXT, "t"))
    [change] = found(old, new)
    assert [one.old for one in change.facts] == [None, None]
    assert "VOILIER" not in "".join(render_lines([change], BASE, "fr"))
    [back] = found(new, old)
    assert "VOILIER" in "".join(render_lines([back], BASE, "fr"))


def test_a_line_of_a_title_cannot_move_the_cursor(tmp_path: Path) -> None:
    old = dump(tmp_path / "a.nq", act=grant(5, "a"), text=named(TEXT, "t"))
    new = dump(tmp_path / "b.nq", act=grant(5, "\x1b[2J\u202eb\nc"), text=named(TEXT, "t"))
    lines = list(render_lines(found(old, new), BASE, "en"))
    assert all(line.isprintable() for line in lines)
    assert lines[-1] == "Pages added: 0; changed: 1; withdrawn: 0; merged or moved: 0."


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_packed_dumps_are_read_and_cut_ones_refused(tmp_path: Path, suffix: str) -> None:
    plain = dump(tmp_path / "registre.nq", act=grant(5), other=named(OTHER, "B"))
    write_gzip(plain)
    write_zstd(plain)
    path = tmp_path / f"registre.nq{suffix}"
    assert [address for address, _ in read_pages(path)] == [ACT, OTHER]
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BadDump, match=r"registre\.nq"):
        list(read_pages(path))


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("@prefix a: <b> .\n", "utf-8")
    with pytest.raises(BadDump, match="line 1"):
        list(read_pages(tmp_path / "x.nq"))
    with pytest.raises(BadDump, match="no registre"):
        find_dump(tmp_path)
    bad = dump(tmp_path / "bad.nq", act=grant(5), other=named(OTHER, "B"))
    bad.write_text(bad.read_text("utf-8").replace('"Aide', 'Aide"'), "utf-8")
    good = dump(tmp_path / "good.nq", act=grant(5), other=named(OTHER, "B"))
    with pytest.raises(BadDump, match="not a quad"):
        found(good, bad)


def test_a_sorted_dump_is_refused_and_not_taken_for_another(tmp_path: Path) -> None:
    good = dump(tmp_path / "good.nq", act=grant(5), other=named(OTHER, "B"))
    torn = tmp_path / "torn.nq"
    first, *rest = good.read_text("utf-8").splitlines(keepends=True)
    torn.write_text("".join([*rest, first]), "utf-8")
    for pair in ((good, torn), (torn, good)):
        with pytest.raises(BadDump, match="two pieces"):
            found(*pair)


def test_the_command_says_it_in_three_forms_and_by_its_code(tmp_path: Path) -> None:
    old = dump(tmp_path / "old" / "registre.nq", act=grant(5), other=named(OTHER, "B"), text=named(TEXT, "t"))
    packed = dump(tmp_path / "new" / "registre.nq", act=grant(7), other=tombstone(OTHER, ACT), text=named(TEXT, "t"))
    (packed.parent / "registre.nq.gz").write_bytes(gzip.compress(packed.read_bytes()))
    packed.unlink()

    same = run_registre("diff", old, old.parent)
    assert (same.returncode, same.stdout) == (0, "No difference.\n"), same.stderr
    said = run_registre("diff", old, packed.parent)
    assert said.returncode == 1, said.stderr
    assert "#grant-1 reg:amount : 5 → 7" in said.stdout
    assert "merged     organisation/local/b → act/1/2023-01-01/a" in said.stdout

    lines = run_registre("diff", old, packed.parent, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["change"] for line in lines] == ["changed", "merged"]
    assert json.loads(lines[0])["facts"] == [
        {"subject": ACT + "#grant-1", "property": "reg:amount", "old": ["5"], "new": ["7"]}
    ]
    graph = Graph().parse(data=run_registre("diff", old, packed.parent, "--format", "ttl").stdout, format="turtle")
    stream = "https://www.w3.org/ns/activitystreams#"
    [update] = graph.subjects(RDF.type, URIRef(stream + "Update"))
    assert graph.value(update, URIRef(stream + "object")) == URIRef(ACT)
    statements = [
        graph.value(update, URIRef(f"http://www.w3.org/ns/prov#{one}")) for one in ("invalidated", "generated")
    ]
    assert [str(graph.value(one, RDF.object)) for one in statements] == ["5", "7"]
    [move] = graph.subjects(RDF.type, URIRef(stream + "Move"))
    assert graph.value(move, URIRef(stream + "target")) == URIRef(ACT)
    assert run_registre("diff", old, tmp_path / "nothing").returncode == 3
