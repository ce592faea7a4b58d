"""Every address, asked as every client does, on every server: tests/resolution/table.toml says what must come back.

`registre serve`, nginx, Apache (its settings included, and as .htaccess), Caddy, a host that shows `x.html` at `/x`,
and one that knows files alone. A server that is not installed is skipped, unless REGISTRE_SERVERS names it.
"""

from __future__ import annotations

import http.client
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
import rdflib

from conftest import run_registre
from invented_site import ACT, CONFIG, write_site
from registre.errors import BadConfiguration, RegistreError
from registre.publication.changes.index import Index, write_index
from registre.publication.hosts import write_hosts
from registre.publication.hosts.writing import THINGS
from registre.publication.negotiation import FORMS, choose_form
from registre.publication.policies import policy_of
from web_servers import PROGRAMS, program, running

TABLE = tomllib.loads((Path(__file__).parent / "resolution" / "table.toml").read_text("utf-8"))
SERVERS = ("serve", "nginx", "apache", "htaccess", "caddy", "pages", "files")
NEGOTIATING = SERVERS[:5]
POLICIES = (
    "index.html", f"{ACT}.html", "search.html", "en/search.html", "sparql.html", "endpoint.html", "en/endpoint.html",
)  # fmt: skip
SUFFIXES = {"html": ".html", "ttl": ".ttl", "jsonld": ".jsonld", "": ""}
TYPES = {"html": "text/html; charset=utf-8", "ttl": "text/turtle; charset=utf-8", "jsonld": "application/ld+json"}
COVERAGE = "coverage/219900016"
GONE = "organisation/local/amicale-du-lavoir"
MERGED, SPLIT = "organisation/local/amis-du-lavoir", "organisation/local/comite-des-fetes"
KEPT = "organisation/local/les-amis-du-lavoir"
LEDGER = (
    "path\tkind\tstate\treplaced_by\tdecision\n"
    f"{ACT}\tact\tpublished\t\t\n"
    f"{GONE}\torganisation\twithdrawn\t\t\n"
    f"{MERGED}\torganisation\tmerged\t{KEPT}\t\n"
    f"{SPLIT}\torganisation\tsplit\t{KEPT} {ACT}\t\n"
)


@dataclass(frozen=True)
class Answer:
    """What came back. Names of headers are lower case; several of one name are joined."""

    status: int
    headers: dict[str, str]
    body: bytes

    def get(self, name: str) -> str:
        return self.headers.get(name, "")


@dataclass
class Host:
    """A running server."""

    name: str
    port: int
    base: str = "/"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, self.base + urldefrag(path).url, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            joined: dict[str, str] = {}
            for name, value in answer.getheaders():
                joined[name.lower()] = f"{joined[name.lower()]}, {value}" if name.lower() in joined else value
            return Answer(answer.status, joined, answer.read())
        finally:
            connection.close()


def tombstone(folder: Path, path: str) -> None:
    for suffix, body in (
        (".html", "<p>Retiré"),
        (".ttl", f"<{CONFIG.base}{path}> a <{CONFIG.base}ns#Tombstone> ."),
        (".jsonld", f'{{"@id": "{CONFIG.base}{path}"}}'),
    ):
        place = folder / f"{path}{suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(body, "utf-8")
    english = folder / "en" / f"{path}.html"
    english.parent.mkdir(parents=True, exist_ok=True)
    english.write_text("<p>Withdrawn", "utf-8")


def publish(folder: Path) -> None:
    """A small publication, with what has left it."""
    folder.mkdir(parents=True)
    write_site(folder)
    for path in (GONE, MERGED, SPLIT):
        tombstone(folder, path)
    (folder / "identifiers.tsv").write_text(LEDGER, "utf-8")
    (folder / ".well-known").mkdir()
    (folder / ".well-known" / "void").write_text("<> a <http://rdfs.org/ns/void#Dataset> .", "utf-8")
    (folder / ".secret").write_text("secret", "utf-8")
    (folder / "SHA256SUMS").write_text("00  x\n", "utf-8")
    (folder / "dumps/latest/registre.nq.gz").write_bytes(b"\x1f\x8b\x08" + bytes(500))
    (folder / "dumps/latest/registre.ttl").write_text("<a:a> <a:b> <a:c> .\n" * 200, "utf-8")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that another user may read: servers started by root run as nobody."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="module")
