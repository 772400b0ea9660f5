"""Requests for cover: those of shifts, and those that are due."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Mod

from clinic_hours.shifts.domain.asking import AT_ONCE, PAUSE
from clinic_hours.shifts.domain.states import PENDING_COVERS, CoverState
from clinic_hours.shifts.models import Cover, Shift
from clinic_hours.shifts.selectors.visible import covers_visible_to
from home.core.models.actors import Actor


def covers_of(shift_ids: Collection[int]) -> QuerySet[Cover]:
    """Return the requests for places and duties on shifts."""
    return Cover.objects.filter(Q(place__shift__in=shift_ids) | Q(duty__shift__in=shift_ids))


def past_covers(now: datetime) -> QuerySet[Shift]:
    """Return the shifts that started while someone still asked for cover."""
    pending = Cover.objects.filter(state__in=PENDING_COVERS)
    of_places = pending.filter(place__shift=OuterRef("pk"))
    of_duties = pending.filter(duty__shift=OuterRef("pk"))
    started = Shift.objects.filter(starts_at__lte=now).order_by("pk")
    return started.filter(Exists(of_places) | Exists(of_duties))


def due_covers(now: datetime) -> QuerySet[Cover]:
    """Return the requests that nobody took for hours, while there may be others to ask.

    Once a round had room for more people than there were, everyone was asked.
    """
    ahead = Cover.objects.filter(
        state=CoverState.OPEN, place__isnull=False, place__shift__starts_at__gt=now
    )
    rounds = ahead.annotate(
        last=Coalesce(Max("asked__asked_at"), F("asked_at")), people=Count("asked")
    )
    full = rounds.annotate(over=Mod("people", AT_ONCE)).filter(over=0)
    return full.filter(last__lte=now - PAUSE).select_related("place__shift").order_by("pk")


def absences(user: Actor, now: datetime) -> list[Cover]:
    """Return the instructors' absences that nobody covers yet, of shifts ahead, the first shift first."""
    ahead = covers_visible_to(user).filter(duty__shift__starts_at__gt=now)
    pending = ahead.filter(state__in=PENDING_COVERS).order_by("duty__shift__starts_at", "pk")
    return list(pending.select_related("duty__shift__site", "asked_by", "taken_by"))


def absences_on(shift: Shift, user: Actor) -> QuerySet[Cover]:
    """Return the absences of a shift's instructors that a person may see."""
    pending = covers_visible_to(user).filter(duty__shift=shift, state__in=PENDING_COVERS)
    return pending.select_related("asked_by", "taken_by").order_by("pk")
