"""The lists of the clinic office."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from clinic_hours.appointments.domain.states import NOT_OVER, TO_CALL, AppointmentState
from clinic_hours.appointments.models import Appointment
from home.core.models.actors import Actor

from .unsettled import no_longer_fits
from .visible import appointments_visible_to


def with_people(user: Actor) -> QuerySet[Appointment]:
    return appointments_visible_to(user).select_related(
        "contact", "shift__site", "place__student", "place__enrollment"
    )


def to_call(user: Actor, now: datetime) -> QuerySet[Appointment]:
    """Return who waits for a call, the oldest request first."""
    waiting = Q(state__in=TO_CALL) | no_longer_fits(now)
    return with_people(user).filter(waiting).order_by("requested_at", "pk")


def coming(user: Actor, now: datetime) -> QuerySet[Appointment]:
    """Return who comes, the next first."""
    ahead = with_people(user).filter(state=AppointmentState.CONFIRMED, ends_at__gt=now)
    return ahead.exclude(no_longer_fits(now)).order_by("starts_at", "pk")


def to_mark(user: Actor, now: datetime) -> QuerySet[Appointment]:
    """Return the visits of which nobody has said whether the client came, the oldest first."""
    past = with_people(user).filter(state=AppointmentState.CONFIRMED, ends_at__lte=now)
    return past.order_by("starts_at", "pk")


def over(user: Actor) -> QuerySet[Appointment]:
    """Return what is over, the latest request first."""
    return with_people(user).exclude(state__in=NOT_OVER).order_by("-requested_at", "-pk")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many clients to call about a new time, how many new requests, how many visits to mark.

    `asked_again` had a time and gave it up.
    """

    to_move: int
    asked_again: int
    requests: int
    to_mark: int


def waiting_for_the_office(user: Actor, now: datetime) -> Waiting:
    """Count what waits, in one query."""
    to_move = Q(state=AppointmentState.RESCHEDULE) | no_longer_fits(now)
    requested = Q(state=AppointmentState.REQUESTED)
    past = Q(state=AppointmentState.CONFIRMED, ends_at__lte=now)
    counted = appointments_visible_to(user).aggregate(
        to_move=Count("pk", filter=to_move),
        asked_again=Count("pk", filter=requested & ~Q(code="")),
        requests=Count("pk", filter=requested & Q(code="")),
        to_mark=Count("pk", filter=past),
    )
    return Waiting(**counted)
