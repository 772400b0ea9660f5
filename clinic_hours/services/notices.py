"""Mail about the record, sent once the change is safely in the database."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from clinic_hours.models import HourEntry


def tell_student_of_reversal(reversal: HourEntry, *, student, reason: str) -> None:
    """Tell a student that hours of theirs no longer count, and why.

    A mail server that does not answer is logged and undoes nothing: the desk shows the same.
    """

    def send() -> None:
        send_reversal(reversal.seq, reversal.minutes, student, reason)

    transaction.on_commit(send, robust=True)


def send_reversal(seq: int, minutes: int, student, reason: str) -> None:
    context = {
        "name": student.get_short_name(),
        "minutes": -minutes,
        "reason": reason,
        "address": f"{settings.SITE_URL}{reverse('hours:entry', args=[seq])}",
    }
    with override(language_of(student)):
        EmailMessage(
            subject=_("Hours of yours were taken back"),
            body=render_to_string("clinic_hours/emails/reversal.txt", context),
            to=[student.email],
        ).send()


def language_of(person) -> str:
    """Return the language that a person last chose; the school's own where they never did."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
