"""The rows of speed.md that this far exist, each as a ratio to its reference."""

import gzip
import threading
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F, Model
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from clinic_hours.domain.attestation import Authentication, current_statement
from clinic_hours.models import (
    ClinicSession,
    Enrollment,
    HourEntry,
    SessionEvent,
    SignOff,
    TreeNode,
)
from clinic_hours.selectors.desks import desks_of
from clinic_hours.selectors.queues import waiting_for
from clinic_hours.services.sessions import log_session
from clinic_hours.services.sign_offs import Pick, sign_off_sessions
from tests.factories.clinic import facts
from tests.factories.courses import (
    CourseFactory,
    CurriculumLineFactory,
    ProgramFactory,
    ProgramIndexPageFactory,
    ProgramPageFactory,
    RequirementSetFactory,
    StandardSubjectFactory,
)

from .documents import printing
from .school import WAITING, School
from .timing import Work, alternated, line, median, p95
from .transcripts import verifying

EACH_WRITES = 10


def run_all(sessions: int) -> None:
    print(f"{connection.vendor}; ratios of medians, alternated in one run\n")
    school = School()
    school.grow(1_000, waiting=100)
    visitor, rosa, student = Client(), signed_in(school.rosa.user), signed_in(student_of(school))
    pages(visitor, rosa, student, bare_page(), program_page())
    weights(rosa)
    writing(school)
    verifying()
    printing()
    at_scale(school, rosa, sessions)


def student_of(school: School):
    return school.enrollments[1].student


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def bare_page() -> str:
    """Return the address of the reference page B."""
    from .urls import BarePage

    root = Site.objects.get(is_default_site=True).root_page
    page = root.add_child(instance=Page(title="Bare", slug="bench-bare"))
    BarePage.objects.filter(pk=page.pk)
    Page.template = BarePage.template
    return "/bench-bare/"


def program_page() -> str:
    """Return the address of a program with ten courses, each with the state's minimum beside it."""
    page = ProgramPageFactory(parent=ProgramIndexPageFactory(), program=ProgramFactory())
    RequirementSetFactory(program=page.program)
    for _number in range(10):
        course = CourseFactory()
        StandardSubjectFactory(standard=page.program.standard, subject_area=course.subject_area)
        CurriculumLineFactory(program=page.program, course=course)
    return page.url


def pages(visitor: Client, rosa: Client, student: Client, bare: str, program: str) -> None:
    times = alternated(
        hello=lambda: visitor.get("/bench/hello/"),
        bare=lambda: visitor.get(bare),
        rows=lambda: visitor.get("/bench/rows/"),
        program=lambda: visitor.get(program),
        queue=lambda: rosa.get("/hours/queue/"),
        desk=lambda: student.get("/hours/"),
    )
    hello, bare_time, rows = (median(times[name]) for name in ("hello", "bare", "rows"))
    print(f"      B is {hello / bare_time:.2f} H, Q is {bare_time / rows:.2f} B\n")
    ours = bare_time / median(times["program"])
    line("1", "program page, uncached, in B", ours, "≥ 0.45", good=ours >= 0.45)
    queue, desk = rows / median(times["queue"]), bare_time / median(times["desk"])
    line("5", "queue page of 50, in Q", queue, "≥ 0.5", good=queue >= 0.5)
    line("8", "student desk, in B", desk, "≥ 0.35", good=desk >= 0.35)


def weights(rosa: Client) -> None:
    html = rosa.get("/hours/queue/").content
    raw, small = len(html) / 1024, len(gzip.compress(html)) / 1024
    line("17", "queue page at 50 rows, KiB of HTML", raw, "≤ 60", good=raw <= 60)
    line("17", "the same, gzipped", small, "≤ 10", good=small <= 10)


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
                what = facts(
                    enrollment, school.rosa, day=day, start=f"{hour:02}:00", end=f"{hour:02}:59"
                )
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
    """Return the work of signing `count` waiting sessions, each time others."""
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
    """Return the work of the same rows as one UPDATE and four plain INSERTs, from their objects.

    They go into tables with the same columns and indexes as ours, emptied each time: what a batch
    costs that guards nothing, asks no rule and keeps no evidence.
    """
    keys = list(ClinicSession.objects.order_by("pk").values_list("pk", flat=True)[:count])
    models = (SignOff, SessionEvent, HourEntry, TreeNode)
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
    """Return objects as the database takes them."""
    fields = model._meta.concrete_fields
    return [
        [field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields]
        for each in objects
    ]


def clone(model: type[Model]) -> str:
    """Make an empty table like a model's, with its indexes; return its name."""
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


def at_scale(school: School, rosa: Client, sessions: int) -> None:
    small = alternated(rounds=40, queue=lambda: rosa.get("/hours/queue/"))["queue"]
    print(f"\n      growing to {sessions:,} sessions, {WAITING:,} of them waiting …")
    school.grow(sessions, waiting=WAITING)
    times = alternated(
        rounds=40,
        queue=lambda: rosa.get("/hours/queue/"),
        last=lambda: rosa.get(last_page(school)),
        badge=lambda: desks_of(school.rosa.user),
    )
    throughput = median(small) / median(times["queue"])
    tail = p95(times["queue"]) / p95(small)
    deep = median(times["last"]) / median(times["queue"])
    badge = median(times["badge"]) / median(times["queue"])
    line(
        "6",
        f"queue at {sessions:,} against 1,000: throughput",
        throughput,
        "≥ 0.85",
        good=throughput >= 0.85,
    )
    line("6", "the same: p95", tail, "≤ 1.2", good=tail <= 1.2)
    line("5", "last keyset page against the first", deep, "≤ 1.3", good=deep <= 1.3)
    line("7", "badge counts, share of the page's time", badge, "≤ 0.15", good=badge <= 0.15)


LAST: dict[int, str] = {}


def last_page(school: School) -> str:
    """Return the address of the last full page of the queue, found once."""
    if school.rosa.pk not in LAST:
        rows = waiting_for(school.rosa.user).order_by("-submitted_at", "-pk")
        moment, pk = rows.values_list("submitted_at", "pk")[50]
        LAST[school.rosa.pk] = f"/hours/queue/?after={moment.isoformat().replace('+', '%2B')}_{pk}"
    return LAST[school.rosa.pk]
