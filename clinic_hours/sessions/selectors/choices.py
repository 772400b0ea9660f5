"""What the log form offers for an enrollment."""

from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from clinic_hours.people.models import (
    ClinicSite,
    Credential,
    Enrollment,
    Supervisor,
)
from clinic_hours.sessions.models import ClinicSession
from courses.requirements.models import Requirement


def requirements_for(enrollment: Enrollment) -> QuerySet[Requirement]:
    return Requirement.objects.filter(requirement_set_id=enrollment.requirement_set_id)


def sites_for(session: ClinicSession | None) -> QuerySet[ClinicSite]:
    """Return the sites in use, plus this session's own site, which may have closed since."""
    own = session.site_id if session else None
    return ClinicSite.objects.filter(Q(is_active=True) | Q(pk=own))


def supervisors_for(
    enrollment: Enrollment,
    today: date,
    session: ClinicSession | None = None,
    site: int | None = None,
) -> QuerySet[Supervisor]:
    """Return active supervisors with a credential that was current on some day that can be logged.

    `current_until` is when the last one expires. Once the day is known, the rules check whether a
    credential was current on it. Those who work at the `site` come first. Never includes the student;
    always includes the session's supervisor.
    """
    first = first_day(enrollment, today, session)
    own = Q(pk=session.supervisor_id if session else None)
    offered = licensed_between(first, today) | own
    supervisors = with_expiry(supervisors_other_than(enrollment, offered))
    works_there = Supervisor.sites.through.objects.filter(
        supervisor=OuterRef("pk"), clinicsite=site
    )
    return supervisors.order_by(Exists(works_there).desc(), "printed_name")


def supervisors_since_start(enrollment: Enrollment, today: date) -> QuerySet[Supervisor]:
    """Return those for a session that is entered for the student: the entry window does not apply."""
    licensed = licensed_between(enrollment.started_on, today)
    return with_expiry(supervisors_other_than(enrollment, licensed))


def supervisors_other_than(enrollment: Enrollment, which: Q) -> QuerySet[Supervisor]:
    return Supervisor.objects.filter(which).exclude(user=enrollment.student_id)


def licensed_between(first: date, last: date) -> Q:
    """Match active supervisors with a license that was current on one of these days."""
    current = Credential.objects.filter(
        supervisor=OuterRef("pk"), issued_on__lte=last, expires_on__gte=first
    )
    return Q(Exists(current), is_active=True, user__is_active=True)


def with_expiry(supervisors: QuerySet[Supervisor]) -> QuerySet[Supervisor]:
    return supervisors.annotate(current_until=Max("credentials__expires_on"))


def supervisors_instead(session: ClinicSession) -> QuerySet[Supervisor]:
    """Return who else may sign a session."""
    day = session.local_date
    others = supervisors_other_than(session.enrollment, licensed_between(day, day))
    return others.exclude(pk=session.supervisor_id)


def first_day(enrollment: Enrollment, today: date, session: ClinicSession | None) -> date:
    """Return the first day that the log form accepts."""
    window = enrollment.requirement_set.entry_window_days
    first = enrollment.started_on if window is None else today - timedelta(days=window)
    return min(first, session.local_date) if session else first
