"""WRITE: clients ask for an appointment, change what they asked for, and cancel."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from clinic_hours.appointments.domain.states import NOT_OVER, TO_CALL, AppointmentState
from clinic_hours.appointments.models import Appointment, ClientContact
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.shifts.models import Shift
from home.core.school_time import written_for
from home.site.models import SiteSettings

from .letters import write
from .steps import keep_contact, last_day_after, lock, put_into

SAME_WITHIN = timedelta(hours=24)
WRITTEN_AGAIN_AFTER = timedelta(minutes=10)  # so that pressing the button can't flood a mailbox
ASKED = ("service", "service_es", "minutes", "any_time")
TOLD = ("name", "email", "phone", "note")


@recorded
def ask_for_appointment(
    *,
    appointment: Appointment,
    contact: ClientContact,
    wishes: Sequence[Shift],
    consent: str,
    school: SiteSettings,
    now: datetime | None = None,
) -> Appointment:
    """Store a request and confirm it by mail. The same request within a day is stored once.

    Raises ValidationError for input that its form would refuse.
    """
    now = now or timezone.now()
    contact.consent, contact.erase_after = consent, last_day_after(now)
    contact.full_clean()
    appointment.requested_at = now
    SiteSettings.objects.select_for_update(no_key=True).get(pk=school.pk)  # serialize
    if same := sent_before(appointment, contact, now):
        return same
    is_first = not written_just_now(contact, now)
    contact.save(force_insert=True)
    appointment.contact = contact
    appointment.full_clean(exclude=["wishes"])
    appointment.save(force_insert=True)
    appointment.wishes.set(wishes)
    kept = put_into(appointment, AppointmentState.REQUESTED, actor=None, now=now)
    if is_first:
        write("received", kept)
    return kept


def sent_before(
    appointment: Appointment, contact: ClientContact, now: datetime
) -> Appointment | None:
    sent = {f"contact__{name}": getattr(contact, name) for name in TOLD}
    asked = {name: getattr(appointment, name) for name in ASKED}
    recent = Appointment.objects.filter(requested_at__gt=now - SAME_WITHIN, state__in=TO_CALL)
    return recent.filter(**sent, **asked).first()


def written_just_now(contact: ClientContact, now: datetime) -> bool:
    recent = Appointment.objects.filter(requested_at__gt=now - WRITTEN_AGAIN_AFTER)
    return recent.filter(contact__email__iexact=contact.email).exclude(contact__email="").exists()


@recorded
def change_request(
    *,
    appointment: Appointment,
    contact: ClientContact,
    wishes: Sequence[Shift],
    shown_time: datetime | None = None,
    now: datetime | None = None,
) -> Appointment:
    """Keep what the client changed. A time that was set is given up: the office arranges a new one.

    `appointment` and `contact` hold the new values. Raises Refused once the visit has begun, and for a time
    that was set or moved since the page showed `shown_time`.
    """
    now = now or timezone.now()
    row = lock(appointment.pk)
    refuse_if_over(row, now)
    if row.state == AppointmentState.CONFIRMED and row.starts_at != shown_time:
        raise Refused((block("appointment_is_set"),))
    keep_told(row, contact)
    row.wishes.set(wishes)
    asked = {name: getattr(appointment, name) for name in ASKED}
    if row.state == AppointmentState.CONFIRMED:
        return ask_again(row, asked, now)
    return put_into(row, row.state, actor=None, now=now, **asked)


def keep_told(row: Appointment, contact: ClientContact) -> None:
    """Keep what the client says about themselves now."""
    if row.contact is None:
        raise Refused((block("appointment_is_over"),))
    for name in TOLD:
        setattr(row.contact, name, getattr(contact, name))
    row.contact.full_clean()
    row.contact.save(update_fields=TOLD)


def ask_again(row: Appointment, asked: dict[str, Any], now: datetime) -> Appointment:
    """Give up the time that was set. The client keeps the code."""
    keep_contact(row, now)
    with written_for(settings.LANGUAGE_CODE):  # the office's
        reason = _("The client asked for another time.")
    nothing_set = dict.fromkeys(("shift", "place", "starts_at", "ends_at"))
    state = AppointmentState.REQUESTED
    kept = put_into(row, state, actor=None, now=now, reason=reason, **asked, **nothing_set)
    write("asked_again", kept)
    return kept


def refuse_if_over(row: Appointment, now: datetime) -> None:
    has_begun = row.starts_at is not None and row.starts_at <= now
    if row.state not in NOT_OVER or (row.state == AppointmentState.CONFIRMED and has_begun):
        raise Refused((block("appointment_is_over"),))


@recorded
def cancel_own(*, appointment: Appointment, now: datetime | None = None) -> Appointment:
    """Cancel as the client. A second call changes nothing. Raises Refused once the visit has begun."""
    now = now or timezone.now()
    row = lock(appointment.pk)
    if row.state == AppointmentState.CANCELLED:
        return row
    refuse_if_over(row, now)
    keep_contact(row, now)
    with written_for(settings.LANGUAGE_CODE):  # the office's
        reason = _("Canceled by the client.")
    kept = put_into(row, AppointmentState.CANCELLED, actor=None, now=now, reason=reason)
    write("cancelled", kept)
    return kept
