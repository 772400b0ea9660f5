"""A person's calendar feed: its address, and the text that calendar apps read."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from clinic_hours.shifts.models import CalendarFeed
from home.core.addresses import at_site
from home.core.models.actors import Person
from home.mail.calendar_files import CalendarFile

from .files import Entry, shift_calendar
from .own_shifts import OwnShift, own_shifts

KEPT = timedelta(days=60)  # past and cancelled shifts
SIGNER = signing.Signer(sep=".", salt="clinic_hours.calendar_feed")


def token_of(feed: CalendarFeed) -> str:
    return SIGNER.sign(feed.public_id.hex)


def address_of(feed: CalendarFeed) -> str:
    return at_site(reverse("hours:calendar_feed", args=[token_of(feed)]))


def feed_at(token: str) -> CalendarFeed | None:
    """Return the feed of a token; None if it is forged or revoked, or the account is not active."""
    try:
        public_id = UUID(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    feeds = CalendarFeed.objects.filter(revoked_at=None, user__is_active=True)
    people = ("user__supervisor", "user__office_role", "user__wagtail_userprofile")
    return feeds.select_related(*people).filter(public_id=public_id).first()


def feed_of(person: Person) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(user=person.pk, revoked_at=None).first()


def calendar_for(person: Person, now: datetime) -> CalendarFile:
    """Return a person's shifts from 60 days ago on, in the active language."""
    entries = [entry_of(each) for each in own_shifts(person, now - KEPT)]
    return shift_calendar(entries, name=_("Clinic shifts"))


def entry_of(own: OwnShift) -> Entry:
    shift = own.shift
    return Entry(
        shift=str(shift.public_id),
        starts_at=own.starts_at,
        ends_at=own.ends_at,
        zone=shift.zone,
        sequence=shift.ical_sequence,
        changed_at=own.changed_at,
        summary=summary_of(shift.site.shown_name, is_duty=own.is_duty, is_on=own.is_on),
        location=", ".join(filter(None, (shift.site.shown_name, shift.room, shift.site.address))),
        description=description_of(own),
        is_on=own.is_on,
    )


def summary_of(site: str, *, is_duty: bool, is_on: bool) -> str:
    said = _("Clinic shift at %(site)s (instructor)") if is_duty else _("Clinic shift at %(site)s")
    said %= {"site": site}
    return said if is_on else _("Canceled: %(what)s") % {"what": said}


def description_of(own: OwnShift) -> str:
    if own.shift.cancelled_reason:
        return _("This shift was canceled: %(reason)s") % {"reason": own.shift.cancelled_reason}
    if not own.is_on:
        return _("You are no longer on this shift.")
    if not own.instructors:
        return _("No instructor yet")
    return _("Instructor: %(names)s") % {"names": ", ".join(own.instructors)}
