"""What the desk says about a student who is behind, on time, finished or away."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.services.completion import complete_enrollment
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    logged,
    published_set,
    signed,
)

pytestmark = pytest.mark.django_db

HOME = reverse("hours:home")
HOUR = 60
LINE = {"category": "hands-on", "name": "Hands-on sessions"}


def enrolled(
    hours: int = 90, *, started_on=date(2026, 10, 19), target_on=date(2027, 1, 15), **more
):
    """An enrollment four weeks in, with eight and a half weeks to the target."""
    under = published_set({**LINE, "minutes": hours * HOUR, **more})
    return EnrollmentFactory(requirement_set=under, started_on=started_on, target_on=target_on)


def card(page: str, name: str) -> str:
    """Return the section with this label, including its tag."""
    before, after = page.split(f'aria-labelledby="{name}"', 1)
    return before[before.rindex("<section") :] + after.split("</section>")[0]


@pytest.fixture
def read(client, six_o_clock):
    """Return a function that returns a page as a person reads it."""

    def page(person, address: str = HOME) -> str:
        client.force_login(person)
        response = client.get(address)
        assert response.status_code == 200
        return response.text

    return page


def test_a_student_who_is_behind_sees_it_in_amber_with_what_it_takes_to_catch_up(read, site, rosa):
    enrollment = enrolled()
    signed(logged(enrollment, rosa))  # three hours in four weeks
    page = read(enrollment.student)
    lead = card(page, "next-step")
    assert 'data-step="catch_up"' in lead
    assert "Log 7 more hours this week" in lead
    assert "10 h a week keeps your January 15 finish. You have 3 h so far this week." in lead
    assert "weeks late" in card(page, "pace")
    assert "10 h a week keeps January 15." in card(page, "pace")


def test_a_far_finish_is_given_with_its_year_and_the_line_stops_at_the_edge(read, site, rosa):
    enrollment = enrolled()
    signed(logged(enrollment, rosa))
    pace = card(read(enrollment.student), "pace")
    # 87 hours at 43 minutes a week.
    assert (
        'data-testid="projected-finish">At this pace, the finish date is Mar 15, 2029, 112 weeks late.'
        in pace
    )
    assert "chart__projected" in pace
    assert "Mar 15, 2029 →" in pace
    assert 'chart__finish"' not in pace


def test_a_finish_within_the_chart_is_a_point_with_its_date(read, site, rosa):
    enrollment = enrolled(6)
    signed(logged(enrollment, rosa))
    page = read(enrollment.student)
    pace = card(page, "pace")
    assert 'class="chart__finish"' in pace
    assert "→" not in pace
    assert 'data-step="log"' in card(page, "next-step")


def test_hours_waiting_for_a_signature_are_not_required_again(read, site, rosa):
    enrollment = enrolled(12, target_on=TODAY + timedelta(days=3))
    logged(enrollment, rosa, start="06:00", end="09:00", day=TODAY - timedelta(days=1))
    signed(logged(enrollment, rosa, start="06:00", end="09:00"))
    pace = card(read(enrollment.student), "pace")
    assert 'data-testid="pace-needed">6 h by November 19 keeps the target.' in pace


def test_a_target_that_the_daily_limit_rules_out_says_so_with_the_earliest_day(read, site, rosa):
    enrollment = enrolled(90, target_on=TODAY + timedelta(days=3))
    signed(logged(enrollment, rosa))
    pace = card(read(enrollment.student), "pace")
    assert "November 19 is no longer possible. The earliest is December" in pace


def test_the_page_says_when_the_target_has_passed(read, site, rosa):
    enrollment = enrolled(90, target_on=TODAY - timedelta(days=1))
    signed(logged(enrollment, rosa))
    page = read(enrollment.student)
    assert "The November 15 target has passed. The earliest is December 3." in page
    assert 'data-step="new_target"' in card(page, "next-step")


def test_a_long_gap_is_not_reported_as_being_on_target(read, site, rosa):
    enrollment = enrolled(started_on=date(2026, 6, 1))
    day = TODAY - timedelta(days=60)
    session = logged(enrollment, rosa, day=day, now=NOW - timedelta(days=60))
    signed(session, now=NOW - timedelta(days=59))
    page = read(enrollment.student)
    assert "No hours in the last 6 weeks" in card(page, "next-step")
    assert 'data-step="catch_up"' in card(page, "next-step")
    assert "the finish date appears here" not in page


def test_a_new_student_is_not_called_behind(read, site):
    enrollment = enrolled(started_on=TODAY - timedelta(days=3))
    page = read(enrollment.student)
    assert "The finish date appears after two weeks." in page
    assert "late" not in card(page, "pace")
    assert 'data-step="start"' in card(page, "next-step")


def test_a_student_without_hours_after_weeks_is_welcomed_in_amber_with_what_is_needed(read, site):
    lead = card(read(enrolled(started_on=date(2026, 9, 1)).student), "next-step")
    assert 'data-step="start"' in lead
    assert "Log your first session" in lead
    assert "h a week keeps January 15." in lead


def test_the_office_sees_the_same_text_without_you(read, site, rosa, cora):
    enrollment = enrolled()
    signed(logged(enrollment, rosa))
    page = read(cora, reverse("hours:enrollment", args=[enrollment.public_id]))
    pace = card(page, "pace")
    assert "weeks behind the January 15 target" in pace
    assert "You" not in pace


def test_missing_clients_are_named_once_all_hours_are_done(read, site, rosa):
    enrollment = enrolled(3, minimum_clients=10)
    signed(logged(enrollment, rosa, clients=4))
    lead = card(read(enrollment.student), "next-step")
    assert "6 clients to go" in lead
    assert "0 hours" not in lead


@pytest.fixture
def finished(site, rosa) -> Enrollment:
    """An enrollment with every requirement met, completed by the office."""
    enrollment = enrolled(3)
    signed(logged(enrollment, rosa))
    return complete_enrollment(enrollment=enrollment, on=TODAY, now=NOW)


def test_a_finished_student_asks_for_the_transcript_and_then_sees_when_it_is_due(
    client, read, finished
):
    page = read(finished.student)
    lead = card(page, "next-step")
    assert "All 3 clinic hours are signed, 60 days before your target." in page
    assert "Ask for my transcript" in lead
    assert "The clinic office issues it within 10 days." in lead
    client.post(reverse("hours:transcript_request", args=[finished.public_id]))
    lead = card(read(finished.student), "next-step")
    assert "The clinic office issues it by November 26." in lead
    assert "Ask for my transcript" not in lead


def test_once_nothing_can_be_logged_the_transcript_takes_that_place_in_the_navigation(
    read, site, rosa, finished
):
    log, transcript = reverse("hours:session_new"), reverse("hours:transcript_list")
    navigation = read(finished.student).split("<main")[0]
    assert transcript in navigation and log not in navigation
    navigation = read(enrolled().student).split("<main")[0]
    assert log in navigation and transcript not in navigation


def test_a_finished_student_is_given_a_link_to_the_transcript(read, finished, cora):
    transcript = issue_transcript(actor=cora, enrollment=finished, now=NOW)
    lead = card(read(finished.student), "next-step")
    assert "Your transcript was issued on Nov 16, 2026." in lead
    assert reverse("hours:transcript_file", args=[transcript.code, "pdf"]) in lead
    assert reverse("hours:transcripts", args=[finished.public_id]) in lead
    assert "Download transcript" in lead
    assert "Ask for my transcript" not in lead


def test_a_superseded_or_revoked_transcript_is_not_called_ready(read, site, rosa, cora):
    finished = enrolled(3)
    first, second = logged(finished, rosa), logged(finished, rosa, start="09:00", end="10:00")
    signed(first)
    complete_enrollment(enrollment=finished, on=TODAY, now=NOW)
    transcript = issue_transcript(actor=cora, enrollment=finished, now=NOW)
    signed(second)
    lead = card(read(finished.student), "next-step")
    assert "is out of date" in lead
    revoke_transcript(actor=cora, transcript=transcript, reason="Wrong name.")
    lead = card(read(finished.student), "next-step")
    assert "was revoked: Wrong name." in lead
    assert reverse("hours:transcript_file", args=[transcript.code, "pdf"]) not in lead


def test_a_finished_student_is_not_invited_to_log_a_session(read, finished):
    for address in (HOME, reverse("hours:session_list")):
        assert reverse("hours:session_new") not in read(finished.student, address).split("<main")[1]


@pytest.mark.parametrize(("status", "ended_on"), [("on_leave", None), ("ended", TODAY)])
def test_a_student_on_leave_is_neither_behind_nor_told_to_log(read, site, rosa, status, ended_on):
    enrollment = enrolled()
    signed(logged(enrollment, rosa))
    Enrollment.objects.filter(pk=enrollment.pk).update(status=status, ended_on=ended_on)
    page = read(enrollment.student).split("<main")[1]
    assert "behind" not in page
    assert reverse("hours:session_new") not in page
    assert str(Enrollment.Status(status).label) in card(page, "next-step")
