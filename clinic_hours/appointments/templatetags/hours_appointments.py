"""Appointments as text, for templates."""

from django import template

from clinic_hours.appointments.models import Appointment
from clinic_hours.core.forms.times import moment_range, time_range

register = template.Library()


@register.filter
def visit_time(appointment: Appointment) -> str:
    """Return when a client comes: Mon, Nov 23, 2:00–2:50 pm. Empty as long as there is no time."""
    if appointment.starts_at is None or appointment.ends_at is None or appointment.shift is None:
        return ""
    return moment_range(appointment.starts_at, appointment.ends_at, appointment.shift.zone)


@register.filter
def visit_hours(appointment: Appointment) -> str:
    """Return from when to when a client comes: 2:00–2:50 pm."""
    if appointment.starts_at is None or appointment.ends_at is None or appointment.shift is None:
        return ""
    return time_range(appointment.starts_at, appointment.ends_at, appointment.shift.zone)
