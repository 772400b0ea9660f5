"""Instructors see and export their own time on shifts, and the office sees it from their page in People."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from clinic_hours.attendance.domain.supervising import MonthOfShifts
from clinic_hours.attendance.models import Presence
from clinic_hours.attendance.selectors.supervising import (
    supervised_in,
    supervision_of,
    supervision_visible_to,
)
from clinic_hours.attendance.services.lapsing import lapse_overdue
from tests.factories.shifts import NEXT_WEEK, at, planned, punched
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(shift, lucia, lucias, mei, meis, rosa):
    """Rosa comes early, has a break, and leaves after the grace; Mei is there only during the break."""
    punched(rosa.user, shift, "in", "13:30")
    punched(lucia.student, shift, "in", "14:05")
    punched(lucia.student, shift, "out", "15:00")
    punched(rosa.user, shift, "break", "15:30")
    punched(mei.student, shift, "in", "15:35")
    punched(mei.student, shift, "out", "15:55")
    punched(rosa.user, shift, "back", "16:00")
    punched(rosa.user, shift, "out", "18:40")
    return shift


@pytest.fixture
def shown(instructor):
    return lambda query="": instructor.get(reverse("hours:supervision") + query)


def test_time_counts_within_the_shift_and_its_grace_without_breaks(rosa, worked):
    (line,) = supervised_in(supervision_of(rosa.user, rosa.user), 2026)
    assert line.minutes == 90 + 135
    assert (line.students, line.is_attested, line.lacks_an_end) == (1, False, False)


def test_a_page_shows_each_shift_and_the_totals(shown, worked):
    page = shown()
    text = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    assert "Nov 23, 2026 1:30–6:40 pm" in text and "3:45 1 Clocked" in text
    assert page.context["months"] == [MonthOfShifts(NEXT_WEEK.replace(day=1), 1, 225)]
    assert "November 2026 1 3:45" in text and "Total 1 3:45" in text


def test_time_without_an_end_is_not_counted_and_says_so(shown, rosa_is_in):
    page = shown()
    assert page.context["minutes"] == 0
    assert "Still here" in page.content.decode() and not page.context["lacking"]
    lapse_overdue(at(rosa_is_in, "23:00"))
    page = shown()
    assert page.context["minutes"] == 0
    assert "1 shift has no clock-out." in page.content.decode()


def test_nobody_sees_the_hours_of_another(worked, rosa, lucia, cora, otis, instructor):
    assert supervision_of(cora, rosa.user).count() == 2
    for other in (lucia.student, otis):
        assert not supervision_visible_to(other).exists()
    assert (
        instructor.get(reverse("hours:supervision_of", args=[rosa.user.public_id])).status_code
        == 403
    )


def test_the_office_finds_it_on_the_persons_page(desk_of, cora, rosa, worked):
    office = desk_of(cora)
    person = office.get(reverse("hours:person", args=[rosa.user.public_id])).content.decode()
    address = reverse("hours:supervision_of", args=[rosa.user.public_id])
    assert f'href="{address}"' in person
    page = office.get(address).content.decode()
    assert (
        "3:45" in page and reverse("hours:supervision_file_of", args=[rosa.user.public_id]) in page
    )


def test_the_file_has_all_years_and_the_same_minutes(instructor, worked):
    answer = instructor.get(reverse("hours:supervision_file"))
    assert answer.streaming
    (row,) = csv.DictReader(StringIO(answer.getvalue().decode("utf-8-sig"), newline=""))
    assert row == {
        "date": "2026-11-23",
        "starts": "2026-11-23T13:30-05:00",
        "ends": "2026-11-23T18:40-05:00",
        "site": str(worked.site),
        "minutes": "225",
        "hours": "3.75",
        "students": "1",
        "provenance": "clocked",
    }


def test_a_long_year_comes_in_pages_with_the_same_queries(shown, cora, rosa, lucia, worked):
    shown()  # what is read once per process
    with queries() as few:
        assert shown().context["has_older"] is False
    presence = Presence.objects.filter(person=rosa.user).first()
    for days in range(1, 27):
        shift = planned(cora, rosa, day=NEXT_WEEK + timedelta(days=days))
        span = {"from_at": shift.starts_at, "to_at": shift.ends_at, "closing": "punched"}
        Presence.objects.create(
            **span,
            shift=shift,
            person=rosa.user,
            duty=shift.duties.get(),
            kind="here",
            opened_by=presence.opened_by,
            closed_by=presence.closed_by,
        )
    with queries() as many:
        page = shown()
    assert len(many) == len(few)
    assert (len(page.context["shifts"]), page.context["count"]) == (25, 27)
    older = shown(page.context["older_url"])
    assert [each.shift for each in older.context["shifts"]][-1] == worked.pk
    assert len(older.context["shifts"]) == 2
    everything = shown(page.context["all_url"]).context
    assert (len(everything["shifts"]), everything["has_older"]) == (27, False)


@pytest.mark.parametrize("query", ["?year=1", "?year=x", "?after=x", "?year=99999999999"])
def test_an_invented_address_shows_the_newest_year(shown, worked, query):
    page = shown(query)
    assert (page.status_code, page.context["year"], page.context["count"]) == (200, 2026, 1)


def test_before_the_first_shift_it_says_what_to_do(shown):
    assert "Clock in on your shifts" in shown().content.decode()
