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
    current = Credential.objects.filter(
        supervisor=OuterRef("pk"),
        issued_on__lte=today,
        expires_on__gte=first_day(enrollment, today, session),
    )
    own = session.supervisor_id if session else None
    works_there = Supervisor.sites.through.objects.filter(
        supervisor=OuterRef("pk"), clinicsite=site
    )
    offered = Q(Exists(current), is_active=True, user__is_active=True)
    return (
        Supervisor.objects.filter(offered | Q(pk=own))
        .exclude(user=enrollment.student_id)
        .annotate(current_until=Max("credentials__expires_on"))
        .order_by(Exists(works_there).desc(), "printed_name")
    )


def supervisors_on(day: date, enrollment: Enrollment) -> QuerySet[Supervisor]:
    """Return active supervisors whose license was current on `day`, except for the student."""
    current = Credential.objects.filter(
        supervisor=OuterRef("pk"), issued_on__lte=day, expires_on__gte=day
    )
    licensed = Supervisor.objects.filter(Exists(current), is_active=True)
    return licensed.exclude(user=enrollment.student_id)


def supervisors_instead(session: ClinicSession) -> QuerySet[Supervisor]:
    """Return who else may sign a session."""
    others = supervisors_on(session.local_date, session.enrollment)
    return others.exclude(pk=session.supervisor_id)


def first_day(enrollment: Enrollment, today: date, session: ClinicSession | None) -> date:
    """Return the first day that the log form accepts."""
    window = enrollment.requirement_set.entry_window_days
    first = enrollment.started_on if window is None else today - timedelta(days=window)
    return min(first, session.local_date) if session else first
