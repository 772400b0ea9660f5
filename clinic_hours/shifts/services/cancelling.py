"""WRITE: cancel planned shifts, and tell everyone on them why."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.domain.states import (
    LIVE_PLACES,
    PlaceState,
    ShiftState,
)
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.covers.pending import covers_of
from home.core.models.actors import Person

from .covers.endings import end_covers
from .news import tell_everyone
from .steps import Kind, lock_as_shown, note_all


@recorded
def cancel_shift(
    *, actor: Person, shift: Shift, version: int, reason: str, now: datetime | None = None
) -> Shift:
    """Cancel a shift that has not begun, with a reason that everyone on it is told."""
    now = now or timezone.now()
    lock_as_shown(shift, version, actor, now)
    cancel([Shift.objects.select_related("site").get(pk=shift.pk)], reason, actor, now)
    return Shift.objects.get(pk=shift.pk)


def cancel(shifts: Sequence[Shift], reason: str, actor: Person, now: datetime) -> None:
    """Cancel planned shifts whose locks are held."""
    if not shifts:
        return
    for shift in shifts:
        shift.ical_sequence += 1
    tell_everyone(
        "shift_cancelled", shifts, now=now, reason=reason, but=actor.pk, states=LIVE_PLACES
    )
    pks = [shift.pk for shift in shifts]
    Shift.objects.filter(pk__in=pks).update(
        status=ShiftState.CANCELLED,
        cancelled_reason=reason,
        taken=0,
        version=F("version") + 1,
        ical_sequence=F("ical_sequence") + 1,
        changed_at=now,
    )
    places = Place.objects.filter(shift__in=pks, status__in=LIVE_PLACES)
    end_covers(covers_of(pks), now)
    places.update(status=PlaceState.CANCELLED, offer_until=None, version=F("version") + 1)
    ShiftSupervisor.objects.filter(shift__in=pks, withdrawn_at=None).update(withdrawn_at=now)
    nothing: dict[Shift, dict] = {shift: {} for shift in shifts}
    note_all(Kind.CANCELLED, nothing, actor=actor, now=now, reason=reason)
