"""A publication that follows its curators: facts, identities, tombstones, provenance; no trace of what is hidden."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS

import registers_samples
from conftest import ROOT
from registers_samples import SIREN
from registre.build import build
from registre.config import Config, read_config
from registre.decisions import BadDecision
from registre.decisions.ledger import BadLedger
from registre.decisions.words import digest_of, tokens
from registre.journey import read_record
from registre.linking.reference import read_reference
from registre.linking.registers.settings import RegisterPaths
from registre.publication.serving import make_server
from registre.summary import Summary
from registre.traces import verify_privacy
from registre.verification import verify

BASE = Config().base
REG = "https://w3id.org/registre/ns#"
EXAMPLES = ROOT / "examples" / "documents"
DOCUMENTS = tuple(
    f"{folder}.txt"
    for folder in (
        "saint-orlan/2023-034",
        "saint-orlan/pv-2023-06-28",
        "monts-de-sorvan/d2023-032",
        "monts-de-sorvan/d2023-031",
    )
)
NAME = "Lucie VAUZELLE"
WHY = "  reason: essai de M. Firmin TALBOUZE\n  date: 2024-05-02\n  by: service des assemblées\n"


def published(folder: Path, out: Path, decisions: str | None, **settings: str) -> Summary:
    place = folder / "decisions"
    shutil.rmtree(place, ignore_errors=True)
    if decisions is not None:
        place.mkdir()
        (place / "2024-05-02.yaml").write_text(decisions, "utf-8")
    config = Config(shacl_engine="fast", **settings)  # type: ignore[arg-type]  # texts only
    return build(folder, out, config, reference=read_reference(ROOT / "examples" / "reference.toml"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("documents")
    for name in DOCUMENTS:
        (made / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(EXAMPLES / name, made / name)
    return made


def decisions_of(folder: Path) -> str:
    """One decision of each kind on the examples, and one that finds nothing."""
    here, moved, gone = (read_record(folder / DOCUMENTS[n], DOCUMENTS[n]) for n in (0, 3, 2))
    sha256, start = here.source.sha256, here.text.index(NAME)
    digest = digest_of((word for word, _, _ in tokens(NAME)), sha256)
    said = (
        f"suppress\n  document: {sha256}\n  text: {here.text_sha256}\n  start: {start}\n  end: {start + len(NAME)}\n"
        f"  words: 2\n  digest: {digest}",
        f"withdraw-document\n  document: {gone.source.sha256}",
        f"correct\n  document: {moved.source.sha256}\n  field: session.date\n  old: 2023-09-19\n  new: 2023-09-20",
        "merge\n  keep: organisation/local/syndicat-eau-trois-vallons\n  gone: organisation/local/sorvan-formation",
        "rename\n  thing: organisation/local/syndicat-eau-trois-vallons\n  name: Syndicat des Trois Vallons",
        "rename\n  thing: organisation/local/personne\n  name: Rien",
    )
    return "".join(f"- decision: {one}\n{WHY}" for one in said)


@pytest.fixture(scope="module")
def plain(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plain") / "public"
    assert published(folder, out, None).published
    return out


@pytest.fixture(scope="module")
def decided(folder: Path, plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Published over the same place as `plain`, with the identifiers kept."""
    out = tmp_path_factory.mktemp("decided") / "public"
    shutil.copytree(plain, out)
    summary = published(folder, out, decisions_of(folder), keep_identifiers="yes")
    assert summary.published and summary.decisions == 6
    assert [one.rpartition(" ")[2] for one in summary.obsolete] == ["(rename)"]
    return out


def graph(out: Path) -> Graph:
    return Graph().parse(next(out.glob("dumps/**/registre.ttl")))


def ledger(out: Path) -> dict[str, list[str]]:
    lines = (out / "identifiers.tsv").read_text("utf-8").splitlines()[1:]
    return {line.split("\t")[0]: line.split("\t")[1:] for line in lines}


