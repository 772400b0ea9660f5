"""Turn what students' punches on a shift come to into sessions. The shift's lock is held."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid5

from clinic_hours.attendance.domain.attended import Attended
from clinic_hours.attendance.models import Draft
from clinic_hours.attendance.selectors.attended import Account
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.clock import Clock
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.claims import SessionFacts
from clinic_hours.sessions.services.clocked import draft_from_clock
from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.services.steps import lock_enrollments
from courses.requirements.models import Requirement
from home.core.models.actors import Person

Provenance = ClinicSession.Provenance


def draft_sessions(
    shift: Shift,
    accounts: Collection[Account],
    *,
    actor: Person,
    now: datetime,
    submit: bool = False,
) -> dict[int, Draft]:
    """Draft the sessions that accounts come to, or bring them up to date: {place: draft}.

    Time of which an end is unknown gives no session. A rule that refuses one is kept with its draft.
    """
    ready = [account for account in accounts if account.is_ready]
    enrollments = lock_enrollments(account.place.enrollment_id for account in ready)
    lines = requirements_of(enrollments.values(), shift.category)
    return {
        account.place.pk: draft_one(
            shift,
            account,
            enrollments[account.place.enrollment_id],
            lines.get(account.place.enrollment_id),
            actor=actor,
            now=now,
            submit=submit,
        )
        for account in ready
    }


def draft_one(
    shift: Shift,
    account: Account,
    enrollment: Enrollment,
    requirement: Requirement | None,
    *,
    actor: Person,
    now: datetime,
    submit: bool,
) -> Draft:
    number = number_of(account.place)
    try:
        session = draft_from_clock(
            actor=actor,
            enrollment=enrollment,
            facts=facts_of(shift, account, requirement),
            public_id=session_id(account.place, number),
            submit=submit,
            now=now,
        )
    except Refused as refusal:
        return keep(account.place, number, None, refusal.findings)
    return keep(account.place, number, session, ())


def keep(
    place: Place, number: int, session: ClinicSession | None, found: Collection[Finding]
) -> Draft:
    said = {"session": session, "findings": [finding.as_dict() for finding in found]}
    return Draft.objects.update_or_create(place=place, number=number, defaults=said)[0]


def number_of(place: Place) -> int:
    """Return the number of a place's next or newest session: one more for each that was voided.

    Locks them: its student may be discarding one at this moment.
    """
    sessions = ClinicSession.objects.filter(drafted_from__place=place).order_by("pk")
    states = sessions.select_for_update(of=("self",)).values_list("status", flat=True)
    return sum(state in (State.VOIDED, State.WITHDRAWN) for state in states) + 1


def session_id(place: Place, number: int) -> UUID:
    """Return the identifier of a place's session: a second delivery finds the first."""
    return uuid5(place.public_id, f"session:{number}")


def facts_of(shift: Shift, account: Account, requirement: Requirement | None) -> SessionFacts:
    """Return what the clock says. Raises Refused without an instructor or a requirement."""
    said = account.attended
    if said is None or account.supervisor is None:
        raise Refused((block("no_instructor_on_shift"),))
    if requirement is None:
        raise Refused((block("category_of_another_program"),))
    return SessionFacts(
        requirement=requirement,
        site=shift.site,
        supervisor=account.supervisor,
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        break_minutes=said.break_minutes,
        provenance=Provenance.ATTESTED if said.is_attested else Provenance.CLOCKED,
        clock=clock_of(said),
    )


def clock_of(said: Attended) -> Clock:
    return Clock(
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        break_minutes=said.break_minutes,
        supervised_minutes=said.parts.supervised,
        over_ratio_minutes=said.parts.over_ratio,
        unsupervised_minutes=said.parts.unsupervised,
    )


def requirements_of(enrollments: Collection[Enrollment], category: str) -> dict[int, Requirement]:
    """Return {enrollment: the requirement of its own set that a shift of this category counts toward}."""
    sets = {each.requirement_set_id for each in enrollments}
    lines = Requirement.objects.filter(requirement_set__in=sets, category=category)
    of_set = {each.requirement_set_id: each for each in lines.select_related("requirement_set")}
    found = {each.pk: of_set.get(each.requirement_set_id) for each in enrollments}
    return {pk: line for pk, line in found.items() if line}
