"""WRITE: erase who clients were, once the time that they were told is over."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from clinic_hours.appointments.domain.states import NOT_OVER, TO_CALL, AppointmentState
from clinic_hours.appointments.models import Appointment, ClientContact
from clinic_hours.core.services.transaction import recorded
from home.core.models.actors import Person

from .steps import fresh, put_into, read_as_shown, refuse_others


@recorded
def erase_old_contacts(today: date, now: datetime) -> int:
    """Erase contact data and all mail to these clients; return how many. Their open requests are closed."""
    old = ClientContact.objects.filter(erase_after__lt=today)
    for each in Appointment.objects.filter(contact__in=old, state__in=TO_CALL):
        reason = _("Nobody answered in time.")
        put_into(each, AppointmentState.CANCELLED, actor=None, now=now, reason=reason)
    _rows, by_model = old.delete()
    return by_model.get(ClientContact._meta.label, 0)


@recorded
def erase_contact(
    *, actor: Person, appointment: Appointment, version: int, now: datetime | None = None
) -> Appointment:
    """Erase a client's contact data and mail at once, because the client asked for it.

    What is not over is canceled: nobody could be told anymore.
    """
    now = now or timezone.now()
    refuse_others(actor)
    row = read_as_shown(appointment, version)
    if row.state in NOT_OVER:
        put_into(row, AppointmentState.CANCELLED, actor=actor, now=now)
    if row.contact:
        row.contact.delete()
    return fresh(row.pk)
