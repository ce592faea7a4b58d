"""Real web servers on this machine, for tests: unprivileged, on a free port of the loopback, gone with the test.

nginx, Apache and Caddy read the settings that `registre hosts` wrote, as a publisher would include them.
"""

from __future__ import annotations

import functools
import http.client
import http.server
import os
import pwd
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from registre.publication.serving import make_server

NGINX = """
daemon off; master_process off; worker_processes 1; pid {run}/nginx.pid; error_log {run}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {run}/body; proxy_temp_path {run}/proxy; fastcgi_temp_path {run}/fastcgi;
    uwsgi_temp_path {run}/uwsgi; scgi_temp_path {run}/scgi;
    include {hosts}/nginx/maps.conf;
    server {{ listen 127.0.0.1:{port}; root {root}; include {hosts}/nginx/site.conf; }}
}}
"""
_MODULES = "mpm_event authz_core authn_core mime dir rewrite headers deflate filter alias unixd"
APACHE = """
ServerRoot {run}
PidFile {run}/apache.pid
ErrorLog {run}/error.log
Listen 127.0.0.1:{port}
ServerName 127.0.0.1:{port}
{modules}
TypesConfig {mime}
AddEncoding x-gzip .gz .tgz
AddLanguage es .es
AddLanguage fr .fr
DocumentRoot {root}
<Directory />
    Require all denied
</Directory>
<Directory {folder}>
    Require all granted
    AllowOverride {override}
    {include}
</Directory>
"""
CADDY = """
{{
    admin off
    auto_https off
    grace_period 1s
    default_bind 127.0.0.1
}}
import {hosts}/caddy/registre.caddy
http://127.0.0.1:{port} {{
    import registre {root}
}}
"""


class FilesAlone(http.server.SimpleHTTPRequestHandler):
    """Python's own server of files: an address is a file, or nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class Pages(FilesAlone):
    """What GitHub Pages, GitLab Pages, Netlify and the like say they do: `/x` shows `x.html`, 404.html, CORS."""

    extensions_map: ClassVar[dict[str, str]] = {  # type: ignore[misc]  # theirs is the instance's
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".ttl": "text/turtle; charset=utf-8",
        ".jsonld": "application/ld+json",
        ".html": "text/html; charset=utf-8",
    }

    def translate_path(self, path: str) -> str:
        place = super().translate_path(path)
        page = f"{place}.html"
        return page if not Path(place).exists() and Path(page).is_file() else place

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes() if code == 404 else b""
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


PROGRAMS = {
    "nginx": "nginx", "apache": "apache2", "htaccess": "apache2", "caddy": "caddy",
}  # fmt: skip


def program(name: str) -> str | None:
    """The program of a server, found also where only root has it in PATH; None when it is not installed."""
    path = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
    return shutil.which(PROGRAMS[name], path=path) or (shutil.which("httpd", path=path) if name != "caddy" else None)


@contextmanager
def running(name: str, root: Path, hosts: Path, run: Path, below: str = "") -> Iterator[int]:
    """The server `name` over the files of `root`, with the settings in `hosts`; gives its port.

    `run` is an empty folder of the server's own; the publication stands `below` the root. Raises RuntimeError with
    what the server said when it does not start.
    """
    if name == "serve":
        with make_server(root, port=0, quiet=True) as server, _threaded(server) as port:
            yield port
        return
    if name in ("files", "pages"):
        handler = functools.partial(FilesAlone if name == "files" else Pages, directory=str(root))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as plain, _threaded(plain) as port:
            yield port
        return
    port = _free_port()
    command = _settings(name, root, hosts, run, port, below)
    log = run / "said"
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=run, **_unprivileged(run))  # type: ignore[call-overload]  # user and group, or nothing
    try:
        _wait(process, port, lambda: log.read_text("utf-8", "replace"))
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _settings(name: str, root: Path, hosts: Path, run: Path, port: int, below: str) -> list[str]:
    """Write the server's main settings; the command that starts it, in the foreground."""
    found = program(name)
    assert found is not None, f"{name} is not installed"
    settings = run / "main.conf"
    if name == "nginx":
        settings.write_text(NGINX.format(run=run, hosts=hosts, port=port, root=root), "utf-8")
        return [found, "-c", str(settings), "-e", str(run / "error.log")]
    if name == "caddy":
        settings.write_text(CADDY.format(hosts=hosts, port=port, root=root), "utf-8")
        return [found, "run", "--adapter", "caddyfile", "--config", str(settings)]
    folder = next(one for one in (Path("/usr/lib/apache2/modules"), Path("/usr/lib64/httpd/modules")) if one.is_dir())
    modules = "\n".join(
        f"LoadModule {one}_module {folder}/mod_{one}.so"
        for one in _MODULES.split()
        if (folder / f"mod_{one}.so").is_file()
    )
    mime = run / "mime.types"
    mime.write_text("text/html html\n", "utf-8")
    written = hosts / "apache" / ".htaccess"
    if name == "htaccess":
        shutil.copyfile(written, root / below / ".htaccess")
    include = f"Include {written}" if name == "apache" else ""
    override = "None" if name == "apache" else "All"
    values = {"run": run, "port": port, "root": root, "folder": root / below, "modules": modules, "mime": mime}
    settings.write_text(APACHE.format(**values, include=include, override=override), "utf-8")
    return [found, "-d", str(run), "-f", str(settings), "-DFOREGROUND"]


def _unprivileged(run: Path) -> dict[str, object]:
    """Who runs the server: this user, unless it is root; then nobody, who is given `run`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    for path in (run, *run.iterdir()):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    environment = {**os.environ, "HOME": str(run), "XDG_DATA_HOME": str(run), "XDG_CONFIG_HOME": str(run)}
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "env": environment}


def _wait(process: subprocess.Popen[bytes], port: int, said: Callable[[], str]) -> None:
    for _ in range(1200):  # a minute: the machine may be busy
        if process.poll() is not None:
            break
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/robots.txt")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    process.terminate()
    raise RuntimeError(f"the server did not start: {said()[-2000:]}")


@contextmanager
def _threaded(server: http.server.ThreadingHTTPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join(5)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
