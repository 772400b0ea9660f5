"""What a kiosk needs to know to work, also without connection."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from clinic_hours.attendance.models import Device
from clinic_hours.core.forms.times import time_range
from clinic_hours.kiosk.forms.answers import in_each_language
from clinic_hours.kiosk.selectors.devices import code_key
from clinic_hours.kiosk.selectors.people import prefix_of_numbers
from clinic_hours.kiosk.selectors.shifts import shifts_of_today
from clinic_hours.kiosk.signatures.sealed import sealing_key, written
from clinic_hours.shifts.models import Shift


def set_up_of(device: Device, now: datetime) -> dict[str, Any]:
    site = device.site
    shifts = shifts_of_today(site, now)
    return {
        "now": round(now.timestamp() * 1000),
        "site": site.slug,
        "zone": site.time_zone,
        "prefix": prefix_of_numbers(),
        "code_key": written(code_key(site.pk)),
        "seal": sealing_key(),
        "shifts": in_each_language(lambda: ranges(shifts)),
    }


def ranges(shifts: Sequence[Shift]) -> list[str]:
    return [time_range(each.starts_at, each.ends_at, each.zone) for each in shifts]
