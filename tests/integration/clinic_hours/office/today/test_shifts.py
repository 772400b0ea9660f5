"""Shifts on Today: those that need an instructor among what needs doing, and today's beside it."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from clinic_hours.people.models import OfficeRole
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.services.booking import assign
from clinic_hours.shifts.services.supervision import assign_instructor
from tests.factories.clinic import NOW, TODAY, SupervisorFactory
from tests.factories.shifts import planned
from tests.performance.counting import queries

from .page import facts, matter, said

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
EARLIER = NOW - timedelta(days=2)


def on(cora, lead, day: date = TODAY, start: int = 19, end: int = 21, **more) -> Shift:
    return planned(cora, lead, day=day, start=time(start), end=time(end), now=EARLIER, **more)


def card(office) -> str:
    text = " ".join(office.get(reverse("hours:today")).text.split())
    return text[text.index('id="todays-shifts"') :].partition("</section>")[0]


def test_a_shift_without_instructor_comes_first_today_and_tomorrow(office, cora, rosa, lucia):
    SupervisorFactory(user__display_name="Theo Lindqvist", credential=None)
    OfficeRole.objects.update(title="Registrar")  # nothing to set up
    shift = on(cora, None)
    assert facts(office)[0] == "Tonight’s 7:00 shift has no instructor"
    row = matter(office, "Tonight")
    assert "until 9:00 pm. 0 students booked." in row
    assert f'href="{reverse("hours:roster")}?shift={shift.public_id}#shift"' in row
    assign_instructor(actor=cora, shift=shift, supervisor=rosa, now=NOW)
    assert not said(office, "shift")
    on(cora, None, TODAY + DAY, 14, 18)
    assert facts(office)[0] == "Tomorrow’s 2:00 pm shift has no instructor"


def test_later_ones_are_one_row_of_this_week(office, cora):
    for days in (2, 3, 6, 7):
        on(cora, None, TODAY + days * DAY, 14, 18)
    row = matter(office, "Wednesday’s 2:00 pm shift has no instructor")
    assert "2 more have no instructor" in row
    assert len([fact for fact in facts(office) if "shift" in fact]) == 1


def test_too_few_instructors_ask_for_another(office, cora, rosa, lucia, mei):
    shift = on(cora, rosa, TODAY + 3 * DAY, 14, 18)
    for student in (lucia, mei):
        assign(actor=cora, shift=shift, enrollment=student, now=NOW)
    Shift.objects.update(students_per_supervisor=1)
    row = matter(office, "Thursday’s 2:00 pm shift needs one more instructor")
    assert "2 students booked. Instructor: Rosa Castellanos." in row


def test_todays_shifts_say_who_is_there_and_what_they_lack(office, cora, rosa):
    on(cora, rosa, start=16, end=18 + 1)
    on(cora, None, start=20, end=21)
    shown = card(office)
    assert shown.index("4:00–7:00 pm") < shown.index("8:00–9:00 pm")
    assert "Now" in shown
    assert "Rosa Castellanos" in shown
    assert "No instructor" in shown
    assert "0 of 6 places taken" in shown


def test_a_day_without_shifts_says_when_the_next_one_is(office, cora, rosa):
    assert "No shifts in the next 7 days." in card(office)
    on(cora, rosa, TODAY + 3 * DAY, 10, 12)
    assert "No shifts today. Next: Thu, Nov 19, 10:00 am" in card(office)


def test_they_take_the_same_queries_for_any_number(office, cora, rosa):
    on(cora, None)
    office.get(reverse("hours:today"))

    def cost() -> int:
        with queries() as asked:
            office.get(reverse("hours:today"))
        return len(asked)

    before = cost()
    for days in range(1, 6):
        on(cora, rosa, TODAY + days * DAY)
    assert cost() == before
