"""A person's sessions as a list, one session as a timeline, and what a total is made of."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from clinic_hours.domain.states import State
from clinic_hours.models import ClinicSession, Enrollment, HourEntry, SessionEvent, SignOff

from .visible import sessions_visible_to

PAGE = 25


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page of sessions ended, newest first."""

    starts_at: datetime
    pk: int


@dataclass(frozen=True, slots=True)
class SessionPage:
    sessions: tuple[ClinicSession, ...]
    following: Position | None


def own_sessions(user, enrollment: Enrollment) -> QuerySet[ClinicSession]:
    return (
        sessions_visible_to(user)
        .filter(enrollment=enrollment)
        .select_related("requirement", "supervisor", "site")
        .order_by("-starts_at", "-pk")
    )


def page_of(
    sessions: QuerySet[ClinicSession], after: Position | None = None, size: int = PAGE
) -> SessionPage:
    """Return one keyset page of sessions ordered newest first."""
    if after:
        sessions = sessions.filter(starts_at__lte=after.starts_at).filter(
            Q(starts_at__lt=after.starts_at) | Q(pk__lt=after.pk)
        )
    found = list(sessions[: size + 1])
    page = tuple(found[:size])
    more = len(found) > size
    return SessionPage(page, Position(page[-1].starts_at, page[-1].pk) if more else None)


def returned_to(enrollment: Enrollment) -> list[ClinicSession]:
    """Return the sessions that wait for correction, each with `.return_event`."""
    sessions = list(
        ClinicSession.objects.filter(enrollment=enrollment, status=State.RETURNED)
        .select_related("requirement", "supervisor", "site")
        .order_by("starts_at")[:PAGE]
    )
    events = SessionEvent.objects.filter(session__in=sessions, kind=SessionEvent.Kind.RETURNED)
    latest = {event.session_id: event for event in events.select_related("actor").order_by("pk")}
    for session in sessions:
        session.return_event = latest.get(session.pk)
    return sessions


def timeline_of(session: ClinicSession) -> QuerySet[SessionEvent]:
    return SessionEvent.objects.filter(session=session).select_related("actor").order_by("pk")


def sign_off_of(session: ClinicSession) -> SignOff | None:
    return SignOff.objects.filter(session=session).select_related("supervisor").first()


def entries_of_session(session: ClinicSession) -> QuerySet[HourEntry]:
    return HourEntry.objects.filter(session=session).order_by("seq")


def entries_of_requirement(enrollment: Enrollment, requirement_id: int) -> QuerySet[HourEntry]:
    """Return what a total is made of: entries with session and sign-off, newest first."""
    return (
        HourEntry.objects.filter(enrollment=enrollment, requirement=requirement_id)
        .select_related("session", "sign_off", "reverses")
        .order_by("-seq")
    )


def signed_by(user) -> QuerySet[SignOff]:
    return (
        SignOff.objects.filter(supervisor__user=user)
        .select_related("session__student", "session__requirement", "session__site")
        .order_by("-signed_at", "-pk")
    )
