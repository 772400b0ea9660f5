"""What stands above the pages of a shift that goes on or ends."""

from datetime import datetime
from typing import Any

from clinic_hours.attendance.forms.live_words import shift_clock, who_supervises
from clinic_hours.attendance.selectors.live import Live
from clinic_hours.shifts.forms.booking_words import times_words
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.categories import names_of


def heading_of(shift: Shift, live: Live, now: datetime) -> dict[str, Any]:
    return {
        "shift": shift,
        "times": times_words(shift),
        "clock": shift_clock(shift, now),
        "who_supervises": who_supervises(shift, live),
        "what": names_of([shift.category]).get(shift.category, ""),
    }
