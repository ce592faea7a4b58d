"""The server, asked over the network as browsers, curl and RDF libraries do."""

from __future__ import annotations

import http.client
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from invented_site import ACT, CONFIG, write_site
from registre.errors import RegistreError
from registre.publication.serving import bytes_asked, make_server
from test_negotiation import TABLE


class Site:
    """A running server and the folder it serves."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower case) and body; names of headers come with `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("served") / "public"
    folder.mkdir()
    write_site(folder)
    (folder / ".well-known").mkdir()
    (folder / ".well-known" / "void").write_text("<> a <http://rdfs.org/ns/void#Dataset> .", "utf-8")
    (folder / ".hidden").write_text("secret", "utf-8")
    (folder.parent / "outside.html").write_text("secret", "utf-8")
    (folder / "way-out").symlink_to(folder.parent)
    with make_server(folder, port=0, quiet=True) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield Site(folder, server.server_address[1])
        server.shutdown()
        thread.join(5)


@pytest.mark.parametrize(("accept", "expected"), TABLE)
def test_an_identifier_answers_303_to_the_form_that_the_client_prefers(
    site: Site, accept: str | None, expected: str | None
) -> None:
    status, headers, _ = site.ask(f"/{ACT}", **({"Accept": accept} if accept is not None else {}))
    suffix = {"text/html": ".html", "text/turtle": ".ttl", "application/ld+json": ".jsonld"}.get(expected or "")
    assert status == (303 if suffix else 406)
    assert headers.get("location") == (f"/{ACT}{suffix}" if suffix else None)
    assert headers["vary"] == "Accept"
    assert f'</{ACT}.ttl>; rel="alternate"; type="text/turtle"' in headers["link"]


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/en/", "text/html; charset=utf-8"),
        (f"/{ACT}.html", "text/html; charset=utf-8"),
        (f"/{ACT}.ttl", "text/turtle; charset=utf-8"),
        (f"/{ACT}.jsonld", "application/ld+json"),
        ("/ns.ttl", "text/turtle; charset=utf-8"),
        ("/static/registre.css", "text/css; charset=utf-8"),
        ("/static/registre.js", "text/javascript; charset=utf-8"),
        ("/static/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/.well-known/void", "text/turtle; charset=utf-8"),
    ],
)
def test_a_file_answers_with_its_type(site: Site, path: str, media_type: str) -> None:
    status, headers, body = site.ask(path)
    assert (status, headers["content-type"]) == (200, media_type)
    assert headers["content-length"] == str(len(body)) and body
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


def test_the_vocabulary_and_a_dotted_identifier_negotiate_too(site: Site) -> None:
    assert site.ask("/ns", Accept="text/turtle")[1]["location"] == "/ns.ttl"
    assert site.ask("/ns", Accept="text/html")[1]["location"] == "/ns.html"
    assert site.ask("/rule/test.words")[1]["location"] == "/rule/test.words.html"
    assert site.ask("/list/acts", Accept="text/turtle")[0] == 406  # a list has one form only


def test_a_page_announces_its_other_forms(site: Site) -> None:
    _, headers, _ = site.ask(f"/{ACT}.html")
    assert '<2024-017.ttl>; rel="alternate"; type="text/turtle"' in headers["link"]
    assert '</.well-known/void>; rel="describedby"' in headers["link"]


def test_head_answers_as_get_without_a_body(site: Site) -> None:
    for path in (f"/{ACT}", f"/{ACT}.html", "/nowhere"):
        got, asked = site.ask(path), site.ask(path, "HEAD")
        assert asked[0] == got[0] and asked[2] == b""
        assert asked[1]["content-length"] == got[1]["content-length"]


def test_a_client_that_holds_the_file_gets_304(site: Site) -> None:
    etag = site.ask(f"/{ACT}.html")[1]["etag"]
    status, headers, body = site.ask(f"/{ACT}.html", If_None_Match=f'"other", W/{etag}')
    assert (status, body, headers["etag"]) == (304, b"", etag)
    assert site.ask(f"/{ACT}.html", If_None_Match='"other"')[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.html", "/%2e%2e/outside.html", "/..%2foutside", "/act/../../outside.html", "/..\\outside.html",
        "/way-out/outside.html", "/way-out/outside", "/.hidden", "/act", "/act/", "/index.html/", "/robots.txt/",
        "/%00", "/a%00.html", "/%ff", "/static", "/" + "a" * 5000, "/nowhere", f"/{ACT}.html/more",
    ],
)  # fmt: skip
def test_what_is_not_published_is_not_found_and_says_so_with_a_page(site: Site, path: str) -> None:
    status, headers, body = site.ask(path)
    assert status == 404
    assert b"secret" not in body
    assert headers["content-type"].startswith("text/html") and b"Page introuvable" in body


def test_a_page_not_found_can_be_read_at_any_depth(site: Site) -> None:
    _, _, body = site.ask("/act/far/away/from/here")
    assert b'href="/static/registre.css"' in body and b'href="/index.html"' in body


def test_two_slashes_do_not_lead_to_another_host(site: Site) -> None:
    status, headers, _ = site.ask(f"//{ACT}")
    assert status in (303, 404)
    assert not headers.get("location", "/x").startswith("//")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(site: Site, method: str) -> None:
    status, headers, _ = site.ask(f"/{ACT}.html", method)
    assert (status, headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_options_are_answered_for_other_origins(site: Site) -> None:
    status, headers, _ = site.ask(f"/{ACT}", "OPTIONS", Origin="https://elsewhere.example")
    assert (status, headers["access-control-allow-origin"]) == (204, "*")


def test_rdflib_reads_an_identifier(site: Site) -> None:
    graph = rdflib.Graph().parse(f"http://127.0.0.1:{site.port}/{ACT}")
    assert (rdflib.URIRef(CONFIG.base + ACT), None, None) in graph


def test_rdflib_reads_the_data_that_a_page_embeds(site: Site) -> None:
    graph = rdflib.Graph().parse(f"http://127.0.0.1:{site.port}/{ACT}.html", format="json-ld")
    assert (rdflib.URIRef(CONFIG.base + ACT), None, None) in graph


def test_a_folder_without_a_site_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(RegistreError, match="registre build"):
        make_server(tmp_path)


def test_a_taken_port_is_refused_with_advice(site: Site) -> None:
    with pytest.raises(RegistreError, match="--port"):
        make_server(site.folder, port=site.port)


def test_a_site_without_its_own_404_still_answers(tmp_path: Path, site: Site) -> None:
    shutil.copyfile(site.folder / "index.html", tmp_path / "index.html")
    with make_server(tmp_path, port=0, quiet=True) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        assert Site(tmp_path, server.server_address[1]).ask("/nowhere")[0] == 404
        server.shutdown()
        thread.join(5)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", range(1)),
        ("bytes=5-", range(5, 10)),
        ("bytes=5-99", range(5, 10)),
        ("bytes=-3", range(7, 10)),
        ("bytes=-99", range(10)),
        ("bytes=10-", None),  # nothing stands there
        ("bytes=-0", None),
        ("bytes=5-4", range(10)),  # what is no range is passed over
        ("bytes=-", range(10)),
        ("bytes=0-1,4-5", range(10)),  # several: the whole, as a server may
        ("lines=0-1", range(10)),
        ("bytes=" + "9" * 40 + "-", range(10)),
    ],
)
def test_a_range_is_the_bytes_that_stand_there(header: str, expected: range | None) -> None:
    assert bytes_asked(header, 10) == expected
