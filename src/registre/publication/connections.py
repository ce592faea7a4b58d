"""A server that many clients, slow ones among them, cannot stop: so many at a time, and so long each.

Threads answer, one a connection. A connection is cut when its request does not arrive in time, or its answer does
not leave in time, however steadily its client trickles; one too many is told to come back.
"""

from __future__ import annotations

import sys
import threading
import time
from http.server import ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from typing import Any, Final

MOST_CONNECTIONS: Final = 256
REQUEST_SECONDS: Final = 15.0
"""For a whole request to arrive, and for a connection that is kept to ask again."""
ANSWER_SECONDS: Final = 600.0
"""For a whole answer to leave: the greatest dump, to a client that reads 1 MB/s."""
FULL: Final = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class PatientServer(ThreadingHTTPServer):
    """An HTTP server whose handlers say `expect` before they wait for a client."""

    daemon_threads = True
    request_queue_size = 512
    most_connections = MOST_CONNECTIONS
    request_seconds = REQUEST_SECONDS
    answer_seconds = ANSWER_SECONDS

    def __init__(self, *arguments: Any, **more: Any) -> None:
        self._room = threading.BoundedSemaphore(self.most_connections)
        self._lock = threading.Lock()
        self._due: dict[socket, float] = {}
        super().__init__(*arguments, **more)

    def expect(self, connection: socket, seconds: float) -> None:
        """This connection is cut unless it ends, or expects again, within so many seconds."""
        with self._lock:
            self._due[connection] = time.monotonic() + seconds

    def service_actions(self) -> None:
        """Cut the connections that took too long: called at each turn of `serve_forever`, twice a second or more."""
        now = time.monotonic()
        with self._lock:
            late = [connection for connection, due in self._due.items() if due < now]
            for connection in late:
                del self._due[connection]
        for connection in late:
            _cut(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._room.acquire(blocking=False):
            _refuse(request)
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except BaseException:
            self._room.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._due.pop(request, None)
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no fault of ours: nothing is said of it."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def _cut(connection: socket) -> None:
    try:
        connection.shutdown(SHUT_RDWR)
    except OSError:
        return  # it ended by itself


def _refuse(connection: socket) -> None:
    try:
        connection.setblocking(False)
        connection.send(FULL)
    except OSError:
        return
