"""Punches that hold, and what they come to."""

from collections import defaultdict

from django.db.models import QuerySet

from clinic_hours.attendance.domain.punches import Method, PunchKind, Span, Stamp, spans_of
from clinic_hours.attendance.models import Punch
from clinic_hours.shifts.models import Shift


def punches_that_hold(shift: Shift) -> QuerySet[Punch]:
    """Leave out what was corrected or taken back."""
    return Punch.objects.filter(shift=shift, superseded_by=None).exclude(kind=PunchKind.STRIKE)


def stamps_of(shift: Shift, person_id: int) -> list[Stamp]:
    return [stamp_of(each) for each in punches_that_hold(shift).filter(person=person_id)]


def stamp_of(punch: Punch) -> Stamp:
    return Stamp(
        punch.pk,
        PunchKind(punch.kind),
        punch.at,
        is_held=punch.is_held,
        is_attested=punch.method == Method.INSTRUCTOR,
        is_uncertain=punch.is_uncertain,
    )


def spans_by_person(shift: Shift, step: int) -> dict[int, tuple[Span, ...]]:
    """Return the spans of everyone on a shift, in one query."""
    stamps: dict[int, list[Stamp]] = defaultdict(list)
    for punch in punches_that_hold(shift):
        stamps[punch.person_id].append(stamp_of(punch))
    return {person: spans_of(each, step) for person, each in stamps.items()}
