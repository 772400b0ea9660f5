"""What a punch came to, as the kiosk and a phone show it to its person."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clinic_hours.attendance.domain.punches import PunchKind
from clinic_hours.attendance.models import Draft, Punch
from clinic_hours.attendance.selectors.ratio import ratio_on
from clinic_hours.sessions.models import ClinicSession


@dataclass(frozen=True, slots=True)
class Entry:
    """`first_name` is all that is shown of who it was. Times are local to the site.

    `outcome` is held, or the kind of punch. `counts_from`: clocked in before the shift starts.
    `students` and `supervisors` are there now, for someone held. `minutes` is what the drafted session counts
    as, and `waits_for` who signs it.
    """

    outcome: str
    first_name: str
    at: datetime
    counts_from: datetime | None = None
    students: int = 0
    supervisors: int = 0
    minutes: int | None = None
    waits_for: str = ""
    ended_another: bool = False


def entry_of(punch: Punch, *, ended_another: bool = False) -> Entry:
    zone = ZoneInfo(punch.shift.zone)
    said = {
        "outcome": "held" if punch.is_held else str(punch.kind),
        "first_name": punch.person.get_short_name(),
        "at": punch.at.astimezone(zone),
        "ended_another": ended_another,
    }
    if punch.is_held:
        ratio = ratio_on(punch.shift)
        said |= {"students": ratio.students, "supervisors": ratio.supervisors}
    elif punch.kind == PunchKind.IN and punch.place and punch.at < punch.shift.starts_at:
        said["counts_from"] = punch.shift.starts_at.astimezone(zone)
    elif punch.kind == PunchKind.OUT and (session := drafted(punch)):
        signer = session.supervisor.user.get_short_name()
        said |= {"minutes": session.minutes, "waits_for": signer}
    return Entry(**said)


def drafted(punch: Punch) -> ClinicSession | None:
    if punch.place is None:
        return None
    drafts = Draft.objects.filter(place=punch.place).select_related("session__supervisor__user")
    newest = drafts.order_by("-number").first()
    return newest.session if newest else None
