"""Clocking in and out, and the page of a running shift, with few shifts and with many that are over."""

from datetime import timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import Presence, Punch
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.kiosk.services.receiving import find_shift
from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.models import Place, Shift, ShiftSupervisor
from home.core.services.statistics import refresh_statistics
from tests.databases import Databases

from .school import relaxed, signed_in
from .shifts import FEW, MANY, cost
from .timing import Work, line, median, taking_turns

BATCH = 5_000
KINDS = (PunchKind.IN, PunchKind.OUT)


def many_punches(small: Databases, large: Databases) -> None:
    """Print the rows, in the databases that `many_shifts` left behind."""
    works: dict[Databases, dict[str, Work]] = {}
    asked: dict[Databases, dict[str, int]] = {}
    shift = None
    for here in (small, large):
        here.point_at_own()
        with relaxed():
            attend_what_is_over()
        shift = running_shift()
        with time_machine.travel(shift.starts_at + timedelta(minutes=10), tick=True):
            works[here] = works_on(shift)
            asked[here] = {name: cost(work) for name, work in works[here].items()}
    assert shift
    assert asked[small] == asked[large], asked
    with time_machine.travel(shift.starts_at + timedelta(minutes=20), tick=True):
        for name, few in works[small].items():
            times = taking_turns({small: few, large: works[large][name]}, turns=10)
            ratio = median(times[large]) / median(times[small])
            what = f"{name}, {MANY * 20:,} places against {FEW * 20} ({asked[small][name]} queries)"
            line("25", what, ratio, "≤ 1.2", good=ratio <= 1.2)


def running_shift() -> Shift:
    """Return the next shift, as if it were on now."""
    return Shift.objects.filter(starts_at__gt=timezone.now()).earliest("starts_at", "pk")


def attend_what_is_over() -> None:
    """Clock everyone in and out of every shift that is over, without drafting sessions."""
    over = Place.objects.filter(shift__starts_at__lt=timezone.now()).order_by("pk")
    for start in range(0, over.count(), BATCH):
        places = list(over[start : start + BATCH])
        made = Punch.objects.bulk_create(
            one_punch(place, kind) for place in places for kind in KINDS
        )
        pairs = zip(places, made[::2], made[1::2], strict=True)
        Presence.objects.bulk_create(one_presence(*each) for each in pairs)
    refresh_statistics()  # run by the worker once a day


def one_punch(place: Place, kind: PunchKind) -> Punch:
    at = place.starts_at if kind == PunchKind.IN else place.ends_at
    return Punch(
        shift_id=place.shift_id,
        person_id=place.student_id,
        place=place,
        kind=kind,
        at=at,
        recorded_at=at,
        method=Method.KIOSK_PIN,
    )


def one_presence(place: Place, came: Punch, left: Punch) -> Presence:
    return Presence(
        shift_id=place.shift_id,
        person_id=place.student_id,
        place=place,
        kind="here",
        from_at=came.at,
        to_at=left.at,
        opened_by=came,
        closed_by=left,
        closing="punched",
    )


def works_on(shift: Shift) -> dict[str, Work]:
    """Return the works, with the instructor and all students but one clocked in."""
    duty = ShiftSupervisor.objects.select_related("supervisor__user").get(shift=shift)
    clocked(duty.supervisor.user, shift, PunchKind.IN)
    first, *others = shift.seats.select_related("student").order_by("pk")
    for place in others:
        clocked(place.student, shift, PunchKind.IN)
    instructor = signed_in(Supervisor.objects.get(pk=duty.supervisor_id).user)
    page = reverse("hours:shift", args=[shift.public_id])
    return {
        "a clock-in and a clock-out": lambda: come_and_go(first.student, shift),
        "the page of a running shift": lambda: instructor.get(page),
    }


def come_and_go(person, shift: Shift) -> None:
    for kind in KINDS:
        clocked(person, find_shift(person, kind, timezone.now(), shift.site), kind)


def clocked(person, shift: Shift, kind: PunchKind) -> None:
    punch(person=person, shift=shift, kind=kind, sent=Sent(Method.DESK))
