"""WRITE: tell the office that a kiosk needs a look."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse

from clinic_hours.attendance.models import Device
from clinic_hours.core.services.transaction import recorded
from clinic_hours.kiosk.models import Delivery
from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.people.models import OfficeRole
from clinic_hours.people.selectors.roles import roles_in_force
from home.core.school_time import day_of

MANY = 20
WITHIN = timedelta(hours=1)
WRONG = ("number_and_pin", "too_many_tries")


@recorded
def notice_failures(device: Device, now: datetime) -> None:
    """Tell the coordinators once a day of a kiosk at which many wrong PINs were typed."""
    recent = Delivery.objects.filter(
        device=device, received_at__gt=now - WITHIN, answered_at__isnull=False, punch=None
    )
    found = recent.values_list("findings", flat=True)
    wrong = sum(any(finding["code"] in WRONG for finding in each) for each in found)
    if wrong >= MANY:
        tell(news("kiosk_failures", device, str(day_of(now))), now)


@recorded
def notice_copy(device: Device, now: datetime) -> None:
    """Stop trusting a kiosk of which a copy was used, and tell the coordinators."""
    if Device.objects.filter(pk=device.pk, cloned_at=None).update(cloned_at=now):
        tell(news("kiosk_copied", device, "copied"), now)


def news(kind: str, device: Device, key: str) -> Iterable[News]:
    coordinators = roles_in_force().filter(role=OfficeRole.Role.COORDINATOR)
    facts = {"device": device.name, "site": str(device.site)}
    return [
        News(kind, person, reverse("hours:devices"), f"{device.pk} {key}", facts)
        for person in coordinators.values_list("user", flat=True)
    ]
