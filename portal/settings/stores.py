"""Database settings from a URL: SQLite or PostgreSQL."""

import environ

# Portable row locks, IMMEDIATE transactions and full synchronization: see docs/decisions/0002.
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
# Each thread keeps its connection and checks it at the start of a request: after a server restart it
# reconnects at once, without the growing delays of a pool.
POSTGRESQL = {
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "connect_timeout": 3,
        "tcp_user_timeout": 5_000,  # milliseconds of silence, such as after a power failure
        "options": "-c lock_timeout=3s -c statement_timeout=15s",
    },
}


def database(url: str) -> dict:
    """Return Django's settings for a database URL, configured as docs/decisions/0002 describes."""
    parsed = environ.Env.db_url_config(url)
    tuned = SQLITE if "sqlite" in parsed["ENGINE"] else POSTGRESQL
    return {**parsed, **tuned}
