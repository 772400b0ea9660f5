"""WRITE: a student could not clock in, and an instructor answers."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.attendance.models import ClockRequest, Device
from clinic_hours.attendance.policies import can_answer
from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.models import Shift
from home.core.models.actors import Person

State = ClockRequest.State


@recorded
def ask_to_confirm(
    *,
    site: ClinicSite,
    reason: str,
    shift: Shift | None = None,
    person: Person | None = None,
    number: str = "",
    device: Device | None = None,
    now: datetime | None = None,
) -> ClockRequest:
    """Keep that someone could not clock in. Asking again while it is open changes nothing."""
    now = now or timezone.now()
    same = ClockRequest.objects.filter(
        site=site, shift=shift, person=person, number=number, state=State.OPEN
    )
    return same.first() or ClockRequest.objects.create(
        site=site,
        shift=shift,
        person=person,
        number=number,
        reason=reason,
        device=device,
        asked_at=now,
    )


@recorded
def answer_request(
    *, actor: Person, request: ClockRequest, is_confirmed: bool, now: datetime | None = None
) -> ClockRequest:
    """Say whether it was so. When they came is said with `attest`. Raises Conflict if it was answered."""
    now = now or timezone.now()
    if not can_answer(actor, request):
        raise NotAllowed("not_yours_to_attest")
    state = State.CONFIRMED if is_confirmed else State.REFUSED
    rows = ClockRequest.objects.filter(pk=request.pk, state=State.OPEN)
    if rows.update(state=state, answered_by=actor, answered_at=now) != 1:
        raise Conflict
    return ClockRequest.objects.get(pk=request.pk)
