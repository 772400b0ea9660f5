"""WRITE: tell students of their attendance, in the transaction in which it happens."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from clinic_hours.attendance.models import Outcome
from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.services.news import facts_of


def tell_of_missing_ends(shift: Shift, students: Iterable[int], now: datetime) -> None:
    tell_students("clock_out_missing", shift, students, now)


def tell_of_absences(shift: Shift, students: Iterable[int], now: datetime) -> None:
    tell_students("marked_absent", shift, students, now)


def tell_students(kind: str, shift: Shift, students: Iterable[int], now: datetime) -> None:
    """Tell each student once about this shift."""
    path, key = reverse("hours:shift", args=[shift.public_id]), str(shift.public_id)
    facts = facts_of(shift)
    tell([News(kind, each, path, key=key, facts=facts) for each in sorted(students)], now)


def tell_of_outcome(outcome: Outcome, now: datetime) -> None:
    """Tell a student that the office has changed what became of their place, with its reason."""
    is_excused = outcome.kind == Outcome.Kind.EXCUSED
    shift = outcome.place.shift
    news = News(
        "absence_excused" if is_excused else "marked_absent",
        outcome.place.student_id,
        reverse("hours:shift", args=[shift.public_id]),
        key=f"{shift.public_id}:{outcome.pk}",
        facts=facts_of(shift),
        for_mail={"reason": outcome.reason},
    )
    tell([news], now)
