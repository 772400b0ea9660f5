"""A student's own hours as CSV, the longest export: docs/performance.md, row 13."""

import csv
import io
from datetime import timedelta
from itertools import islice

from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession

from .processes.memory import more_memory
from .school import School, relaxed
from .timing import alternated, line, median, seconds

FEW, MANY = 1_000, 10_000
ROUNDS = 5
HEAD = 2  # the byte order mark and the columns
PLAIN = (
    "SELECT s.local_date, s.starts_at, s.ends_at, s.break_minutes, r.name, s.minutes, s.clients, "
    "c.name, i.printed_name, s.status FROM clinic_hours_sessions_clinicsession s "
    "JOIN courses_requirements_requirement r ON r.id = s.requirement_id "
    "JOIN clinic_hours_people_clinicsite c ON c.id = s.site_id "
    "JOIN clinic_hours_people_supervisor i ON i.id = s.supervisor_id "
    "WHERE s.enrollment_id = %s AND s.status <> 'withdrawn' ORDER BY s.starts_at DESC, s.id DESC"
)


def exporting(school: School, student: Client) -> None:
    """Compare with the same rows of one plain statement, written by Python's own CSV writer."""
    enrollment = school.enrollments[1]
    address = reverse("hours:own_hours", args=[enrollment.public_id, "csv"])
    add_sessions(school, enrollment, FEW)
    few = more_memory(lambda: download(student, address))
    add_sessions(school, enrollment, MANY)
    more = more_memory(lambda: download(student, address)) - few
    times = alternated(
        ROUNDS, ours=lambda: download(student, address), plain=lambda: written_plainly(enrollment)
    )
    share = median(times["plain"]) / median(times["ours"])
    what = f"CSV of {MANY:,} own sessions: share of a plain dump's speed"
    line("13", what, share, "≥ 0.15", good=share >= 0.15)
    line("13", f"more memory than for {FEW:,}, MiB", more, "≤ 16", good=more <= 16)
    first = 1000 * min(
        seconds(lambda: download(student, address, HEAD + 1)) for _round in range(ROUNDS)
    )
    line("13", "the same: first line, ms", first, "≤ 200", good=first <= 200)


def add_sessions(school: School, enrollment: Enrollment, count: int) -> None:
    """Add voided sessions before those that the student has, two hours apart."""
    first = ClinicSession.objects.filter(enrollment=enrollment).earliest("starts_at")
    like = {
        field.attname: getattr(first, field.attname)
        for field in ClinicSession._meta.concrete_fields
        if field.attname not in ("id", "public_id", "starts_at", "ends_at", "local_date", "status")
    } | {"status": "voided"}
    with relaxed():
        ClinicSession.objects.bulk_create(
            ClinicSession(
                **like,
                starts_at=first.starts_at - timedelta(hours=2 * number),
                ends_at=first.starts_at - timedelta(hours=2 * number - 1),
                local_date=(first.starts_at - timedelta(hours=2 * number)).date(),
            )
            for number in range(2, count + 2)
        )


def download(student: Client, address: str, lines: int | None = None) -> None:
    """Read all lines, or only the first ones."""
    response = student.get(address)
    assert isinstance(response, StreamingHttpResponse)
    for _line in islice(response.streaming_content, lines):
        pass
    response.close()


def written_plainly(enrollment: Enrollment) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, [enrollment.pk])
        csv.writer(io.StringIO()).writerows(cursor)
