"""Once a day: reminders of tomorrow's shifts, and which shifts lack an instructor."""

from datetime import datetime, time, timedelta

import pytest

from clinic_hours.notices.domain.news import Period
from clinic_hours.notices.models import Notice
from clinic_hours.notices.services.digests import send_digests
from clinic_hours.shifts.services.booking import assign, take_off
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.daily_news import news_of_tomorrow, news_of_uncovered
from home.core.school_time import school_zone
from tests.factories.clinic import NOW, ClinicSiteFactory, SupervisorFactory
from tests.factories.shifts import NEXT_WEEK, booked, planned
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def morning(day) -> datetime:
    return datetime.combine(day, time(7, 30), school_zone())


EVE = morning(NEXT_WEEK - DAY)


def told(kind: str) -> list[str]:
    notices = Notice.objects.filter(kind=kind).select_related("person").order_by("pk")
    return [notice.person.display_name for notice in notices]


def test_everyone_on_a_shift_is_reminded_the_day_before_and_once(cora, rosa, lucia):
    booked(lucia, planned(cora, rosa))
    for day in (-3, -2, -1, 0):
        send_digests(morning(NEXT_WEEK + day * DAY))
        assert len(told("shift_tomorrow")) == (2 if day >= -1 else 0)
    assert sorted(told("shift_tomorrow")) == ["Lucía Ferrer", "Rosa Castellanos"]


def test_nobody_is_reminded_of_what_was_cancelled_or_is_no_longer_theirs(cora, rosa, lucia):
    shift = planned(cora, rosa)
    take_off(actor=cora, place=booked(lucia, shift), reason="Ill", now=NOW)
    shift.refresh_from_db()
    other = planned(cora, None, start=time(19), end=time(21))
    cancel_shift(actor=cora, shift=other, version=other.version, reason="No water", now=NOW)
    send_digests(EVE)
    assert told("shift_tomorrow") == ["Rosa Castellanos"]


def test_whoever_only_waits_is_not_reminded(cora, rosa, lucia, mei):
    shift = planned(cora, rosa, places=1)
    booked(lucia, shift)
    booked(mei, shift, or_wait=True)
    send_digests(EVE)
    assert sorted(told("shift_tomorrow")) == ["Lucía Ferrer", "Rosa Castellanos"]


def test_the_office_and_those_who_could_take_it_hear_once_of_a_shift_without_instructor(cora, rosa):
    planned(cora, None)
    for day in range(-9, 0):
        send_digests(morning(NEXT_WEEK + day * DAY))
        assert told("shift_uncovered") == (["Cora Whitfield"] if day >= -6 else [])
    assert told("shift_open") == ["Rosa Castellanos"]


def test_instructors_who_could_not_take_it_are_not_asked(cora, rosa):
    busy, elsewhere = SupervisorFactory(), SupervisorFactory()
    SupervisorFactory(credential__expires_on=NEXT_WEEK - DAY)
    elsewhere.sites.add(ClinicSiteFactory())
    site = ClinicSiteFactory(name="Palm Clinic")
    planned(cora, busy, site=site)
    planned(cora, None, site=site)
    send_digests(EVE)
    assert told("shift_open") == ["Rosa Castellanos"]


def test_more_students_than_the_instructor_may_supervise_count_too(cora, rosa, lucia, mei):
    shift = planned(cora, rosa)
    for student in (lucia, mei):
        assign(actor=cora, shift=shift, enrollment=student, now=NOW)
    type(shift).objects.update(students_per_supervisor=1)
    send_digests(EVE)
    assert told("shift_uncovered") == ["Cora Whitfield"]


@pytest.mark.parametrize("count", [1, 12])
def test_looking_takes_the_same_queries_for_any_number_of_shifts(cora, rosa, lucia, count):
    for hour in range(count):
        planned(cora, None, start=time(6 + hour), end=time(7 + hour))
    period = Period(None, EVE)
    with queries() as asked:
        assert list(news_of_tomorrow(period)) == []
        assert len(list(news_of_uncovered(period))) == 2 * count
    assert len(asked) == 11, asked
