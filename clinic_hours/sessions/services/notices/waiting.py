"""READ, once a day: whom to tell about sessions that wait for a sign-off."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from clinic_hours.notices.domain.news import News, Period
from clinic_hours.people.selectors.coordinators import coordinators
from clinic_hours.people.selectors.limits import limits
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from home.core.models.actors import Person
from home.core.school_time import day_of

# A request that began before the digest may be committed after it. Such a session is for the next one.
COMMITTED_AFTER = timedelta(minutes=1)
ANSWERS = (SessionEvent.Kind.ACCEPTED, SessionEvent.Kind.DECIDED)


def news_of_what_waits(period: Period) -> Iterator[News]:
    """Return the news for instructors with new submissions, and of sessions that have waited too long.

    A session is news on the day on which it is submitted, or on which it has waited too long: once each.
    """
    office = list(coordinators())
    for row in waiting_by_supervisor(period):
        if row["supervisor__is_active"]:
            yield from to_instructor(row, period)
        if row["later_since"]:
            yield from (to_office(person, row, period) for person in office)


def waiting_by_supervisor(period: Period) -> QuerySet:
    """Return, for each instructor, how many sessions wait and how many have begun to in this period."""
    waiting = ClinicSession.objects.filter(status=State.SUBMITTED, awaits=Awaits.NOBODY).order_by()
    waiting = waiting.annotate(since=waiting_since())
    supervisor = ("supervisor__user", "supervisor__printed_name", "supervisor__is_active")
    late, later = (
        timedelta(days=days) for days in (limits().instructor_days, limits().office_days)
    )
    return waiting.values(*supervisor).annotate(
        count=Count("pk"),
        oldest=Min("since"),
        submitted=begun(period, COMMITTED_AFTER),
        late=Count("pk", filter=waited(period, late)),
        late_since=begun(period, late),
        later=Count("pk", filter=waited(period, later)),
        later_since=begun(period, later),
    )


def waiting_since() -> Greatest:
    """Return since when a session can be signed: submitted, and accepted or decided if it had to be."""
    answers = SessionEvent.objects.filter(session=OuterRef("pk"), kind__in=ANSWERS).order_by("-pk")
    answered = Coalesce(Subquery(answers.values("happened_at")[:1]), "submitted_at")
    return Greatest(answered, "submitted_at")


def waited(period: Period, long: timedelta) -> Q:
    return Q(since__lte=period.until - long)


def begun(period: Period, long: timedelta) -> Count:
    """Count the sessions that have waited so long, and had not at the last digest."""
    condition = waited(period, long)
    if period.since:
        condition &= Q(since__gt=period.since - long)
    return Count("pk", filter=condition)


def to_instructor(row: dict, period: Period) -> Iterator[News]:
    person, path, key = row["supervisor__user"], reverse("hours:queue"), period.until.isoformat()
    if row["submitted"]:
        facts = {"count": row["count"], "day": day_of(row["oldest"]).isoformat()}
        yield News("sessions_submitted", person, path, key, facts)
    if row["late_since"]:
        facts = {"count": row["late"], "days": limits().instructor_days}
        yield News("sessions_waiting", person, path, key, facts)


def to_office(person: Person, row: dict, period: Period) -> News:
    facts = {
        "count": row["later"],
        "days": limits().office_days,
        "instructor": row["supervisor__printed_name"],
    }
    key = f"{row['supervisor__user']}:{period.until.isoformat()}"
    return News("sessions_waiting_long", person, reverse("hours:waiting"), key, facts)
