"""WRITE: the clinic office gives clients a time, moves, cancels and marks their appointments.

Raises Conflict if an appointment changed since the page was shown, Refused for what is impossible, NotAllowed
for anyone but the office.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from clinic_hours.appointments.domain.free_times import FreeTime
from clinic_hours.appointments.domain.states import NOT_OVER, AppointmentState
from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.selectors.free import free_times_of
from clinic_hours.appointments.selectors.openings import client_shifts, open_of
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.steps import lock_shift
from home.core.models.actors import Person

from .letters import write
from .steps import keep_contact, put_into, read_as_shown, refuse_others, unused_code

OUTCOMES = frozenset({AppointmentState.DONE, AppointmentState.NO_SHOW})


@recorded
def confirm(
    *,
    actor: Person,
    appointment: Appointment,
    version: int,
    shift: Shift,
    starts_at: datetime,
    place: Place | None = None,
    now: datetime | None = None,
) -> Appointment:
    """Give an appointment its time and student, or a new one. Without a place, the first student who is free.

    The shift's lock comes first, so that two people never give away the same time.
    """
    now = now or timezone.now()
    refuse_others(actor)
    shift = lock_shift(shift.pk)
    row = read_as_shown(appointment, version)
    refuse_if_over(row)
    refuse_without_clients(shift, now)
    time = free_time(free_times_of(shift, row.minutes, now, but=row), starts_at)
    keep_contact(row, time.ends_at)
    was_set = row.state == AppointmentState.CONFIRMED
    kept = put_into(
        row,
        AppointmentState.CONFIRMED,
        actor=actor,
        now=now,
        code=row.code or unused_code(),
        shift=shift,
        place_id=chosen(time, place),
        starts_at=time.starts_at,
        ends_at=time.ends_at,
    )
    write("moved" if was_set else "confirmed", kept)
    return kept


def refuse_if_over(appointment: Appointment) -> None:
    if appointment.state not in NOT_OVER:
        raise Refused((block("appointment_is_over"),))


def refuse_without_clients(shift: Shift, now: datetime) -> None:
    if not open_of(client_shifts(now).filter(pk=shift.pk)):
        raise Refused((block("shift_takes_no_clients"),))


def free_time(times: Sequence[FreeTime], starts_at: datetime) -> FreeTime:
    """Return the free time that starts then. Raises Refused if nobody is free."""
    for time in times:
        if time.starts_at == starts_at:
            return time
    raise Refused((block("time_not_free", "starts_at"),))


def chosen(time: FreeTime, place: Place | None) -> int:
    if place is None:
        return time.places[0]
    if place.pk not in time.places:
        raise Refused((block("student_not_free", "place"),))
    return place.pk


@recorded
def cancel(
    *,
    actor: Person,
    appointment: Appointment,
    version: int,
    reason: str,
    now: datetime | None = None,
) -> Appointment:
    """Cancel an appointment or a request, with a reason that the client is told."""
    now = now or timezone.now()
    refuse_others(actor)
    row = read_as_shown(appointment, version)
    refuse_if_over(row)
    keep_contact(row, now)
    kept = put_into(row, AppointmentState.CANCELLED, actor=actor, now=now, reason=reason)
    write("cancelled", kept, reason)
    return kept


@recorded
def say_what_became_of_it(
    *,
    actor: Person,
    appointment: Appointment,
    version: int,
    outcome: str,
    now: datetime | None = None,
) -> Appointment:
    """Mark a visit as done or as a no-show, once it has begun. The client of a visit is asked about it."""
    now = now or timezone.now()
    refuse_others(actor)
    row = read_as_shown(appointment, version)
    if outcome not in OUTCOMES or row.state != AppointmentState.CONFIRMED or row.starts_at is None:
        raise Refused((block("appointment_not_set"),))
    if row.starts_at > now:
        raise Refused((block("visit_not_begun"),))
    kept = put_into(row, outcome, actor=actor, now=now)
    if outcome == AppointmentState.DONE:
        write("feedback", kept)
    return kept
