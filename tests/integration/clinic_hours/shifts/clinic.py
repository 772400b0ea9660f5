"""A small clinic in which many people book, wait, cancel, swap and plan at random."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import partial
from random import Random

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.shifts.domain.states import LIVE_PLACES, CoverState, PlaceState
from clinic_hours.shifts.models import Cover, Place, Shift, ShiftEvent, ShiftSupervisor
from clinic_hours.shifts.selectors.planning.changes import change_of_following
from clinic_hours.shifts.selectors.planning.previews import values_of
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

TOLD = (Conflict, NotAllowed, Refused)
# What the acts do to a shift, a place or a request. The last two are the waiting list's own.
KINDS = (
    *("book", "wait", "leave", "take off", "assign", "accept", "decline"),
    *("staff", "unstaff", "move", "resize", "ask for cover", "cover", "swap"),
    *("agree on cover", "agree on swap", "give back", "refuse", "withdraw"),
    *("promote", "offer"),
)
# The acts that others need first, so that they happen more often.
NEEDED = {"book": 3, "wait": 5, "staff": 2, "take off": 2, "ask for cover": 3}
ENDINGS = {give_back: "give back", refuse_cover: "refuse", withdraw_cover: "withdraw"}


@dataclass
class Clinic:
    """Its people and shifts, and how often each kind of act succeeded."""

    coordinator: Person
    students: list[Enrollment]
    instructors: list[Supervisor]
    shifts: list[Shift]
    done: Counter[str] = field(default_factory=Counter)

    def act(self, random: Random) -> None:
        """Let somebody do something, rather what succeeded less often. Being refused is an answer, too."""
        acts: dict[str, Callable] = {
            "book": self.book,
            "wait": partial(self.book, or_wait=True),
            "leave": self.leave,
            "take off": self.take_off,
            "assign": self.assign,
            "accept": partial(self.answer, accept=True),
            "decline": partial(self.answer, accept=False),
            "staff": self.staff,
            "unstaff": self.unstaff,
            "move": self.move,
            "resize": self.resize,
            "ask for cover": self.want_cover,
            "cover": self.cover,
            "swap": self.swap,
            "agree on swap": self.agree,
            "give back": partial(self.let_go, give_back),
            "refuse": partial(self.let_go, refuse_cover),
            "withdraw": partial(self.let_go, withdraw_cover),
            "tidy": self.tidy,
        }
        shift = Shift.objects.select_related("site", "series").get(pk=random.choice(self.shifts).pk)
        # Some act early enough, some after the cut-off.
        now = random.choice([NOW, NOW, shift.books_until + timedelta(minutes=1)])
        by_chance = sorted(acts, key=lambda kind: random.random() ** self.plenty(kind))
        try:
            kinds = (acts[kind](random, shift, now) for kind in reversed(by_chance))
            self.done[next(filter(None, kinds))] += 1
        except TOLD:
            self.done["refused"] += 1

    def plenty(self, kind: str) -> float:
        return (3 + self.done[kind]) / NEEDED.get(kind, 1)

    def rare(self, least: int) -> dict[str, int]:
        """Return the kinds of acts that succeeded less often, and how often they did."""
        events = ShiftEvent.objects.filter(actor=None)  # nobody's own act
        self.done["promote"] = events.filter(kind=ShiftEvent.Kind.BOOKED).count()
        self.done["offer"] = events.filter(kind=ShiftEvent.Kind.OFFERED).count()
        return {kind: self.done[kind] for kind in KINDS if self.done[kind] < least}

    def book(self, random: Random, shift: Shift, now: datetime, *, or_wait: bool = False) -> str:
        there = Place.objects.filter(shift=shift, status__in=LIVE_PLACES)
        known = set(there.values_list("enrollment", flat=True))
        if others := [each for each in self.students if each.pk not in known]:
            one = random.choice(others)
            place = book(actor=one.student, shift=shift, enrollment=one, or_wait=or_wait, now=now)
            return "wait" if place.status == PlaceState.WAITING else "book"
        return ""

    def leave(self, random: Random, shift: Shift, now: datetime) -> str:
        if place := one_of(random, LIVE_PLACES, shift=shift):
            give_up(actor=place.student, place=place, now=now)
            return "leave"
        return ""

    def take_off(self, random: Random, shift: Shift, now: datetime) -> str:
        if place := one_of(random, LIVE_PLACES, shift=shift):
            take_off(actor=self.coordinator, place=place, reason="At random", now=now)
            return "take off"
        return ""

    def answer(self, random: Random, shift: Shift, now: datetime, *, accept: bool) -> str:
        if place := one_of(random, {PlaceState.OFFERED}):
            now = place.offer_until - timedelta(minutes=1)
            answer_offer(actor=place.student, place=place, accept=accept, now=now)
            return "accept" if accept else "decline"
        return ""

    def assign(self, random: Random, shift: Shift, now: datetime) -> str:
        one = random.choice(self.students)
        assign(actor=self.coordinator, shift=shift, enrollment=one, now=now)
        return "assign"

    def staff(self, random: Random, shift: Shift, now: datetime) -> str:
        one = random.choice(self.instructors)
        assign_instructor(actor=self.coordinator, shift=shift, supervisor=one, now=now)
        return "staff"

    def unstaff(self, random: Random, shift: Shift, now: datetime) -> str:
        duties = list(ShiftSupervisor.objects.filter(shift=shift, withdrawn_at=None))
        if len(duties) > 1 or (duties and random.random() < 0.3):
            withdraw_instructor(actor=self.coordinator, duty=random.choice(duties), now=now)
            return "unstaff"
        return ""

    def move(self, random: Random, shift: Shift, now: datetime) -> str:
        """Let a shift and those after it begin at another time."""
        start = time(random.choice([14, 15]))
        return self.edit(shift, now, start=start) and "move"

    def resize(self, random: Random, shift: Shift, now: datetime) -> str:
        """Change how many places a shift and those after it have."""
        places = random.randint(1, 3)
        return self.edit(shift, now, places=places) and "resize"

    def edit(self, shift: Shift, now: datetime, **changes: object) -> str:
        plan = replace(values_of(shift.series), first_on=shift.series_date, **changes)
        change = change_of_following(shift, plan, now)
        if not change.changed:
            return ""
        said = {"version": shift.version, "values": plan, "digest": change.digest}
        change_following(actor=self.coordinator, shift=shift, now=now, **said)
        return "done"

    def want_cover(self, random: Random, shift: Shift, now: datetime) -> str:
        if place := one_of(random, {PlaceState.BOOKED}, shift=shift):
            ask_for_cover(actor=place.student, place=place, now=now)
            return "ask for cover"
        return ""

    def cover(self, random: Random, shift: Shift, now: datetime) -> str:
        if cover := one_cover(random, CoverState.OPEN):
            taker = random.choice(self.students).student
            take_cover(actor=taker, cover=cover, version=cover.version, now=now)
            return "cover"
        return ""

    def swap(self, random: Random, shift: Shift, now: datetime) -> str:
        cover = one_cover(random, CoverState.OPEN)
        instead = one_of(random, {PlaceState.BOOKED}, shift=shift)
        if cover and instead:
            said = {"cover": cover, "version": cover.version, "instead": instead}
            take_cover(actor=instead.student, now=now, **said)
            return "swap"
        return ""

    def agree(self, random: Random, shift: Shift, now: datetime) -> str:
        if cover := one_cover(random, CoverState.TAKEN):
            agree_exchange(actor=cover.asked_by, cover=cover, version=cover.version, now=now)
            swapped = Cover.objects.filter(pair=cover).exists()
            return "agree on swap" if swapped else "agree on cover"
        return ""

    def let_go(self, service: Callable, random: Random, shift: Shift, now: datetime) -> str:
        if cover := one_cover(random, CoverState.TAKEN):
            actor = cover.taken_by if service is give_back else cover.asked_by
            service(actor=actor, cover=cover, version=cover.version, now=now)
            return ENDINGS[service]
        return ""

    def tidy(self, random: Random, shift: Shift, now: datetime) -> str:
        move_all_lines(now)
        look_after_covers(now)
        return "tidy"


def one_of(random: Random, states: frozenset[str] | set[str], **more: object) -> Place | None:
    places = Place.objects.filter(status__in=states, **more).select_related("student")
    return random.choice(found) if (found := list(places)) else None


def one_cover(random: Random, state: CoverState) -> Cover | None:
    covers = Cover.objects.filter(place__isnull=False, state=state, pair=None)
    found = list(covers.select_related("place", "asked_by", "taken_by"))
    return random.choice(found) if found else None
