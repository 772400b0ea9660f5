"""What the overview shows a student who is still earning hours."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.forms.times import hours_in_sentence
from clinic_hours.learning.domain.next_step import Kind, Situation, Step, steps_of
from clinic_hours.learning.selectors.sessions import own_sessions_now
from clinic_hours.pace.domain.booked import Booking
from clinic_hours.pace.selectors.booked import finish_with_bookings
from clinic_hours.pace.selectors.closures import school_closures
from clinic_hours.pace.selectors.needs import need_of_enrollment
from clinic_hours.pace.selectors.pace import pace_of_enrollment
from clinic_hours.pace.views.pace_chart import chart_of
from clinic_hours.pace.views.pace_words import booked_words, pace_words
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.requirements import SetProgress
from clinic_hours.sessions.selectors.histories import returned_to
from clinic_hours.shifts.selectors.booking.this_week import (
    Booked,
    booked_by,
    fitting_this_week,
    may_begin,
)
from home.core.school_time import day_of

from .next_shift import next_shift
from .step_cards import Card, Desk
from .steps import card_of
from .week import week_bar


def studying(enrollment: Enrollment, progress: SetProgress, contact: str) -> dict[str, Any]:
    """Return the context of the page. `contact` is a link to the clinic office, or an empty string."""
    now, today = timezone.now(), timezone.localdate()
    sessions = own_sessions_now(enrollment, now, today)
    claimed = sessions.week.claimed
    closures = school_closures()
    need = need_of_enrollment(enrollment, progress, today, closures=closures, claimed=claimed)
    pace = pace_of_enrollment(enrollment, progress, today)
    booked = booked_by(enrollment, progress, sessions.week.times, today, now)
    situation = Situation(
        may_log=enrollment.status == Enrollment.Status.ACTIVE,
        has_logged=bool(sessions.recent) or pace.has_begun,
        minutes_left=max(progress.remaining - progress.pending, 0),
        clients_left=progress.clients_remaining,
        is_behind=pace.is_behind,
        is_possible=not (need and need.earliest_on),
        has_offer=bool(booked.offered),
        has_taker=booked.to_agree is not None,
        waiting=sessions.waiting,
    )
    finish_on = finish_with_bookings(
        *(enrollment, progress, pace, bookings_of(enrollment, booked)),
        closures=closures,
        claimed=sessions.week.by_day,
    )
    steps = steps_of(situation, today)
    desk = Desk(
        *(enrollment, progress, need, sessions, pace, today, contact, booked),
        **open_to(steps, enrollment, progress),
    )
    first, *others = [card_of(step, desk) for step in steps]
    return {
        "step": first,
        "returned": returned_to(enrollment)[0] if first.kind == Kind.CORRECT else None,
        "others": [*others, *waiting_row(progress)],
        "contact": desk.contact,
        "week": week_bar(sessions.week, need, enrollment, today, booked.by_day),
        "next_shift": next_shift(booked, now),
        "pace": replace(
            pace_words(pace, progress, enrollment, need, today),
            booked=booked_words(finish_on, today, own=True),
        ),
        "chart": chart_of(pace, progress.required, enrollment, today),
        "recent": sessions.recent,
        "to_go": progress.remaining - progress.pending,
    }


def bookings_of(enrollment: Enrollment, booked: Booked) -> list[Booking]:
    return [
        Booking(place.local_date, place.minutes, place.category)
        for place in booked.ahead
        if place.enrollment_id == enrollment.pk
    ]


def open_to(steps: Sequence[Step], enrollment: Enrollment, progress: SetProgress) -> dict[str, Any]:
    """Return what the steps say about open shifts. It takes queries, so only those that say it ask."""
    kinds, now = {step.kind for step in steps}, timezone.now()
    fits, begins = Kind.CATCH_UP in kinds, Kind.START in kinds
    return {
        "fitting": fitting_this_week(enrollment, progress, day_of(now), now) if fits else 0,
        "may_begin": begins and may_begin(progress, now),
    }


def waiting_row(progress: SetProgress) -> list[Card]:
    """Return what waits for a signature: nothing to do, but good to know."""
    since = progress.waiting_since
    if since is None:
        return []
    hours = {"hours": hours_in_sentence(progress.waiting, progress.clock_hour)}
    days = (timezone.now() - since).days
    words = {
        "sessions": ngettext("%(count)s session", "%(count)s sessions", progress.waiting_sessions)
        % {"count": progress.waiting_sessions},
        "age": ngettext("%(count)s day", "%(count)s days", days) % {"count": days},
    }
    return [
        Card(
            Kind.WAIT,
            _("%(hours)s h are waiting for a signature") % hours,
            _("%(sessions)s, oldest %(age)s. Nothing for you to do.") % words,
            "hourglass",
            f"{reverse('hours:session_list')}?status=submitted",
        )
    ]
