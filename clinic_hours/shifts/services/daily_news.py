"""READ, once a day: whose shift is tomorrow, and which shifts of the next week lack an instructor."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.urls import reverse

from clinic_hours.notices.domain.news import News, Period
from clinic_hours.people.models import Supervisor
from clinic_hours.people.selectors.coordinators import coordinators
from clinic_hours.shifts.domain.states import PlaceState, ShiftState
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.candidates import obstacles_of
from clinic_hours.shifts.selectors.roster import Block, blocks_of
from home.core.school_time import day_of

from .news import facts_of

DAY = timedelta(days=1)
AHEAD = timedelta(days=7)  # a week is time enough to find someone


def news_of_tomorrow(period: Period) -> Iterator[News]:
    """Remind everyone who is on a shift tomorrow. A shift that is moved to another day is told again."""
    tomorrow = day_of(period.until) + DAY
    shifts = Shift.objects.filter(local_date=tomorrow, status=ShiftState.PLANNED)
    by_pk = {shift.pk: shift for shift in shifts.select_related("site")}
    places = Place.objects.filter(shift__in=by_pk, status=PlaceState.BOOKED)
    duties = ShiftSupervisor.objects.filter(
        shift__in=by_pk, withdrawn_at=None, confirmed_at__isnull=False
    )
    people = {
        *places.values_list("shift_id", "student_id"),
        *duties.values_list("shift_id", "supervisor__user_id"),
    }
    for pk, person in sorted(people):
        yield news("shift_tomorrow", by_pk[pk], person)


def news_of_uncovered(period: Period) -> Iterator[News]:
    """Tell the office which shifts need an instructor, and those who could take one: once a shift."""
    found = shifts_in_need(period)
    if not found:
        return
    office, instructors = list(coordinators()), free_instructors(period)
    for block in found:
        for person in office:
            yield news("shift_uncovered", block.shift, person.pk, missing=block.missing)
        for each in instructors:
            if could_take(each, block.shift, period):
                yield news("shift_open", block.shift, each.user_id)


def shifts_in_need(period: Period) -> Sequence[Block]:
    ahead = (period.until, period.until + AHEAD)
    shifts = Shift.objects.filter(status=ShiftState.PLANNED, starts_at__range=ahead)
    blocks = blocks_of(AnonymousUser(), shifts.select_related("site"), period.until)
    return [block for block in blocks if block.missing]


def free_instructors(period: Period) -> list[Supervisor]:
    """Return those who supervise, with what decides whether they can take a shift."""
    duties = ShiftSupervisor.objects.filter(withdrawn_at=None, to_at__gt=period.until)
    people = Supervisor.objects.filter(is_active=True, user__is_active=True).order_by("pk")
    return list(
        people.prefetch_related("credentials", "sites", Prefetch("duties", queryset=duties))
    )


def could_take(instructor: Supervisor, shift: Shift, period: Period) -> bool:
    """Whether an instructor works at the site, or named none, and nothing stands against it."""
    sites = {site.pk for site in instructor.sites.all()}
    if sites and shift.site_id not in sites:
        return False
    return not obstacles_of(instructor, shift, shift.starts_at, shift.ends_at, period.until)


def news(kind: str, shift: Shift, person: int, **facts: object) -> News:
    return News(
        kind,
        person,
        reverse("hours:shift", args=[shift.public_id]),
        key=f"{shift.public_id}:{shift.local_date}",
        facts=facts_of(shift) | facts,
    )
