"""The office's help when a session waits for an instructor: choose another one, or remind them."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Supervisor
from clinic_hours.sessions.domain.states import Action
from clinic_hours.sessions.models import ClinicSession, SessionEvent
from clinic_hours.sessions.policies import can_decide
from clinic_hours.sessions.selectors.choices import supervisors_instead
from clinic_hours.sessions.selectors.reminders import was_reminded
from clinic_hours.sessions.services.steps import re_read, state_after, step
from home.core.models.actors import Person

from .news import still_signs, tell_of_reassignment, tell_of_reminder

Kind = SessionEvent.Kind


@recorded
def reassign_session(
    *,
    actor: Person,
    session: ClinicSession,
    version: int,
    supervisor: Supervisor,
    now: datetime | None = None,
) -> ClinicSession:
    """Have another instructor sign a session, one who was licensed on its day.

    Raises Refused for anyone who may not sign it.
    """
    now = now or timezone.now()
    before = re_read(session.pk, version, now)
    if not can_decide(actor, before):
        raise NotAllowed("not_yours_to_reassign")
    state = state_after(before, Action.REASSIGN)
    if not supervisors_instead(before).filter(pk=supervisor.pk).exists():
        day = before.local_date.isoformat()
        raise Refused((block("cannot_sign_instead", "supervisor", date=day),))
    after = step(
        before,
        [Kind.REASSIGNED],
        actor=actor,
        now=now,
        changes={"supervisor": [before.supervisor_id, supervisor.pk]},
        status=state,
        supervisor_id=supervisor.pk,
    )
    tell_of_reassignment(after, before.supervisor, actor, now)
    return after


@recorded
def remind_instructor(
    *, actor: Person, session: ClinicSession, version: int, now: datetime | None = None
) -> ClinicSession:
    """Remind the instructor of a session that waits for them, at most once a day.

    Nothing about the session changes, so this is a notice and no event. Raises Refused for an instructor who
    left: another one has to be chosen.
    """
    now = now or timezone.now()
    before = re_read(session.pk, version, now)
    if not can_decide(actor, before):
        raise NotAllowed("not_yours_to_remind")
    state_after(before, Action.REMIND)
    if not still_signs(before.supervisor):
        raise Refused((block("staff:supervisor_not_active"),))
    if was_reminded(before, now):
        raise Refused((block("already_reminded"),))
    tell_of_reminder(before, actor, now)
    return before
