"""WRITE: one's own PIN, and checking it at a kiosk."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from clinic_hours.core.domain.errors import NotAllowed, Overtaken, Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.services.transaction import recorded
from clinic_hours.kiosk.domain.pins import is_easy, is_pin
from clinic_hours.kiosk.domain.tries import Tries
from clinic_hours.kiosk.models import KioskPin, PinTries
from clinic_hours.kiosk.policies import can_have_a_pin
from clinic_hours.kiosk.selectors.people import person_of
from clinic_hours.kiosk.signatures.digests import digest_of, is_digest_of
from clinic_hours.people.models import Enrollment, Supervisor
from home.core.models.actors import Person

FIRST, NUMBERS = 900_000, 100_000  # an instructor's numbers: six digits from 9
KEPT = timedelta(days=1)


@recorded
def set_pin(*, actor: Person, pin: str, now: datetime | None = None) -> KioskPin:
    """Set or change one's own PIN. Raises Refused for one that is not six digits, or tried first."""
    if not can_have_a_pin(actor):
        raise NotAllowed("not_at_kiosks")
    if not is_pin(pin):
        raise Refused((block("pin_not_six_digits", "pin"),))
    numbers = Enrollment.objects.filter(student=actor.pk).values_list("student_number", flat=True)
    if any(is_easy(pin, number) for number in (*numbers, "")):
        raise Refused((block("pin_is_easy", "pin"),))
    kept = KioskPin.objects.filter(person=actor.pk).first()
    said = {"digest": digest_of(pin), "set_at": now or timezone.now()}
    if not (kept and kept.number) and Supervisor.objects.filter(user=actor.pk).exists():
        said["number"] = free_number()
    PinTries.objects.filter(key=key_of(actor, "")).update(failures=0, blocked_until=None)
    return KioskPin.objects.update_or_create(person=actor, defaults=said)[0]


def free_number() -> str:
    """Return a number that nobody has."""
    while True:
        number = str(FIRST + secrets.randbelow(NUMBERS))
        if person_of(number) is None:
            return number


def who_is(number: str, pin: str, now: datetime) -> Person:
    """Return who typed their number and PIN.

    Raises Refused. A wrong number and a wrong PIN are refused alike and take the same time, and both are
    counted.
    """
    person = person_of(number)
    found = check(person, number, pin, now)
    if found or person is None:
        raise Refused((found or block("number_and_pin"),))
    return person


@recorded
def check(person: Person | None, number: str, pin: str, now: datetime) -> Finding | None:
    """Return what is wrong with a PIN. Only one try for a number is examined at a time."""
    key = key_of(person, number)
    PinTries.objects.bulk_create([PinTries(key=key)], ignore_conflicts=True)
    row = PinTries.objects.select_for_update().filter(key=key).first()
    if row is None:  # deleted at this moment, as old
        raise Overtaken((block("number_and_pin"),))
    kept = KioskPin.objects.filter(person=person).first() if person else None
    is_right = is_digest_of(kept.digest if kept else "", pin)
    if row.tries.is_blocked(now):
        return block("too_many_tries")
    after = Tries(since=now) if is_right else row.tries.after_failure(now)
    row.failures, row.since, row.blocked_until = after.failures, after.since, after.blocked_until
    row.save()
    if is_right:
        return None
    return block("too_many_tries" if after.is_blocked(now) else "number_and_pin")


def key_of(person: Person | None, number: str) -> str:
    who = f"person {person.pk}" if person else f"number {number.strip().lower()}"
    return hashlib.sha256(who.encode()).hexdigest()


def forget_old_tries(now: datetime) -> int:
    """Delete tries that no longer count."""
    return PinTries.objects.filter(since__lt=now - KEPT).delete()[0]
