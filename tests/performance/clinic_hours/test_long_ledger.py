"""Every desk page makes the database do the same work for years of data as for a week.

Work is counted exactly (see `tests.performance.work`), with and without statistics: no plan may depend
on luck.
"""

from dataclasses import replace
from datetime import UTC, timedelta
from itertools import islice

import pytest
from django.db import connection
from django.utils import timezone

from clinic_hours.sessions.services.growth import (
    APART,
    Group,
    enroll,
    history,
    write_signed,
)
from home.core.services.statistics import refresh_statistics
from tests.factories.clinic import OfficeRoleFactory
from tests.performance.desk_pages import Visit, desk_pages
from tests.performance.work import work_of

pytestmark = pytest.mark.django_db

STUDENTS, ROUNDS, YEARS = 12, 10, 250
SINCE = timedelta(weeks=7)  # pace counts the last six weeks, however long the ledger is
MORE_AT_MOST, ROOM = 1.2, 1_500  # a visit may add a row that the next one shows
Work = dict[str, int]

# The indexes that begin with the enrollment, and their columns.
HISTORIES = {"entry_by_enrollment": 3, "entry_by_day": 4, "session_by_enrollment": 3}


@pytest.fixture
def group() -> Group:
    """Twelve students of one instructor with ten signed sessions each, years ago."""
    now = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    group = enroll(STUDENTS, begins_at=now - SINCE - APART * (ROUNDS + YEARS + 10))
    write(group, ROUNDS)
    return group


def write(group: Group, rounds: int) -> None:
    coming = history(group, rounds * len(group.enrollments))
    while batch := list(islice(coming, 1_000)):
        write_signed(batch)


def gain_years(group: Group) -> None:
    """Give all students but the first a long history since then."""
    begins_at = group.begins_at + APART * (ROUNDS + 3)
    write(replace(group, enrollments=group.enrollments[1:], begins_at=begins_at), YEARS)


def works(pages: dict[str, Visit]) -> Work:
    return {name: work_of(visit) for name, visit in pages.items()}


def forget_statistics() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.execute("ANALYZE sqlite_schema")  # loads the current statistics: none


def take_histories_for_short() -> None:
    """Give SQLite statistics as from a sample of new students, with one entry and one session each."""
    with connection.cursor() as cursor:
        for name, columns in HISTORIES.items():
            said = " ".join(["100000", *["1"] * columns])
            cursor.execute("UPDATE sqlite_stat1 SET stat = %s WHERE idx = %s", [said, name])
        cursor.execute("ANALYZE sqlite_schema")


def read_no_table_whole() -> None:
    """Make PostgreSQL plan as for large tables. It rightly scans short ones completely."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


def grown(before: Work, after: Work) -> list[str]:
    return [
        f"{name}: {before[name]} became {after[name]}"
        for name in before
        if after[name] > before[name] * MORE_AT_MOST + ROOM
    ]


def test_no_page_does_more_work_for_a_long_ledger_with_or_without_statistics(group):
    if connection.vendor == "postgresql":
        read_no_table_whole()
    pages = desk_pages(group.enrollments[0], OfficeRoleFactory().user)
    before = works(pages)
    gain_years(group)
    refresh_statistics()
    assert grown(before, works(pages)) == [], "with statistics"
    if connection.vendor == "sqlite":
        take_histories_for_short()
        assert grown(before, works(pages)) == [], "with a sample that misleads"
        forget_statistics()
        assert grown(before, works(pages)) == [], "without statistics"
