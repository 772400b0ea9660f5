"""WRITE: plan a week like the one before, by the office, in one transaction."""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.weeks import Week
from clinic_hours.shifts.models import ShiftSeries
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.planning.copies import WeekCopy, copy_of
from home.core.models.actors import Person

from .duty_news import tell_of_plan
from .planning import lock_sites, write_series, write_shifts


@recorded
def copy_week(
    *,
    actor: Person,
    week: Week,
    site: ClinicSite | None,
    digest: str,
    now: datetime | None = None,
) -> UUID:
    """Plan the shifts that the preview showed, and return the batch in which they can be undone.

    Their instructors are told.

    A second delivery of the same preview returns the batch of the first one. Raises Conflict if the copy
    would be different now, Refused if the week has shifts or there is nothing to copy.
    """
    now = now or timezone.now()
    if not can_plan(actor):
        raise NotAllowed("not_the_office")
    lock_sites()
    batch = batch_of(digest)
    if ShiftSeries.objects.filter(batch=batch).exists():
        return batch
    copy = copy_of(week, site, now)
    if copy.faults:
        raise Refused(copy.faults)
    if copy.digest != digest:
        raise Conflict
    write(copy, batch, actor, now)
    return batch


def batch_of(digest: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"copy of a week:{digest}")


def write(copy: WeekCopy, batch: UUID, actor: Person, now: datetime) -> None:
    shifts = []
    for each in copy.series:
        if each.preview.planned:
            series = write_series(each.values, actor=actor, now=now, batch=batch)
            shifts += write_shifts(series, each.preview.planned, each.preview, now)
    tell_of_plan("shifts_planned", shifts, now, by=actor)
