"""For each row of bad input: a message, 422, nothing written, and everything typed still there."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import ClinicSession
from courses.requirements.models import Requirement
from tests.factories.clinic import (
    NOW,
    ClinicSiteFactory,
    CredentialFactory,
    SupervisorFactory,
    published_set,
)

pytestmark = pytest.mark.django_db


def assert_refused(response, sentence: str, sessions: int = 0) -> None:
    assert response.status_code == 422
    assert escape(sentence) in response.text
    assert ClinicSession.objects.count() == sessions


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"end": "13:00"}, "The end time is before the start time."),
        ({"end": "14:00"}, "The end time is before the start time."),
        ({"end": "18:01"}, "This session hasn't ended yet."),
        ({"date": "2026-11-17"}, "This session hasn't ended yet."),
        ({"date": "2026-08-31"}, "You enrolled on Sep 1, 2026"),
        ({"date": "2026-11-01"}, "Sessions must be logged within 14 days."),
        ({"start": "08:00", "end": "14:01"}, "0.02 h over the daily limit of 6.00 h"),
        ({"break_minutes": "210"}, "The break is as long as the session"),
        ({"date": "2026-03-08", "start": "02:30"}, "The closest is 3:00 am"),
        ({"date": ""}, "Enter the date of the session."),
        ({"start": ""}, "Enter a time."),
        ({"requirement": ""}, "Choose a requirement."),
        ({"supervisor": ""}, "Choose the instructor who supervised you."),
        ({"site": ""}, "Choose the clinic."),
        ({"clients": "-1"}, "Enter a whole number using the digits 0–9."),
        ({"clients": "201"}, "200"),
        ({"break_minutes": "3.5"}, "Enter a whole number using the digits 0–9."),
        ({"requirement": "999999"}, "This one isn't available for your enrollment"),
        ({"requirement": "1\x00"}, "Null characters are not allowed."),
        ({"site": "drop table"}, "This one isn't available for your enrollment"),
        ({"supervisor": "99999999999999999999999"}, "This one isn't available for your enrollment"),
        ({"submission": "not-a-form"}, "Something went wrong with this form. Reload the page"),
        ({"start_fold": "7"}, "7 is not one of the available choices"),
        (
            {"date": "2199-12-31", "overnight": "on", "end": "01:00"},
            "This session hasn't ended yet.",
        ),
        ({"date": "9999-12-31", "overnight": "on", "end": "01:00"}, "Check the year"),
        ({"date": "0001-01-01"}, "Check the year"),
    ],
)
def test_a_wrong_entry_is_refused_with_a_sentence(log, typed, changed, sentence):
    assert_refused(log(typed | changed), sentence)


@pytest.mark.parametrize(
    ("field", "entry", "sentence"),
    [  # Arabic-Indic digits start with \u06, full-width ones with \uff.
        ("date", "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0661\u0666", "using the digits 0–9"),
        ("date", "\uff12\uff10\uff12\uff16-\uff11\uff11-\uff11\uff16", "using the digits 0–9"),
        ("start", "\u0661\u0664:\u0660\u0660", "using the digits 0–9"),
        ("end", "\uff11\uff17:\uff13\uff10", "using the digits 0–9"),
        ("end", "5:30 pm", "using the digits 0–9"),
        ("clients", "\u0665", "using the digits 0–9"),
        ("clients", "\uff15", "using the digits 0–9"),
        ("break_minutes", "²", "using the digits 0–9"),
        ("date", "2026-11-16\x00", "using the digits 0–9"),
        ("note", "Neck\x00", "a character that cannot be saved (NUL)"),
        ("note", "n" * 2001, "up to 2000 characters"),
        ("note", "é" * 2**20, "up to 2000 characters"),
    ],
)
def test_entries_that_a_lenient_parser_might_accept_are_refused(log, typed, field, entry, sentence):
    assert_refused(log(typed | {field: entry}), sentence)


@pytest.mark.parametrize("field", ["note", "date", "requirement", "submission", "action"])
def test_a_lone_surrogate_is_refused_or_ignored_but_never_an_error(student, typed, field):
    body = "&".join(f"{name}={value}" for name, value in typed.items() if name != field)
    response = student.post(
        reverse("hours:session_new"),
        f"{body}&{field}=Neck%ED%A0%80",
        content_type="application/x-www-form-urlencoded",
    )
    if field == "action":
        assert ClinicSession.objects.get().status == ClinicSession.Status.DRAFT
    else:
        assert_refused(
            response, "This text contains an invalid character" if field == "note" else ""
        )


def test_an_overlap_by_one_minute_names_the_other_session(log, typed):
    log(typed)
    refused = log(typed | {"start": "12:00", "end": "14:01"})
    assert_refused(refused, "You already logged Mon, Nov 16, 2:00–5:30 pm", sessions=1)


def test_sessions_may_be_back_to_back(log, typed):
    log(typed)
    assert log(typed | {"start": "12:00", "end": "14:00"}).status_code == 303


def test_the_weekly_limit_counts_the_week(log, typed, lucia):
    lucia.requirement_set = published_set(weekly_cap_minutes=240)
    lucia.save()
    typed["requirement"] = str(lucia.requirement_set.requirements.get().pk)
    log(typed)
    refused = log(typed | {"start": "12:00", "end": "13:00"})
    assert_refused(refused, "0.50 h over the weekly limit of 4.00 h", sessions=1)


def test_an_instructor_whose_license_ended_before_the_window_is_not_offered(log, typed):
    lapsed = SupervisorFactory(credential=None)
    CredentialFactory(supervisor=lapsed, expires_on=date(2026, 11, 1))
    assert_refused(log(typed | {"supervisor": str(lapsed.pk)}), "Choose one of the options listed")


def test_a_closed_site_and_another_sets_requirement_are_not_offered(log, typed, mei):
    closed = ClinicSiteFactory(is_active=False)
    assert_refused(log(typed | {"site": str(closed.pk)}), "Choose one of the options listed")
    foreign = Requirement.objects.get(requirement_set=mei.requirement_set)
    assert_refused(
        log(typed | {"requirement": str(foreign.pk)}), "Choose one of the options listed"
    )


def test_a_student_who_also_supervises_is_not_offered_to_themselves(log, typed, lucia):
    oneself = SupervisorFactory(user=lucia.student)
    assert_refused(log(typed | {"supervisor": str(oneself.pk)}), "Choose one of the options listed")


def test_a_student_on_leave_is_told_who_to_ask(log, typed, lucia):
    Enrollment.objects.update(status=Enrollment.Status.ON_LEAVE)
    assert_refused(
        log(typed), "Your enrollment isn't active right now. Please contact the clinic office."
    )


def test_a_refused_form_keeps_everything_typed(log, typed):
    page = log(typed | {"end": "13:00"}).text
    assert 'value="13:00"' in page
    assert 'value="2026-11-16"' in page
    assert "Lower back and neck." in page
    assert f'value="{typed["supervisor"]}" selected' in page


def test_an_ambiguous_time_is_asked_about_and_then_saved(log, typed):
    with time_machine.travel("2026-11-03T23:00Z", tick=False):
        typed |= {"date": "2026-11-01", "start": "01:30", "end": "04:00"}
        asked = log(typed)
        assert_refused(asked, "this time happened twice")
        assert 'name="start_fold"' in asked.text
        assert 'name="end_fold"' not in asked.text

        assert log(typed | {"start_fold": "1"}).status_code == 303
    session = ClinicSession.objects.get()
    assert session.minutes == 150
    assert session.starts_at.isoformat() == "2026-11-01T06:30:00+00:00"


def test_a_night_in_which_clocks_go_back_counts_its_real_length(log, typed):
    Enrollment.objects.update(started_on="2026-01-01")
    with time_machine.travel("2026-11-03T23:00Z", tick=False):
        typed |= {"date": "2026-11-01", "start": "00:30", "end": "05:00"}
        assert log(typed).status_code == 303
    assert ClinicSession.objects.get().minutes == 330


def test_the_form_does_not_ask_about_clocks_on_other_days(student):
    page = student.get(reverse("hours:session_new")).text
    assert "start_fold" not in page
    assert NOW.date().isoformat() in page
