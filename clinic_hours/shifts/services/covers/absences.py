"""WRITE: an instructor who can't come, whom the office asks, and who takes the shift."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.people.models import Supervisor
from clinic_hours.shifts.domain.states import CoverState
from clinic_hours.shifts.models import Cover, ShiftSupervisor
from clinic_hours.shifts.policies import can_announce_absence, can_plan
from clinic_hours.shifts.selectors.candidates import candidates_for
from clinic_hours.shifts.services.duty_news import tell_of_duties
from clinic_hours.shifts.services.steps import Kind, lock_shift, note, read_shift
from clinic_hours.shifts.services.supervision import put_on, take_off_duty
from home.core.models.actors import Person

from .news import tell_absence, tell_agreed, tell_new_instructor, tell_taker
from .steps import lock_cover, move_cover, refuse_late, refuse_second
from .waves import ask


@recorded
def announce_absence(
    *, actor: Person, duty: ShiftSupervisor, reason: str, now: datetime | None = None
) -> Cover:
    """Tell the office that one can't come. Until someone else takes the shift, the instructor stays on it."""
    now = now or timezone.now()
    if not can_announce_absence(actor, duty):
        raise NotAllowed("not_your_shift")
    shift = lock_shift(duty.shift_id)
    duty = ShiftSupervisor.objects.get(pk=duty.pk)
    if duty.withdrawn_at:
        raise Conflict
    refuse_late(shift, now)
    refuse_second(duty.covers)
    if not reason:
        raise Refused((block("absence_without_reason", "reason"),))
    cover = Cover.objects.create(duty=duty, reason=reason, asked_by=actor, asked_at=now)
    note(shift, Kind.COVER_ASKED, actor=actor, now=now, about=actor.pk)
    tell_absence(cover, now, actor)
    return cover


@recorded
def ask_instructors(
    *,
    actor: Person,
    cover: Cover,
    version: int,
    supervisors: Sequence[Supervisor],
    now: datetime | None = None,
) -> Cover:
    """Ask instructors to take a shift. Those who can't are left out; Refused if that is all of them."""
    now = now or timezone.now()
    if not cover.is_for_instructors or not can_plan(actor):
        raise NotAllowed("not_the_office")
    cover = lock_cover(cover, version, now)
    able = {each.supervisor for each in candidates_for(cover.shift, now) if each.can_take_it}
    people = [each.user_id for each in supervisors if each in able]
    if not people:
        raise Refused((block("nobody_can_take_it"),))
    ask(cover, people, now)
    return cover


@recorded
def agree_absence(
    *,
    actor: Person,
    cover: Cover,
    version: int,
    supervisor: Supervisor | None = None,
    now: datetime | None = None,
) -> Cover:
    """Give the shift to the instructor who takes it, or to the one whom the office assigns directly."""
    now = now or timezone.now()
    if not cover.is_for_instructors or not can_plan(actor):
        raise NotAllowed("not_the_office")
    cover = lock_cover(cover, version, now)
    duty, offered = cover.duty, cover.taken_by
    supervisor = supervisor or getattr(offered, "supervisor", None)
    if supervisor is None or (duty and supervisor.pk == duty.supervisor_id):
        raise Conflict
    if offered and offered.pk != supervisor.user_id:
        tell_taker([cover], now)
    move_cover(cover, CoverState.AGREED, taken_by_id=supervisor.user_id, settled_at=now)
    if duty:
        hand_over(actor, cover, duty, supervisor, now)
    else:
        put_on(actor, cover.shift, supervisor, now)
    tell_who_supervises(actor, cover, supervisor, now)
    return cover


def hand_over(
    actor: Person, cover: Cover, duty: ShiftSupervisor, supervisor: Supervisor, now: datetime
) -> None:
    """Put one instructor on the shift instead of the other."""
    shift = cover.shift
    take_off_duty(actor, shift, duty, now)
    put_on(
        actor,
        shift,
        supervisor,
        now,
        from_at=duty.from_at,
        to_at=duty.to_at,
        duty=ShiftSupervisor.Duty.COVER,
    )
    note(shift, Kind.COVERED, actor=actor, now=now, about=supervisor.user_id)
    tell_agreed(cover, supervisor.printed_name, now)


def tell_who_supervises(actor: Person, cover: Cover, supervisor: Supervisor, now: datetime) -> None:
    """Tell the instructor and the students."""
    fresh = read_shift(cover.shift.pk)
    tell_of_duties("duty_assigned", [(fresh, supervisor.user_id)], now, by=actor)
    tell_new_instructor(cover.shift, cover, supervisor.printed_name, now)
