"""WRITE: receive, handle and erase requests for information."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.admissions.consent import KEPT_MONTHS
from courses.admissions.models import Enquiry
from home.core.models.actors import Person
from home.core.school_time import day_of, written_for
from home.mail.services.outbox import post_mail
from home.site.models import SiteSettings

DAYS_OF_A_MONTH = 30.44  # on average
SAME_WITHIN = timedelta(hours=24)  # the same request a day later is a follow-up, not a duplicate
CONFIRMED_AGAIN_AFTER = timedelta(minutes=10)  # so that pressing the button can't flood a mailbox
SENT = ("name", "phone", "program", "start", "reach_by", "message")


@transaction.atomic
def receive_enquiry(
    *, enquiry: Enquiry, consent: str, language: str, school: SiteSettings
) -> Enquiry:
    """Store a request with the wording that was agreed to, and confirm it by mail.

    `enquiry` holds what the person wrote. The office is notified at the school's own address. An identical
    recent request is returned as is: the button was pressed twice. Raises ValidationError for input that
    its form would refuse.
    """
    now = timezone.now()
    enquiry.consent, enquiry.language = consent, language
    enquiry.received_at, enquiry.erase_on = now, last_day_of(now)
    enquiry.full_clean()
    SiteSettings.objects.select_for_update(no_key=True).get(pk=school.pk)  # serialize
    earlier = Enquiry.objects.filter(email__iexact=enquiry.email)
    if same := sent_before(enquiry, earlier, now):
        return same
    wrote_just_now = earlier.filter(received_at__gt=now - CONFIRMED_AGAIN_AFTER).exists()
    enquiry.save(force_insert=True)
    if not wrote_just_now:
        confirm(enquiry, school)
    if school.email:
        with written_for(settings.LANGUAGE_CODE):  # the office's, not the visitor's
            tell_office(enquiry, school)
    return enquiry


def sent_before(enquiry: Enquiry, earlier: QuerySet, now: datetime) -> Enquiry | None:
    sent = {name: getattr(enquiry, name) for name in SENT}
    return earlier.filter(received_at__gt=now - SAME_WITHIN, **sent).first()


def confirm(enquiry: Enquiry, school: SiteSettings) -> None:
    """Write to the given address, leaving out the message: the mailbox may be a stranger's."""
    words = {"enquiry": enquiry, "school": school}
    post_mail(
        to=enquiry.email,
        subject=_("Thank you for your question"),
        text=render_to_string("courses_admissions/emails/enquiry_received.txt", words),
        about=enquiry,
    )


def tell_office(enquiry: Enquiry, school: SiteSettings) -> None:
    words = {"enquiry": enquiry, "school": school}
    post_mail(
        to=school.email,
        subject=_("New request for information"),
        text=render_to_string("courses_admissions/emails/enquiry_arrived.txt", words),
        about=enquiry,
    )


def last_day_of(received_at: datetime) -> date:
    kept = timedelta(days=round(KEPT_MONTHS * DAYS_OF_A_MONTH))
    return day_of(received_at + kept)


class HandledMeanwhile(Exception):
    """Someone else changed the request after the page was shown."""


@transaction.atomic
def handle_enquiry(
    *,
    actor: Person,
    enquiry: Enquiry,
    version: int,
    status: str,
    assigned_to: Person | None,
    note: str = "",
) -> Enquiry:
    """Update a request's status and assignee, and note what changed and what was said.

    `version` is the one the page showed. Raises HandledMeanwhile if there is a newer one.
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


def what_changes(enquiry: Enquiry, status: str, assigned_to: Person | None) -> str:
    """Return the change in the office's language, for the notes, which are erased with the request."""
    lines = []
    with written_for(settings.LANGUAGE_CODE):
        if status != enquiry.status:
            label = Enquiry.Status(status).label
            lines.append(_("Status: %(status)s") % {"status": label})
        if assigned_to != enquiry.assigned_to:
            name = assigned_to or _("No one yet")
            lines.append(_("Assigned to: %(name)s") % {"name": name})
    return "\n".join(lines)


def erase_enquiry(enquiry: Enquiry) -> None:
    """Erase a request at once, with its notes and mail, because the person asked for it."""
    enquiry.delete()


def erase_old_enquiries(today: date) -> int:
    """Erase requests past their retention date, with their notes and mail; return how many."""
    _rows, by_model = Enquiry.objects.filter(erase_on__lte=today).delete()
    return by_model.get(Enquiry._meta.label, 0)
