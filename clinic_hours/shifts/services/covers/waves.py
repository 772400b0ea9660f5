"""WRITE: whom the clinic asks to take over a place: a few at a time, until someone does or it starts."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.domain.asking import AT_ONCE
from clinic_hours.shifts.domain.states import CoverState
from clinic_hours.shifts.models import Cover, CoverAsked, Shift
from clinic_hours.shifts.selectors.covers.pending import covers_of, due_covers, past_covers
from clinic_hours.shifts.selectors.covers.takers import takers_for
from clinic_hours.shifts.services.steps import lock_shift

from .endings import SHIFTS, end_covers
from .news import tell_wanted


def ask_next(cover: Cover, now: datetime) -> None:
    """Ask the next few who could take over a place. The shift's lock is held."""
    if cover.place is None:
        return
    asked = set(cover.asked.values_list("person_id", flat=True))
    able = [each.student_id for each in takers_for(cover.place, now)]
    ask(cover, [each for each in able if each not in asked][:AT_ONCE], now)


def ask(cover: Cover, people: list[int], now: datetime) -> None:
    rows = [CoverAsked(cover=cover, person_id=each, asked_at=now) for each in people]
    CoverAsked.objects.bulk_create(rows, ignore_conflicts=True)
    tell_wanted(cover, people, now)


@recorded
def ask_more(cover: Cover, now: datetime) -> None:
    lock_shift(cover.shift.pk)
    fresh = Cover.objects.select_related(*SHIFTS).get(pk=cover.pk)
    if fresh.state == CoverState.OPEN:
        ask_next(fresh, now)


@recorded
def expire_covers(shift: Shift, now: datetime) -> None:
    """End what nobody agreed on before the shift started."""
    end_covers(covers_of([lock_shift(shift.pk).pk]), now)


def look_after_covers(now: datetime | None = None) -> None:
    """End the requests of shifts that started, and ask more people about those that nobody took yet."""
    now = now or timezone.now()
    for shift in past_covers(now):
        expire_covers(shift, now)
    for cover in due_covers(now):
        ask_more(cover, now)
