"""WRITE: appointments whose shift or student is gone get another student, or need a new time.

Whatever changed a shift, the worker finds what no longer fits: nothing in the wing of shifts has to know of
appointments.
"""

from datetime import datetime

from clinic_hours.appointments.domain.free_times import FreeTime
from clinic_hours.appointments.domain.states import AppointmentState
from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.selectors.free import free_times_of
from clinic_hours.appointments.selectors.unsettled import no_longer_fits
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.services.steps import lock_shift

from .letters import write
from .steps import lock, put_into


def settle_appointments(now: datetime) -> int:
    """Settle what no longer fits; return how many."""
    found = list(Appointment.objects.filter(no_longer_fits(now)).order_by("starts_at", "pk"))
    for each in found:
        settle(appointment=each, now=now)
    return len(found)


@recorded
def settle(*, appointment: Appointment, now: datetime) -> None:
    """Give another student of the shift the client at the same time, or ask for a new time."""
    if appointment.shift_id is None:
        return
    shift = lock_shift(appointment.shift_id)
    row = lock(appointment.pk)
    if not Appointment.objects.filter(no_longer_fits(now), pk=row.pk).exists():
        return
    if time := same_time(row, shift, now):
        Appointment.objects.filter(pk=row.pk).update(place_id=time.places[0])
        return
    write("reschedule", put_into(row, AppointmentState.RESCHEDULE, actor=None, now=now))


def same_time(appointment: Appointment, shift: Shift, now: datetime) -> FreeTime | None:
    if shift.status != ShiftState.PLANNED:
        return None
    times = free_times_of(shift, appointment.minutes, now, but=appointment)
    return next((time for time in times if time.starts_at == appointment.starts_at), None)
