"""The steps of an entered or corrected session, through the services."""

from datetime import timedelta

from clinic_hours.notices.models import Notice
from clinic_hours.sessions.domain.answers import Decision
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.answers.corrections import (
    Times,
    accept_session,
    correct_session,
    decide_session,
    dispute_session,
)
from clinic_hours.sessions.services.answers.entering import enter_session
from clinic_hours.sessions.services.answers.reassigning import reassign_session, remind_instructor
from tests.factories.clinic import NOW, TODAY, facts, local

WEEK = timedelta(days=7)


def entered(actor, enrollment, supervisor, *, now=NOW, evidence="", **more) -> ClinicSession:
    return enter_session(
        actor=actor,
        enrollment=enrollment,
        facts=facts(enrollment, supervisor, **more),
        reason="The tablet was out of order.",
        evidence=evidence,
        now=now,
    )


def corrected(session, *, actor=None, start="13:00", end="15:00", pause=0, now=NOW):
    return correct_session(
        actor=actor or session.supervisor.user,
        session=session,
        version=session.version,
        times=Times(local(TODAY, start), local(TODAY, end), pause),
        reason="You left at three.",
        now=now,
    )


def accepted(session, *, actor=None, now=NOW):
    actor = actor or session.student
    return accept_session(actor=actor, session=session, version=session.version, now=now)


def disputed(session, *, actor=None, now=NOW):
    return dispute_session(
        actor=actor or session.student,
        session=session,
        version=session.version,
        reason="I stayed until four.",
        now=now,
    )


def decided(session, actor, decision=Decision.KEEP, *, now=NOW):
    return decide_session(
        actor=actor,
        session=session,
        version=session.version,
        decision=decision,
        reason="The sign-in sheet says so.",
        now=now,
    )


def reassigned(session, actor, supervisor, *, now=NOW):
    return reassign_session(
        actor=actor, session=session, version=session.version, supervisor=supervisor, now=now
    )


def reminded(session, actor, *, now=NOW):
    return remind_instructor(actor=actor, session=session, version=session.version, now=now)


def kinds(session) -> list[str]:
    return list(session.events.values_list("kind", flat=True))


def told() -> list[tuple[str, str]]:
    """Return (kind, person) of every notice, in the order in which they were told."""
    return [(each.kind, str(each.person)) for each in Notice.objects.order_by("pk")]