def root(place: Path) -> Path:
    publish(place / "root")
    write_hosts(place / "root", CONFIG.base, place / "hosts")
    return place / "root"


@pytest.fixture(scope="module")
def hosts(root: Path, place: Path) -> Iterator[dict[str, Host]]:
    """The servers that could be started, each over its own copy of the publication."""
    with ExitStack() as stack:
        started = {}
        for name in SERVERS:
            if name in PROGRAMS and program(name) is None:
                continue
            shutil.copytree(root, place / name / "root")
            (place / name / "run").mkdir()
            port = stack.enter_context(running(name, place / name / "root", place / "hosts", place / name / "run"))
            started[name] = Host(name, port)
        yield started


@pytest.fixture
def host(hosts: dict[str, Host], request: pytest.FixtureRequest) -> Host:
    name: str = request.param
    if name not in hosts:
        if PROGRAMS[name] in os.environ.get("REGISTRE_SERVERS", "").split():
            pytest.fail(f"{PROGRAMS[name]} is not installed, and REGISTRE_SERVERS asks for it")
        pytest.skip(f"{PROGRAMS[name]} is not installed: apt-get install nginx-light apache2 caddy")
    return hosts[name]


def expected(kind: str, accept: str, server: str) -> dict[str, Any]:
    """Status, location, type, links, and whether it varies: of an address, for a client, on a server."""
    row = TABLE["kind"][kind]
    for other in TABLE["host"]:
        if server in other["servers"] and kind in other["kinds"]:
            assert other["why"]
            return {"type": row.get("type", ""), **other, "plain": True}
    if "forms" not in row:
        return dict(row)
    form = TABLE["accept"][accept][row["forms"]]
    known = ["html", "ttl", "jsonld"] if row["forms"] == "full" else ["html"]
    if not form:
        return {"status": 406, "varies": True, "links": known}
    found: dict[str, Any] = {"status": row["negotiated"], "varies": True, "links": known}
    if row["negotiated"] == 410:
        return {**found, "type": TYPES[form]}
    return {**found, "location": urldefrag(row["path"]).url + SUFFIXES[form]}


def differences(host: Host, path: str, answer: Answer, wanted: dict[str, Any]) -> Iterator[str]:
    """What is otherwise than wanted, in words."""
    if wanted["status"] == 0:
        return
    if answer.status != wanted["status"]:
        yield f"status {answer.status}, not {wanted['status']}"
        return
    location = urlsplit(urljoin(f"http://127.0.0.1:{host.port}/", answer.get("location")))
    told = location.path if answer.get("location") else ""
    if told != (host.base + wanted["location"] if "location" in wanted else ""):
        yield f"location {told}"
    if "location" in wanted and location.netloc != f"127.0.0.1:{host.port}":
        yield f"leads to {location.netloc}"
    if wanted.get("type") and answer.get("content-type").lower() != wanted["type"]:
        yield f"type {answer.get('content-type')}, not {wanted['type']}"
    if wanted.get("plain"):
        return
    varies = "accept" in [one.strip().lower() for one in answer.get("vary").split(",")]
    if varies != wanted.get("varies", False):
        yield f"vary: {answer.get('vary')}"
    stem = host.base + urldefrag(path).url
    for suffix in SUFFIXES.values():
        stem = stem.removesuffix(suffix)
    for form in FORMS:
        name = form.suffix.removeprefix(".")
        links = [
            f'<{one}{form.suffix}>; rel="alternate"; type="{form.media_type}"'
            for one in (stem, stem.rpartition("/")[2])
        ]
        if name in wanted.get("links", ()) and not any(one in answer.get("link") for one in links):
            yield f"no link to {name}: {answer.get('link')}"
    if answer.get("access-control-allow-origin") != "*":
        yield "no CORS"
    if wanted.get("file") and not answer.get("etag"):
        yield "no ETag"
    if answer.get("x-content-type-options") != "nosniff" or "default-src 'none'" not in answer.get(
        "content-security-policy"
    ):
        yield "security headers"


