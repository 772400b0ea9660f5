"""WRITE: requests for information are received, worked on and erased."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.consent import KEPT_MONTHS
from home.models import Enquiry, SiteSettings

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


class HandledMeanwhile(Exception):
    """Somebody else moved the request on after the page was shown."""


@transaction.atomic
def handle_enquiry(
    *, actor, enquiry: Enquiry, version: int, status: str, assigned_to, note: str = ""
) -> Enquiry:
    """Move a request on, give it to someone, and write down what changed and what was said.

    `version` is the one that the page showed. Raises HandledMeanwhile where there is a newer one.
    """
    fresh = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if fresh.version != version:
        raise HandledMeanwhile
    change = what_changes(fresh, status, assigned_to)
    fresh.status, fresh.assigned_to, fresh.version = status, assigned_to, version + 1
    fresh.save(update_fields=["status", "assigned_to", "version"])
    for text in filter(None, (change, note)):
        fresh.notes.create(written_by=actor, written_at=timezone.now(), text=text)
    return fresh


def what_changes(enquiry: Enquiry, status: str, assigned_to) -> str:
    """Return it in the office's language, for the notes: these are erased with the request."""
    lines = []
    with override(settings.LANGUAGE_CODE):
        if status != enquiry.status:
            label = Enquiry.Status(status).label
            lines.append(_("Status: %(status)s") % {"status": label})
        if assigned_to != enquiry.assigned_to:
            name = assigned_to or _("Nobody yet")
            lines.append(_("Assigned to: %(name)s") % {"name": name})
    return "\n".join(lines)


def erase_enquiry(enquiry: Enquiry) -> None:
    """Erase a request at once, notes and mail included: the person asked for it."""
    enquiry.delete()


def erase_old_enquiries(today: date) -> int:
    """Erase what was kept long enough, notes and mail included; return how many requests that were."""
    _rows, by_model = Enquiry.objects.filter(erase_on__lte=today).delete()
    return by_model.get("home.Enquiry", 0)
