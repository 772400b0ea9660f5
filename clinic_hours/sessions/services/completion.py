"""Change an enrollment, complete it once all requirements are met, and reopen it if one no longer is."""

from datetime import date, datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.people.domain.edits import Edit
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services.edits import keep_changes, refuse_outdated
from clinic_hours.people.services.enrollments import (
    ENROLLMENT_IN_THE_LOG,
    lock_enrollment_row,
    log_enrollments,
)
from clinic_hours.sessions.selectors.progress import progress_of_enrollment

Status = Enrollment.Status


def complete_enrollment(
    *, enrollment: Enrollment, on: date, now: datetime | None = None
) -> Enrollment:
    """Complete an enrollment. Raises NotAllowed unless it is active and every requirement is met."""
    edit = Edit({"status": Status.COMPLETED, "ended_on": on})
    return change_enrollment(enrollment=enrollment, edit=edit, now=now)


@recorded
def change_enrollment(
    *, enrollment: Enrollment, edit: Edit, now: datetime | None = None
) -> Enrollment:
    """Keep what was changed in an enrollment, its completion included, with one log entry for all of it.

    Raises Conflict if it has changed since the page was shown, NotAllowed for a completion unless it is
    active and every requirement is met, ValidationError for what the model rejects.
    """
    fresh = lock_enrollment_row(enrollment.pk)
    refuse_outdated(fresh, edit, ENROLLMENT_IN_THE_LOG)
    if edit.changes.get("status") == Status.COMPLETED:
        refuse_completion_too_early(fresh)
    keep_changes(fresh, edit)
    # Any entry supersedes the transcripts before it, so there is none without news for the log.
    if ENROLLMENT_IN_THE_LOG & edit.changes.keys():
        log_enrollments([fresh], Kind.ENROLLMENT_CHANGE, now or timezone.now())
    return fresh


def refuse_completion_too_early(enrollment: Enrollment) -> None:
    if enrollment.status != Status.ACTIVE:
        raise NotAllowed("enrollment_not_active")
    if not progress_of_enrollment(enrollment).is_met:
        raise NotAllowed("requirements_not_met")


def reopen_where_unmet(enrollment: Enrollment, now: datetime) -> None:
    """Make a completed enrollment active again if hours it needs were taken back.

    Call in the transaction that takes them back, with the enrollment's lock held.
    """
    if enrollment.status != Status.COMPLETED:
        return
    if progress_of_enrollment(enrollment).is_met:
        return
    enrollment.status, enrollment.ended_on = Status.ACTIVE, None
    enrollment.save(update_fields=["status", "ended_on"])
    log_enrollments([enrollment], Kind.ENROLLMENT_CHANGE, now)
