"""What instructors read about a shift that goes on."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.attendance.domain.rules import MINUTE
from clinic_hours.attendance.selectors.live import Live
from clinic_hours.core.forms.times import time_words
from clinic_hours.shifts.models import Shift


def shift_clock(shift: Shift, now: datetime) -> str:
    """Return how far a shift is: 24 min in."""
    if now >= shift.ends_at:
        return _("shift is over")
    minutes = abs(now - shift.starts_at) // MINUTE
    if now < shift.starts_at:
        return _("starts in %(minutes)s min") % {"minutes": minutes}
    return _("%(minutes)s min in") % {"minutes": minutes}


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
        return _("No instructor is clocked in yet. They start as soon as one is.")
    said = ngettext(
        "You have %(n)s student, the most for the instructors here.",
        "You have %(n)s students, the most for the instructors here.",
        len(live.here),
    ) % {"n": len(live.here)}
    coming = next((row for row in (*live.late, *live.expected) if row.supervisor), None)
    if coming is None:
        return " ".join([said, _("They start when someone leaves.")])
    when = {
        "name": coming.supervisor,
        "time": time_words(coming.expected_at.astimezone(shift.local_starts_at.tzinfo)),
    }
    then = _("They start when %(name)s clocks in at %(time)s, or when someone leaves.")
    return " ".join([said, then % when])


def clock_at(moment: datetime, zone: str) -> str:
    """Return an instant as the time at the site: 2:05 pm."""
    return time_words(moment.astimezone(ZoneInfo(zone)))