def test_a_publication_with_decisions_keeps_every_promise(decided: Path) -> None:
    assert [(check.name, check.broken[:3]) for check in verify(decided) if not check.holds] == []


def test_a_hidden_name_is_in_no_byte_and_the_others_stay(plain: Path, decided: Path) -> None:
    def holding(out: Path, word: str) -> list[str]:
        return [
            path.name
            for path in out.rglob("*")
            if path.is_file() and word in path.read_bytes().decode("utf-8", "replace").casefold()
        ]

    assert len(holding(plain, "vauzelle")) > 5
    assert holding(decided, "vauzelle") == []
    assert len(holding(decided, "teyssonnier")) > 5
    assert holding(decided, "talbouze") == [], "a private person that a reason names"


def test_the_published_tree_proves_that_nothing_is_left_and_the_one_before_does_not(
    folder: Path, plain: Path, decided: Path
) -> None:
    place = folder / "decisions"
    assert [(check.name, check.broken[:3]) for check in verify_privacy(decided, place) if not check.holds] == []
    assert all(check.holds for check in verify_privacy(decided / "act", place, folder))
    small = plain.parent / "part"
    for part in ("act", "text"):
        shutil.copytree(plain / part, small / part)
    assert {check.name for check in verify_privacy(small, place, folder) if not check.holds} == {
        "hidden-words",
        "black-places",
        "withdrawn",
        "withdrawn-texts",
    }


def test_what_was_merged_moved_or_withdrawn_leaves_a_tombstone_and_what_stands_none(plain: Path, decided: Path) -> None:
    before, after = ledger(plain), ledger(decided)
    assert {line[1] for line in before.values()} == {"published"}
    forgotten = {path for path in before if path not in after}
    assert all(path.startswith("organisation/local/") for path in forgotten), "its words are those of what is withdrawn"
    left = {path: line[1:3] for path, line in after.items() if line[1] != "published"}
    assert left["organisation/local/sorvan-formation"] == ["merged", "organisation/local/syndicat-eau-trois-vallons"]
    assert left["act/249900028/2023-09-19/d2023-031"] == ["moved", "act/249900028/2023-09-20/d2023-031"]
    assert left["act/249900028/2023-09-19/d2023-032"] == ["withdrawn", ""]
    for path in left:
        for suffix in (".html", ".ttl", ".jsonld"):
            assert (decided / f"{path}{suffix}").is_file()
        assert (decided / "en" / f"{path}.html").is_file()
        assert 'content="noindex"' in (decided / f"{path}.html").read_text("utf-8")


def test_the_graph_says_what_replaces_a_tombstone_and_which_decision(decided: Path) -> None:
    found = graph(decided)
    old, kept = (
        URIRef(f"{BASE}organisation/local/{name}") for name in ("sorvan-formation", "syndicat-eau-trois-vallons")
    )
    assert set(found.objects(old, DCTERMS.isReplacedBy)) == {kept}
    assert (old, RDF.type, URIRef(REG + "Tombstone")) in found
    assert (old, SKOS.prefLabel, None) not in found
    (decision,) = found.objects(old, PROV.wasInfluencedBy)
    assert {str(one) for one in found.objects(decision, URIRef(REG + "decisionKind"))} == {REG + "decision-merge"}
    assert str(found.value(kept, SKOS.prefLabel)) == "Syndicat des Trois Vallons"
    states = [str(one).removeprefix(REG) for one in found.objects(None, URIRef(REG + "decisionState"))]
    assert sorted(states) == ["decisionstate-applied"] * 5 + ["decisionstate-obsolete"]


def test_the_evidence_of_a_corrected_fact_names_the_decision_as_its_rule(decided: Path) -> None:
    evidence = next(decided.glob("dumps/**/evidence.nq")).read_text("utf-8")
    assert f"<{REG}rule> <{BASE}rule/decision>" in evidence
    assert (decided / "rule" / "decision.html").is_file()


