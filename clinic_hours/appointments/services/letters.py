"""WRITE: mail to clients, in their language, in the transaction of what it reports."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from clinic_hours.appointments.models import Appointment
from home.core.school_time import written_for
from home.mail.services.outbox import post_mail
from home.mail.signed_links import link_for
from home.site.models import SiteSettings

OWN_PAGE, FEEDBACK_PAGE = "appointment", "clinic_feedback"
# {kind: (subject, first sentence)}
LETTERS: Mapping[str, tuple[Any, Any]] = {
    "received": (
        _("We have your request for an appointment"),
        _("Thank you for your request. The clinic office will contact you to arrange a time."),
    ),
    "confirmed": (_("Your appointment"), _("Your appointment at our community clinic is set.")),
    "moved": (_("Your appointment has a new time"), _("Your appointment has been moved.")),
    "asked_again": (
        _("We have your new request"),
        _(
            "You asked for another time, so your current one is no longer reserved. The clinic office "
            "will contact you to arrange a new one."
        ),
    ),
    "reschedule": (
        _("Your appointment needs a new time"),
        _(
            "We're sorry: the time of your appointment is no longer possible. The clinic office "
            "will contact you to find a new one."
        ),
    ),
    "cancelled": (_("Your appointment is canceled"), _("Your appointment has been canceled.")),
    "feedback": (
        _("How was your visit?"),
        _(
            "Thank you for coming to our community clinic. Would you answer five short questions? "
            "Your answers help our students learn."
        ),
    ),
}
WITH_TIME = ("confirmed", "moved")


def write(kind: str, appointment: Appointment, reason: str = "") -> None:
    """Write to the client, if they gave an email address."""
    contact = appointment.contact
    if contact is None or not contact.email:
        return
    subject, sentence = LETTERS[kind]
    page = FEEDBACK_PAGE if kind == "feedback" else OWN_PAGE
    with written_for(contact.language):
        words = {
            "contact": contact,
            "appointment": appointment,
            "sentence": sentence,
            "reason": reason,
            "link": link_for(page, appointment.pk),
            "school": the_school(),
            "has_time": kind in WITH_TIME,
            "kind": kind,
        }
        post_mail(
            to=contact.email,
            subject=str(subject),
            text=render_to_string("clinic_hours_appointments/emails/appointment.txt", words),
            about=contact,
        )


def the_school() -> SiteSettings | dict[str, str]:
    found = SiteSettings.objects.filter(site__is_default_site=True).first()
    return found or {"name": settings.SITE_NAME}
