"""The building blocks of cover: its locks, and one step from state to state."""

from datetime import datetime
from typing import Any

from django.db.models import F

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.shifts.domain.states import PENDING_COVERS, CoverState
from clinic_hours.shifts.models import Cover, Place, Shift
from clinic_hours.shifts.services.steps import lock_shift

from .endings import SHIFTS, ended


def lock_cover(cover: Cover, version: int, now: datetime, *, instead: Place | None = None) -> Cover:
    """Take the locks of the shifts of a request and its swap, and return the fresh row with its shift.

    `instead` is a place that is about to be offered in exchange. Raises Conflict unless the request is
    pending and as the page showed it, and Refused once its shift has begun.
    """
    answer = answer_to(cover)
    places = [each for each in (instead, answer and answer.place) if each]
    keys = {cover.shift.pk, *(place.shift_id for place in places)}
    for pk in sorted(keys):
        lock_shift(pk)
    fresh = Cover.objects.select_related(*SHIFTS, "duty__supervisor").get(pk=cover.pk)
    if fresh.version != version or fresh.state not in PENDING_COVERS or fresh.pair_id:
        raise Conflict
    refuse_late(fresh.shift, now)
    return fresh


def refuse_late(shift: Shift, now: datetime) -> None:
    if now >= shift.starts_at:
        raise Refused((block("shift_began"),))


def refuse_second(cover: Any) -> None:
    """Only one request is pending for a place or a duty."""
    if cover.filter(state__in=PENDING_COVERS).exists():
        raise Refused((block("cover_is_asked"),))


def move_cover(cover: Cover, state: CoverState, **columns: Any) -> Cover:
    """Change a request that is still as it was read, and return it with what changed."""
    rows = Cover.objects.filter(pk=cover.pk, version=cover.version, state=cover.state)
    if rows.update(state=state, version=F("version") + 1, **columns) != 1:
        raise Conflict
    cover.state, cover.version = state, cover.version + 1
    for name, value in columns.items():
        setattr(cover, name, value)
    return cover


def answer_to(cover: Cover) -> Cover | None:
    """Return the request for the place that is offered in exchange, if it is a swap."""
    answers = Cover.objects.filter(pair=cover.pk).select_related(*SHIFTS)
    return answers.first()


def drop_answer(cover: Cover, now: datetime) -> None:
    """The place that was offered in exchange stays where it is."""
    Cover.objects.filter(pair=cover.pk).update(**ended(CoverState.WITHDRAWN, now))
