"""WRITE: requests to confirm that somebody was there, from a kiosk. None gives hours by itself."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.models import ClockRequest, Device
from clinic_hours.attendance.services.asking import ask_to_confirm
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.selectors.people import person_of
from clinic_hours.kiosk.selectors.shifts import shift_about
from home.core.school_time import written_for

NOT_ME = _("“This isn't me” was tapped after the kiosk showed this entry.")


def ask_for(device: Device, number: str, reason: str, at: datetime, now: datetime) -> ClockRequest:
    """Ask the instructor of the person's shift, or of the one that is on, about whoever typed a number.

    Nothing that the kiosk answers tells whether the number is anyone's.
    """
    person, site = person_of(number), device.site
    return ask_to_confirm(
        site=site,
        shift=shift_about(site, person, at),
        person=person,
        number=number,
        reason=reason,
        device=device,
        now=now,
    )


def flag_entry(*, device: Device, delivery: Delivery, now: datetime) -> ClockRequest:
    """Keep that an entry was not by the person it names. The entry stays; the instructor decides.

    Raises Refused for an entry that another kiosk made, or that was not recorded.
    """
    made = delivery.punch
    if delivery.device_id != device.pk or made is None:
        raise Refused((block("nothing_to_flag"),))
    return ask_to_confirm(
        site=device.site,
        shift=made.shift,
        person=made.person,
        reason=in_the_schools_words(NOT_ME),
        device=device,
        now=now,
    )


def in_the_schools_words(sentence: Any) -> str:
    """Return a sentence that is kept, whatever language the kiosk shows."""
    with written_for(settings.LANGUAGE_CODE):
        return str(sentence)
