"""WRITE: ask all instructors who could take a shift that needs one, each of them once."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.domain.states import PENDING_COVERS, CoverState
from clinic_hours.shifts.models import Cover, Shift
from clinic_hours.shifts.selectors.covers.page import asked_about, others_for
from clinic_hours.shifts.selectors.roster import instructors_missing
from clinic_hours.shifts.services.steps import Kind, lock_as_shown, note, read_shift
from home.core.models.actors import Person

from .waves import ask


@recorded
def ask_all_instructors(
    *, actor: Person, shift: Shift, version: int, now: datetime | None = None
) -> int:
    """Ask those who could take the shift and were not asked yet, in order, and return how many they are.

    Raises Refused if it needs no instructor, or nobody is left to ask, and Conflict if someone offered to
    take it meanwhile.
    """
    now = now or timezone.now()
    lock_as_shown(shift, version, actor, now)
    shift = read_shift(shift.pk)
    if not instructors_missing(shift, now):
        raise Refused((block("no_instructor_needed"),))
    cover = vacancy_of(shift, actor, now)
    asked = asked_about([cover])
    able = [each.supervisor.user_id for each in others_for(shift, now) if each.can_take_it]
    people = [each for each in able if each not in asked]
    if not people:
        raise Refused((block("nobody_left_to_ask"),))
    ask(cover, people, now)
    note(shift, Kind.COVER_ASKED, actor=actor, now=now)
    return len(people)


def vacancy_of(shift: Shift, actor: Person, now: datetime) -> Cover:
    """Return the pending request for an instructor, or a new one."""
    pending = Cover.objects.filter(vacancy=shift, state__in=PENDING_COVERS).first()
    if pending and pending.state != CoverState.OPEN:
        raise Conflict
    return pending or Cover.objects.create(vacancy=shift, asked_by=actor, asked_at=now)
