"""Sessions that await an answer, and what was asked.

The question is the last event that entered or corrected the session; a dispute is the student's answer.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.people.models import Supervisor
from clinic_hours.sessions.domain.answers import TIME_TO_ANSWER
from clinic_hours.sessions.domain.states import Awaits, State
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from home.core.models.actors import Actor

from .visible import sessions_visible_to

Kind = SessionEvent.Kind
ASKING = (Kind.ENTERED, Kind.CORRECTED)
ASKED = (Awaits.STUDENT, Awaits.OFFICE)


def awaiting_office(user: Actor, now: datetime) -> QuerySet[ClinicSession]:
    """Return the sessions that the office has to decide, oldest question first.

    They are disputed, or the student has not answered in time. Each has `asked_at`.
    """
    overdue = Q(awaits=Awaits.STUDENT, asked_at__lte=now - TIME_TO_ANSWER)
    return asked_about(user).filter(Q(awaits=Awaits.OFFICE) | overdue)


def awaiting_students(user: Actor, now: datetime) -> QuerySet[ClinicSession]:
    """Return the sessions whose students still have time to answer, oldest question first."""
    in_time = {"asked_at__gt": now - TIME_TO_ANSWER}
    return asked_about(user).filter(awaits=Awaits.STUDENT, **in_time)


def asked_about(user: Actor) -> QuerySet[ClinicSession]:
    # By way of the instructors, so that the queue's index is used, whatever the signed sessions are.
    anyones = {"supervisor__in": Supervisor.objects.order_by().values("pk")}
    waiting = {"status": State.SUBMITTED, "awaits__in": list(ASKED)}
    sessions = sessions_visible_to(user).filter(**anyones, **waiting)
    related = ("student", "supervisor__user", "requirement__requirement_set")
    return with_question(sessions).select_related(*related)


def with_question(sessions: QuerySet[ClinicSession]) -> QuerySet[ClinicSession]:
    asked = SessionEvent.objects.filter(session=OuterRef("pk"), kind__in=ASKING).order_by("-pk")
    annotated = sessions.annotate(asked_at=Subquery(asked.values("happened_at")[:1]))
    return annotated.order_by("asked_at", "pk")


def question_about(session: ClinicSession) -> SessionEvent | None:
    """Return the last event that asked the student, or None."""
    events = SessionEvent.objects.filter(session=session, kind__in=ASKING)
    return events.order_by("-pk").first()


def was_corrected(session: ClinicSession) -> bool:
    """Return whether the last question was about other times, so that there are times to go back to."""
    question = question_about(session)
    return question is not None and question.kind == Kind.CORRECTED


def texts_beside(events: Iterable[SessionEvent]) -> dict[str, str]:
    """Return {commitment: text} for what events say beside their reasons. No query if they say nothing."""
    wanted = [commitment for event in events for commitment in event.texts.values()]
    if not wanted:
        return {}
    return {name: each.text for name, each in committed_texts(wanted).items()}


def is_late_reason_given(session: ClinicSession) -> bool:
    """Return whether the student already said why the session is logged late."""
    events = SessionEvent.objects.filter(session=session, changes__texts__has_key="late_reason")
    return events.exists()
