"""WRITE: erase who clients were, once the time that they were told is over."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from clinic_hours.appointments.domain.states import TO_CALL, AppointmentState
from clinic_hours.appointments.models import Appointment, ClientContact
from clinic_hours.core.services.transaction import recorded

from .steps import put_into


@recorded
def erase_old_contacts(today: date, now: datetime) -> int:
    """Erase contact data and all mail to these clients; return how many. Their open requests are closed."""
    old = ClientContact.objects.filter(erase_after__lt=today)
    for each in Appointment.objects.filter(contact__in=old, state__in=TO_CALL):
        reason = _("Nobody answered in time.")
        put_into(each, AppointmentState.CANCELLED, actor=None, now=now, reason=reason)
    _rows, by_model = old.delete()
    return by_model.get(ClientContact._meta.label, 0)
