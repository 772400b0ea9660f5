"""What kiosks send, and the answers: punches, signs of life, and requests to the instructor."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from clinic_hours.attendance.domain.punches import PunchKind
from clinic_hours.attendance.models import Device
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.kiosk.forms.answers import (
    asked_words,
    entry_words,
    flagged_words,
    in_each_language,
)
from clinic_hours.kiosk.models import Delivery
from clinic_hours.kiosk.selectors.entries import entry_of
from clinic_hours.kiosk.selectors.people import LONGEST
from clinic_hours.kiosk.services.asking import ask_for, flag_entry
from clinic_hours.kiosk.services.contact import note_contact
from clinic_hours.kiosk.services.receiving import Message, receive

from .envelopes import Values, from_kiosk
from .set_up import set_up_of

KINDS = (PunchKind.IN, PunchKind.OUT, PunchKind.BREAK, PunchKind.BACK)
LONGEST_REASON = 300
LONGEST_NUMBER = 2**63 - 1


def message_in(values: Values) -> Message:
    """Raises ValueError for what is not a message."""
    kind, seq = PunchKind(values["kind"]), int(values["device_seq"])
    if kind not in KINDS or not 0 < seq <= LONGEST_NUMBER or len(values["number"]) > LONGEST:
        raise ValueError("This is not a punch.")
    return Message(
        uuid=UUID(values["uuid"]),
        kind=kind,
        number=values["number"].strip(),
        pin=values["pin"],
        device_seq=seq,
        device_at=moment_in(values["device_at"]),
        is_badge=values["badge"] == "1",
        is_uncertain=values["uncertain"] == "1",
    )


def moment_in(text: str) -> datetime:
    """Return a moment in UTC. Raises ValueError without an offset, OverflowError at the calendar's edge."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("This moment has no offset.")
    return moment.astimezone(UTC)


@from_kiosk("punch", message_in)
def punch(device: Device, message: Message) -> dict[str, Any]:
    delivery = receive(device=device, message=message, now=timezone.now())
    if delivery.punch is None:
        raise Refused(tuple(Finding.from_dict(found) for found in delivery.findings))
    entry = entry_of(delivery.punch, ended_another=delivery.ended_another)
    return {"outcome": entry.outcome, "words": in_each_language(lambda: entry_words(entry))}


def contact_in(values: Values) -> tuple[datetime, datetime | None]:
    """Return the kiosk's time, and since when it had no connection."""
    since = values["offline_since"]
    return moment_in(values["device_at"]), moment_in(since) if since else None


@from_kiosk("heartbeat", contact_in)
def heartbeat(device: Device, said: tuple[datetime, datetime | None]) -> dict[str, Any]:
    now, (device_at, since) = timezone.now(), said
    note_contact(device=device, device_at=device_at, offline_since=since, now=now)
    return set_up_of(device, now)


def wish_in(values: Values) -> tuple[str, str, datetime]:
    """Return who asks, why, and when. Raises ValueError if something is missing."""
    number, reason = values["number"].strip(), values["reason"].strip()
    if not number or not reason or len(number) > LONGEST or len(reason) > LONGEST_REASON:
        raise ValueError("A number and a reason are needed.")
    return number, reason, moment_in(values["device_at"])


@from_kiosk("request", wish_in)
def request_help(device: Device, said: tuple[str, str, datetime]) -> dict[str, Any]:
    now, (number, reason, at) = timezone.now(), said
    ask_for(device, number, reason, min(at, now), now)
    return {"outcome": "asked", "words": in_each_language(asked_words)}


def entry_in(values: Values) -> UUID:
    return UUID(values["uuid"])


@from_kiosk("not-me", entry_in)
def not_me(device: Device, uuid: UUID) -> dict[str, Any]:
    found = Delivery.objects.select_related("punch__shift", "punch__person")
    delivery = found.filter(device=device, uuid=uuid).first()
    if delivery is None:
        raise Refused((block("nothing_to_flag"),))
    flag_entry(device=device, delivery=delivery, now=timezone.now())
    return {"outcome": "flagged", "words": in_each_language(flagged_words)}
