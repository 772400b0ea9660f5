"""Which kiosk a browser is."""

import hashlib

from django.db.models import QuerySet

from clinic_hours.attendance.models import Device
from clinic_hours.kiosk.signatures.keys import derived


def digest_of(token: str) -> str:
    """Return what is stored of a kiosk's cookie."""
    return hashlib.sha256(token.encode()).hexdigest()


def device_of(token: str) -> Device | None:
    """Return the kiosk with this cookie, even a revoked one."""
    if not token:
        return None
    found = Device.objects.filter(token=digest_of(token))
    return found.select_related("site").first()


def all_devices() -> QuerySet[Device]:
    """Return the kiosks, those in use first."""
    rows = Device.objects.select_related("site", "paired_by", "revoked_by")
    return rows.order_by("revoked_at", "site__name", "pk")


def code_key(site_id: int) -> bytes:
    """Return the key of a site's code. Revoking one of its kiosks makes a new one."""
    revoked = Device.objects.filter(site=site_id, revoked_at__isnull=False).count()
    return derived(f"code {site_id} {revoked}")
