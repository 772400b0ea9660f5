"""The building blocks of every punch: lock the shift, append the punch, rebuild presence."""

from datetime import datetime
from typing import Any

from clinic_hours.attendance.domain.punches import (
    Method,
    PunchKind,
    SpanKind,
    spans_of,
    state_of,
)
from clinic_hours.attendance.models import Presence, Punch
from clinic_hours.attendance.selectors.attendees import Attendee
from clinic_hours.attendance.selectors.rules import rules_on
from clinic_hours.attendance.selectors.spans import stamps_of
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.services.steps import lock_shift


def lock_running(shift: Shift) -> Shift:
    """Take the lock of a shift that still takes punches. Raises Refused for a closed or canceled one."""
    fresh = lock_shift(shift.pk)
    if fresh.status == ShiftState.CLOSED:
        raise Refused((block("shift_closed"),))
    if fresh.status == ShiftState.CANCELLED:
        raise Refused((block("shift_cancelled"),))
    return fresh


def append_punch(
    shift: Shift,
    who: Attendee,
    kind: PunchKind,
    *,
    at: datetime,
    now: datetime,
    method: str = Method.SYSTEM,
    **columns: Any,
) -> Punch:
    """Append a punch and rebuild the person's presence on the shift."""
    punch = Punch.objects.create(
        shift=shift, kind=kind, at=at, recorded_at=now, method=method, **who.columns, **columns
    )
    rebuild(shift, who)
    return punch


def rebuild(shift: Shift, who: Attendee) -> None:
    """Compute a person's presence on a shift again from their punches. The shift's lock is held."""
    spans = spans_of(stamps_of(shift, who.person_id), rules_on(shift).round_to)
    Presence.objects.filter(shift=shift, person=who.person_id).delete()
    Presence.objects.bulk_create(
        Presence(
            shift=shift,
            kind=span.kind,
            from_at=span.from_at,
            to_at=span.to_at,
            opened_by_id=span.opened_by,
            closed_by_id=span.closed_by,
            began_attested=span.began_attested,
            closing=span.closing,
            is_uncertain=span.is_uncertain,
            **who.columns,
        )
        for span in spans
    )


def state_on(shift: Shift, who: Attendee, at: datetime | None = None) -> SpanKind | None:
    """Return what someone does now, or did at a moment: waits, is here, has a break; None if away."""
    stamps = stamps_of(shift, who.person_id)
    return state_of(stamp for stamp in stamps if at is None or stamp.at <= at)
