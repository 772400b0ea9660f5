"""WRITE: what kiosks send. A message is carried out once and answered alike however often it arrives.

It is claimed under the kiosk's lock before anything else, in a transaction of its own. A connection or a
process that breaks off after that leaves a message without an answer; the next delivery carries it out. The
punch itself is found by its identifier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from clinic_hours.attendance.domain.punches import Method, PunchKind, SpanKind
from clinic_hours.attendance.models import Device, Punch
from clinic_hours.attendance.selectors.attendees import going_on, shift_to_punch
from clinic_hours.attendance.services.lapsing import lapse_overdue
from clinic_hours.attendance.services.punching import Sent, punch, still_clocked_in
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.kiosk.domain.timing import Timing, timing_of
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.policies import is_trusted
from clinic_hours.kiosk.signatures.sealed import opened
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.models import Shift
from home.core.models.actors import Person

from .alarms import notice_copy, notice_failures
from .asking import ask_for, in_the_schools_words
from .pins import who_is

NOT_RECORDED = _("The kiosk had no connection. What it kept could not be recorded.")


@dataclass(frozen=True, slots=True)
class Message:
    """A numbered message, as the kiosk signed it. `pin` is sealed, or six digits."""

    uuid: UUID
    kind: PunchKind
    number: str
    pin: str
    device_seq: int
    device_at: datetime
    is_badge: bool = False
    is_uncertain: bool = False


def receive(*, device: Device, message: Message, now: datetime) -> Delivery:
    """Carry out a message, or find what came of it.

    Raises Refused, with nothing kept, for a kiosk that is not trusted, a number that it has used before and
    a time that is still ahead.
    """
    timing = timing_of(message.device_at, now, device.last_seen_at, doubts=message.is_uncertain)
    if timing is None:
        raise Refused((block("kiosk_time_ahead"),))
    delivery = claim(device, message, now)
    if delivery is None:
        notice_copy(device, now)
        raise Refused((block("kiosk_copied"),))
    return delivery if delivery.answered_at else carry_out(device, message, timing, delivery, now)


@recorded
def claim(device: Device, message: Message, now: datetime) -> Delivery | None:
    """Take a message's number, or find the message. Return None if another has its number."""
    fresh = Device.objects.select_for_update().get(pk=device.pk)
    if not is_trusted(fresh):
        raise Refused((why_not(fresh),))
    known = Delivery.objects.filter(device=fresh, device_seq=message.device_seq).first()
    if known:
        return known if known.uuid == message.uuid else None
    is_used = Delivery.objects.filter(uuid=message.uuid).exists()
    if is_used or message.device_seq <= fresh.last_seq:
        raise Refused((block("kiosk_number_old"),))
    Device.objects.filter(pk=fresh.pk).update(last_seq=message.device_seq)
    return Delivery.objects.create(
        device=fresh,
        device_seq=message.device_seq,
        uuid=message.uuid,
        kind=message.kind,
        number=message.number,
        device_at=message.device_at,
        received_at=now,
    )


def why_not(device: Device) -> Finding:
    return block("kiosk_copied") if device.cloned_at else block("kiosk_revoked")


def carry_out(
    device: Device, message: Message, timing: Timing, delivery: Delivery, now: datetime
) -> Delivery:
    # An earlier delivery may have been cut off between the punch and its answer.
    if made := Punch.objects.filter(uuid=message.uuid, device=device).first():
        return answered(delivery, made, (), now)
    try:
        person = who_is(message.number, pin_in(message), now)
        if message.kind == PunchKind.IN:
            delivery.ended_another = lapse_overdue(now, person.pk) > 0
        return answered(delivery, punched(device, person, message, timing, now), (), now)
    except Refused as refusal:
        answer = answered(delivery, None, refusal.findings, now)
    if answer.punch_id is None:
        notice_failures(device, now)
        if timing.is_offline:
            keep_for_the_instructor(device, message, timing, now)
    return answer


def punched(
    device: Device, person: Person, message: Message, timing: Timing, now: datetime
) -> Punch:
    shift = find_shift(person, message.kind, timing.at, device.site)
    return punch(
        person=person,
        shift=shift,
        kind=kind_on(shift, person, message.kind),
        sent=sent_by(device, message, timing),
        at=timing.at,
        now=now,
    )


def pin_in(message: Message) -> str:
    return opened(message.pin, str(message.uuid)) or "" if "." in message.pin else message.pin


def find_shift(person: Person, kind: PunchKind, at: datetime, site: ClinicSite) -> Shift:
    """Return the shift of a punch. Raises Refused without one: they are somewhere else, or nowhere."""
    shift = shift_to_punch(person.pk, kind, at, site)
    if shift:
        return shift
    if elsewhere := going_on(person.pk).first():
        raise Refused((still_clocked_in(elsewhere),))
    raise Refused((block("no_shift_now" if kind == PunchKind.IN else "not_clocked_in"),))


def kind_on(shift: Shift, person: Person, kind: PunchKind) -> PunchKind:
    """Clocking in during a break is coming back from it."""
    on_break = going_on(person.pk).filter(shift=shift, kind=SpanKind.BREAK)
    return PunchKind.BACK if kind == PunchKind.IN and on_break.exists() else kind


def sent_by(device: Device, message: Message, timing: Timing) -> Sent:
    return Sent(
        method=Method.BADGE if message.is_badge else Method.KIOSK_PIN,
        uuid=message.uuid,
        device=device,
        device_seq=message.device_seq,
        device_at=message.device_at,
        is_offline=timing.is_offline,
        is_uncertain=timing.is_uncertain,
    )


@recorded
def answered(
    delivery: Delivery, made: Punch | None, found: Sequence[Finding], now: datetime
) -> Delivery:
    """Keep the answer, unless the message has one.

    Of two deliveries at the same moment, the second finds that the person has clocked out already. So a
    punch with the message's identifier is the answer, whichever delivery made it.
    """
    row = Delivery.objects.select_for_update().get(pk=delivery.pk)
    row.ended_another |= delivery.ended_another
    made = made or Punch.objects.filter(uuid=row.uuid, device=row.device_id).first()
    if made or row.answered_at is None:
        row.punch = made
        row.findings = [] if made else [finding.as_dict() for finding in found]
        row.answered_at = row.answered_at or now
    row.save()
    return row


def keep_for_the_instructor(
    device: Device, message: Message, timing: Timing, now: datetime
) -> None:
    """Nobody was there to read the refusal: the instructor decides."""
    ask_for(device, message.number, in_the_schools_words(NOT_RECORDED), timing.at, now)
