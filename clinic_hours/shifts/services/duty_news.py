"""WRITE: tell instructors which shifts they supervise, in the transaction in which that changes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.shifts.domain.weeks import week_of
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from home.core.models.actors import Person

from .news import calendar_facts, facts_of

# (shift, user id of an instructor)
Duties = Iterable[tuple[Shift, int]]


def tell_of_duties(
    kind: str, duties: Duties, now: datetime, *, by: Person, reason: str = ""
) -> None:
    """Tell instructors that they are now on shifts, or no longer. The shifts are as they were read last."""
    said = {"reason": reason} if reason else {}
    tell([news(kind, shift, person, said) for shift, person in duties], now, by=by)


def news(kind: str, shift: Shift, person: int, for_mail: dict[str, str]) -> News:
    return News(
        kind,
        person,
        reverse("hours:shift", args=[shift.public_id]),
        key=f"{shift.public_id}:{shift.version}",
        facts=facts_of(shift) | calendar_facts(shift, is_duty=True),
        for_mail=for_mail,
    )


def tell_of_plan(kind: str, shifts: Iterable[Shift], now: datetime, *, by: Person) -> None:
    """Tell each instructor of many shifts at once that they were planned, or are about to be deleted.

    Each clinic site has its own sentence. Their page is the roster of the first week: a shift that is deleted
    has none.
    """
    duties = ShiftSupervisor.objects.filter(
        shift__in=[shift.pk for shift in shifts], withdrawn_at=None
    )
    rows = duties.select_related("shift__site", "supervisor").order_by("shift__starts_at", "pk")
    found: dict[tuple[int, int], list[Shift]] = {}
    for row in rows:
        found.setdefault((row.supervisor.user_id, row.shift.site_id), []).append(row.shift)
    said = [news_of_many(kind, theirs, person) for (person, _site), theirs in found.items()]
    tell(said, now, by=by)


def news_of_many(kind: str, shifts: Sequence[Shift], person: int) -> News:
    first, last = shifts[0], shifts[-1]
    return News(
        kind,
        person,
        f"{reverse('hours:roster')}?week={week_of(first.local_date)}&shift={first.public_id}",
        key=f"{first.public_id}:{first.version}",
        facts=facts_of(first) | {"count": len(shifts), "last_on": last.local_date.isoformat()},
    )
