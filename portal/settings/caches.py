"""Where caches live, from their address: a server, a table, or each process on its own."""

from typing import Any

# Servers make room by their own rules, and take no MAX_ENTRIES. A silent one is not waited for.
SERVERS: dict[str, dict[str, Any]] = {
    "redis": {"socket_connect_timeout": 0.3, "socket_timeout": 0.5},
    "pymemcache": {"connect_timeout": 0.3, "timeout": 0.5, "retry_attempts": 0, "dead_timeout": 1},
    "pylibmc": {  # in milliseconds and microseconds
        "behaviors": {"connect_timeout": 300, "send_timeout": 500_000, "receive_timeout": 500_000}
    },
}
STEADY = "portal.steady_cache.SteadyCache"
# Counts rates while a server is away. A migration makes its table.
MEANWHILE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cache_meanwhile",
}


def caches(config: dict) -> dict[str, dict]:
    """Return the site's cache, and one beside it for public pages, which must not push out its counts.

    Where they are on a server, the database stands in for the first while the server is away.
    """
    config = {name.upper(): value for name, value in config.items()}  # as Django reads them
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
    """Return a cache that uses a server while it answers; see portal/steady_cache.py."""
    name = f"{server['LOCATION']} {server.get('KEY_PREFIX', '')}"
    options = {"SERVER": server, "MEANWHILE": meanwhile}
    return {"BACKEND": STEADY, "LOCATION": name, "OPTIONS": options}


def with_room(config: dict, entries: int) -> dict:
    """Return a cache for so many entries, unless its address says how many."""
    return {**config, "OPTIONS": {"MAX_ENTRIES": entries, **config.get("OPTIONS", {})}}
