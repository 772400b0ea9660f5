"""Complete an enrollment once all requirements are met, and reopen it if one no longer is."""

from datetime import date, datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services.enrollments import log_enrollments
from clinic_hours.sessions.selectors.progress import progress_of_enrollment


@recorded
def complete_enrollment(
    *, enrollment: Enrollment, on: date, now: datetime | None = None
) -> Enrollment:
    """Complete an enrollment. Raises NotAllowed unless every requirement is met."""
    locked = Enrollment.objects.filter(pk=enrollment.pk, status=Enrollment.Status.ACTIVE)
    if locked.update(status=Enrollment.Status.COMPLETED, ended_on=on) != 1:
        raise Conflict
    if not progress_of_enrollment(enrollment).is_met:
        raise NotAllowed("requirements_not_met")
    completed = Enrollment.objects.get(pk=enrollment.pk)
    log_enrollments([completed], Kind.ENROLLMENT_CHANGE, now or timezone.now())
    return completed


def reopen_where_unmet(enrollment: Enrollment, now: datetime) -> None:
    """Make a completed enrollment active again if hours it needs were taken back.

    Call in the transaction that takes them back, with the enrollment's lock held.
    """
    if enrollment.status != Enrollment.Status.COMPLETED:
        return
    if progress_of_enrollment(enrollment).is_met:
        return
    enrollment.status, enrollment.ended_on = Enrollment.Status.ACTIVE, None
    enrollment.save(update_fields=["status", "ended_on"])
    log_enrollments([enrollment], Kind.ENROLLMENT_CHANGE, now)
