"""Cache settings from a URL: a server, a database table, or memory per process."""

from typing import Any

# Servers evict by their own rules, without MAX_ENTRIES. Timeouts are short for a silent one.
SERVERS: dict[str, dict[str, Any]] = {
    "redis": {"socket_connect_timeout": 0.3, "socket_timeout": 0.5},
    "pymemcache": {"connect_timeout": 0.3, "timeout": 0.5, "retry_attempts": 0, "dead_timeout": 1},
    "pylibmc": {  # milliseconds and microseconds
        "behaviors": {"connect_timeout": 300, "send_timeout": 500_000, "receive_timeout": 500_000}
    },
}
STEADY = "portal.steady_cache.SteadyCache"
# Counts rates while a cache server is down. A migration creates its table.
MEANWHILE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cache_meanwhile",
}


def caches(config: dict) -> dict[str, dict]:
    """Return the site's cache, and a separate one for public pages, so that they evict no counts.

    With a cache server, the database replaces the first one while the server is down.
    """
    config = {name.upper(): value for name, value in config.items()}  # as in Django's settings
    patience = next((SERVERS[name] for name in SERVERS if name in config["BACKEND"].lower()), None)
    if patience:
        server = {**config, "OPTIONS": {**patience, **config.get("OPTIONS", {})}}
        pages = {**server, "KEY_PREFIX": f"{config.get('KEY_PREFIX', '')}pages"}
        return {
            "default": steady(server, meanwhile="meanwhile"),
            "pages": steady(pages, meanwhile=None),
            "meanwhile": with_room(MEANWHILE, 20_000),
        }
    apart = {**config, "LOCATION": f"{config.get('LOCATION', '')}_pages"}
    return {"default": with_room(config, 20_000), "pages": with_room(apart, 1_000)}


def steady(server: dict, meanwhile: str | None) -> dict:
    """Return a cache that uses a server as long as it answers; see portal/steady_cache.py."""
    name = f"{server['LOCATION']} {server.get('KEY_PREFIX', '')}"
    options = {"SERVER": server, "MEANWHILE": meanwhile}
    return {"BACKEND": STEADY, "LOCATION": name, "OPTIONS": options}


def with_room(config: dict, entries: int) -> dict:
    """Return a cache with this many entries, unless its URL sets the number."""
    return {**config, "OPTIONS": {"MAX_ENTRIES": entries, **config.get("OPTIONS", {})}}
