"""Which students the office could give a place on a shift, and why not the others."""

from dataclasses import dataclass
from datetime import datetime

from clinic_hours.core.domain.findings import Finding
from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.names import order_for, searched_by
from clinic_hours.people.selectors.visible import enrollments_visible_to
from clinic_hours.shifts.domain.booking import obstacles
from clinic_hours.shifts.domain.states import HELD_PLACES
from clinic_hours.shifts.models import Place, Shift
from home.core.models.actors import Actor
from home.core.selectors.words import with_words

from .bookers import bookers_of
from .offers import offers_of

MOST = 20  # a longer list is searched, not read


@dataclass(frozen=True, slots=True)
class Student:
    """A student, with what stands against a place on the shift."""

    enrollment: Enrollment
    obstacles: tuple[Finding, ...]


def students_for(user: Actor, shift: Shift, name: str, now: datetime) -> list[Student]:
    """Return active students without a place on the shift, by name, in a constant number of queries."""
    there = Place.objects.filter(shift=shift, status__in=HELD_PLACES)
    active = enrollments_visible_to(user).filter(status=Enrollment.Status.ACTIVE)
    rows = active.exclude(student__in=there.values("student"))
    if name:
        rows = with_words(rows, name, *searched_by(user))
    found = list(
        rows.select_related("student", "requirement_set").order_by(*order_for(user))[:MOST]
    )
    bookers = bookers_of(found, shift.local_date, shift.local_date)
    offer = offers_of([shift])[shift.pk]
    return [
        Student(each, obstacles(offer, bookers[each.pk], now, by_office=True)) for each in found
    ]
