"""Whether and until when the hours of a voided session can be logged again."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.rules import last_day_to_log
from clinic_hours.sessions.domain.states import LIVE, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from home.core.models.actors import Actor

from .visible import sessions_of_own


@dataclass(frozen=True, slots=True)
class Again:
    """What prevents logging a voided session again. `until` is the last day, if there is one."""

    session: ClinicSession
    is_active: bool
    is_over: bool
    until: date | None

    @property
    def is_possible(self) -> bool:
        return self.is_active and not self.is_over


def voided_sessions(user: Actor) -> QuerySet[ClinicSession]:
    """Return the user's own voided sessions, with what the log form shows of each."""
    return (
        sessions_of_own(user)
        .filter(status=State.VOIDED)
        .select_related(
            "enrollment__requirement_set", "enrollment__cohort__program", "enrollment__student"
        )
    )


def void_of(session: ClinicSession) -> SessionEvent:
    events = SessionEvent.objects.select_related("reason")
    return events.get(session=session, kind=SessionEvent.Kind.VOIDED)


def again(session: ClinicSession, *, voided_at: datetime, now: datetime) -> Again:
    """Return whether the hours of a session voided at `voided_at` can be logged again."""
    zone, enrollment = ZoneInfo(session.zone), session.enrollment
    until = last_day_to_log(
        session.local_date,
        enrollment.requirement_set.entry_window_days,
        voided_at.astimezone(zone).date(),
    )
    return Again(
        session=session,
        is_active=enrollment.status == Enrollment.Status.ACTIVE,
        is_over=until is not None and now.astimezone(zone).date() > until,
        until=until,
    )


def is_logged_again(session: ClinicSession) -> bool:
    """Return whether another session of the student overlaps the time of this one."""
    return ClinicSession.objects.filter(
        student_id=session.student_id,
        status__in=LIVE,
        starts_at__lt=session.ends_at,
        ends_at__gt=session.starts_at,
    ).exists()
