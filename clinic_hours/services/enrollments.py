"""Enrolling a student under the requirement set that is current, which they then keep."""

from datetime import date

from django.db.models import F

from clinic_hours.domain.errors import Conflict, NotAllowed
from clinic_hours.models import Cohort, Enrollment
from clinic_hours.selectors.progress import progress_of_enrollment
from courses.models import RequirementSet

from .transaction import recorded


@recorded
def enroll_student(
    *,
    student,
    cohort: Cohort,
    requirement_set: RequirementSet,
    student_number: str,
    started_on: date | None = None,
    target_on: date | None = None,
) -> Enrollment:
    """Enroll a student; dates default to the cohort's.

    Raises NotAllowed for a requirement set that is unpublished or of another program.
    """
    if not requirement_set.is_published:
        raise NotAllowed("requirement_set_not_published")
    if requirement_set.program_id != cohort.program_id:
        raise NotAllowed("requirement_set_of_another_program")
    enrollment = Enrollment(
        student=student,
        cohort=cohort,
        requirement_set=requirement_set,
        student_number=student_number,
        started_on=started_on or cohort.starts_on,
        target_on=target_on or cohort.finishes_on,
    )
    enrollment.full_clean()
    enrollment.save(force_insert=True)
    return enrollment


@recorded
def complete_enrollment(*, enrollment: Enrollment, on: date) -> Enrollment:
    """End an enrollment whose every requirement is met. Raises NotAllowed where one is not."""
    locked = Enrollment.objects.filter(pk=enrollment.pk, status=Enrollment.Status.ACTIVE)
    if locked.update(status=Enrollment.Status.COMPLETED, ended_on=on) != 1:
        raise Conflict
    if not progress_of_enrollment(enrollment).is_met:
        raise NotAllowed("requirements_not_met")
    return Enrollment.objects.get(pk=enrollment.pk)


def lock_enrollment_row(pk: int) -> Enrollment:
    """Take the enrollment's lock with a write, whoever acts, and read it again."""
    Enrollment.objects.filter(pk=pk).update(lock_no=F("lock_no") + 1)
    return Enrollment.objects.select_related("requirement_set").get(pk=pk)


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
