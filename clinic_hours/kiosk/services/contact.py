"""WRITE: a kiosk is there."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.models import ClockFailure, Device
from clinic_hours.core.services.transaction import recorded

from .asking import in_the_schools_words

OUTAGE = timedelta(minutes=2)
NO_CONNECTION = _("The kiosk had no connection.")
LONGEST_SKEW = 2**31 - 1  # what the column holds


@recorded
def note_contact(
    *, device: Device, device_at: datetime, offline_since: datetime | None, now: datetime
) -> None:
    """Keep that a kiosk was seen, how far its clock is ahead, and the outage that has just ended.

    Said again, an outage is the same row: it begins at the same moment.
    """
    if offline_since and now - offline_since >= OUTAGE:
        ClockFailure.objects.update_or_create(
            device=device,
            from_at=offline_since,
            defaults={
                "site": device.site,
                "to_at": now,
                "what": in_the_schools_words(NO_CONNECTION),
            },
        )
    skew = round((device_at - now).total_seconds())
    shown = max(-LONGEST_SKEW, min(LONGEST_SKEW, skew))
    Device.objects.filter(pk=device.pk).update(last_seen_at=now, skew_seconds=shown)
