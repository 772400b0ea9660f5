"""Where data lives, from its address: SQLite or PostgreSQL."""

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
# Each thread keeps its connection, and asks at the start of a request whether it is still good: after a
# restart of the server a new one is made at once, without the growing pauses of a pool.
POSTGRESQL = {
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {
        "connect_timeout": 3,
        "tcp_user_timeout": 5_000,  # milliseconds that a server may be silent, as after a power cut
        "options": "-c lock_timeout=3s -c statement_timeout=15s",
    },
}


def database(url: str) -> dict:
    """Return Django's settings for a database address, set up as docs/decisions/0002 says."""
    parsed = environ.Env.db_url_config(url)
    tuned = SQLITE if "sqlite" in parsed["ENGINE"] else POSTGRESQL
    return {**parsed, **tuned}
