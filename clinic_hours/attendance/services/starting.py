"""Let students start who wait because there were too many for the instructors."""

from datetime import datetime

from clinic_hours.attendance.domain.punches import PunchKind, SpanKind
from clinic_hours.attendance.models import Presence
from clinic_hours.attendance.selectors.attendees import Attendee
from clinic_hours.attendance.selectors.ratio import ratio_on
from clinic_hours.shifts.models import Place, Shift

from .steps import append_punch


def start_waiting(shift: Shift, now: datetime) -> list[Place]:
    """Let those who waited longest start while there is room. The shift's lock is held."""
    started = []
    for presence in waiting_on(shift):
        assert presence.place
        if ratio_on(shift, presence.place).is_full:
            break
        append_punch(shift, attendee(presence), PunchKind.START, at=now, now=now)
        started.append(presence.place)
    return started


def waiting_on(shift: Shift) -> list[Presence]:
    """Return who waits to start, in the order in which they came."""
    waiting = Presence.objects.filter(shift=shift, kind=SpanKind.WAITING, to_at=None)
    return list(
        waiting.select_related("place__enrollment__requirement_set").order_by("from_at", "pk")
    )


def attendee(presence: Presence) -> Attendee:
    return Attendee(presence.person_id, place=presence.place, duty=presence.duty)
