"""Between a browser and the site, over real sockets: it cuts a connection at a chosen point."""

import random
import re
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

PATIENCE = 20  # seconds
RESET = struct.pack("ii", 1, 0)  # end with a reset, not in good order
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Cut(StrEnum):
    """Where a request of the browser is cut off."""

    BEFORE = "before the request leaves"
    HALFWAY = "in the middle of the request"
    SENT = "after the request is sent"
    COMMITTED = "after the server is done"
    ANSWERING = "in the middle of the answer"


class CuttingProxy(ThreadingTCPServer):
    """Passes requests on, each with a connection of its own. `next_cut` is for the next POST to `path`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, site: str, path: str) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        parts = urlsplit(site)
        self.upstream = (parts.hostname or "", parts.port or 80)
        self.start = f"POST {path} ".encode()
        self.next_cut: Cut | None = None
        self.chance = random.Random(7)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_address[1]}"

    def cut_of(self, request: bytes) -> Cut | None:
        if not request.startswith(self.start):
            return None
        cut, self.next_cut = self.next_cut, None
        return cut

    def part_of(self, data: bytes) -> bytes:
        return data[: self.chance.randrange(1, len(data))]

    def handle_error(self, *_request) -> None:
        """The browser ends connections as it likes."""


class Passing(StreamRequestHandler):
    timeout = PATIENCE
    server: CuttingProxy

    def handle(self) -> None:
        request = self.request_sent()
        cut = self.server.cut_of(request)
        if not request or cut == Cut.BEFORE:
            return self.break_off()
        with socket.create_connection(self.server.upstream, PATIENCE) as upstream:
            upstream.sendall(self.server.part_of(request) if cut == Cut.HALFWAY else request)
            if cut in (Cut.HALFWAY, Cut.SENT):
                return self.break_off()
            answer = b"".join(iter(lambda: upstream.recv(65536), b""))
        if cut == Cut.COMMITTED:
            return self.break_off()
        self.wfile.write(self.server.part_of(answer) if cut == Cut.ANSWERING else answer)
        return self.break_off() if cut else None

    def request_sent(self) -> bytes:
        """Return a whole request, which asks for the connection to end with its answer."""
        lines = list(iter(self.rfile.readline, b"\r\n"))
        if not lines or b"" in lines:
            return b""
        head = b"".join(line for line in lines if not line.lower().startswith(b"connection:"))
        length = LENGTH.search(head)
        body = self.rfile.read(int(length[1])) if length else b""
        return head + b"Connection: close\r\n\r\n" + body

    def break_off(self) -> None:
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)


@contextmanager
def cutting_proxy(site: str, path: str) -> Iterator[CuttingProxy]:
    with CuttingProxy(site, path) as proxy:
        thread = Thread(target=proxy.serve_forever, daemon=True)
        thread.start()
        yield proxy
        proxy.shutdown()
