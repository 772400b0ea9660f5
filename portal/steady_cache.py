"""A cache on a server that may go down: requests are still answered, and rates still counted.

While the server does not answer, another cache replaces it: the database's, or none at all. The server is
tried at most once every few seconds, and used again as soon as it answers.
"""

import importlib
import logging
import threading
import time
from collections.abc import Callable
from functools import partialmethod
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

TRY_AGAIN_AFTER = 5  # seconds
REMEMBERED = 10_000  # keys to delete from the server when it is back


def error_of(module: str, name: str) -> tuple[type[Exception], ...]:
    """Return a library's base exception, if the library is installed."""
    try:
        return (getattr(importlib.import_module(module), name),)
    except ImportError:
        return ()


FAILURES: tuple[type[Exception], ...] = (
    OSError,
    *error_of("redis.exceptions", "RedisError"),
    *error_of("pymemcache.exceptions", "MemcacheError"),
    *error_of("pylibmc", "Error"),
)


class Circuit:
    """Whether a server is believed to be up, shared by all threads of a process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.is_open = False
        self.try_again_at = 0.0
        self.missed: set[str] = set()

    def may_ask(self) -> bool:
        """Whether to query the server: always while it is up, otherwise one request in a while."""
        if not self.is_open:
            return True
        with self.lock:
            now = time.monotonic()
            if now < self.try_again_at:
                return False
            self.try_again_at = now + TRY_AGAIN_AFTER
            return True

    def failed(self, error: Exception) -> None:
        with self.lock:
            was_open, self.is_open = self.is_open, True
            self.try_again_at = time.monotonic() + TRY_AGAIN_AFTER
        if not was_open:
            logger.warning("The cache server is not responding: %s", error)

    def miss(self, keys: list[str]) -> None:
        """Remember keys whose change the server missed, as long as there is room."""
        with self.lock:
            if len(self.missed) < REMEMBERED:
                self.missed.update(keys)

    def answered(self, forgotten: set[str]) -> None:
        """Mark the server as up. The server has deleted these of the missed keys."""
        with self.lock:
            self.is_open = False
            self.missed -= forgotten
        logger.warning("The cache server is responding again.")


CIRCUITS: dict[str, Circuit] = {}


class SteadyCache(BaseCache):
    """`OPTIONS` contain the `SERVER`, like Django's settings for a cache, and its replacement `MEANWHILE`."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = params["OPTIONS"]
        self.server = made(options["SERVER"])
        self.meanwhile_alias: str | None = options.get("MEANWHILE")
        self.circuit = CIRCUITS.setdefault(name, Circuit())

    @property
    def meanwhile(self) -> BaseCache:
        return caches[self.meanwhile_alias] if self.meanwhile_alias else DummyCache("", {})

    def ask(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call a method on the server, or on its replacement."""
        if self.circuit.may_ask():
            try:
                if self.circuit.is_open:
                    self.reconnect()
                return getattr(self.server, method)(*args, **kwargs)
            except FAILURES as error:
                self.circuit.failed(error)
        self.note_what_is_missed(method, *args)
        return getattr(self.meanwhile, method)(*args, **kwargs)

    def reconnect(self) -> None:
        """Use the server again, after deleting what changed while it was down."""
        self.server.get("steady-cache:is-there")
        missed = set(self.circuit.missed)
        self.server.delete_many(missed)  # only then is it used, since it may go down again here
        self.circuit.answered(missed)

    def note_what_is_missed(self, method: str, *args: Any) -> None:
        """Note changed keys; an old page generation, for one, must not come back with the server."""
        if method == "delete" or (method == "set" and not self.meanwhile_alias):
            self.circuit.miss([args[0]])
        elif method == "delete_many":
            self.circuit.miss(list(args[0]))

    add = partialmethod(ask, "add")
    get = partialmethod(ask, "get")
    set = partialmethod(ask, "set")
    touch = partialmethod(ask, "touch")
    delete = partialmethod(ask, "delete")
    get_many = partialmethod(ask, "get_many")
    set_many = partialmethod(ask, "set_many")
    delete_many = partialmethod(ask, "delete_many")
    get_or_set = partialmethod(ask, "get_or_set")
    has_key = partialmethod(ask, "has_key")
    incr = partialmethod(ask, "incr")
    clear = partialmethod(ask, "clear")

    def close(self, **kwargs: Any) -> None:
        self.server.close(**kwargs)

    def is_away(self) -> bool:
        """Whether the server is down, for monitoring."""
        self.ask("get", "steady-cache:is-there")
        return self.circuit.is_open


def made(config: dict[str, Any]) -> BaseCache:
    """Return the cache that Django would create from these settings."""
    params = {name: value for name, value in config.items() if name not in ("BACKEND", "LOCATION")}
    make: Callable[[Any, dict], BaseCache] = import_string(config["BACKEND"])
    return make(config.get("LOCATION", ""), params)
