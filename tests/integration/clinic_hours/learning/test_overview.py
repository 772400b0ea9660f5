"""The student's overview: what comes next and below it, this week's hours, and one's hours as files."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from clinic_hours.sessions.domain.states import Awaits
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sessions import return_session
from clinic_hours.transcripts.models import Disclosure
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, logged, published_set, signed

pytestmark = pytest.mark.django_db
HOME = reverse("hours:home")


def section(page: str, name: str) -> str:
    return page.split(f'aria-labelledby="{name}"', 1)[1].split("</section>")[0]


def old(enrollment, rosa, days: int, **more) -> ClinicSession:
    day, now = TODAY - timedelta(days=days), NOW - timedelta(days=days)
    return logged(enrollment, rosa, day=day, now=now, **more)


def test_the_most_urgent_step_leads_and_the_others_are_rows_below_it(student, lucia, rosa):
    returned = old(lucia, rosa, 2)
    return_session(actor=rosa.user, session=returned, version=1, reason="Which client?")
    draft = old(lucia, rosa, 12, submit=False)
    page = student.get(HOME).text
    lead, rows = section(page, "next-step"), page.split('class="card card--flush next-steps"')[1]
    assert 'data-step="correct"' in page and "Which client?" in lead
    assert reverse("hours:session_edit", args=[returned.public_id]) in lead
    assert "Finish your draft from Wed, Nov 4" in rows
    assert "Submit it by Wed, Nov 18, or it can&#x27;t count." in rows
    assert reverse("hours:session_edit", args=[draft.public_id]) in rows


def test_a_session_that_awaits_the_student_comes_first_after_returned_ones(student, lucia, rosa):
    session = logged(lucia, rosa)
    ClinicSession.objects.filter(pk=session.pk).update(awaits=Awaits.STUDENT)
    page = student.get(HOME).text
    assert 'data-step="answer"' in page
    assert reverse("hours:session", args=[session.public_id]) in section(page, "next-step")


def test_sessions_waiting_for_a_signature_are_named_with_their_age(student, lucia, rosa):
    old(lucia, rosa, 5)
    old(lucia, rosa, 3, start="08:00", end="10:00")
    page = student.get(HOME).text
    assert "5 h are waiting for a signature" in page
    assert "2 sessions, oldest 5 days. Nothing for you to do." in page


def test_a_draft_past_its_last_day_says_that_it_cannot_be_submitted(student, lucia, rosa):
    old(lucia, rosa, 15, submit=False)
    page = student.get(HOME).text
    assert "Your draft from Sun, Nov 1 can&#x27;t be submitted anymore" in page
    assert "anymore" not in section(page, "next-step")


def test_this_week_counts_what_the_limit_counts_and_keeps_drafts_apart(student, lucia, rosa):
    logged(lucia, rosa)  # three hours on Monday
    logged(lucia, rosa, start="08:00", end="10:00", submit=False)
    old(lucia, rosa, 2)  # on Saturday: the week before
    week = section(student.get(HOME).text, "week")
    assert "<b>5</b> of 30 h" in week
    assert "3 h Monday, 2 h Monday (draft)." in week
    assert "4 h keeps" in week


def test_discarded_and_voided_sessions_do_not_count_toward_this_week(student, lucia, rosa):
    logged(lucia, rosa)
    gone = [logged(lucia, rosa, start=at, end=f"{at[:2]}:30") for at in ("08:00", "09:00")]
    for session, status in zip(gone, ("withdrawn", "voided"), strict=True):
        ClinicSession.objects.filter(pk=session.pk).update(status=status)
    page = student.get(HOME).text
    assert "Discarded" in section(page, "recent") and "Voided" in section(page, "recent")
    assert "<b>3</b> of 30 h" in section(page, "week")


def test_recent_sessions_are_the_newest_four_and_not_old_ones_that_wait(student, lucia, rosa):
    draft = old(lucia, rosa, 30, submit=False)
    newest = [old(lucia, rosa, days) for days in (8, 9, 10, 11, 12)]
    signed(*newest)
    recent = section(student.get(HOME).text, "recent")
    shown = [str(each.public_id) in recent for each in (*newest, draft)]
    assert shown == [True] * 4 + [False] * 2


def test_without_a_limit_only_the_hours_are_shown(client, six_o_clock, site, rosa):
    free = EnrollmentFactory(requirement_set=published_set(weekly_cap_minutes=None))
    logged(free, rosa)
    client.force_login(free.student)
    assert "<b>3</b> h" in section(client.get(HOME).text, "week")


def own_file(browser, enrollment, extension: str):
    return browser.get(reverse("hours:own_hours", args=[enrollment.public_id, extension]))


def test_students_take_their_hours_with_them_at_any_time_and_it_leaves_a_line(
    student, lucia, mei, rosa
):
    signed(logged(lucia, rosa))
    logged(lucia, rosa, start="08:00", end="10:00", submit=False)
    answer = own_file(student, lucia, "csv")
    rows = list(csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [(row["minutes"], row["status"], row["signed_by"]) for row in rows] == [
        ("180", "signed_off", rosa.printed_name),
        ("120", "draft", ""),
    ]
    assert own_file(student, lucia, "pdf").content.startswith(b"%PDF")
    lines = Disclosure.objects.filter(enrollment=lucia, kind=Disclosure.Kind.EXPORTED)
    assert sorted(lines.values_list("purpose", flat=True)) == ["CSV", "PDF"]
    assert own_file(student, mei, "csv").status_code == 404
    assert own_file(student, lucia, "xlsx").status_code == 404


def test_the_office_does_not_take_a_students_file(desk_of, lucia, cora):
    assert own_file(desk_of(cora), lucia, "csv").status_code == 403
