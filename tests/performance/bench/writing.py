"""Writing: many rows at once, and one row among many."""

import threading
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.db.models import F, Model
from django.utils import timezone

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.ledger.models import LogEntry
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.models import (
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from clinic_hours.sessions.selectors.queues import waiting_for
from clinic_hours.sessions.services.sessions import log_session
from clinic_hours.sessions.services.sign_offs import Pick, sign_off_sessions
from tests.factories.clinic import facts

from .school import School
from .timing import Work, alternated, line, median

EACH_WRITES = 10


def writing(school: School) -> None:
    locked = writers_that_were_locked_out(school)
    line("10", "8 writers: sessions refused as locked", locked, "0", good=not locked)
    count = 500
    sign = signing(school, count, rounds=6)
    sign()
    times = alternated(rounds=4, ours=sign, raw=raw_batch(count))
    goal = 2.5 if connection.vendor == "postgresql" else 4.0
    ratio = median(times["ours"]) / median(times["raw"])
    line("12", f"sign {count} at once, against a raw batch", ratio, f"≤ {goal}", good=ratio <= goal)


def writers_that_were_locked_out(school: School) -> int:
    failures: list[Exception] = []

    def write(enrollment: Enrollment) -> None:
        try:
            for hour in range(EACH_WRITES):
                day = timezone.localdate() - timedelta(days=1)
                times = {"start": f"{hour:02}:00", "end": f"{hour:02}:59"}
                # With one client, so that they have no findings, like the sessions on the queue's first page:
                # these become its last page, which is compared with the first.
                what = facts(enrollment, school.rosa, day=day, clients=1, **times)
                log_session(
                    actor=enrollment.student, enrollment=enrollment, facts=what, submit=True
                )
        except OperationalError as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[each]) for each in school.writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(failures)


def signing(school: School, count: int, rounds: int) -> Work:
    """Return the work of signing `count` waiting sessions, different ones each time."""
    school.grow(rounds * count, waiting=rounds * count)
    waiting = list(waiting_for(school.rosa.user).order_by("pk").values_list("pk", "version"))

    def sign() -> None:
        sign_off_sessions(
            actor=school.rosa.user,
            picks=[Pick(*waiting.pop()) for _ in range(count)],
            statement=current_statement("en"),
            authentication=Authentication("password", timezone.now()),
        )

    return sign


def raw_batch(count: int) -> Work:
    """Return the work of writing the same rows with one UPDATE and four plain INSERTs, from objects.

    They go into tables with the same columns and indexes as ours, emptied each time. This is the cost
    of a batch without guards, rules or evidence.
    """
    keys = list(ClinicSession.objects.order_by("pk").values_list("pk", flat=True)[:count])
    models = (SignOff, SessionEvent, LogEntry, HourEntry)
    batches = [
        (clone(model), model, list(model.objects.order_by("-pk")[:count])) for model in models
    ]

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            ClinicSession.objects.filter(pk__in=keys).update(version=F("version") + 1)
            for table, model, objects in batches:
                cursor.execute(f"DELETE FROM {table}")
                columns = columns_of(model)
                marks = ", ".join(["%s"] * len(columns))
                insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
                cursor.executemany(insert, rows_of(model, objects))

    return write


def columns_of(model: type[Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields]


def rows_of(model: type[Model], objects: list) -> list[list]:
    """Return objects as rows of database values."""
    fields = model._meta.concrete_fields
    return [
        [field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields]
        for each in objects
    ]


def clone(model: type[Model]) -> str:
    """Create an empty copy of a model's table, with its indexes, and return its name."""
    source = model._meta.db_table
    name = f"bench_{source}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE {name} (LIKE {source} INCLUDING ALL)")
            return name
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('table', 'index')",
            [source],
        )
        for (sql,) in cursor.fetchall():
            if sql:
                again = sql.replace(f'"{source}"', f'"{name}"')
                cursor.execute(again.replace(' INDEX "', ' INDEX "bench_'))
    return name
