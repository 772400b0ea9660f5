"""WRITE: which instructors are on a shift."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.domain.states import PENDING_COVERS
from clinic_hours.shifts.models import Cover, Shift, ShiftSupervisor
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.candidates import why_not
from clinic_hours.shifts.selectors.roster import instructors_missing
from home.core.models.actors import Person

from .covers.endings import end_covers
from .duty_news import tell_of_duties
from .steps import Kind, advance_calendars, lock_shift, note, read_shift
from .waiting import fill


@recorded
def assign_instructor(
    *,
    actor: Person,
    shift: Shift,
    supervisor: Supervisor,
    version: int | None = None,
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    duty: str = ShiftSupervisor.Duty.LEAD,
    now: datetime | None = None,
) -> ShiftSupervisor:
    """Put an instructor on a shift, for all of it or a part. Those who wait for places then move up.

    Raises Conflict if the shift is no longer in the `version` that a page showed.
    """
    now = now or timezone.now()
    if not can_plan(actor):
        raise NotAllowed("not_the_office")
    fresh = lock_shift(shift.pk)
    if version is not None and fresh.version != version + 1:
        raise Conflict
    row = put_on(actor, fresh, supervisor, now, from_at, to_at, duty)
    tell_of_duties("duty_assigned", [(fresh, supervisor.user_id)], now, by=actor)
    return row


def put_on(
    actor: Person,
    shift: Shift,
    supervisor: Supervisor,
    now: datetime,
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    duty: str = ShiftSupervisor.Duty.LEAD,
) -> ShiftSupervisor:
    """Write the duty of an instructor who may take it. The shift's lock is held."""
    from_at, to_at = from_at or shift.starts_at, to_at or shift.ends_at
    if found := why_not(supervisor, shift, from_at, to_at, now):
        raise Refused(found)
    row = ShiftSupervisor.objects.create(
        shift=shift,
        supervisor=supervisor,
        duty=duty,
        from_at=from_at,
        to_at=to_at,
        confirmed_at=now,
    )
    note(shift, Kind.ASSIGNED, actor=actor, now=now, about=supervisor.user_id)
    end_vacancy(shift, now)
    fill(shift, now)
    return row


def end_vacancy(shift: Shift, now: datetime) -> None:
    """Those who were asked to take the shift are not needed once it has enough instructors."""
    vacancies = Cover.objects.filter(vacancy=shift)
    if vacancies.filter(state__in=PENDING_COVERS).exists() and not instructors_missing(shift, now):
        end_covers(vacancies, now)


@recorded
def withdraw_instructor(
    *, actor: Person, duty: ShiftSupervisor, reason: str = "", now: datetime | None = None
) -> None:
    """Take an instructor off a shift. Booked students keep their places, and nobody else can book."""
    now = now or timezone.now()
    if not can_plan(actor):
        raise NotAllowed("not_the_office")
    shift = lock_shift(duty.shift_id)
    take_off_duty(actor, shift, duty, now, reason)
    gone = [(read_shift(shift.pk), duty.supervisor.user_id)]
    tell_of_duties("duty_withdrawn", gone, now, by=actor, reason=reason)


def take_off_duty(
    actor: Person, shift: Shift, duty: ShiftSupervisor, now: datetime, reason: str = ""
) -> None:
    standing = ShiftSupervisor.objects.filter(pk=duty.pk, withdrawn_at=None)
    if standing.update(withdrawn_at=now) != 1:
        raise Conflict
    end_covers(duty.covers.all(), now)
    advance_calendars(shift.pk)
    note(shift, Kind.WITHDREW, actor=actor, now=now, about=duty.supervisor.user_id, reason=reason)
