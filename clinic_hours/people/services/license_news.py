"""READ, once a day: whom to tell that a license expires."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse

from clinic_hours.notices.domain.news import News, Period
from clinic_hours.people.models import Supervisor
from clinic_hours.people.selectors.coordinators import coordinators
from clinic_hours.people.selectors.limits import limits
from home.core.school_time import day_of


def news_of_licenses(period: Period) -> Iterator[News]:
    """Return the news for instructors and coordinators, once for each of the times before."""
    today, office, told_before = day_of(period.until), list(coordinators()), limits().expires_days
    for supervisor in expiring(today, told_before[-1]):
        step = step_of(supervisor.expires_on, today, told_before)
        key = f"{supervisor.pk}:{supervisor.expires_on}:{step}"
        facts = {
            "expires_on": supervisor.expires_on.isoformat(),
            "instructor": supervisor.printed_name,
        }
        yield News("license_expires", supervisor.user_id, reverse("hours:home"), key, facts)
        for person in office:
            path = reverse("hours:person", args=[supervisor.user.public_id])
            yield News("instructor_license_expires", person, path, key, facts)


def expiring(today: date, days: int) -> QuerySet[Any]:
    """Return the active instructors whose last license expires soon, with that day as `expires_on`."""
    supervisors = Supervisor.objects.filter(is_active=True, user__is_active=True)
    return (
        supervisors.annotate(expires_on=Max("credentials__expires_on"))
        .filter(expires_on__range=(today, today + timedelta(days=days)))
        .select_related("user")
        .order_by("expires_on", "pk")
    )


def step_of(expires_on: date, today: date, told_before: Sequence[int]) -> int:
    """Return how many days before it expires this is told: the shortest time that has begun."""
    return next(step for step in told_before if (expires_on - today).days <= step)
