"""WRITE: kiosks. Each is paired with a site by the office, and revoked by it."""

import secrets
from datetime import datetime

from django.utils import timezone

from clinic_hours.attendance.models import Device
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.kiosk.policies import can_pair
from clinic_hours.kiosk.selectors.devices import digest_of
from clinic_hours.kiosk.signatures.es256 import LONGEST, public_key_of
from clinic_hours.people.models import ClinicSite
from home.core.models.actors import Person


@recorded
def pair_device(
    *,
    actor: Person,
    site: ClinicSite,
    name: str,
    public_key: bytes,
    now: datetime | None = None,
) -> tuple[Device, str]:
    """Pair a browser that made a key pair. Return the kiosk and its cookie, of which only a digest is kept.

    Raises Refused for a key that is not on P-256.
    """
    if not can_pair(actor):
        raise NotAllowed("not_yours_to_pair")
    try:
        public_key_of(public_key[:LONGEST])
    except ValueError as error:
        raise Refused((block("kiosk_key_unreadable"),)) from error
    token = secrets.token_urlsafe(32)
    device = Device.objects.create(
        site=site,
        name=name,
        public_key=public_key,
        token=digest_of(token),
        paired_by=actor,
        paired_at=now or timezone.now(),
    )
    return device, token


@recorded
def revoke_device(*, actor: Person, device: Device, now: datetime | None = None) -> None:
    """Stop taking anything from a kiosk. Raises Conflict if it was revoked meanwhile."""
    if not can_pair(actor):
        raise NotAllowed("not_yours_to_pair")
    rows = Device.objects.filter(pk=device.pk, revoked_at=None)
    if rows.update(revoked_at=now or timezone.now(), revoked_by=actor) != 1:
        raise Conflict
