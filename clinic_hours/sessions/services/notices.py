"""Mail about the record, added to the outbox in the same transaction as the change it reports."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from clinic_hours.notices.selectors.readers import language_of
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.selectors.again import Again
from home.core.models.actors import Person
from home.core.school_time import written_for


def tell_student_of_reversal(
    reversal: HourEntry, *, student: Person, reason: str, again: Again | None = None
) -> None:
    """Tell a student that some hours no longer count, why, and how to log a session again."""
    context = {
        "name": student.get_short_name(),
        "minutes": -reversal.minutes,
        "reason": reason,
        "address": f"{settings.SITE_URL}{reverse('hours:entry', args=[reversal.seq])}",
    }
    if again:
        form = f"{reverse('hours:session_new')}?again={again.session.public_id}"
        context |= {"again": again, "again_address": f"{settings.SITE_URL}{form}"}
    with written_for(language_of(student)):
        EmailMessage(
            subject=_("Some of your clinic hours were voided"),
            body=render_to_string("clinic_hours_sessions/emails/reversal.txt", context),
            to=[student.email],
        ).send()
