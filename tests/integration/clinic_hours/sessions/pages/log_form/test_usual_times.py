"""A new log form offers the times that a student usually works."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession
from tests.factories.clinic import TODAY, local, logged

pytestmark = pytest.mark.django_db
NEW = reverse("hours:session_new")


def times_offered(page) -> list[tuple[time, time]]:
    return [(each.starts_at.time(), each.ends_at.time()) for each in page.context["usual"]]


def test_the_last_sessions_times_come_first_then_the_most_frequent(student, lucia, rosa):
    clocks = ["09:00", "12:00"], ["13:00", "15:00"], ["13:00", "15:00"], ["16:00", "17:00"]
    for days_ago, (start, end) in enumerate(clocks):
        logged(lucia, rosa, day=TODAY - timedelta(days=days_ago), start=start, end=end)
    page = student.get(NEW)
    assert times_offered(page) == [
        (time(9), time(12)),
        (time(13), time(15)),
        (time(16), time(17)),
    ]
    assert "Same as last time: 9:00 am–12:00 pm" in page.text


def test_times_over_midnight_and_those_of_discarded_sessions_are_not_offered(student, lucia, rosa):
    yesterday = TODAY - timedelta(days=1)
    overnight = logged(lucia, rosa, day=yesterday, start="20:00", end="23:00")
    ClinicSession.objects.filter(pk=overnight.pk).update(ends_at=local(TODAY, "01:00"))
    discarded = logged(lucia, rosa, day=TODAY, start="09:00", end="12:00")
    ClinicSession.objects.filter(pk=discarded.pk).update(status=State.WITHDRAWN)
    assert times_offered(student.get(NEW)) == []


def test_without_a_script_a_chip_fills_in_its_times_and_nothing_else(student):
    form = student.get(f"{NEW}?start=14:00&end=17:30&break_minutes=15&note=x").context["form"]
    assert [form[name].value() for name in ("start", "end", "break_minutes")] == [
        "14:00",
        "17:30",
        "15",
    ]
    assert not form["note"].value()


def test_an_address_with_other_text_fills_in_nothing(student):
    page = student.get(f"{NEW}?start=soon&end=<b>&break_minutes=99999")
    assert [page.context["form"][name].value() for name in ("start", "end", "break_minutes")] == [
        None,
        None,
        None,
    ]
