"""WRITE: what the database knows about the size of its tables, by which it plans queries."""

from django.db import connection

ROWS_LOOKED_AT = 1_000  # of each index: enough to tell a long table from a short one, in a moment


def refresh_statistics() -> None:
    """Look at the tables anew. PostgreSQL's autovacuum does so by itself, but only after a while.

    SQLite never does, and `PRAGMA optimize` looks only at tables that the same connection has asked;
    so this is the bounded ANALYZE that it would run, of all tables.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
