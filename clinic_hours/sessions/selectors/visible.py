"""Who sees which sessions and entries. Every view, export and command for a person starts here.

A student sees their own; a supervisor what names them; the coordinator and the auditor see all.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from clinic_hours.people.policies import can_read_the_record
from clinic_hours.people.selectors.visible import enrollments_visible_to, supervisor_of
from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent
from home.core.models.actors import Actor


def sessions_visible_to(user: Actor) -> QuerySet[ClinicSession]:
    if not user.is_active:
        return ClinicSession.objects.none()
    if can_read_the_record(user):
        return ClinicSession.objects.all()
    # A draft is the student's own until it is submitted.
    named = Q(supervisor=supervisor_of(user)) & ~Q(status=ClinicSession.Status.DRAFT)
    return ClinicSession.objects.filter(Q(student=user) | named)


def taken_back_from(user: Actor) -> QuerySet[ClinicSession]:
    """Return the sessions that this supervisor's queue showed before their students took them back.

    Some name another supervisor by now. That it happened is all a page may tell of any of them.
    """
    supervisor = getattr(user, "supervisor", None)
    if not user.is_active or supervisor is None:
        return ClinicSession.objects.none()
    events = SessionEvent.objects.filter(session=OuterRef("pk"))
    was_theirs = events.filter(kind=SessionEvent.Kind.EDITED, changes__supervisor__0=supervisor.pk)
    return ClinicSession.objects.filter(
        Q(supervisor=supervisor, status=ClinicSession.Status.DRAFT)
        | ~Q(supervisor=supervisor) & Exists(was_theirs),
        Exists(events.filter(kind=SessionEvent.Kind.TAKEN_BACK)),
    )


def sessions_of_own(user: Actor) -> QuerySet[ClinicSession]:
    """Return what the person did as a student: the part of the above that needs no roles."""
    if not user.is_active:
        return ClinicSession.objects.none()
    return ClinicSession.objects.filter(student=user)


def supervised_by(user: Actor) -> Exists:
    """Match an enrollment with a session that was handed in to this supervisor."""
    sessions = ClinicSession.objects.filter(
        enrollment=OuterRef("pk"), supervisor=supervisor_of(user)
    )
    return Exists(sessions.exclude(status=ClinicSession.Status.DRAFT))


def entries_visible_to(user: Actor) -> QuerySet[HourEntry]:
    if can_read_the_record(user):
        return HourEntry.objects.all()
    # Asked of each entry that is looked up, so that a long ledger is never gone through.
    visible = enrollments_visible_to(user).filter(pk=OuterRef("enrollment"))
    return HourEntry.objects.filter(Exists(visible))
