"""WRITE: requests for information are received, worked on and erased."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.consent import KEPT_MONTHS
from home.models import Enquiry, EnquiryNote, SiteSettings

from .outbox import post_mail

DAYS_OF_A_MONTH = 30.44  # on average


@transaction.atomic
def receive_enquiry(
    *, enquiry: Enquiry, consent: str, language: str, school: SiteSettings
) -> Enquiry:
    """Keep a request with the words that were agreed to, and confirm it by mail.

    `enquiry` holds what the person wrote. The office is told at the school's own address.
    """
    now = timezone.now()
    enquiry.consent, enquiry.language = consent, language
    enquiry.received_at, enquiry.erase_on = now, last_day_of(now)
    enquiry.full_clean()
    enquiry.save(force_insert=True)
    words = {"enquiry": enquiry, "school": school}
    post_mail(
        to=enquiry.email,
        subject=_("Thank you for your question"),
        text=render_to_string("home/emails/enquiry_received.txt", words),
        enquiry=enquiry,
    )
    if school.email:
        with override(settings.LANGUAGE_CODE):  # the office's, not the visitor's
            tell_office(enquiry, school)
    return enquiry


def tell_office(enquiry: Enquiry, school: SiteSettings) -> None:
    words = {"enquiry": enquiry, "school": school}
    post_mail(
        to=school.email,
        subject=_("New request for information"),
        text=render_to_string("home/emails/enquiry_arrived.txt", words),
        enquiry=enquiry,
    )


def last_day_of(received_at: datetime) -> date:
    kept = timedelta(days=round(KEPT_MONTHS * DAYS_OF_A_MONTH))
    return timezone.localdate(received_at + kept)


@transaction.atomic
def handle_enquiry(*, actor, enquiry: Enquiry, status: str, assigned_to, note: str = "") -> Enquiry:
    """Move a request on, give it to someone, and write down what was said."""
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    fresh.status, fresh.assigned_to = status, assigned_to
    fresh.save(update_fields=["status", "assigned_to"])
    if note:
        EnquiryNote.objects.create(
            enquiry=fresh, written_by=actor, written_at=timezone.now(), text=note
        )
    return fresh


def erase_old_enquiries(today: date) -> int:
    """Erase what was kept long enough, notes and mail included; return how many requests that were."""
    _rows, by_model = Enquiry.objects.filter(erase_on__lte=today).delete()
    return by_model.get("home.Enquiry", 0)
