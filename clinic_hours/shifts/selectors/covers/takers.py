"""Which students could take over a place, and in which order they are asked."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db.models import Max, QuerySet

from clinic_hours.core.domain.findings import Finding
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.selectors.progress import progress_of_enrollments
from clinic_hours.shifts.domain.asking import need_of
from clinic_hours.shifts.domain.booking import obstacles
from clinic_hours.shifts.domain.states import CoverState
from clinic_hours.shifts.models import Cover, CoverAsked, Place, Shift
from clinic_hours.shifts.selectors.bookers import bookers_of
from clinic_hours.shifts.selectors.lines import waiting_on
from clinic_hours.shifts.selectors.offers import offers_of

NEVER = datetime.min.replace(tzinfo=UTC)


def against(
    shift: Shift, enrollments: Sequence[Enrollment], now: datetime, leaving: Sequence[Place]
) -> Mapping[int, tuple[Finding, ...]]:
    """Return {enrollment: what keeps them from taking over a place on the shift}.

    The places in `leaving` are given away in the same act. The booking window does not matter.
    """
    offer = offers_of([shift], leaving)[shift.pk]
    bookers = bookers_of(enrollments, shift.local_date, shift.local_date, leaving)
    return {pk: obstacles(offer, each, now, by_office=True) for pk, each in bookers.items()}


def takers_for(place: Place, now: datetime) -> list[Enrollment]:
    """Return the students who could take over a place, the first to ask first.

    Those on the shift's waiting list come first. Then it goes by need, and within the same need by who was
    asked least recently. Takes a constant number of queries.
    """
    shift = place.shift
    found = list(could_study(shift).exclude(student__in=turned_down(place)))
    free = against(shift, found, now, [place])
    able = [each for each in found if not free[each.pk] and each.student_id != place.student_id]
    needs, asked = needs_of(able, shift), last_asked([each.student_id for each in able])
    line = list(waiting_on(shift).values_list("student_id", flat=True))

    def rank(each: Enrollment) -> tuple:
        number = line.index(each.student_id) if each.student_id in line else len(line)
        return number, -needs[each.pk], asked.get(each.student_id, NEVER), each.pk

    first: dict[int, Enrollment] = {}
    for each in sorted(able, key=rank):
        first.setdefault(each.student_id, each)
    return list(first.values())


def could_study(shift: Shift) -> QuerySet[Enrollment]:
    """Return the active enrollments whose requirements have the shift's category."""
    active = Enrollment.objects.filter(status=Enrollment.Status.ACTIVE, student__is_active=True)
    fits = active.filter(requirement_set__requirements__category=shift.category)
    return fits.select_related("requirement_set", "student").order_by("pk")


def turned_down(place: Place) -> QuerySet:
    """Return those whom the student of a place did not want to take it."""
    refused = Cover.objects.filter(place=place, state=CoverState.REFUSED, taken_by__isnull=False)
    return refused.values("taken_by")


def needs_of(enrollments: list[Enrollment], shift: Shift) -> Mapping[int, int]:
    """Return {enrollment: how much they need hours of the shift's category}."""
    found = {}
    for each in progress_of_enrollments(enrollments):
        lines = [line for line in each.progress.lines if line.line.category == shift.category]
        left = sum(line.remaining - line.pending_toward for line in lines)
        enrollment = each.enrollment
        found[enrollment.pk] = need_of(left, shift.local_date, enrollment.target_on)
    return found


def last_asked(people: Sequence[int]) -> Mapping[int, datetime]:
    """Return {person: when they were last asked to take anything over}."""
    asked = CoverAsked.objects.filter(person__in=people).order_by()
    return dict(asked.values_list("person_id").annotate(last=Max("asked_at")))
