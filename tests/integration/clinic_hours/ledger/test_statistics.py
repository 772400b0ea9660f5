"""The database learns the size of its tables without help."""

import pytest
from django.core.management import call_command
from django.db import connection

from clinic_hours.sessions.models import HourEntry
from home.core.periodic import DAY, registered_tasks

# PostgreSQL does not roll back statistics.
pytestmark = pytest.mark.django_db(transaction=True)

TABLE = HourEntry._meta.db_table
KNOWN = {
    "sqlite": f"SELECT count(*) FROM sqlite_stat1 WHERE tbl = '{TABLE}'",
    "postgresql": f"SELECT greatest(reltuples, 0) FROM pg_class WHERE relname = '{TABLE}'",
}


def known() -> int:
    """Return a number above zero if the database knows how many entries there are."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN[connection.vendor])
        (found,) = cursor.fetchone()
    return int(found)


def test_nothing_is_known_about_an_empty_ledger():
    assert not known()


def test_growing_a_history_leaves_its_statistics():
    call_command("grow", students=2, sessions=4, yes=True, verbosity=0)
    assert known()


def test_the_worker_updates_statistics_every_day(three_entries):
    assert not known()
    task = registered_tasks()["refresh_statistics"]
    assert task.every == DAY
    task.act()
    assert known()


def test_migrating_updates_statistics(three_entries):
    call_command("migrate", verbosity=0)
    assert known()


def test_the_demo_leaves_its_statistics(demo_school):
    assert known()
