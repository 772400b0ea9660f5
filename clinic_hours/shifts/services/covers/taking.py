"""WRITE: ask for cover, take it, give it back, refuse it, or withdraw the request.

Each service takes the lock of the shift, and of both shifts for a swap. Raises Refused for a rule, Conflict
for a request that changed, NotAllowed for anyone else.
"""

from datetime import datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.domain.states import CoverState, PlaceState
from clinic_hours.shifts.models import Cover, CoverAsked, Place
from clinic_hours.shifts.policies import can_answer_for, can_settle, can_withdraw
from clinic_hours.shifts.selectors.candidates import why_not
from clinic_hours.shifts.services.booking import lock_place
from clinic_hours.shifts.services.steps import Kind, note
from home.core.models.actors import Person

from .exchange import examine_legs, legs_of
from .news import tell_asker, tell_taker
from .steps import drop_answer, lock_cover, move_cover, refuse_late, refuse_second
from .waves import ask_next


@recorded
def ask_for_cover(
    *, actor: Person, place: Place, reason: str = "", now: datetime | None = None
) -> Cover:
    """Ask whether another student takes a booked place. Until someone does, it stays booked."""
    now = now or timezone.now()
    if not can_answer_for(actor, place):
        raise NotAllowed("not_your_place")
    shift, place = lock_place(place)
    if place.status != PlaceState.BOOKED:
        raise Conflict
    refuse_late(shift, now)
    refuse_second(place.covers)
    cover = Cover.objects.create(place=place, reason=reason, asked_by=actor, asked_at=now)
    note(shift, Kind.COVER_ASKED, actor=actor, now=now, about=place.student_id)
    ask_next(cover, now)
    return cover


@recorded
def take_cover(
    *,
    actor: Person,
    cover: Cover,
    version: int,
    instead: Place | None = None,
    now: datetime | None = None,
) -> Cover:
    """Offer to take it. A student can offer a place of their own in exchange (`instead`)."""
    now = now or timezone.now()
    if instead and not can_answer_for(actor, instead):
        raise NotAllowed("not_your_place")
    cover = lock_cover(cover, version, now, instead=instead)
    if cover.state != CoverState.OPEN:
        raise Conflict
    if cover.is_for_instructors:
        take_duty(actor, cover, now)
    else:
        take_place(actor, cover, instead, now)
    tell_asker("cover_taken", [cover], now)
    return cover


def take_place(actor: Person, cover: Cover, instead: Place | None, now: datetime) -> None:
    if actor.pk == cover.asked_by_id:
        raise NotAllowed("your_own_request")
    move_cover(cover, CoverState.TAKEN, taken_by=actor)
    if instead:
        offer_in_exchange(actor, cover, Place.objects.get(pk=instead.pk), now)
    examine_legs(legs_of(cover), actor, now)


def offer_in_exchange(actor: Person, cover: Cover, place: Place, now: datetime) -> None:
    if place.status != PlaceState.BOOKED:
        raise Conflict
    refuse_late(place.shift, now)
    refuse_second(place.covers)
    Cover.objects.create(
        place=place,
        state=CoverState.TAKEN,
        taken_by=cover.asked_by,
        pair=cover,
        asked_by=actor,
        asked_at=now,
    )


def take_duty(actor: Person, cover: Cover, now: datetime) -> None:
    """Only instructors whom the office asked take a shift."""
    supervisor = getattr(actor, "supervisor", None)
    was_asked = CoverAsked.objects.filter(cover=cover, person=actor)
    if supervisor is None or not was_asked.exists():
        raise NotAllowed("not_asked")
    if found := why_not(supervisor, cover.shift, *cover.times, now):
        raise Refused(found)
    move_cover(cover, CoverState.TAKEN, taken_by=actor)


@recorded
def give_back(*, actor: Person, cover: Cover, version: int, now: datetime | None = None) -> Cover:
    """No longer offer to take it. Others are asked again."""
    now = now or timezone.now()
    if cover.taken_by_id != actor.pk:
        raise NotAllowed("not_taken_by_you")
    cover = lock_cover(cover, version, now)
    drop_answer(cover, now)
    tell_asker("cover_returned", [cover], now)
    move_cover(cover, CoverState.OPEN, taken_by=None)
    ask_next(cover, now)
    return cover


@recorded
def refuse_cover(
    *, actor: Person, cover: Cover, version: int, now: datetime | None = None
) -> Cover:
    """Refuse who would take it, and return the new request, which asks others."""
    now = now or timezone.now()
    if not can_settle(actor, cover):
        raise NotAllowed("not_yours_to_settle")
    cover = lock_cover(cover, version, now)
    if cover.state != CoverState.TAKEN:
        raise Conflict
    end(cover, CoverState.REFUSED, now)
    again = ask_again(cover, now)
    ask_next(again, now)
    return again


def ask_again(cover: Cover, now: datetime) -> Cover:
    """Write a new request instead of one that ended. Nobody is asked twice."""
    again = Cover.objects.create(
        place=cover.place,
        duty=cover.duty,
        vacancy=cover.vacancy,
        reason=cover.reason,
        asked_by=cover.asked_by,
        asked_at=now,
    )
    CoverAsked.objects.bulk_create(
        CoverAsked(cover=again, person_id=each.person_id, asked_at=each.asked_at)
        for each in cover.asked.all()
    )
    return again


@recorded
def withdraw_cover(
    *, actor: Person, cover: Cover, version: int, now: datetime | None = None
) -> Cover:
    """No longer ask. The place or the duty stays with whoever has it."""
    now = now or timezone.now()
    if not can_withdraw(actor, cover):
        raise NotAllowed("not_your_request")
    cover = lock_cover(cover, version, now)
    return end(cover, CoverState.WITHDRAWN, now)


def end(cover: Cover, state: CoverState, now: datetime) -> Cover:
    """End a pending request, and tell who would have taken it."""
    drop_answer(cover, now)
    move_cover(cover, state, settled_at=now)
    tell_taker([cover], now)
    return cover
