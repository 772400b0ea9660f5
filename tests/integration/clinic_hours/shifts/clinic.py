"""A small clinic in which many people book, wait, cancel and assign at random."""

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from random import Random

from django.db.models import Count, F, Q

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.shifts.domain.booking import obstacles
from clinic_hours.shifts.domain.states import (
    HELD_PLACES,
    LIVE_PLACES,
    PENDING_COVERS,
    CoverState,
    PlaceState,
    ShiftState,
)
from clinic_hours.shifts.models import Cover, Place, Shift, ShiftSupervisor
from clinic_hours.shifts.selectors.bookers import bookers_of
from clinic_hours.shifts.selectors.lines import shifts_to_move, waiting_on
from clinic_hours.shifts.selectors.offers import offers_of
from clinic_hours.shifts.selectors.planning.previews import preview_of, values_of
from clinic_hours.shifts.services.booking import answer_offer, assign, book, give_up, take_off
from clinic_hours.shifts.services.changes import change_following
from clinic_hours.shifts.services.covers.exchange import agree_exchange
from clinic_hours.shifts.services.covers.taking import (
    ask_for_cover,
    give_back,
    refuse_cover,
    take_cover,
    withdraw_cover,
)
from clinic_hours.shifts.services.covers.waves import look_after_covers
from clinic_hours.shifts.services.supervision import assign_instructor, withdraw_instructor
from clinic_hours.shifts.services.waiting import move_all_lines
from home.core.models.actors import Person
from tests.factories.clinic import NOW

# `SHIFT_OPERATIONS=10000 pytest …/test_random_races.py` runs more of them.
OPERATIONS = int(os.environ.get("SHIFT_OPERATIONS", "160"))
TOLD = (Conflict, NotAllowed, Refused)


@dataclass
class Clinic:
    """Its people and shifts, and what they did."""

    coordinator: Person
    students: list[Enrollment]
    instructors: list[Supervisor]
    shifts: list[Shift]
    done: Counter[str] = field(default_factory=Counter)

    def act(self, random: Random) -> None:
        """Let somebody do something. Being refused is an answer, too."""
        acts = [self.book, self.book, self.wait, self.wait, self.leave, self.take_off, self.answer]
        acts += [self.assign, self.staff, self.unstaff, self.reschedule, self.tidy]
        acts += [self.want_cover, self.want_cover, self.cover, self.cover, self.swap, self.swap]
        acts += [self.agree, self.agree, self.let_go]
        act = random.choice(acts)
        shift = Shift.objects.select_related("site", "series").get(pk=random.choice(self.shifts).pk)
        # Most act early enough, some after the cut-off.
        now = random.choice([NOW, NOW, NOW, shift.books_until + timedelta(minutes=1)])
        try:
            act(random, shift, now)
        except TOLD:
            self.done["refused"] += 1
        else:
            self.done[act.__name__] += 1

    def book(self, random, shift, now, *, or_wait=False) -> None:
        one = random.choice(self.students)
        book(actor=one.student, shift=shift, enrollment=one, or_wait=or_wait, now=now)

    def wait(self, random, shift, now) -> None:
        self.book(random, shift, now, or_wait=True)

    def leave(self, random, shift, now) -> None:
        if place := one_of(random, shift, LIVE_PLACES):
            give_up(actor=place.student, place=place, now=now)

    def take_off(self, random, shift, now) -> None:
        if place := one_of(random, shift, LIVE_PLACES):
            take_off(actor=self.coordinator, place=place, reason="At random", now=now)

    def answer(self, random, shift, now) -> None:
        if place := one_of(random, shift, {PlaceState.OFFERED}):
            accept = random.random() < 0.6
            answer_offer(actor=place.student, place=place, accept=accept, now=now)

    def assign(self, random, shift, now) -> None:
        one = random.choice(self.students)
        assign(actor=self.coordinator, shift=shift, enrollment=one, now=now)

    def staff(self, random, shift, now) -> None:
        one = random.choice(self.instructors)
        assign_instructor(actor=self.coordinator, shift=shift, supervisor=one, now=now)

    def unstaff(self, random, shift, now) -> None:
        duties = list(ShiftSupervisor.objects.filter(shift=shift, withdrawn_at=None))
        if len(duties) > 1:
            duty = random.choice(duties)
            withdraw_instructor(actor=self.coordinator, duty=duty, now=now)

    def reschedule(self, random, shift, now) -> None:
        """Change how many places a shift and those after it have."""
        plan = replace(
            values_of(shift.series), first_on=shift.series_date, places=random.randint(2, 5)
        )
        later = Shift.objects.filter(series=shift.series_id, series_date__gte=shift.series_date)
        change_following(
            actor=self.coordinator,
            shift=shift,
            version=shift.version,
            values=plan,
            digest=preview_of(plan, instead_of=later).digest,
            now=now,
        )

    def want_cover(self, random, shift, now) -> None:
        if place := one_of(random, shift, {PlaceState.BOOKED}):
            ask_for_cover(actor=place.student, place=place, now=now)

    def cover(self, random, shift, now, *, instead: Place | None = None) -> None:
        if cover := one_cover(random, shift, CoverState.OPEN):
            taker = instead.student if instead else random.choice(self.students).student
            said = {"actor": taker, "cover": cover, "version": cover.version}
            take_cover(**said, instead=instead, now=now)

    def swap(self, random, shift, now) -> None:
        if instead := one_of(random, random.choice(self.shifts), {PlaceState.BOOKED}):
            self.cover(random, shift, now, instead=instead)

    def agree(self, random, shift, now) -> None:
        if cover := one_cover(random, shift, CoverState.TAKEN):
            agree_exchange(actor=cover.asked_by, cover=cover, version=cover.version, now=now)
            self.done["swapped" if Cover.objects.filter(pair=cover).exists() else "covered"] += 1

    def let_go(self, random, shift, now) -> None:
        """Give it back, refuse who takes it, or withdraw the request."""
        if cover := one_cover(random, shift, CoverState.TAKEN):
            service = random.choice([give_back, refuse_cover, withdraw_cover])
            actor = cover.taken_by if service is give_back else cover.asked_by
            service(actor=actor, cover=cover, version=cover.version, now=now)

    def tidy(self, random, shift, now) -> None:
        move_all_lines(now)
        look_after_covers(now)

    def faults(self) -> list[str]:
        """Return what must never be."""
        return [*overfull(), *idle(NOW), *twice(), *lost_covers()]


