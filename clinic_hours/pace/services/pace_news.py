"""READ, once a week: which students are behind, and whom to tell."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from clinic_hours.notices.domain.news import News, Period
from clinic_hours.pace.domain.risk import Risk
from clinic_hours.pace.selectors.standings import Standing, standings_of
from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.coordinators import coordinators
from home.core.school_time import day_of


def news_of_pace(period: Period) -> Iterator[News]:
    """Return the news for students who are behind and for the office, with the first digest of a week."""
    today = day_of(period.until)
    if period.since and week_of(day_of(period.since)) == week_of(today):
        return
    behind = students_behind(today)
    for standing in behind:
        yield to_student(standing, today)
    if behind:
        for person in coordinators():
            yield News(
                "students_behind",
                person,
                reverse("hours:student_list"),
                key=week_of(today),
                facts={"count": len(behind)},
            )


def students_behind(today: date) -> list[Standing]:
    active = Enrollment.objects.filter(
        status=Enrollment.Status.ACTIVE, student__is_active=True
    ).order_by("pk")
    return [
        standing
        for standing in standings_of(active, today)
        if standing.risk in (Risk.BEHIND, Risk.FAR_BEHIND)
    ]


def to_student(standing: Standing, today: date) -> News:
    enrollment = standing.enrollment
    return News(
        "behind_pace",
        enrollment.student_id,
        reverse("hours:home"),
        key=f"{enrollment.public_id}:{week_of(today)}",
        facts={"target_on": enrollment.target_on.isoformat()},
    )


def week_of(day: date) -> str:
    """Return a day's ISO week, such as 2026-W49."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02}"
