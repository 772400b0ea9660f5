"""The amount of work the database does for a block: exact on either engine, the same on any machine."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

STEPS_AT_A_TIME = 10


class Work:
    """On SQLite, steps of its virtual machine. On PostgreSQL, rows read by its plans."""

    done = 0


@contextmanager
def work() -> Iterator[Work]:
    """Measure the work done by the statements of a block, available after it ends."""
    counted = Work()
    measure = steps if connection.vendor == "sqlite" else rows
    with measure(counted):
        yield counted


@contextmanager
def steps(counted: Work) -> Iterator[None]:
    def note() -> None:
        counted.done += STEPS_AT_A_TIME

    connection.ensure_connection()
    connection.connection.set_progress_handler(note, STEPS_AT_A_TIME)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, STEPS_AT_A_TIME)


@contextmanager
def rows(counted: Work) -> Iterator[None]:
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [each["sql"] for each in captured.captured_queries if each["sql"].startswith("SELECT")]
    counted.done = sum(rows_read(plan_of(statement)) for statement in asked)


def plan_of(statement: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", None)
        (found,) = cursor.fetchone()
    return (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]


def rows_read(node: dict) -> float:
    """Return the rows that a plan's scans returned or discarded, including its subplans."""
    below = sum(rows_read(each) for each in node.get("Plans", ()))
    if "Scan" not in node["Node Type"]:
        return below
    thrown_away = node.get("Rows Removed by Filter", 0) + node.get(
        "Rows Removed by Index Recheck", 0
    )
    return below + (node["Actual Rows"] + thrown_away) * node["Actual Loops"]


def work_of(visit: Callable[[], object]) -> int:
    """Return the work of a visit, with warm caches."""
    visit()
    with work() as counted:
        visit()
    return counted.done
