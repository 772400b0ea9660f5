"""A cache on a server that can go down: a real socket, with a cache of this process behind it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partialmethod

from django.core.cache.backends.locmem import LocMemCache


class CacheOnAServer(LocMemCache):
    """Connects to the server at `host:port` before each operation, as a client library would."""

    def __init__(self, location: str, params: dict) -> None:
        super().__init__(location, params)
        self.address = location.rsplit(":", 1)

    def over_the_wire(self, method: str, *args, **kwargs):
        host, port = self.address
        socket.create_connection((host, int(port)), timeout=0.3).close()
        return getattr(super(), method)(*args, **kwargs)

    add = partialmethod(over_the_wire, "add")
    get = partialmethod(over_the_wire, "get")
    set = partialmethod(over_the_wire, "set")
    delete = partialmethod(over_the_wire, "delete")
    touch = partialmethod(over_the_wire, "touch")
    has_key = partialmethod(over_the_wire, "has_key")
    clear = partialmethod(over_the_wire, "clear")


class Door:
    """The port of a server, open or closed."""

    def __init__(self) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.listening: socket.socket | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def open(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", self.port), backlog=128)

    def shut(self) -> None:
        if self.listening:
            self.listening.close()
            self.listening = None


@contextmanager
def open_door() -> Iterator[Door]:
    door = Door()
    door.open()
    try:
        yield door
    finally:
        door.shut()
