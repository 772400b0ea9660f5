"""Shifts planned through the services, a week after NOW unless said otherwise, and what was clocked."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db import transaction

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.models import Punch
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.people.models import ClinicSite, Enrollment, Supervisor
from clinic_hours.sessions.domain.clock import Clock
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.clocked import draft_from_clock
from clinic_hours.shifts.models import Cover, Place, Shift, ShiftSeries
from clinic_hours.shifts.selectors.planning.previews import SeriesValues, preview_of
from clinic_hours.shifts.services.booking import book
from clinic_hours.shifts.services.covers.exchange import agree_exchange
from clinic_hours.shifts.services.covers.taking import ask_for_cover, take_cover
from clinic_hours.shifts.services.planning import plan_series
from home.core.models.actors import Person

from .clinic import NOW, TODAY, ClinicSiteFactory, facts

MINUTE = timedelta(minutes=1)
NEXT_WEEK = TODAY + timedelta(days=7)


def values(lead: Supervisor | None, **more) -> SeriesValues:
    """Return a plan of one shift next Monday from 2 to 6 pm, for six students."""
    day: date = more.pop("day", NEXT_WEEK)
    site: ClinicSite | None = more.pop("site", None)
    said = {
        "site": site or ClinicSite.objects.first() or ClinicSiteFactory(),
        "category": "hands-on",
        "places": 6,
        "weekdays": (day.weekday(),),
        "start": time(14),
        "end": time(18),
        "first_on": day,
        "last_on": day,
        "lead": lead,
    }
    return SeriesValues(**said | more)


def planned_series(
    coordinator: Person, lead: Supervisor | None, *, now: datetime = NOW, **more
) -> ShiftSeries:
    plan = values(lead, **more)
    return plan_series(actor=coordinator, values=plan, digest=preview_of(plan).digest, now=now)


def planned(coordinator: Person, lead: Supervisor | None, *, now: datetime = NOW, **more) -> Shift:
    """Plan one shift."""
    return planned_series(coordinator, lead, now=now, **more).shifts.get()


def booked(enrollment: Enrollment, shift: Shift, *, now: datetime = NOW, **more) -> Place:
    """Book a place as its student."""
    return book(actor=enrollment.student, shift=shift, enrollment=enrollment, now=now, **more)


def wanted(place: Place, *, now: datetime = NOW, **more) -> Cover:
    """Ask for cover as the place's student."""
    return ask_for_cover(actor=place.student, place=place, now=now, **more)


def covered_by(enrollment: Enrollment, cover: Cover, *, now: datetime = NOW, **more) -> Cover:
    """Offer to take it, as it is now."""
    cover.refresh_from_db()
    return take_cover(actor=enrollment.student, cover=cover, version=cover.version, now=now, **more)


def agreed(cover: Cover, *, now: datetime = NOW) -> Cover:
    """Agree as who asked, to what stands now."""
    cover.refresh_from_db()
    return agree_exchange(actor=cover.asked_by, cover=cover, version=cover.version, now=now)


def at(shift: Shift, clock: str) -> datetime:
    """Return an instant of the shift's day: "14:05"."""
    local = datetime.combine(shift.local_date, time.fromisoformat(clock), ZoneInfo(shift.zone))
    return local


def punched(
    person: Person,
    shift: Shift,
    kind: str,
    clock: str,
    *,
    method: str = Method.KIOSK_PIN,
    uuid: UUID | None = None,
    **more,
) -> Punch:
    """Punch at a time of the shift's day, "14:05"."""
    moment = at(shift, clock)
    sent = Sent(method, uuid or uuid4(), **more)
    return punch(person=person, shift=shift, kind=PunchKind(kind), sent=sent, now=moment)


def came_and_left(person: Person, shift: Shift, came: str, left: str, **more) -> Punch:
    punched(person, shift, "in", came, **more)
    return punched(person, shift, "out", left, **more)


@transaction.atomic
def clocked(
    enrollment: Enrollment,
    supervisor: Supervisor,
    *,
    provenance: str = "clocked",
    over_ratio: int = 0,
    unsupervised: int = 0,
    now: datetime = NOW,
    **more,
) -> ClinicSession:
    """Draft and submit a session from the clock, without a shift.

    Time over the ratio and without an instructor does not count.
    """
    more.setdefault("break_minutes", over_ratio + unsupervised)
    said = facts(enrollment, supervisor, provenance=provenance, **more)
    elapsed = (said.ends_at - said.starts_at) // MINUTE
    clock = Clock(
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        break_minutes=said.break_minutes,
        supervised_minutes=elapsed - said.break_minutes,
        over_ratio_minutes=over_ratio,
        unsupervised_minutes=unsupervised,
    )
    return draft_from_clock(
        actor=supervisor.user,
        enrollment=enrollment,
        facts=replace(said, clock=clock),
        public_id=uuid4(),
        submit=True,
        now=now,
    )
