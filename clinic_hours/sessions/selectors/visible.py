"""Who sees which sessions and entries. Every view, export and command that acts for a person starts here.

Students see their own, supervisors those that name them, coordinators all, auditors those that the office
opened to them.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from clinic_hours.people.policies import can_read_the_whole_record
from clinic_hours.people.selectors.names import names_for
from clinic_hours.people.selectors.visible import (
    enrollments_visible_to,
    opened_to,
    supervisor_of,
)
from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent
from home.core.models.actors import Actor


def sessions_visible_to(user: Actor) -> QuerySet[ClinicSession]:
    if not user.is_active:
        return ClinicSession.objects.none()
    if can_read_the_whole_record(user):
        return ClinicSession.objects.all()
    # Only the student sees a draft until it is submitted.
    named = Q(supervisor=supervisor_of(user)) & ~Q(status=ClinicSession.Status.DRAFT)
    return ClinicSession.objects.filter(Q(student=user) | named | opened_to(user, "enrollment__"))


def taken_back_from(user: Actor) -> QuerySet[ClinicSession]:
    """Return the sessions that were in this supervisor's queue until their students took them back.

    Some now name another supervisor. A page may only say that they were taken back.
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


def reassigned_from(user: Actor) -> QuerySet[ClinicSession]:
    """Return the sessions that the office reassigned from this supervisor to others."""
    supervisor = getattr(user, "supervisor", None)
    if not user.is_active or supervisor is None:
        return ClinicSession.objects.none()
    was_theirs = SessionEvent.objects.filter(
        session=OuterRef("pk"),
        kind=SessionEvent.Kind.REASSIGNED,
        changes__supervisor__0=supervisor.pk,
    )
    return ClinicSession.objects.filter(~Q(supervisor=supervisor), Exists(was_theirs))


def moved_away_from(user: Actor) -> QuerySet[ClinicSession]:
    """Return the sessions that left this supervisor's queue while their page may still show them."""
    return taken_back_from(user) | reassigned_from(user)


def sessions_of_own(user: Actor) -> QuerySet[ClinicSession]:
    """Return the person's own sessions as a student: the part of the above that does not depend on roles."""
    if not user.is_active:
        return ClinicSession.objects.none()
    return ClinicSession.objects.filter(student=user)


def supervised_by(user: Actor) -> Exists:
    """Match enrollments with a session that was submitted to this supervisor."""
    sessions = ClinicSession.objects.filter(
        enrollment=OuterRef("pk"), supervisor=supervisor_of(user)
    )
    return Exists(sessions.exclude(status=ClinicSession.Status.DRAFT))


def evidence_visible_to(user: Actor) -> Exists:
    """Match documents that are evidence of a session that this person sees.

    They name the student, so auditors see them only while they see the name.
    """
    sessions, names = sessions_visible_to(user), names_for(user)
    if names.hidden:
        sessions = sessions.filter(Q(student=user.pk) | Q(enrollment__in=names.asked))
    return Exists(sessions.filter(evidence=OuterRef("pk")))


def entries_visible_to(user: Actor) -> QuerySet[HourEntry]:
    if can_read_the_whole_record(user):
        return HourEntry.objects.all()
    # Evaluated for each entry that is looked up, so that a long ledger is never scanned.
    visible = enrollments_visible_to(user).filter(pk=OuterRef("enrollment"))
    return HourEntry.objects.filter(Exists(visible))
