"""Where many students stand at once says the same as each one's own pace."""

from datetime import timedelta

import pytest

from clinic_hours.pace.domain.risk import Risk
from clinic_hours.pace.selectors.pace import pace_of_enrollment
from clinic_hours.pace.selectors.standings import standings_of
from clinic_hours.pace.views.risk_words import standing_words
from clinic_hours.people.models import Enrollment, SchoolLimits
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    credited,
    logged,
    published_set,
    signed,
)

pytestmark = pytest.mark.django_db
LONG = TODAY - timedelta(weeks=40)


@pytest.fixture
def rosa(db):
    return SupervisorFactory()


def worked(enrollment, rosa, *days_ago: int) -> None:
    """Log and sign three hours on each of the days."""
    for ago in days_ago:
        day, moment = TODAY - timedelta(days=ago), NOW - timedelta(days=ago)
        signed(logged(enrollment, rosa, day=day, now=moment), now=moment)


def required(hours: int):
    return published_set({"category": "hands-on", "name": "Hands-on", "minutes": hours * 60})


def standing(enrollment):
    (found,) = standings_of(Enrollment.objects.filter(pk=enrollment.pk), TODAY)
    return found


@pytest.mark.parametrize("weekday", range(7))
def test_it_is_the_pace_of_each_students_own_page(rosa, weekday):
    today = TODAY + timedelta(days=weekday)
    old = EnrollmentFactory(started_on=LONG)
    worked(old, rosa, 90, 50, 47, 46, 44, 43, 42, 41, 36, 35, 20, 1)
    recent = EnrollmentFactory(started_on=TODAY - timedelta(days=20))
    worked(recent, rosa, 20, 19, 3)
    credited(OfficeRoleFactory().user, recent)
    for found in standings_of(Enrollment.objects.order_by("pk"), today):
        progress = progress_of_enrollment(found.enrollment)
        own = pace_of_enrollment(found.enrollment, progress, today)
        assert found.progress == progress
        for fact in ("minutes_a_week", "projected_on", "days_ahead", "is_stalled", "has_begun"):
            assert getattr(found.pace, fact) == getattr(own, fact), (fact, found.enrollment)


@pytest.mark.parametrize(
    ("target_in_days", "risk"),
    [
        (518, Risk.FAR_BEHIND),  # the finish is in 560 days
        (519, Risk.BEHIND),
        (559, Risk.BEHIND),
        (560, Risk.ON_TIME),
        (600, Risk.ON_TIME),
    ],
)
def test_six_weeks_or_more_is_far_behind(rosa, target_in_days, risk):
    enrollment = EnrollmentFactory(
        started_on=LONG,
        target_on=TODAY + timedelta(days=target_in_days),
        requirement_set=required(43),
    )
    worked(enrollment, rosa, 30)  # half an hour a week, 40 hours to go
    worked_on = standing(enrollment)
    assert worked_on.finish_on == TODAY + timedelta(days=560)
    assert worked_on.risk == risk


def test_a_school_can_choose_after_how_many_weeks_it_is_far_behind(rosa):
    SchoolLimits.objects.create(far_behind_weeks=7)
    target = {"started_on": LONG, "requirement_set": required(43)}
    less = EnrollmentFactory(target_on=TODAY + timedelta(days=512), **target)
    more = EnrollmentFactory(target_on=TODAY + timedelta(days=511), **target)
    for enrollment in (less, more):
        worked(enrollment, rosa, 30)
    assert (standing(less).risk, standing(more).risk) == (Risk.BEHIND, Risk.FAR_BEHIND)


def test_nothing_for_six_weeks_is_far_behind_and_says_so(rosa):
    enrollment = EnrollmentFactory(started_on=LONG)
    worked(enrollment, rosa, 60)
    assert standing(enrollment).risk == Risk.FAR_BEHIND
    assert standing_words(standing(enrollment)) == "No hours in 6 weeks"


def test_a_student_who_just_enrolled_is_not_behind():
    enrollment = EnrollmentFactory(started_on=TODAY - timedelta(days=3))
    assert standing(enrollment).risk == Risk.NEW
    assert standing_words(standing(enrollment)) == "Not started"


def test_all_hours_signed_is_finished_on_the_day_of_the_last(rosa):
    enrollment = EnrollmentFactory(started_on=LONG, requirement_set=required(6))
    worked(enrollment, rosa, 20, 11)
    found = standing(enrollment)
    assert (found.risk, found.finish_on) == (Risk.FINISHED, TODAY - timedelta(days=11))
    assert standing_words(found) == "Finished"


def test_hours_without_their_clients_are_not_finished(rosa):
    line = {"category": "hands-on", "name": "Hands-on", "minutes": 180, "minimum_clients": 9}
    enrollment = EnrollmentFactory(started_on=LONG, requirement_set=published_set(line))
    worked(enrollment, rosa, 20)
    found = standing(enrollment)
    assert (found.risk, standing_words(found)) == (Risk.ON_TIME, "Hours complete")


@pytest.mark.parametrize("status", ["on_leave", "ended"])
def test_nobody_on_leave_or_gone_is_behind(status):
    enrollment = EnrollmentFactory(started_on=LONG, status=status)
    assert standing(enrollment).risk == Risk.AWAY


def test_waiting_says_since_when_the_oldest_session_waits(rosa):
    enrollment = EnrollmentFactory(started_on=LONG)
    logged(enrollment, rosa, day=TODAY - timedelta(days=7), now=NOW - timedelta(days=7))
    logged(enrollment, rosa)
    found = standing(enrollment)
    assert (found.progress.waiting, found.waiting_since) == (360, NOW - timedelta(days=7))
    assert standing(EnrollmentFactory()).waiting_since is None
