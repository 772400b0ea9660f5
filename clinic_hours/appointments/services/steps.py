"""The building blocks of every change of an appointment."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F

from clinic_hours.appointments.consent import KEPT_DAYS
from clinic_hours.appointments.domain.codes import code_from
from clinic_hours.appointments.models import Appointment, AppointmentEvent, ClientContact
from clinic_hours.appointments.policies import can_arrange
from clinic_hours.core.domain.errors import Conflict, NotAllowed
from home.core.models.actors import Person
from home.core.school_time import day_of


def refuse_others(actor: Person) -> None:
    if not can_arrange(actor):
        raise NotAllowed("not_the_office")


def read_as_shown(appointment: Appointment, version: int) -> Appointment:
    """Take the lock of an appointment that nobody changed since the page was shown."""
    shown = Appointment.objects.filter(pk=appointment.pk, version=version)
    if shown.update(version=F("version") + 1) != 1:
        raise Conflict
    return fresh(appointment.pk)


def lock(pk: int) -> Appointment:
    """Take an appointment's lock with a write and return the fresh row."""
    Appointment.objects.filter(pk=pk).update(version=F("version") + 1)
    return fresh(pk)


def fresh(pk: int) -> Appointment:
    return Appointment.objects.select_related("contact", "shift__site").get(pk=pk)


def put_into(
    appointment: Appointment,
    state: str,
    *,
    actor: Person | None,
    now: datetime,
    reason: str = "",
    **columns: Any,
) -> Appointment:
    """Give an appointment its new state, note who did it, and return the fresh row."""
    Appointment.objects.filter(pk=appointment.pk).update(state=state, **columns)
    AppointmentEvent.objects.create(
        appointment=appointment, state=state, actor=actor, happened_at=now, reason=reason
    )
    return fresh(appointment.pk)


def keep_contact(appointment: Appointment, moment: datetime) -> None:
    """Erase the contact data 30 days after this moment."""
    if appointment.contact_id:
        contacts = ClientContact.objects.filter(pk=appointment.contact_id)
        contacts.update(erase_after=last_day_after(moment))


def last_day_after(moment: datetime) -> date:
    return day_of(moment) + timedelta(days=KEPT_DAYS)


def unused_code() -> str:
    code = code_from(secrets.choice)
    while Appointment.objects.filter(code=code).exists():
        code = code_from(secrets.choice)
    return code
