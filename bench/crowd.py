"""Two hundred clients of `registre serve` at once, and a hundred slow ones beside them: `python -m bench.crowd FOLDER`.

Prints answers a second, what failed, and how long answers took; the server runs in a process of its own.
"""

from __future__ import annotations

import http.client
import multiprocessing
import multiprocessing.connection
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from registre.publication.serving import make_server

CLIENTS, ASKED, SLOW = 200, 50, 40


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--clients", default=CLIENTS, show_default=True)
@click.option("--slow", default=SLOW, show_default=True, help="Clients that begin a request and never end it.")
def main(folder: Path, clients: int, slow: int) -> None:
    """Leave with 1 when an answer is missing."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(folder, there), daemon=True)
    server.start()
    port: int = here.recv()
    lazy = [socket.create_connection(("127.0.0.1", port)) for _ in range(slow)]
    for one in lazy:
        one.sendall(b"GET / HTTP/1.1\r\nX-")
    started = time.monotonic()
    with ThreadPoolExecutor(clients) as crowd:
        seconds = sorted(one for asked in crowd.map(ask, [port] * clients) for one in asked)
    took = time.monotonic() - started
    server.terminate()
    wrong = clients * ASKED - len(seconds)
    click.echo(f"clients: tried {clients * ASKED} requests of {clients} clients at once, {slow} slow ones beside")
    click.echo(f"    survived {len(seconds)}, lost {wrong}; {len(seconds) / took:,.0f} answers a second")
    if seconds:
        click.echo(f"    half in {seconds[len(seconds) // 2] * 1000:.0f} ms, all in {seconds[-1] * 1000:.0f} ms")
    sys.exit(1 if wrong else 0)


def serve(folder: Path, told: multiprocessing.connection.Connection) -> None:
    with make_server(folder, port=0, quiet=True) as server:
        told.send(server.server_address[1])
        server.serve_forever()


def ask(port: int) -> list[float]:
    """Seconds of each good answer to one client, which asks again on the same connection."""
    taken, connection = list[float](), http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for _ in range(ASKED):
        started = time.monotonic()
        try:
            connection.request("GET", "/")
            answer = connection.getresponse()
            if answer.read() and answer.status == 200:
                taken.append(time.monotonic() - started)
        except (http.client.HTTPException, OSError):
            connection.close()
    connection.close()
    return taken


if __name__ == "__main__":
    main()
