"""READ, once a day: whom to tell that a license expires."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse

from clinic_hours.notices.domain.news import News, Period
from clinic_hours.people.models import Supervisor
from clinic_hours.people.selectors.coordinators import coordinators
from home.core.school_time import day_of

TOLD_BEFORE = (7, 30, 60)  # days


def news_of_licenses(period: Period) -> Iterator[News]:
    """Return the news for instructors and coordinators, once for each of the times of `TOLD_BEFORE`."""
    today, office = day_of(period.until), list(coordinators())
    for supervisor in expiring(today):
        step = step_of(supervisor.expires_on, today)
        key = f"{supervisor.pk}:{supervisor.expires_on}:{step}"
        facts = {
            "expires_on": supervisor.expires_on.isoformat(),
            "instructor": supervisor.printed_name,
        }
        yield News("license_expires", supervisor.user_id, reverse("hours:home"), key, facts)
        for person in office:
            path = reverse("hours:person", args=[supervisor.user.public_id])
            yield News("instructor_license_expires", person, path, key, facts)


def expiring(today: date) -> QuerySet[Any]:
    """Return the active instructors whose last license expires soon, with that day as `expires_on`."""
    supervisors = Supervisor.objects.filter(is_active=True, user__is_active=True)
    return (
        supervisors.annotate(expires_on=Max("credentials__expires_on"))
        .filter(expires_on__range=(today, today + timedelta(days=TOLD_BEFORE[-1])))
        .select_related("user")
        .order_by("expires_on", "pk")
    )


def step_of(expires_on: date, today: date) -> int:
    """Return how many days before it expires this is told: the shortest time that has begun."""
    return next(step for step in TOLD_BEFORE if (expires_on - today).days <= step)
