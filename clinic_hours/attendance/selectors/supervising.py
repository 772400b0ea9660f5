"""An instructor's own supervision, read from presence: a year in a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Model, QuerySet
from django.db.models.functions import ExtractYear

from clinic_hours.attendance.domain.punches import Closing, SpanKind
from clinic_hours.attendance.domain.rules import Rules
from clinic_hours.attendance.domain.supervising import (
    Stay,
    Supervised,
    minutes_of,
    students_with,
)
from clinic_hours.attendance.models import Presence
from clinic_hours.people.policies import can_run_the_office
from clinic_hours.shifts.models import Shift
from home.core.models.actors import Actor, Person

from .rules import rules_by_site

UNKNOWN = (Closing.OPEN, Closing.UNCLOSED)
SPAN = ("shift", "person", "from_at", "to_at", "closing", "is_uncertain", "began_attested")
Stays = Mapping[int, Sequence[Stay]]  # by shift


def supervision_visible_to(user: Actor) -> QuerySet[Presence]:
    """Return when instructors were there: for the office everybody, for others themselves."""
    supervision = Presence.objects.filter(duty__isnull=False, kind=SpanKind.HERE)
    if not user.is_active:
        return supervision.none()
    return supervision if can_run_the_office(user) else supervision.filter(person=user.pk)


def supervision_of(user: Actor, person: Person | Model) -> QuerySet[Presence]:
    return supervision_visible_to(user).filter(person=person.pk)


def years_of(supervision: QuerySet[Presence]) -> list[int]:
    """Return the years that have shifts, newest first."""
    years = supervision.order_by().annotate(year=ExtractYear("shift__local_date"))
    return sorted(years.values_list("year", flat=True).distinct(), reverse=True)


def supervised_in(supervision: QuerySet[Presence], year: int) -> list[Supervised]:
    """Return a line for each shift of a year, in order of their dates. In four queries."""
    mine = stays_of(supervision.filter(shift__local_date__year=year))
    shifts = Shift.objects.filter(pk__in=list(mine)).select_related("site")
    shifts = shifts.order_by("local_date", "starts_at", "pk")
    rules = rules_by_site({shift.site_id for shift in shifts})
    students = stays_of(
        Presence.objects.filter(shift__in=list(mine), duty=None, kind=SpanKind.HERE)
    )
    return [
        line_of(shift, mine[shift.pk], students.get(shift.pk, ()), rules[shift.site_id])
        for shift in shifts
    ]


def stays_of(presences: QuerySet[Presence]) -> Stays:
    found: dict[int, list[Stay]] = defaultdict(list)
    for shift, *span in presences.order_by("from_at", "pk").values_list(*SPAN):
        found[shift].append(stay_of(*span))
    return found


def stay_of(
    person: int,
    from_at: datetime,
    to_at: datetime | None,
    closing: str,
    is_uncertain: bool,
    began_attested: bool,
) -> Stay:
    is_known = closing not in UNKNOWN and not is_uncertain
    is_attested = began_attested or closing == Closing.ATTESTED
    known_end = to_at if is_known else None
    return Stay(person, from_at, known_end, is_attested, goes_on=to_at is None)


def line_of(
    shift: Shift, stays: Sequence[Stay], students: Sequence[Stay], rules: Rules
) -> Supervised:
    ends = [stay.to_at for stay in stays]
    known = [end for end in ends if end]
    return Supervised(
        shift=shift.pk,
        local_date=shift.local_date,
        site=str(shift.site),
        zone=shift.zone,
        from_at=min(stay.from_at for stay in stays),
        to_at=max(known) if len(known) == len(ends) else None,
        minutes=minutes_of(stays, shift.starts_at, rules.counts_until(shift.ends_at)),
        students=students_with(stays, students),
        is_attested=any(stay.is_attested for stay in stays),
        goes_on=any(stay.goes_on for stay in stays),
    )