@pytest.mark.parametrize("kind", TABLE["kind"])
@pytest.mark.parametrize("host", SERVERS, indirect=True)
def test_every_client_gets_what_the_table_says(host: Host, kind: str) -> None:
    path = TABLE["kind"][kind]["path"]
    faults = []
    for accept, row in TABLE["accept"].items():
        headers = {"Accept": row["header"]} if "header" in row else {}
        wanted = expected(kind, accept, host.name)
        got, head = host.ask(path, **headers), host.ask(path, "HEAD", **headers)
        faults += [f"{accept}: {one}" for one in differences(host, path, got, wanted)]
        if wanted["status"] == 0:
            continue
        faults += [f"HEAD {accept}: {one}" for one in differences(host, path, head, wanted)]
        if head.body or head.get("location") != got.get("location"):
            faults.append(f"HEAD {accept}: otherwise than GET")
        if b"secret" in got.body:
            faults.append("a hidden file is shown")
    assert faults == []


def test_the_table_is_as_long_as_promised() -> None:
    assert len(TABLE["accept"]) >= 14
    assert {"thing", "part", "html", "turtle", "json-ld", "withdrawn", "merged", "unknown"} <= set(TABLE["kind"])
    named = [(server, kind) for other in TABLE["host"] for server in other["servers"] for kind in other["kinds"]]
    assert len(named) == len(set(named)) and {kind for _, kind in named} <= set(TABLE["kind"])
    assert {server for server, _ in named}.isdisjoint(NEGOTIATING), "servers with settings have no excuse"


@pytest.mark.parametrize("accept", TABLE["accept"])
def test_the_table_says_what_negotiation_does(accept: str) -> None:
    row = TABLE["accept"][accept]
    for forms, name in ((FORMS, "full"), (FORMS[:1], "page")):
        chosen = choose_form(row.get("header"), forms)
        assert (chosen.suffix.removeprefix(".") if chosen is not None else "") == row[name]


@pytest.mark.parametrize("host", NEGOTIATING, indirect=True)
def test_a_tombstone_comes_with_its_status(host: Host) -> None:
    assert b"Tombstone" in host.ask(GONE, Accept="text/turtle").body
    assert b"Tombstone" in host.ask(f"{GONE}.ttl").body
    assert "Retiré".encode() in host.ask(GONE).body
    assert b"Withdrawn" in host.ask(f"en/{GONE}.html").body


@pytest.mark.parametrize("host", NEGOTIATING, indirect=True)
def test_a_page_not_found_is_the_site_s_own(host: Host) -> None:
    for path in ("nowhere", "act/far/away", "nowhere.ttl", "list/acts.ttl"):
        answer = host.ask(path)
        assert answer.status == 404 and b"Page introuvable" in answer.body, path


@pytest.mark.parametrize("host", NEGOTIATING, indirect=True)
def test_a_client_that_holds_a_file_gets_304(host: Host) -> None:
    etag = host.ask(f"{ACT}.ttl").get("etag")
    answer = host.ask(f"{ACT}.ttl", If_None_Match=etag)
    assert (answer.status, answer.body) == (304, b"")
    assert host.ask(f"{ACT}.ttl", If_None_Match='"other"').status == 200
    assert host.ask(f"{ACT}.ttl").get("cache-control") == "no-cache"


@pytest.mark.parametrize("host", NEGOTIATING, indirect=True)
def test_a_part_of_a_file_can_be_asked_for(host: Host) -> None:
    whole = host.ask("dumps/latest/registre.ttl")
    size = len(whole.body)
    for asked, start, end in (("bytes=10-19", 10, 20), ("bytes=3990-", 3990, size), ("bytes=-7", size - 7, size)):
        part = host.ask("dumps/latest/registre.ttl", Range=asked)
        assert (part.status, part.body) == (206, whole.body[start:end])
        assert part.get("content-range") == f"bytes {start}-{end - 1}/{size}"
    assert host.ask("dumps/latest/registre.ttl", Range=f"bytes={size}-").status == 416
    changed = host.ask("dumps/latest/registre.ttl", Range="bytes=0-9", If_Range='"other"')
    assert (changed.status, len(changed.body)) == (200, size)


@pytest.mark.parametrize("host", NEGOTIATING, indirect=True)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(host: Host, method: str) -> None:
    for path in (ACT, f"{ACT}.html"):
        answer = host.ask(path, method)
        assert answer.status == 405 and "GET" in answer.get("allow")


@pytest.mark.parametrize("host", NEGOTIATING, indirect=True)
def test_other_origins_may_ask(host: Host) -> None:
    answer = host.ask(ACT, "OPTIONS", Origin="https://elsewhere.example")
    assert answer.status in (200, 204) and answer.get("access-control-allow-origin") == "*"
    assert "Link" in host.ask(ACT).get("access-control-expose-headers")


