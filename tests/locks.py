"""Hold the lock that a write needs."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection, transaction

LONGER = 20  # seconds: longer than anything here waits
IMPATIENT = {
    "sqlite": "PRAGMA busy_timeout = 100",
    "postgresql": "SET lock_timeout = '100ms'",
}


@contextmanager
def held(table: str) -> Iterator[None]:
    """Hold a lock in a separate thread, so that others can read a table but not write to it.

    This thread's connection waits for it only briefly.
    """
    holds, done = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
                holds.set()  # on SQLite, a transaction locks the whole database from its first statement
                done.wait(LONGER)
        finally:
            connection.close()

    with connection.cursor() as cursor:
        cursor.execute(IMPATIENT[connection.vendor])
    thread = Thread(target=hold)
    thread.start()
    try:
        assert holds.wait(LONGER)
        yield
    finally:
        done.set()
        thread.join()
        connection.close()
