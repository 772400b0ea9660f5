"""WRITE: tell people about requests for cover, in the transaction in which they change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from clinic_hours.notices.domain.news import News
from clinic_hours.notices.services.notices import tell
from clinic_hours.people.selectors.coordinators import coordinators
from clinic_hours.shifts.domain.states import HELD_PLACES
from clinic_hours.shifts.models import Cover, Place, Shift
from clinic_hours.shifts.services.news import calendar_facts, facts_of
from clinic_hours.shifts.services.steps import read_shift
from home.core.models.actors import Person


def tell_wanted(cover: Cover, people: Iterable[int], now: datetime) -> None:
    """Ask people to take it."""
    kind = "instructor_wanted" if cover.vacancy_id else "cover_wanted"
    tell([news(kind, each, cover, name=str(cover.asked_by)) for each in people], now)


def tell_asker(kind: str, covers: Iterable[Cover], now: datetime) -> None:
    """Tell who decides about a request: its student, or the office for an instructor's shift."""
    said = [
        news(kind, person, cover, name=str(cover.taken_by))
        for cover in covers
        for person in ([cover.asked_by_id] if cover.place_id else coordinators())
    ]
    tell(said, now)


def tell_taker(covers: Iterable[Cover], now: datetime) -> None:
    """Tell who would have taken it, if anyone, that it is not needed."""
    takers = [(cover.taken_by_id, cover) for cover in covers if cover.taken_by_id]
    tell([news("cover_refused", taker, cover) for taker, cover in takers], now)


def tell_agreed(cover: Cover, taker: str, now: datetime) -> None:
    """Tell who asked that it is settled. The mail takes the shift out of their calendar."""
    names = {"taker": taker, "name": str(cover.asked_by)}
    more = calendar_facts(read_shift(cover.shift.pk), is_duty=cover.duty_id is not None)
    tell([news("cover_agreed", cover.asked_by_id, cover, **names, **more)], now)


def tell_absence(cover: Cover, now: datetime, actor: Person) -> None:
    said = [news("absence", each, cover, name=str(cover.asked_by)) for each in coordinators()]
    tell(said, now, by=actor)


def tell_new_instructor(shift: Shift, cover: Cover, instructor: str, now: datetime) -> None:
    """Tell the students who have a place who supervises them now."""
    held = Place.objects.filter(shift=shift, status__in=HELD_PLACES).order_by("pk")
    people = held.values_list("student_id", flat=True)
    tell([news("instructor_changed", each, cover, name=instructor) for each in people], now)


def news(kind: str, person: Person | int, cover: Cover, **facts: Any) -> News:
    shift = cover.shift
    return News(
        kind,
        person,
        reverse("hours:shift", args=[shift.public_id]),
        key=f"{cover.public_id}:{cover.version}",
        facts=facts_of(shift) | facts,
    )
