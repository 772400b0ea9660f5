"""WRITE: people register for an event, wait for a place, cancel; and hear of every change.

Places are given under a lock on the event: two people never get the last one.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from home.calendar_files import MEDIA_TYPE, event_calendar
from home.consent import REGISTRATION_KEPT_MONTHS
from home.links_in_mail import link_for
from home.models import Event, Registration
from home.selectors.events import announcement

from .outbox import Attachment, post_mail

State = Registration.State
REMIND_BEFORE = timedelta(hours=24)
WRITTEN_AGAIN_AFTER = timedelta(minutes=10)  # nobody's mailbox is filled by pressing a button
KEPT = timedelta(days=round(REGISTRATION_KEPT_MONTHS * 30.44))

# Each: subject, with the event's title in it, and the sentence that the mail begins with.
KEPT_PLACE = (
    gettext_lazy("Your place: %(event)s"),
    gettext_lazy("your place is kept. We look forward to meeting you."),
)
WAITING = (
    gettext_lazy("On the waiting list: %(event)s"),
    gettext_lazy(
        "all places are taken, and you are on the waiting list. As soon as a place is free we write"
        " to you."
    ),
)
PLACE_FREE = (
    gettext_lazy("A place for you: %(event)s"),
    gettext_lazy("a place has become free, and it is yours. Please cancel if you cannot come."),
)
CANCELLED = (
    gettext_lazy("Cancelled: %(event)s"),
    gettext_lazy("your registration is cancelled, as you asked. Perhaps another time."),
)
MOVED = (
    gettext_lazy("A new time: %(event)s"),
    gettext_lazy("the time of the event has changed. Please cancel if you cannot come then."),
)
CALLED_OFF = (
    gettext_lazy("Called off: %(event)s"),
    gettext_lazy("we are sorry: this event does not take place."),
)
REMINDER = (
    gettext_lazy("Tomorrow: %(event)s"),
    gettext_lazy("this is a reminder. Please cancel if you cannot come: others may be waiting."),
)


@transaction.atomic
def register(*, registration: Registration, consent: str, language: str) -> Registration:
    """Give a place, or one on the waiting list, and write to the address which it is.

    `registration` holds the event and what the person wrote. An address that is registered already
    stays as it is and is only written to again: the answer tells nobody what is known of it.
    """
    now = timezone.now()
    event = locked(registration.event_id)
    email = registration.email.lower()
    known = event.registrations.exclude(state=State.CANCELLED).filter(email=email).first()
    if known:
        if known.told_at <= now - WRITTEN_AGAIN_AFTER:
            write(known, event, news_of(known), now)
        return known
    registration.event, registration.email = event, email
    registration.consent, registration.language = consent, language
    registration.registered_at = now
    waiting = event.registrations.filter(state=State.WAITING).exists()
    fits = not waiting and has_room(event, registration.people)
    registration.state = State.REGISTERED if fits else State.WAITING
    registration.full_clean()
    registration.save(force_insert=True)
    write(registration, event, news_of(registration), now)
    return registration


@transaction.atomic
def cancel(registration: Registration) -> Registration:
    """Give the place back, and to whoever waits longest. A second time changes nothing."""
    now = timezone.now()
    event = locked(registration.event_id)
    registration = event.registrations.select_for_update().get(pk=registration.pk)
    if registration.state != State.CANCELLED:
        registration.state = State.CANCELLED
        registration.save(update_fields=["state"])
        write(registration, event, CANCELLED, now)
        give_free_places(event, now)
    return registration


def keep_guests_informed(now: datetime) -> int:
    """Give places that became free, tell of new times, remind; return how many events that concerned.

    Compares what every guest was told with what is planned, so nothing is missed, whoever changed it.
    """
    coming = Event.objects.filter(starts_at__gt=now, registrations__isnull=False).distinct()
    return sum(bring_up_to_date(pk, now) for pk in coming.values_list("pk", flat=True))


@transaction.atomic
def bring_up_to_date(event_id: int, now: datetime) -> bool:
    event = locked(event_id)
    written = [write(each, event, news, now) for each, news in due_news(event, now)]
    return bool(written) | bool(give_free_places(event, now))


def due_news(event: Event, now: datetime):
    """Yield the registrations that a mail is due to, each with what it says."""
    for each in event.registrations.exclude(state=State.CANCELLED):
        if event.is_called_off:
            if each.start_told is not None:
                yield each, CALLED_OFF
        elif each.start_told != event.starts_at:
            yield each, MOVED
        elif each.state == State.REGISTERED and is_due_a_reminder(each, event, now):
            yield each, REMINDER


def is_due_a_reminder(registration: Registration, event: Event, now: datetime) -> bool:
    """Whoever registered on the last day needs none."""
    remind_at = event.starts_at - REMIND_BEFORE
    return registration.reminded_at is None and registration.registered_at < remind_at <= now


def give_free_places(event: Event, now: datetime) -> list[Registration]:
    """Give places in the order of asking. A group waits until all of it fits; nobody overtakes it."""
    given: list[Registration] = []
    if not event.is_open(now):
        return given
    for registration in event.registrations.filter(state=State.WAITING):
        if not has_room(event, registration.people):
            break
        registration.state = State.REGISTERED
        registration.save(update_fields=["state"])
        write(registration, event, PLACE_FREE, now)
        given.append(registration)
    return given


def erase_old_registrations(now: datetime) -> int:
    """Erase who registered for events long past, with our mail to them; return how many they were."""
    _rows, by_model = Registration.objects.filter(event__ends_at__lte=now - KEPT).delete()
    return by_model.get("home.Registration", 0)


@transaction.atomic
def erase_registration(registration: Registration) -> None:
    """Erase who asks for it, with our mail to them, at once. A place of theirs is given on."""
    now = timezone.now()
    event = locked(registration.event_id)
    event.registrations.filter(pk=registration.pk).delete()
    give_free_places(event, now)


def locked(event_id: int) -> Event:
    """Return the event, held until the end of the transaction."""
    return Event.objects.select_for_update().get(pk=event_id)


def has_room(event: Event, people: int) -> bool:
    left = Event.objects.with_taken().get(pk=event.pk).places_left
    return left is None or people <= left


def news_of(registration: Registration) -> tuple:
    return KEPT_PLACE if registration.state == State.REGISTERED else WAITING


def write(registration: Registration, event: Event, news: tuple, now: datetime) -> None:
    """Write to a guest in their language, with a calendar file where it concerns their calendar."""
    subject, sentence = news
    with override(registration.language):
        about = announcement(event)
        words = {
            "registration": registration,
            "event": event,
            "about": about,
            "sentence": str(sentence),
            "link": link_for("event_registration", registration.pk),
            "is_coming": registration.state == State.REGISTERED and not event.is_called_off,
        }
        post_mail(
            to=registration.email,
            subject=str(subject) % {"event": about.title},
            text=render_to_string("home/emails/event.txt", words),
            attachments=calendar_of(registration, event, about, now),
            registration=registration,
        )
    registration.start_told = None if event.is_called_off else event.starts_at
    registration.times_told += 1
    registration.told_at = now
    if news is REMINDER:
        registration.reminded_at = now
    registration.save(update_fields=["start_told", "times_told", "told_at", "reminded_at"])


def calendar_of(registration: Registration, event: Event, about, now: datetime) -> list[Attachment]:
    if registration.state != State.REGISTERED:
        return []
    text = event_calendar(
        event, title=about.title, url=about.url, now=now, sequence=registration.times_told
    )
    return [Attachment(_("event.ics"), MEDIA_TYPE, text)]