def test_lists_and_counts_hold_no_tombstone(decided: Path) -> None:
    for page in (decided / "list").glob("*.html"):
        assert "sorvan-formation" not in page.read_text("utf-8")
    assert "Rien" not in (decided / "list" / "organisations.html").read_text("utf-8")


def test_decisions_are_told_on_one_page_with_their_state(decided: Path) -> None:
    page = (decided / "decisions.html").read_text("utf-8")
    assert page.count('id="decision-') == 6 and "ne s’applique plus" in page
    assert "no longer applies" in (decided / "en" / "decisions.html").read_text("utf-8")


def test_a_withdrawn_document_is_told_by_its_digest_alone(decided: Path) -> None:
    lines = [json.loads(line) for line in (decided / "quarantine.jsonl").read_text("utf-8").splitlines()]
    (withdrawn,) = [one for one in lines if one["code"] == "source.withdrawn"]
    assert withdrawn["path"] == f"sha256:{withdrawn['sha256']}" and "TALBOUZE" not in withdrawn["seen"]


def test_the_same_decisions_give_the_same_bytes(folder: Path, plain: Path, decided: Path, tmp_path: Path) -> None:
    again = tmp_path / "public"
    shutil.copytree(plain, again)
    published(folder, again, decisions_of(folder), keep_identifiers="yes")
    files = {path.relative_to(decided) for path in decided.rglob("*") if path.is_file()}
    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert [one for one in sorted(files) if (decided / one).read_bytes() != (again / one).read_bytes()] == []


def test_without_decisions_nothing_is_said_of_them(plain: Path) -> None:
    assert "gone" not in {line[1] for line in ledger(plain).values()}
    assert not (plain / "decisions.html").exists() and not (plain / "rule" / "decision.html").exists()


def test_a_bad_decision_leaves_the_publication_as_it_was(folder: Path, plain: Path) -> None:
    before = (plain / "index.html").stat()
    with pytest.raises(BadDecision, match="« merg »"):
        published(folder, plain, "- decision: merg\n" + WHY)
    assert (plain / "index.html").stat() == before


def test_an_identifier_whose_document_has_gone_keeps_resolving_when_asked(
    folder: Path, plain: Path, tmp_path: Path
) -> None:
    fewer, out = tmp_path / "documents", tmp_path / "public"
    shutil.copytree(folder / "saint-orlan", fewer / "saint-orlan")
    shutil.copytree(plain, out)
    published(fewer, out, None, keep_identifiers="yes")
    after = ledger(out)
    assert after["act/249900028/2023-09-19/d2023-031"][1] == "gone"
    assert (out / "act/249900028/2023-09-19/d2023-031.html").is_file()
    assert [check.name for check in verify(out) if not check.holds] == []
    published(fewer, out, None, keep_identifiers="yes")
    assert ledger(out) == after, "a tombstone stays one"


def test_an_organisation_that_gets_a_number_leaves_its_old_address(folder: Path, plain: Path, tmp_path: Path) -> None:
    """From local/… to siren/…, when a register is given later; the old address leads to the new one."""
    club = "organisation/local/sorvan-formation"
    assert ledger(plain)[club][1] == "published"
    units = tmp_path / "units.csv"
    seats = tmp_path / "seats.csv"
    registers_samples.write_csv(
        units, registers_samples.UNIT_COLUMNS, [registers_samples.unit(SIREN, "Sorvan Formation")]
    )
    registers_samples.write_csv(
        seats, registers_samples.ESTABLISHMENT_COLUMNS, [registers_samples.seat(SIREN, "99031")]
    )
    out = tmp_path / "public"
    shutil.copytree(plain, out)
    config = Config(
        shacl_engine="fast",
        keep_identifiers="yes",
        registers=RegisterPaths(sirene_units=units, sirene_establishments=seats),
    )
    shutil.rmtree(folder / "decisions", ignore_errors=True)
    build(folder, out, config, reference=read_reference(ROOT / "examples" / "reference.toml"))
    after = ledger(out)
    assert after[f"organisation/siren/{SIREN}"][1] == "published"
    assert after[club][1:3] == ["moved", f"organisation/siren/{SIREN}"]
    assert f"organisation/siren/{SIREN}" in (out / f"{club}.html").read_text("utf-8")
    assert [check.name for check in verify(out) if not check.holds] == []


