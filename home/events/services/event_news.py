"""WRITE: mail to people registered for an event: which news is due, and how it is written.

A registration stores what its last mail said; news is due if that differs from the current plan.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.core.school_time import at_school, day_of, written_for
from home.events.models import Event, Registration
from home.events.selectors.calendar_files import event_calendar
from home.events.selectors.events import Announcement, announcement
from home.mail.services.outbox import Attachment, drop_waiting, post_mail
from home.mail.signed_links import link_for

State = Registration.State
REMIND_BEFORE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, eq=False)
class News:
    """A mail's subject, which contains the event's title, and its opening sentence."""

    subject: str | Promise
    sentence: str | Promise


KEPT_PLACE = News(
    gettext_lazy("Your place: %(event)s"),
    gettext_lazy("You have a place. We look forward to meeting you."),
)
WAITING = News(
    gettext_lazy("On the waiting list: %(event)s"),
    gettext_lazy(
        "There aren't enough places right now, so you're on the waiting list. We'll email you as "
        "soon as there are."
    ),
)
PLACE_FREE = News(
    gettext_lazy("A place for you: %(event)s"),
    gettext_lazy("A place has opened up, and it's yours. Please cancel if you can't come."),
)
CANCELLED = News(
    gettext_lazy("Registration canceled: %(event)s"),
    gettext_lazy("Your registration is canceled, as you asked. We hope to see you another time."),
)
LEFT_THE_LIST = News(
    gettext_lazy("Removed from the waiting list: %(event)s"),
    gettext_lazy(
        "You're no longer on the waiting list, as you asked. We hope to see you another time."
    ),
)
NEW_TIME = News(
    gettext_lazy("New time: %(event)s"),
    gettext_lazy("The time of this event has changed. Please cancel if you can't come then."),
)
NEW_PLACE = News(
    gettext_lazy("New location: %(event)s"),
    gettext_lazy("This event has moved to a new location. Please cancel if you can't come there."),
)
NEW_TIME_AND_PLACE = News(
    gettext_lazy("New time and location: %(event)s"),
    gettext_lazy(
        "The time and location of this event have changed. Please cancel if you can't come."
    ),
)
CALLED_OFF = News(
    gettext_lazy("Canceled: %(event)s"),
    gettext_lazy("We're sorry, but this event has been canceled."),
)
ON_AFTER_ALL = News(
    gettext_lazy("Back on: %(event)s"),
    gettext_lazy("We had canceled this event, but it's back on. Please cancel if you can't come."),
)
TOMORROW = News(
    gettext_lazy("Tomorrow: %(event)s"),
    gettext_lazy(
        "This is a reminder. Please cancel if you can't come, since others may be waiting."
    ),
)
TODAY = News(gettext_lazy("Today: %(event)s"), TOMORROW.sentence)
REMINDERS = {0: TODAY, 1: TOMORROW}  # by days until the event
CHANGED = {
    (True, False): NEW_TIME,
    (False, True): NEW_PLACE,
    (True, True): NEW_TIME_AND_PLACE,
}  # whether the time changed, and whether the place did


def state_news(registration: Registration) -> News:
    return KEPT_PLACE if registration.state == State.REGISTERED else WAITING


def due_news(registration: Registration, event: Event, now: datetime) -> News | None:
    """Return the news due for a registration; None if the person is up to date."""
    if event.is_called_off:
        return CALLED_OFF if registration.start_told else None
    if registration.start_told is None:
        return ON_AFTER_ALL
    time_told = (registration.start_told, registration.end_told)
    has_new_time = time_told != (event.starts_at, event.ends_at)
    # Line by line: browsers submit different line endings.
    has_new_place = registration.venue_told.splitlines() != event.venue.splitlines()
    return CHANGED.get((has_new_time, has_new_place)) or due_reminder(registration, event, now)


def due_reminder(registration: Registration, event: Event, now: datetime) -> News | None:
    """Return the reminder due, unless the person got mail from us within 24 hours before the event."""
    remind_at = event.starts_at - REMIND_BEFORE
    was_told = registration.told_at and registration.told_at >= remind_at
    is_time = not was_told and remind_at <= now < event.starts_at
    if registration.state != State.REGISTERED or not is_time:
        return None
    days = day_of(event.starts_at) - day_of(now)
    return REMINDERS.get(days.days)


def write(registration: Registration, event: Event, news: News, now: datetime) -> None:
    """Write to a person in their language, with a calendar file if the news affects their calendar."""
    if event.is_called_off:
        drop_waiting(registration, "The event was canceled before this was sent.")
    with written_for(registration.language):
        about = announcement(event)
        words = {
            "registration": registration,
            "event": event,
            "about": about,
            "sentence": str(news.sentence),
            "link": link_for("event_registration", registration.pk),
            "is_coming": registration.state == State.REGISTERED and not event.is_called_off,
        }
        post_mail(
            to=registration.email,
            subject=str(news.subject) % {"event": about.title},
            text=render_to_string("home_events/emails/event.txt", words),
            attachments=calendar_of(registration, event, news, about, now),
            send_before=last_moment(news, event),
            about=registration,
        )
    note_as_told(registration, event, now)


def last_moment(news: News, event: Event) -> datetime:
    """Return until when the mail is true: a reminder for tomorrow until then, other news until the end."""
    if news is TOMORROW:
        return at_school(event.starts_at).replace(hour=0, minute=0, second=0, microsecond=0)
    return event.starts_at if news is TODAY else event.ends_at


def note_as_told(registration: Registration, event: Event, now: datetime) -> None:
    registration.start_told = None if event.is_called_off else event.starts_at
    registration.end_told, registration.venue_told = event.ends_at, event.venue
    registration.times_told += 1
    registration.told_at = now
    registration.save(
        update_fields=["start_told", "end_told", "venue_told", "times_told", "told_at"]
    )


def calendar_of(
    registration: Registration, event: Event, news: News, about: Announcement, now: datetime
) -> list[Attachment]:
    """Return the calendar file for someone with a place, or the one that removes the event."""
    if registration.state != State.REGISTERED and news is not CANCELLED:
        return []
    file = event_calendar(
        event,
        title=about.title,
        url=about.url,
        now=now,
        sequence=registration.times_told,
        is_off=event.is_called_off or news is CANCELLED,
    )
    return [Attachment(_("event.ics"), file.media_type, file.text)]
