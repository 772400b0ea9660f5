"""Where data and caches live, from their addresses: SQLite or PostgreSQL, a shared cache or none."""

import environ

# A portable parent lock, IMMEDIATE transactions and full synchronisation: see docs/decisions/0002.
SQLITE = {
    "ENGINE": "portal.database.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
        ),
    },
}
POSTGRESQL = {
    "CONN_MAX_AGE": 0,  # the pool keeps connections; Django must not
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "pool": True,
        "options": "-c lock_timeout=3s -c statement_timeout=15s",
    },
}


SERVERS = ("redis", "memcached")  # they make room by their own rules, and take no MAX_ENTRIES


def database(url: str) -> dict:
    """Return Django's settings for a database address, set up as docs/decisions/0002 says."""
    parsed = environ.Env.db_url_config(url)
    tuned = SQLITE if "sqlite" in parsed["ENGINE"] else POSTGRESQL
    return {**parsed, **tuned}


def caches(config: dict) -> dict[str, dict]:
    """Return the site's cache, and one beside it for public pages, which must not push out its counts."""
    config = {name.upper(): value for name, value in config.items()}  # as Django reads them
    if any(server in config["BACKEND"].lower() for server in SERVERS):
        prefix = f"{config.get('KEY_PREFIX', '')}pages"
        return {"default": config, "pages": {**config, "KEY_PREFIX": prefix}}
    apart = {**config, "LOCATION": f"{config.get('LOCATION', '')}_pages"}
    return {"default": with_room(config, 20_000), "pages": with_room(apart, 1_000)}


def with_room(config: dict, entries: int) -> dict:
    """Return a cache for so many entries, unless its address says how many."""
    return {**config, "OPTIONS": {"MAX_ENTRIES": entries, **config.get("OPTIONS", {})}}