def one_of(random: Random, shift: Shift, states) -> Place | None:
    places = list(Place.objects.filter(shift=shift, status__in=states).select_related("student"))
    return random.choice(places) if places else None


def one_cover(random: Random, shift: Shift, state: CoverState) -> Cover | None:
    covers = Cover.objects.filter(place__shift=shift, state=state, pair=None)
    found = list(covers.select_related("place", "asked_by", "taken_by"))
    return random.choice(found) if found else None


def overfull() -> list[str]:
    """Return shifts with more students than places, or a count that is not theirs."""
    held = Count("seats", filter=Q(seats__status__in=HELD_PLACES))
    wrong = Shift.objects.annotate(held=held).filter(~Q(held=F("taken")) | Q(held__gt=F("places")))
    return [f"{each.held} of {each.places} held, {each.taken} counted" for each in wrong]


def idle(now) -> list[str]:
    """Return free places that somebody in line could take, once the worker has looked."""
    move_all_lines(now)
    found = []
    for shift in shifts_to_move(now).select_related("site"):
        offer = offers_of([shift])[shift.pk]
        line = list(waiting_on(shift).select_related("enrollment__requirement_set"))
        bookers = bookers_of([each.enrollment for each in line], shift.local_date, shift.local_date)
        found += [
            f"{each.student} could have a place on {shift}"
            for each in line
            if not obstacles(offer, bookers[each.enrollment_id], now, by_office=True)
        ]
    return found


def twice() -> list[str]:
    """Return students with two live places on a shift, or two booked shifts at once."""
    live = Place.objects.filter(status__in=LIVE_PLACES)
    doubled = live.values("shift", "student").annotate(count=Count("pk")).filter(count__gt=1)
    booked = Place.objects.filter(status=PlaceState.BOOKED, shift__status=ShiftState.PLANNED)
    times: dict[int, list[Place]] = {}
    for place in booked.order_by("student", "starts_at"):
        times.setdefault(place.student_id, []).append(place)
    overlaps = [
        f"{one.student_id} is on two shifts at {two.starts_at}"
        for mine in times.values()
        for one, two in pairwise(mine)
        if two.starts_at < one.ends_at
    ]
    return [f"twice on a shift: {each}" for each in doubled] + overlaps


def lost_covers() -> list[str]:
    """Return requests that are pending without a booked place, and halves of swaps without the other."""
    pending = Cover.objects.filter(state__in=PENDING_COVERS)
    without = pending.exclude(place__status=PlaceState.BOOKED)
    halves = Cover.objects.filter(pair__isnull=False).exclude(pair__state=F("state"))
    agreed = Cover.objects.filter(state=CoverState.AGREED, place__status=PlaceState.BOOKED)
    return [
        f"{each.pk}: {each.state}, its place is {each.place.status}"
        for rows in (without, halves, agreed)
        for each in rows.select_related("place")
    ]
