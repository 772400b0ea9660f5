"""What instructors read about a shift that goes on."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.attendance.domain.rules import MINUTE
from clinic_hours.attendance.selectors.live import Live
from clinic_hours.core.forms.times import time_words
from clinic_hours.shifts.models import Shift

CLOCK_STAYS = 3 * 60 * MINUTE


def shift_clock(shift: Shift, now: datetime) -> str:
    """Return how far a shift is: 24 min in. Hours after its end, nothing."""
    if now >= shift.ends_at + CLOCK_STAYS:
        return ""
    if now >= shift.ends_at:
        return _("shift is over")
    minutes = abs(now - shift.starts_at) // MINUTE
    if now < shift.starts_at:
        return _("starts in %(minutes)s min") % {"minutes": minutes}
    return _("%(minutes)s min in") % {"minutes": minutes}


def who_supervises(shift: Shift, live: Live) -> str:
    """Return the instructors who are here, and those who come later: Rosa, with Irene from 3:00 pm."""
    there = live.supervisors or live.gone
    names = ", ".join(row.supervisor.printed_name for row in there if row.supervisor)
    if not names:
        return ""
    later = next(
        (row for row in live.expected if row.supervisor and row.expected_at > shift.starts_at), None
    )
    if later is None:
        return names
    when = {
        "names": names,
        "other": later.supervisor,
        "time": clock_at(later.expected_at, shift.zone),
    }
    return _("%(names)s, with %(other)s from %(time)s") % when


def ratio_words(live: Live) -> str:
    """Return how many students are here and may be: 6 of 6 for one instructor."""
    students, instructors = len(live.here), len(live.supervisors)
    if not instructors:
        return _("no instructor clocked in")
    if live.allowed is None:
        return ngettext("%(n)s instructor here", "%(n)s instructors here", instructors) % {
            "n": instructors
        }
    figures = {"students": students, "allowed": live.allowed, "n": instructors}
    if instructors == 1:
        return _("%(students)s of %(allowed)s for one instructor") % figures
    return _("%(students)s of %(allowed)s for %(n)s instructors") % figures


def waiting_words(shift: Shift, live: Live) -> str:
    """Return why students wait, and until when."""
    if not live.supervisors:
        return _("No instructor is clocked in yet. Starts as soon as one is.")
    said = ngettext(
        "You have %(n)s student, the most for the instructors here.",
        "You have %(n)s students, the most for the instructors here.",
        len(live.here),
    ) % {"n": len(live.here)}
    coming = next((row for row in (*live.late, *live.expected) if row.supervisor), None)
    if coming is None:
        return " ".join([said, _("Starts when someone leaves.")])
    name = str(coming.supervisor).partition(",")[0]
    time = clock_at(coming.expected_at, shift.zone)
    if coming in live.late:
        then = _("Starts when %(name)s clocks in, or when someone leaves.") % {"name": name}
    else:
        then = _("Starts when %(name)s clocks in at %(time)s, or when someone leaves.") % {
            "name": name,
            "time": time,
        }
    return " ".join([said, then])


def clock_at(moment: datetime, zone: str) -> str:
    """Return an instant as the time at the site: 2:05 pm."""
    return time_words(moment.astimezone(ZoneInfo(zone)))
