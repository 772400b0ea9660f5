"""WRITE: when a clock did not work, and that it works again, by the office."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.attendance.models import ClockFailure, Device
from clinic_hours.attendance.policies import can_keep_the_clocks
from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import ClinicSite
from home.core.models.actors import Person


@recorded
def note_failure(
    *,
    actor: Person,
    site: ClinicSite,
    device: Device | None,
    from_at: datetime,
    what: str,
    to_at: datetime | None = None,
    repaired_by: str = "",
    now: datetime | None = None,
) -> ClockFailure:
    """Note a time in which a site's clock, or one kiosk, did not work. Without an end it goes on.

    Raises Refused for times ahead or out of order, for another site's kiosk, and for a repair without a name.
    """
    now = now or timezone.now()
    if not can_keep_the_clocks(actor):
        raise NotAllowed("not_the_office")
    if device and device.site_id != site.pk:
        raise Refused((block("kiosk_of_another_site", "device"),))
    if from_at > now:
        raise Refused((block("failure_ahead", "from_at"),))
    if to_at:
        refuse_end(from_at, to_at, repaired_by, now)
    return ClockFailure.objects.create(
        site=site,
        device=device,
        from_at=from_at,
        to_at=to_at,
        what=what,
        repaired_by=repaired_by,
        recorded_by=actor,
    )


@recorded
def mark_repaired(
    *,
    actor: Person,
    failure: ClockFailure,
    to_at: datetime,
    repaired_by: str,
    now: datetime | None = None,
) -> ClockFailure:
    """Note until when it lasted and who repaired it. Raises Conflict if that has been noted."""
    now = now or timezone.now()
    if not can_keep_the_clocks(actor):
        raise NotAllowed("not_the_office")
    refuse_end(failure.from_at, to_at, repaired_by, now)
    rows = ClockFailure.objects.filter(pk=failure.pk, to_at=None)
    if rows.update(to_at=to_at, repaired_by=repaired_by) != 1:
        raise Conflict
    return ClockFailure.objects.get(pk=failure.pk)


def refuse_end(from_at: datetime, to_at: datetime, repaired_by: str, now: datetime) -> None:
    found: list[Finding] = []
    if to_at <= from_at:
        found.append(block("repaired_before_it_failed", "to_at"))
    if to_at > now:
        found.append(block("failure_ahead", "to_at"))
    if not repaired_by:
        found.append(block("who_repaired_it", "repaired_by"))
    if found:
        raise Refused(tuple(found))
