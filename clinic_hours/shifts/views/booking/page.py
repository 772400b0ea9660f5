"""The page on which a student books: own places first, then what is open in two weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.views.access import own_enrollment
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from clinic_hours.shifts.domain.weeks import Week, read_week, week_of
from clinic_hours.shifts.forms.booking_words import missing_words, nothing_words, week_words
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.booking.openings import (
    open_shifts,
    openings_of,
    shifts_ahead,
    student_of,
)
from clinic_hours.shifts.selectors.booking.own_places import own_places
from clinic_hours.shifts.selectors.covers.own import own_covers
from clinic_hours.shifts.selectors.visible import shifts_visible_to
from clinic_hours.shifts.views.additions import notes_on
from clinic_hours.shifts.views.covers.blocks import wanted
from home.core.school_time import today as school_today
from home.core.views.signed_in import SignedInRequest

from .rows import days_of, own_row, row_of

WEEKS = 2  # on one page
ORDER = ("now", "offered", "booked", "waiting")
ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """The first of the weeks, and whether to show what does not count for the student, too."""

    week: Week
    shows_all: bool = False

    @property
    def query(self) -> str:
        """Return what the address says; nothing for the page as it opens."""
        said = {}
        if self.week > week_of(school_today()):
            said["week"] = str(self.week)
        if self.shows_all:
            said["show"] = ALL
        return f"?{urlencode(said)}" if said else ""

    @property
    def open_url(self) -> str:
        """Return the address of the open shifts on the page."""
        return f"{reverse('hours:shift_book')}{self.query}#open"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The shift about which something was refused, and the sentences that say why."""

    shift: Shift
    sentences: Sequence[str]


def asked_in(request: HttpRequest) -> Asked:
    current = week_of(school_today())
    week = read_week(request.GET.get("week", "")) or current
    return Asked(max(week, current), request.GET.get("show") == ALL)


@require_safe
@roles_required(Role.STUDENT)
def booking(request: SignedInRequest) -> HttpResponse:
    return show_booking(request)


def show_booking(
    request: SignedInRequest, refusal: Refusal | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    asked, now, today = asked_in(request), timezone.now(), school_today()
    first, last = max(asked.week.first, today), (asked.week + (WEEKS - 1)).last
    enrollment = own_enrollment(request)
    student = student_of(enrollment, progress_of_enrollment(enrollment), today, last)
    places = list(own_places(request.user, now))
    taken = {place.shift_id for place in places}
    refused = [refusal.shift] if refusal and refusal.shift.pk not in taken else []
    ahead = list(open_shifts(shifts_visible_to(request.user), first, last, now))
    shifts = {each.pk: each for each in (*(place.shift for place in places), *refused, *ahead)}
    known = openings_of(list(shifts.values()), student, now)
    hidden = taken | {shift.pk for shift in refused}
    every = [known[shift.pk] for shift in ahead if shift.pk not in hidden]
    counting = [opening for opening in every if opening.counts]
    notes = notes_on(places)
    covers = own_covers(request.user, now)
    own = [
        own_row(each, known[each.shift_id], now, notes[each.pk], covers.made.get(each.pk))
        for each in places
    ]
    context = {
        "week_words": week_words(student.minutes_in_week(today), student.booker.weekly_cap),
        "own": sorted(own, key=lambda each: ORDER.index(each.kind)),
        "covers_wanted": wanted(covers.wanted, request.user),
        "refusal": refusal,
        "refused_row": row_of(known[refused[0].pk]) if refused else None,
        "missing": missing_words(student.missing),
        "nothing": nothing_words(bool(every)),
        "asked": asked,
        "counting": len(counting),
        "every": len(every),
        "days": days_of(every if asked.shows_all else counting, today),
        **links(request, asked, now),
    }
    return render_desk(request, "clinic_hours_shifts/booking.html", context, status=status)


def links(request: SignedInRequest, asked: Asked, now: datetime) -> dict[str, str]:
    current, later = week_of(school_today()), asked.week + WEEKS
    earlier = max(asked.week + (-WEEKS), current)
    has_later = (
        shifts_ahead(shifts_visible_to(request.user), now)
        .filter(local_date__gte=later.first)
        .exists()
    )
    return {
        "counting_url": replace(asked, shows_all=False).open_url,
        "all_url": replace(asked, shows_all=True).open_url,
        "later_url": replace(asked, week=later).open_url if has_later else "",
        "earlier_url": replace(asked, week=earlier).open_url if asked.week > current else "",
    }
