"""Enroll a student under the current requirement set, which they then keep."""

from datetime import date

from django.db.models import F

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Cohort, Enrollment
from courses.requirements.models import RequirementSet
from home.core.models.actors import Person


@recorded
def enroll_student(
    *,
    student: Person,
    cohort: Cohort,
    requirement_set: RequirementSet,
    student_number: str,
    started_on: date | None = None,
    target_on: date | None = None,
) -> Enrollment:
    """Enroll a student; dates default to the cohort's.

    Raises NotAllowed for a requirement set that is unpublished or belongs to another program.
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


def lock_enrollment_row(pk: int) -> Enrollment:
    """Take the enrollment's lock with a write and return the fresh row, whoever acts."""
    Enrollment.objects.filter(pk=pk).update(lock_no=F("lock_no") + 1)
    return Enrollment.objects.select_related("requirement_set").get(pk=pk)
