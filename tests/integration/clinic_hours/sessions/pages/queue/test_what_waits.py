"""An instructor's queue, oldest first, with findings."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sessions import return_session
from tests.factories.clinic import NOW, SupervisorFactory, logged

from .rows import QUEUE, value

pytestmark = pytest.mark.django_db


def test_the_queue_shows_the_oldest_first_with_its_count(instructor, waiting):
    page = instructor.get(QUEUE)
    assert page.status_code == 200
    assert page.text.count('data-testid="queue-row"') == 3
    assert '<span data-testid="queue-count">3</span>' in page.text
    places = [page.text.index(value(session)) for session in waiting]
    assert places == sorted(places)


def test_the_queue_shows_the_statement_and_the_name_to_sign_with(instructor, waiting, rosa):
    page = instructor.get(QUEUE).text
    assert "I supervised these sessions in person and the hours are true." in page
    assert "Signing as Rosa Castellanos, LMT" in page
    assert rosa.credentials.get().number in page


def test_typed_times_have_a_pencil_and_never_a_check_mark(instructor, waiting):
    rows = checks(instructor.get(QUEUE).text)
    assert len(rows) == 3
    assert all("#typed" in row and "Typed" in row for row in rows)
    assert not any("#clocked" in row or "success" in row for row in rows)


@pytest.mark.parametrize(("provenance", "word"), [("clocked", "Clocked"), ("attested", "Attested")])
def test_only_clocked_times_have_a_check_mark(
    instructor, lucia, rosa, six_o_clock, provenance, word
):
    logged(lucia, rosa, start="09:00", end="13:00", provenance=provenance)
    (row,) = checks(instructor.get(QUEUE).text)
    assert f"#{provenance}" in row
    assert word in row
    assert ("by-clocked" in row) == (provenance == "clocked")


def test_findings_are_shown_in_their_row(instructor, lucia, rosa, six_o_clock):
    note = {"note": "Call 305-555-0134 first.", "names_no_client": True}
    logged(lucia, rosa, start="09:00", end="13:00", clients=0, **note)
    (row,) = checks(instructor.get(QUEUE).text)
    assert 'data-testid="finding"' in row
    assert "Note may name a client" in row
    assert "Typed" in row


def test_a_corrected_row_says_why_it_was_returned(instructor, student, typed, lucia, rosa):
    session = logged(lucia, rosa, start="14:00", end="17:30", now=NOW - timedelta(minutes=9))
    returned = return_session(
        actor=rosa.user, session=session, version=1, reason="You left at five."
    )
    correction = typed | {"end": "17:00", "version": str(returned.version)}
    student.post(reverse("hours:session_edit", args=[session.public_id]), correction)
    assert "You left at five." in instructor.get(QUEUE).text


def test_the_queue_contains_no_sessions_of_another_instructor(desk_of, waiting):
    theo = SupervisorFactory()
    page = desk_of(theo.user).get(QUEUE).text
    assert "queue-row" not in page
    assert "Nothing waits for you." in page


@pytest.mark.parametrize(
    "place",
    [
        "x",
        "_",
        "\x00",
        "2026-11-16_1",
        "0001-01-01T00:00:00+14:00_1",
        "9999-12-31T23:59:59-14:00_9",
        f"2026-11-16T00:00:00+00:00_{10**30}",
    ],
)
def test_a_truncated_address_shows_a_page(instructor, waiting, place):
    assert instructor.get(QUEUE, {"after": place}).status_code == 200


def test_the_queue_continues_after_fifty(instructor, waiting):
    first = waiting[0]
    ClinicSession.objects.bulk_create(
        copy_of(first, days=number, submitted_at=NOW - timedelta(days=1)) for number in range(1, 60)
    )
    page = instructor.get(QUEUE)
    assert page.text.count('data-testid="queue-row"') == 50
    assert '<span data-testid="queue-count">62</span>' in page.text
    rest = instructor.get(QUEUE + page.context["older_url"])
    assert rest.text.count('data-testid="queue-row"') == 12
    assert not set(rows_of(page)) & set(rows_of(rest))


def checks(page: str) -> list[str]:
    """Return each row, with its findings and how its times were recorded."""
    return [row.split("</tr>")[0] for row in page.split('data-testid="queue-row"')[1:]]


def rows_of(page) -> list[str]:
    return [row["value"] for row in page.context["rows"]]


def copy_of(session: ClinicSession, *, days: int, submitted_at) -> ClinicSession:
    """Return the same claim on an earlier day, for bulk insertion."""
    ago = timedelta(days=days)
    return ClinicSession(
        enrollment_id=session.enrollment_id,
        student_id=session.student_id,
        supervisor_id=session.supervisor_id,
        site_id=session.site_id,
        requirement_id=session.requirement_id,
        starts_at=session.starts_at - ago,
        ends_at=session.ends_at - ago,
        zone=session.zone,
        local_date=session.local_date - ago,
        minutes=session.minutes,
        status=session.status,
        logged_at=session.logged_at,
        submitted_at=submitted_at,
    )