@pytest.mark.parametrize("host", ["nginx", "apache", "htaccess", "caddy"], indirect=True)
def test_compression_says_so(host: Host) -> None:
    answer = host.ask("dumps/latest/registre.ttl", Accept_Encoding="gzip")
    assert answer.get("content-encoding") == "gzip" or host.name == "caddy"  # Caddy compresses the types that it knows
    if answer.get("content-encoding"):
        assert "accept-encoding" in answer.get("vary").lower()
    assert host.ask("dumps/latest/registre.nq.gz").get("content-encoding") == ""


@pytest.mark.parametrize("host", NEGOTIATING, indirect=True)
def test_a_page_comes_with_the_policy_that_is_written_in_it(host: Host) -> None:
    said = {path: host.ask(path).get("content-security-policy") for path in POLICIES}
    assert said == {path: f"{policy_of(path)}; frame-ancestors 'none'" for path in POLICIES}
    assert len(set(said.values())) == 3


@pytest.mark.parametrize("host", NEGOTIATING, indirect=True)
def test_rdflib_reads_an_identifier(host: Host) -> None:
    graph = rdflib.Graph().parse(f"http://127.0.0.1:{host.port}/{ACT}")
    assert (rdflib.URIRef(CONFIG.base + ACT), None, None) in graph


@pytest.mark.parametrize("host", [*NEGOTIATING, "pages"], indirect=True)
def test_rdflib_reads_json_ld_at_an_identifier_on_any_host_that_shows_pages(host: Host) -> None:
    graph = rdflib.Graph().parse(f"http://127.0.0.1:{host.port}/{ACT}", format="json-ld")
    assert (rdflib.URIRef(CONFIG.base + ACT), None, None) in graph


@pytest.mark.parametrize("host", SERVERS, indirect=True)
def test_rdflib_reads_the_files_anywhere(host: Host) -> None:
    address = f"http://127.0.0.1:{host.port}/{ACT}"
    turtle = rdflib.Graph().parse(f"{address}.ttl", format="turtle")
    file, embedded = (rdflib.Graph().parse(f"{address}{suffix}", format="json-ld") for suffix in (".jsonld", ".html"))
    assert set(file) == set(embedded) and len(turtle) == len(file) > 50
    assert set(turtle.subject_predicates()) == set(file.subject_predicates())


@pytest.mark.parametrize("host", SERVERS, indirect=True)
def test_a_part_lands_on_its_place_in_the_page(host: Host) -> None:
    assert b'id="vote"' in host.ask(f"{ACT}.html").body


@pytest.mark.parametrize("host", ["htaccess"], indirect=True)
def test_an_address_that_only_redirects_chooses_the_form_too(host: Host, root: Path, place: Path) -> None:
    target = "https://town.example/registre/"
    write_hosts(root, "https://w3id.org/town/", place / "w3id", target)
    folder, run = place / "redirecting", place / "redirecting-run"
    folder.mkdir()
    run.mkdir()
    (place / "w3id" / "apache" / ".htaccess").write_bytes((place / "w3id" / "w3id" / ".htaccess").read_bytes())
    with running("htaccess", folder, place / "w3id", run) as port:
        redirecting, faults = Host("w3id", port), []
        for name, row in TABLE["accept"].items():
            headers = {"Accept": row["header"]} if "header" in row else {}
            for path in (ACT, GONE, COVERAGE):
                answer = redirecting.ask(path, **headers)
                wanted = (303, f"{target}{path}{SUFFIXES[row['full']]}") if row["full"] else (406, "")
                if (answer.status, answer.get("location")) != wanted or answer.get("vary").lower() != "accept":
                    faults.append((name, answer.status, answer.headers))
        assert faults == []
        for path in (f"{ACT}.ttl", "", "list/acts.html", "dumps/latest/registre.ttl"):
            answer = redirecting.ask(path)
            assert (answer.status, answer.get("location")) == (302, target + path)
        assert redirecting.ask(MERGED).get("location") == f"{target}{KEPT}.html"


