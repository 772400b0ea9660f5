"""A student's newest sessions, those that ask something of the student, and this week's: in one query."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import DateField, Q, QuerySet

from clinic_hours.core.domain.minutes import week_of
from clinic_hours.learning.domain.next_step import Kind, Waiting
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.rules import last_day_to_log
from clinic_hours.sessions.domain.states import LIVE, Awaits, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from home.core.fields.translated import InReadersLanguage
from home.core.selectors.prepared import Given, Prepared

AT_MOST = 100
RECENT = 4
NEWEST_FIRST = ("-starts_at", "-pk")
WAITS = Q(status__in=(State.DRAFT, State.RETURNED)) | Q(awaits=Awaits.STUDENT)
SHOWN = (
    *("pk", "public_id", "enrollment_id", "status", "awaits", "starts_at", "ends_at", "zone"),
    *("local_date", "minutes", "provenance", "entered_by_id", "supervisor__printed_name"),
    *("requirement__name", "requirement__name_es"),
)


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session as the overview shows it, with the columns of SHOWN: Django reads no models."""

    pk: int
    public_id: UUID
    enrollment_id: int
    status: str
    awaits: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    local_date: date
    minutes: int
    provenance: str
    entered_by_id: int | None
    supervisor: str
    name: str
    name_es: str

    requirement = InReadersLanguage("name")


@dataclass(frozen=True, slots=True)
class Week:
    """The minutes of one calendar week by day, as its limit counts them. Drafts are kept apart.

    `times` are those of all its sessions.
    """

    sent: Mapping[date, int]
    drafts: Mapping[date, int]
    times: Sequence[tuple[datetime, datetime]] = ()

    @property
    def claimed(self) -> int:
        return sum(self.by_day.values())

    @property
    def by_day(self) -> dict[date, int]:
        days = {*self.sent, *self.drafts}
        return {day: self.sent.get(day, 0) + self.drafts.get(day, 0) for day in days}


@dataclass(frozen=True, slots=True)
class OwnSessions:
    """The newest ones; what waits for the student, oldest first, with its sessions by key; this week."""

    recent: Sequence[OwnSession]
    waiting: Sequence[Waiting]
    by_key: Mapping[int, OwnSession]
    week: Week


def own_sessions_now(enrollment: Enrollment, now: datetime, today: date) -> OwnSessions:
    """Return the newest of them. A further query is needed only for drafts that are late."""
    first, last = week_of(today, enrollment.requirement_set.week_starts_on)
    about = {"student": enrollment.student_id, "enrollment": enrollment.pk}
    sessions = [OwnSession(*row) for row in own_now.rows(**about, first=first, last=last)]
    of_this = [each for each in sessions if each.enrollment_id == enrollment.pk]
    waiting = [each for each in reversed(of_this) if waits(each)]
    return OwnSessions(
        recent=of_this[:RECENT],
        waiting=tuple(waiting_of(waiting, enrollment, now)),
        by_key={each.pk: each for each in waiting},
        week=week_in(live_between(sessions, first, last)),
    )


@Prepared
def own_now() -> QuerySet:
    week = (Given("first", DateField()), Given("last", DateField()))
    of_week = Q(local_date__range=week, status__in=LIVE)
    mine = ClinicSession.objects.filter(student=Given("student")).order_by(*NEWEST_FIRST)
    recent = Q(pk__in=mine.filter(enrollment=Given("enrollment")).values("pk")[:RECENT])
    return mine.filter(WAITS | of_week | recent).values_list(*SHOWN)[:AT_MOST]


def waits(session: OwnSession) -> bool:
    is_open = session.status in (State.DRAFT, State.RETURNED)
    return is_open or session.awaits == Awaits.STUDENT


def waiting_of(
    sessions: Sequence[OwnSession], enrollment: Enrollment, now: datetime
) -> Iterator[Waiting]:
    window = enrollment.requirement_set.entry_window_days
    drafts = [each for each in sessions if each.status == State.DRAFT]
    late = [each for each in drafts if window is not None and days_since(each, now) > window]
    voided = days_voided(enrollment, late)
    for session in sessions:
        if session.awaits:
            yield Waiting(session.pk, Kind.ANSWER)
        elif session.status == State.RETURNED:
            yield Waiting(session.pk, Kind.CORRECT)
        else:
            day = session.local_date
            yield Waiting(session.pk, Kind.SUBMIT, last_day_to_log(day, window, voided.get(day)))


def live_between(sessions: Iterable[OwnSession], first: date, last: date) -> list[OwnSession]:
    """Return what counts toward a week's limit. The newest sessions can be discarded or voided ones."""
    there = (each for each in sessions if first <= each.local_date <= last)
    return [each for each in there if each.status in LIVE]


def days_since(session: OwnSession, now: datetime) -> int:
    return (now.astimezone(ZoneInfo(session.zone)).date() - session.local_date).days


def days_voided(enrollment: Enrollment, late: Sequence[OwnSession]) -> dict[date, date]:
    """Return when hours of the days of late drafts were last voided, which opens these days again."""
    if not late:
        return {}
    zones = {session.local_date: ZoneInfo(session.zone) for session in late}
    voids = SessionEvent.objects.filter(
        session__enrollment=enrollment,
        session__local_date__in=zones,
        kind=SessionEvent.Kind.VOIDED,
    )
    found = voids.order_by("pk").values_list("session__local_date", "happened_at")
    return {day: at.astimezone(zones[day]).date() for day, at in found}


def week_in(sessions: Sequence[OwnSession]) -> Week:
    sent: dict[date, int] = {}
    drafts: dict[date, int] = {}
    for each in sessions:
        days = drafts if each.status == State.DRAFT else sent
        days[each.local_date] = days.get(each.local_date, 0) + each.minutes
    return Week(sent, drafts, [(each.starts_at, each.ends_at) for each in sessions])
