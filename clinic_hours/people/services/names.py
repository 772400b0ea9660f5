"""WRITE: show an auditor a student's name, and keep who asked and why."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from clinic_hours.people.models import Enrollment, NameDisclosure
from clinic_hours.people.policies import can_ask_for_the_name
from home.core.models.actors import Person
from home.core.school_time import day_of


@transaction.atomic
def show_name(*, actor: Person, enrollment: Enrollment, reason: str, now: datetime) -> None:
    """Show a student's name to an auditor for the rest of the school's day.

    Asking again on the same day adds nothing: two clicks do not collide. Raises PermissionDenied for anyone
    who is not an auditor of this enrollment.
    """
    if not can_ask_for_the_name(actor, enrollment):
        raise PermissionDenied
    row = NameDisclosure(
        enrollment=enrollment, reader=actor, reason=reason, day=day_of(now), asked_at=now
    )
    row.full_clean(validate_unique=False, validate_constraints=False)
    NameDisclosure.objects.bulk_create([row], ignore_conflicts=True)