@pytest.mark.parametrize("name", ["nginx", "apache", "htaccess", "caddy"])
def test_a_publication_may_stand_under_a_path(name: str, hosts: dict[str, Host], root: Path, place: Path) -> None:
    if name not in hosts:
        pytest.skip(f"{PROGRAMS[name]} is not installed")
    under, run = place / f"{name}-under", place / f"{name}-under-run"
    shutil.copytree(root, under / "town" / "registre")
    run.mkdir()
    write_hosts(root, "https://data.example.org/town/registre/", place / "hosts-under")
    with running(name, under, place / "hosts-under", run, "town/registre") as port:
        host = Host(name, port, "/town/registre/")
        assert host.ask(ACT, Accept="text/turtle").get("location").endswith(f"/town/registre/{ACT}.ttl")
        assert host.ask(MERGED).get("location").endswith(f"/town/registre/{KEPT}")
        gone = host.ask(GONE, Accept="text/turtle")
        assert (gone.status, b"Tombstone" in gone.body) == (410, True)
        assert [host.ask(path).status for path in ("", "en/", "nowhere", f"{ACT}.jsonld")] == [200, 200, 404, 200]
        assert b"Page introuvable" in host.ask("nowhere").body
        assert f"</town/registre/{ACT}.ttl>" in host.ask(ACT).get("link")
        if name not in ("apache", "htaccess"):  # Apache: settings of a folder say nothing of what stands above it
            assert Host(name, port).ask(".well-known/void").get("content-type") == TYPES["ttl"]


def test_every_kind_of_thing_is_known_to_an_address_that_only_redirects(root: Path) -> None:
    things = [path.relative_to(root).parts for path in root.rglob("*.ttl") if path.with_suffix(".html").is_file()]
    assert {parts[0] for parts in things if len(parts) > 1} <= set(THINGS)


def test_settings_are_not_written_where_they_would_be_served(root: Path) -> None:
    with pytest.raises(RegistreError, match="beside"):
        write_hosts(root, CONFIG.base, root / "hosts")


@pytest.mark.parametrize(
    "base",
    ['https://data.example.org/"; deny all;/', "data.example.org", "https://a.example/x", "https://a.example/$1/"],
)
def test_an_address_that_settings_could_misread_is_refused(root: Path, tmp_path: Path, base: str) -> None:
    with pytest.raises(BadConfiguration, match="--base"):
        write_hosts(root, base, tmp_path)


def test_the_command_writes_settings_for_each_server(root: Path, tmp_path: Path) -> None:
    done = run_registre(
        "hosts", root, "--base", CONFIG.base, "--out", tmp_path / "made", "--target", "https://a.example/b/"
    )
    assert done.returncode == 0, done.stderr
    made = tmp_path / "made"
    assert sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()) == [
        "apache/.htaccess",
        "caddy/registre.caddy",
        "nginx/maps.conf",
        "nginx/site.conf",
        "s3/upload.sh",
        "w3id/.htaccess",
    ]
    again = run_registre("hosts", root, "--base", CONFIG.base, "--out", root / "inside")
    assert again.returncode != 0 and "beside" in again.stderr


def test_the_base_is_what_the_publication_says_or_must_be_given(root: Path, tmp_path: Path) -> None:
    public, base = tmp_path / "public", "https://town.example/register/"
    shutil.copytree(root, public)
    (public / "changes" / "index.json").unlink(missing_ok=True)
    silent = run_registre("hosts", public, "--out", tmp_path / "made")
    assert silent.returncode == 2 and "--base" in silent.stderr
    write_index(public, Index(base))
    assert run_registre("hosts", public, "--out", tmp_path / "made").returncode == 0
    assert base in (tmp_path / "made" / "caddy" / "registre.caddy").read_text("utf-8")


def test_addresses_that_left_are_named_for_what_they_are_whatever_their_length(
    root: Path, place: Path, hosts: dict[str, Host]
) -> None:
    """nginx keeps them in a table whose places must be large enough."""
    if "nginx" not in hosts:
        pytest.skip("nginx is not installed")
    long, run = place / "long", place / "long-run"
    shutil.copytree(root, long)
    run.mkdir()
    name = "organisation/local/" + "association-" * 18 + "du-lavoir"
    tombstone(long, name)
    many = "".join(f"organisation/local/{n}\torganisation\tgone\t\t\n" for n in range(3000))
    (long / "identifiers.tsv").write_text(f"{LEDGER}{name}\torganisation\tgone\t\t\n{many}", "utf-8")
    write_hosts(long, CONFIG.base, place / "hosts-long")
    with running("nginx", long, place / "hosts-long", run) as port:
        assert Host("nginx", port).ask(name).status == 410
