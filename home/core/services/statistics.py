"""WRITE: refresh the database's table statistics, which it uses to plan queries."""

from django.db import connection

ROWS_LOOKED_AT = 1_000  # of each index: enough to tell a long table from a short one, and fast


def refresh_statistics() -> None:
    """Refresh the statistics. PostgreSQL's autovacuum does so too, but only after a while.

    SQLite never does, and `PRAGMA optimize` covers only tables that the same connection has queried; so
    this runs the same bounded ANALYZE on all tables.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
