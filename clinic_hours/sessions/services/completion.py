"""Ending an enrollment whose every requirement is met, and taking that back where one no longer is."""

from datetime import date

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.selectors.progress import progress_of_enrollment


@recorded
def complete_enrollment(*, enrollment: Enrollment, on: date) -> Enrollment:
    """End an enrollment whose every requirement is met. Raises NotAllowed where one is not."""
    locked = Enrollment.objects.filter(pk=enrollment.pk, status=Enrollment.Status.ACTIVE)
    if locked.update(status=Enrollment.Status.COMPLETED, ended_on=on) != 1:
        raise Conflict
    if not progress_of_enrollment(enrollment).is_met:
        raise NotAllowed("requirements_not_met")
    return Enrollment.objects.get(pk=enrollment.pk)


def reopen_where_unmet(enrollment: Enrollment) -> None:
    """Make a completed enrollment active again once hours that it needs were taken back.

    Called in the transaction that took them back, with the enrollment's lock held.
    """
    if enrollment.status != Enrollment.Status.COMPLETED:
        return
    if progress_of_enrollment(enrollment).is_met:
        return
    enrollment.status, enrollment.ended_on = Enrollment.Status.ACTIVE, None
    enrollment.save(update_fields=["status", "ended_on"])
