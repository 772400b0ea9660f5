"""WRITE: the head count during a shift."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from clinic_hours.attendance.models import HeadCount
from clinic_hours.attendance.policies import can_close
from clinic_hours.attendance.selectors.ratio import students_here
from clinic_hours.core.domain.errors import NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.models import Shift
from home.core.models.actors import Person

from .steps import lock_running


@recorded
def count_heads(
    *,
    actor: Person,
    shift: Shift,
    expected: int,
    is_right: bool,
    missing: Sequence[int] = (),
    now: datetime | None = None,
) -> HeadCount:
    """Keep an instructor's answer to how many students are here.

    Raises Refused if it has changed since the page asked.
    """
    now = now or timezone.now()
    if not can_close(actor, shift):
        raise NotAllowed("not_yours_to_close")
    shift = lock_running(shift)
    students = set(students_here(shift).values_list("person_id", flat=True))
    if len(students) != expected or not students >= set(missing):
        raise Refused((block("count_has_changed", number=len(students)),))
    return HeadCount.objects.create(
        shift=shift,
        expected=expected,
        is_right=is_right,
        missing=list(missing),
        by=actor,
        at=now,
    )
