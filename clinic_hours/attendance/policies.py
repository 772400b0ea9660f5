"""Who may attest, count heads and close a shift.

Each policy fails closed: early refusals, then one positive line at the end.
"""

from clinic_hours.attendance.models import ClockRequest
from clinic_hours.people.policies import can_run_the_office
from clinic_hours.shifts.models import Shift, ShiftSupervisor
from home.core.models.actors import Actor


def supervises(user: Actor, shift: Shift) -> bool:
    """Confirmed instructors of a shift, with an active account and an active entry as an instructor."""
    if not user.is_active:
        return False
    duties = ShiftSupervisor.objects.filter(
        shift=shift, supervisor__user=user.pk, supervisor__is_active=True, withdrawn_at=None
    )
    return duties.filter(confirmed_at__isnull=False).exists()


def can_attest(user: Actor, shift: Shift) -> bool:
    """Its instructors and the office say when someone came and left. Nobody does for themselves."""
    return can_run_the_office(user) or supervises(user, shift)


def can_answer(user: Actor, request: ClockRequest) -> bool:
    """Who attests on its shift answers a request; the office one that came while no shift was on."""
    if request.shift is None:
        return can_run_the_office(user)
    return can_attest(user, request.shift)


def can_close(user: Actor, shift: Shift) -> bool:
    """Its instructors close a shift."""
    return supervises(user, shift)


def can_keep_the_clocks(user: Actor) -> bool:
    """The office notes when a clock failed, and its repair."""
    return can_run_the_office(user)


def can_reopen(user: Actor) -> bool:
    """The office reopens a shift, and excuses an absence."""
    return can_run_the_office(user)
