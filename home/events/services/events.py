"""WRITE: register for an event, wait for a place, cancel, and hear of every change.

Places are given out under a lock on the event, so two people never get the last one. They go in the order
of registration; a group that does not fit is skipped and keeps its turn.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from home.core.consent import REGISTRATION_KEPT_MONTHS
from home.events.models import Event, Registration

from .event_news import (
    CANCELLED,
    LEFT_THE_LIST,
    PLACE_FREE,
    due_news,
    state_news,
    write,
)

State = Registration.State
WRITTEN_AGAIN_AFTER = timedelta(minutes=10)  # so that pressing the button can't flood a mailbox
KEPT = timedelta(days=round(REGISTRATION_KEPT_MONTHS * 30.44))


class TooLate(Exception):
    """The event has begun, so a registration can no longer be canceled."""


class Closed(Exception):
    """Registration is closed: the event has begun, or was called off."""


@transaction.atomic
def register(*, registration: Registration, consent: str, language: str) -> Registration:
    """Give a place, or one on the waiting list, and mail the address which it is.

    `registration` holds the event and the person's input. An address that is already registered is left
    unchanged and only gets the mail again, so the response reveals nothing about it. Raises Closed.
    """
    now = timezone.now()
    event = locked(registration.event_id)
    if not event.is_open(now):
        raise Closed
    email = registration.email.lower()
    known = event.registrations.exclude(state=State.CANCELLED).filter(email=email).first()
    if known:
        if known.told_at is None or known.told_at <= now - WRITTEN_AGAIN_AFTER:
            write(known, event, due_news(known, event, now) or state_news(known), now)
        return known
    registration.event, registration.email = event, email
    registration.consent, registration.language = consent, language
    registration.registered_at = now
    registration.times_told = times_told_before(event, email)
    give_free_places(event, now)  # the waiting list comes first
    fits = has_room(event, registration.people)
    registration.state = State.REGISTERED if fits else State.WAITING
    registration.full_clean()
    registration.save(force_insert=True)
    write(registration, event, state_news(registration), now)
    return registration


@transaction.atomic
def cancel(registration: Registration) -> Registration:
    """Give up the place, to whoever has waited longest. A second call changes nothing.

    Raises TooLate once the event has begun.
    """
    now = timezone.now()
    event = locked(registration.event_id)
    registration = event.registrations.select_for_update().get(pk=registration.pk)
    if registration.state == State.CANCELLED:
        return registration
    if event.starts_at <= now:
        raise TooLate
    news = LEFT_THE_LIST if registration.state == State.WAITING else CANCELLED
    registration.state = State.CANCELLED
    registration.save(update_fields=["state"])
    write(registration, event, news, now)
    give_free_places(event, now)
    return registration


def send_event_news(now: datetime) -> int:
    """Give out free places, send changes and reminders; return how many events had any.

    Compares what each registration was last told with the current plan, so no change is missed, whoever
    made it. Events that fail do not stop the others; they are raised at the end as an ExceptionGroup.
    """
    not_over = Event.objects.filter(ends_at__gt=now, registrations__isnull=False).distinct()
    concerned, failures = 0, []
    for pk in not_over.values_list("pk", flat=True):
        try:
            concerned += bring_up_to_date(pk, now)
        except Exception as error:
            error.add_note(f"This was event {pk}.")
            failures.append(error)
    if failures:
        raise ExceptionGroup("The news of some events was not sent", failures)
    return concerned


@transaction.atomic
def bring_up_to_date(event_id: int, now: datetime) -> bool:
    event = locked(event_id)
    written = 0
    for registration in event.registrations.exclude(state=State.CANCELLED):
        if news := due_news(registration, event, now):
            write(registration, event, news, now)
            written += 1
    return bool(written) | bool(give_free_places(event, now))


def give_free_places(event: Event, now: datetime) -> list[Registration]:
    """Give out places in the order of registration; someone after a group too large may still fit."""
    given: list[Registration] = []
    if not event.is_open(now):
        return given
    for registration in event.registrations.filter(state=State.WAITING):
        if not has_room(event, registration.people):
            continue
        registration.state = State.REGISTERED
        registration.save(update_fields=["state"])
        write(registration, event, PLACE_FREE, now)
        given.append(registration)
    return given


def erase_old_registrations(now: datetime) -> int:
    """Erase registrations for events long past, and the mail about them; return how many."""
    _rows, by_model = Registration.objects.filter(event__ends_at__lte=now - KEPT).delete()
    return by_model.get(Registration._meta.label, 0)


@transaction.atomic
def erase_registration(registration: Registration) -> None:
    """Erase a registration and the mail about it at once, on request, and give its place to the next."""
    now = timezone.now()
    event = locked(registration.event_id)
    event.registrations.filter(pk=registration.pk).delete()
    give_free_places(event, now)


def locked(event_id: int) -> Event:
    """Return the event, locked until the end of the transaction."""
    return Event.objects.select_for_update().get(pk=event_id)


def has_room(event: Event, people: int) -> bool:
    left = Event.objects.with_taken().get(pk=event.pk).places_left
    return left is None or people <= left


def times_told_before(event: Event, email: str) -> int:
    """Continue the count of an earlier registration: calendars accept only a higher SEQUENCE."""
    earlier = event.registrations.filter(email=email)
    return earlier.aggregate(most=Max("times_told"))["most"] or 0
