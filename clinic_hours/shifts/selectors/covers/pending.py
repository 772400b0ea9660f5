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

SHIFTS = ("duty__shift__site", "vacancy__site")


def covers_of(shift_ids: Collection[int]) -> QuerySet[Cover]:
    """Return the requests for places and duties on shifts, and for instructors."""
    of_people = Q(place__shift__in=shift_ids) | Q(duty__shift__in=shift_ids)
    return Cover.objects.filter(of_people | Q(vacancy__in=shift_ids))


def past_covers(now: datetime) -> QuerySet[Shift]:
    """Return the shifts that started while someone still asked for cover."""
    pending = Cover.objects.filter(state__in=PENDING_COVERS)
    of_places = pending.filter(place__shift=OuterRef("pk"))
    of_duties = pending.filter(duty__shift=OuterRef("pk"))
    vacancies = pending.filter(vacancy=OuterRef("pk"))
    started = Shift.objects.filter(starts_at__lte=now).order_by("pk")
    return started.filter(Exists(of_places) | Exists(of_duties) | Exists(vacancies))


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
    """Return what the office settles about instructors, of shifts ahead, the first shift first.

    These are absences that nobody covers yet, and offers to take a shift that needs an instructor.
    """
    starts_at = Coalesce("duty__shift__starts_at", "vacancy__starts_at")
    seen = covers_visible_to(user).annotate(starts_at=starts_at).filter(starts_at__gt=now)
    is_absence = Q(duty__isnull=False, state__in=PENDING_COVERS)
    is_offer = Q(vacancy__isnull=False, state=CoverState.TAKEN)
    found = seen.filter(is_absence | is_offer).order_by("starts_at", "pk")
    return list(found.select_related(*SHIFTS, "asked_by", "taken_by"))


def absences_on(shift: Shift, user: Actor) -> QuerySet[Cover]:
    """Return what a person sees of the absences of a shift's instructors, and of who was asked to take it."""
    about = Q(duty__shift=shift) | Q(vacancy=shift)
    pending = covers_visible_to(user).filter(about, state__in=PENDING_COVERS)
    return pending.select_related("asked_by", "taken_by").order_by("pk")