def test_a_body_that_gets_its_siren_leaves_every_address_below_it(folder: Path, tmp_path: Path) -> None:
    """Nobody knew the number of Saint-Orlan; then a reference gives it: body, organ, session, acts, persons move."""
    documents, out = tmp_path / "documents", tmp_path / "public"
    shutil.copytree(folder / "saint-orlan", documents, ignore=shutil.ignore_patterns("2023-034*"))
    config = Config(shacl_engine="fast", keep_identifiers="yes")
    build(documents, out, config, reference=read_reference())
    before = {path for path, line in ledger(out).items() if line[0] not in ("text", "territory", "rule")}
    (slug,) = (path.split("/")[1] for path in before if path.startswith("body/"))
    below = {path for path in before if path.split("/")[1] == slug}
    assert {path.split("/")[0] for path in below} == {"body", "organ", "session", "act", "person", "coverage"}
    build(documents, out, config, reference=read_reference(ROOT / "examples" / "reference.toml"))
    after = ledger(out)
    assert [path for path in below if after[path][1] != "moved"] == []
    assert all(after[after[path][2]][1] == "published" for path in below)
    assert len({after[path][2] for path in below}) == len(below), "each has its own new address"
    assert [(path, after[path]) for path in before if after[path][1] == "gone"] == []
    assert [check.name for check in verify(out) if not check.holds] == []


def test_a_list_of_identifiers_that_cannot_be_trusted_stops_the_build(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "public"
    out.mkdir()
    (out / "identifiers.tsv").write_text(
        "path\tkind\tstate\treplaced_by\tdecision\n../etc\tact\tpublished\t\t\n", "utf-8"
    )
    with pytest.raises(BadLedger, match="keep_identifiers"):
        published(folder, out, None, keep_identifiers="yes")


def test_the_setting_is_checked(tmp_path: Path) -> None:
    (tmp_path / "registre.toml").write_text('keep_identifiers = "maybe"\n', "utf-8")
    with pytest.raises(Exception, match="keep_identifiers"):
        read_config(tmp_path / "registre.toml")


@contextmanager
def served(folder: Path) -> Iterator[http.client.HTTPConnection]:
    with make_server(folder, port=0, quiet=True) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
        yield connection
        connection.close()
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "accept", "status", "leads"),
    [
        ("organisation/local/sorvan-formation", "*/*", 301, "/organisation/local/syndicat-eau-trois-vallons"),
        ("organisation/local/sorvan-formation.html", "*/*", 200, None),
        ("act/249900028/2023-09-19/d2023-032", "text/turtle", 410, "text/turtle; charset=utf-8"),
        ("act/249900028/2023-09-19/d2023-032", "text/html", 410, "text/html; charset=utf-8"),
        ("act/249900028/2023-09-19/d2023-032", "application/pdf", 406, None),
        ("act/249900028/2023-09-19/d2023-032.jsonld", "*/*", 410, "application/ld+json"),
        ("en/act/249900028/2023-09-19/d2023-032.html", "*/*", 410, "text/html; charset=utf-8"),
        (
            "organisation/local/syndicat-eau-trois-vallons",
            "*/*",
            303,
            "/organisation/local/syndicat-eau-trois-vallons.html",
        ),
    ],
)
def test_a_server_says_gone_or_leads_to_what_was_kept(
    decided: Path, path: str, accept: str, status: int, leads: str | None
) -> None:
    with served(decided) as connection:
        connection.request("GET", f"/{path}", headers={"Accept": accept})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == status
        assert leads is None or leads in (answer.getheader("Location"), answer.getheader("Content-Type"))
        assert body
