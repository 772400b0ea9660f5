"""Enroll a student under the current requirement set, which they then keep, and record what changes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.commitments import committed
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.services.append import Act, append
from clinic_hours.ledger.services.head import lock_head
from clinic_hours.people.models import Cohort, Enrollment
from clinic_hours.people.selectors.facts import enrollment_facts
from courses.requirements.models import RequirementSet
from home.core.models.actors import Person

from .editions import edition_entry

# Fields of a form that the log states.
ENROLLMENT_IN_THE_LOG = frozenset({"student_number", "status", "target_on", "ended_on"})


def enroll(
    *,
    student: Person,
    cohort: Cohort,
    requirement_set: RequirementSet,
    student_number: str,
    started_on: date | None = None,
    target_on: date | None = None,
    now: datetime | None = None,
) -> Enrollment:
    """Enroll a student in the caller's transaction; dates default to the cohort's.

    The log's lock comes first, so that nobody takes the number after the check. Raises NotAllowed for a
    requirement set that is unpublished or belongs to another program, and ValidationError for what the
    model rejects.
    """
    lock_head()
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
    log_enrollments([enrollment], Kind.ENROLLMENT, now or timezone.now())
    return enrollment


enroll_student = recorded(enroll)


@recorded
def rename(student: Person, display_name: str, *, now: datetime | None = None) -> None:
    """Change a person's name, also in the chain of each of their enrollments."""
    student.display_name = display_name
    student.save(update_fields=["display_name"])
    log_name(student, now or timezone.now())


def log_name(student: Person, now: datetime) -> None:
    """Append a student's name as it is now. Call in the transaction that changed it."""
    enrollments = Enrollment.objects.filter(student=student).order_by("pk")
    enrollments.update(lock_no=F("lock_no") + 1)
    related = ("student", "requirement_set__program")
    log_enrollments(list(enrollments.select_related(*related)), Kind.ENROLLMENT_CHANGE, now)


def log_enrollments(enrollments: Sequence[Enrollment], kind: Kind, now: datetime) -> None:
    """Append enrollments as they are now. Call in the transaction that changed them."""
    sets = {enrollment.requirement_set for enrollment in enrollments}
    under = {each: edition_entry(each).reference for each in sets}
    acts = []
    for each in enrollments:
        name, number = committed(str(each.student)), committed(each.student_number)
        facts = enrollment_facts(each, under[each.requirement_set], name=name, number=number)
        acts.append(Act(kind, now, facts.body(), each.public_id, (name, number)))
    for enrollment, entry in zip(enrollments, append(acts), strict=True):
        enrollment.entry = entry
    Enrollment.objects.bulk_update(enrollments, ["entry"])


def lock_enrollment_row(pk: int) -> Enrollment:
    """Take the enrollment's lock with a write and return the fresh row, whoever acts."""
    Enrollment.objects.filter(pk=pk).update(lock_no=F("lock_no") + 1)
    return Enrollment.objects.select_related("requirement_set").get(pk=pk)
