"""The publication on this machine, as a good host would serve it: read-only, with content negotiation.

An IRI without extension answers 303 to the form that `Accept` prefers; files answer with their type. What was
withdrawn answers 410 with its tombstone, what was merged 301 to what was kept. Nothing outside the folder is ever read.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from registre.errors import RegistreError
from registre.publication.connections import PatientServer
from registre.publication.departed import Departed
from registre.publication.lookup import find, media_type
from registre.publication.negotiation import FORMS, Form, choose_form
from registre.publication.policies import READING, policy_of

SECURITY = {
    "Content-Security-Policy": f"{READING}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
METHODS = "GET, HEAD, OPTIONS"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Handler(BaseHTTPRequestHandler):
    """Answers GET, HEAD and OPTIONS below `folder`."""

    server_version = "registre"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: PatientServer

    def __init__(self, *arguments: Any, folder: Path, departed: Departed, quiet: bool = False) -> None:
        self.folder, self.departed, self.quiet = folder, departed, quiet
        super().__init__(*arguments)

    def handle_one_request(self) -> None:
        self.server.expect(self.connection, self.server.request_seconds)
        super().handle_one_request()

    def parse_request(self) -> bool:
        whole = super().parse_request()
        if whole:
            self.server.expect(self.connection, self.server.answer_seconds)
        return whole

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_OPTIONS(self) -> None:
        self._head(HTTPStatus.NO_CONTENT, {"Allow": METHODS})
        self.end_headers()

    def _refuse(self) -> None:
        """Nothing here can be written: 405, and the connection ends with the body unread."""
        self.close_connection = True
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"read-only\n", {"Allow": METHODS, "Connection": "close"})

    do_POST = do_PUT = do_PATCH = do_DELETE = _refuse

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path, errors="replace")
        found = find(self.folder, path)
        if found is None:
            self._not_found()
        elif found.file is not None:
            self._send_file(found.file, HTTPStatus.GONE if self.departed.is_gone(path) else HTTPStatus.OK)
        elif (replacement := self.departed.replacement(path)) is not None:
            headers = {"Location": quote(replacement)}
            self._send(HTTPStatus.MOVED_PERMANENTLY, f"{quote(replacement)}\n".encode(), headers)
        else:
            self._choose("/" + path.strip("/"), found.forms)

    def _choose(self, path: str, forms: Sequence[Form]) -> None:
        """303 to the form that the client prefers, or 406 with the list of those there are."""
        address = quote(path)
        links = ", ".join(f'<{address}{form.suffix}>; rel="alternate"; type="{form.media_type}"' for form in forms)
        form = choose_form(", ".join(self.headers.get_all("Accept", [])) or None, forms)
        if form is None:
            body = "".join(f"{address}{one.suffix}\t{one.media_type}\n" for one in forms).encode()
            self._send(HTTPStatus.NOT_ACCEPTABLE, body, {"Vary": "Accept", "Link": links})
            return
        if self.departed.is_gone(path):
            self._send_gone(path, form, links)
            return
        headers = {"Vary": "Accept", "Link": links, "Location": f"{address}{form.suffix}"}
        self._send(HTTPStatus.SEE_OTHER, f"{address}{form.suffix}\n".encode(), headers)

    def _send_gone(self, path: str, form: Form, links: str) -> None:
        """410 with the tombstone itself: what it was, why it is gone."""
        file = self.folder / f"{path.strip('/')}{form.suffix}"
        headers = {"Vary": "Accept", "Link": links, "Content-Type": media_type(file)}
        self._send(HTTPStatus.GONE, file.read_bytes(), headers)

    def _not_found(self) -> None:
        page = self.folder / "404.html"
        if page.is_file():
            self._send_file(page, HTTPStatus.NOT_FOUND)
        else:
            self._send(HTTPStatus.NOT_FOUND, b"not found\n", {})

    def _send(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self._head(status, {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body)), **headers})
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_file(self, file: Path, status: HTTPStatus) -> None:
        """The file, or 304 when the client holds it already."""
        with file.open("rb") as stream:
            facts = os.fstat(stream.fileno())
            etag = _etag(file, facts)
            headers = {"ETag": etag, "Cache-Control": "no-cache", **self._links(file)}
            policy = policy_of(file.relative_to(self.folder).as_posix())
            headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
            if status is HTTPStatus.OK and etag in _etags(self.headers.get("If-None-Match")):
                self._head(HTTPStatus.NOT_MODIFIED, headers)
                self.end_headers()
                return
            headers["Last-Modified"] = formatdate(facts.st_mtime, usegmt=True)
            headers["Accept-Ranges"] = "bytes"
            part = self._part(facts.st_size, headers) if status is HTTPStatus.OK else range(facts.st_size)
            if part is None:
                headers |= {"Content-Range": f"bytes */{facts.st_size}"}
                self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", headers)
                return
            if len(part) < facts.st_size:
                status = HTTPStatus.PARTIAL_CONTENT
                headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{facts.st_size}"
            headers["Content-Type"] = media_type(file)
            headers["Content-Length"] = str(len(part))
            self._head(status, headers)
            self.end_headers()
            if self.command != "HEAD":
                self._copy(stream, part)

    def _part(self, size: int, headers: dict[str, str]) -> range | None:
        """The bytes that are asked for: all of them unless GET names one range of what stands now; None for no byte."""
        asked, still = self.headers.get("Range"), self.headers.get("If-Range")
        if asked is None or self.command != "GET" or still not in (None, headers["ETag"], headers["Last-Modified"]):
            return range(size)
        return bytes_asked(asked, size)

    def _copy(self, stream: BinaryIO, part: range) -> None:
        left = len(part)
        try:
            stream.seek(part.start)
            while left and (data := stream.read(min(left, 1 << 16))):
                self.wfile.write(data)
                left -= len(data)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _links(self, file: Path) -> dict[str, str]:
        """What stands beside a page: its other forms, and the description of the dataset."""
        stem = file.name.removesuffix(file.suffix)
        others = [
            form for form in FORMS if form.suffix != file.suffix and (file.parent / f"{stem}{form.suffix}").is_file()
        ]
        if file.suffix not in {form.suffix for form in FORMS} or not others:
            return {}
        links = [f'<{quote(stem)}{form.suffix}>; rel="alternate"; type="{form.media_type}"' for form in others]
        if (self.folder / ".well-known" / "void").is_file():
            links.append('</.well-known/void>; rel="describedby"; type="text/turtle"')
        return {"Link": ", ".join(links)}

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**SECURITY, "Access-Control-Allow-Origin": "*", **headers}.items():
            self.send_header(name, value)
        self.send_header("Access-Control-Expose-Headers", "Link, ETag")

    def log_message(self, format: str, *arguments: object) -> None:
        if not self.quiet:
            super().log_message(format, *arguments)


def _etag(file: Path, facts: os.stat_result) -> str:
    known = f"{file.name}\0{facts.st_size}\0{facts.st_mtime_ns}\0{facts.st_ino}"
    return f'"{hashlib.sha256(known.encode()).hexdigest()[:20]}"'


def bytes_asked(header: str, size: int) -> range | None:
    """The one range of bytes that `header` asks for; all of them when it asks otherwise; None when there are none.

    Source: RFC 9110 § 14.2: a server may ignore a range, here several at once and units other than bytes.
    """
    if (match := _RANGE.fullmatch(header.strip())) is None or not (match[1] or match[2]):
        return range(size)
    if not match[1]:
        start, end = max(size - int(match[2]), 0), size
    else:
        start, end = int(match[1]), min(int(match[2]) + 1, size) if match[2] else size
        if match[2] and int(match[2]) < start:
            return range(size)
    return range(start, end) if start < end else None


def _etags(header: str | None) -> set[str]:
    return {one.strip().removeprefix("W/") for one in header.split(",")} if header else set()


def make_server(folder: Path, host: str = "127.0.0.1", port: int = 8000, *, quiet: bool = False) -> PatientServer:
    """A server that is listening; port 0 takes a free one.

    Raises `RegistreError` when `folder` holds no site, or the address cannot be had.
    """
    if not (folder / "index.html").is_file():
        raise RegistreError(f"{folder}: no site here. Build one first: registre build DOCUMENTS --out {folder}")
    try:
        server = PatientServer(
            (host, port), partial(Handler, folder=folder, departed=Departed.read(folder), quiet=quiet)
        )
    except OSError as fault:
        advice = "Choose another one with --port."
        raise RegistreError(f"{host}:{port}: cannot listen here ({fault.strerror}). {advice}") from fault
    return server


def serve(folder: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve `folder` until interrupted."""
    with make_server(folder, host, port) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
