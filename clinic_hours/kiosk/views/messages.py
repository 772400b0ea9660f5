"""What kiosks send, and the answers: punches, signs of life, and requests to the instructor."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from clinic_hours.attendance.domain.punches import PunchKind
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

from .envelopes import Envelope, from_kiosk
from .set_up import set_up_of

KINDS = (PunchKind.IN, PunchKind.OUT, PunchKind.BREAK, PunchKind.BACK)
LONGEST_REASON = 300
LONGEST_NUMBER = 2**63 - 1


@from_kiosk("punch")
def punch(_request: HttpRequest, sent: Envelope) -> dict[str, Any]:
    now = timezone.now()
    delivery = receive(device=sent.device, message=message_in(sent), now=now)
    if delivery.punch is None:
        raise Refused(tuple(Finding.from_dict(found) for found in delivery.findings))
    entry = entry_of(delivery.punch, ended_another=delivery.ended_another)
    return {"outcome": entry.outcome, "words": in_each_language(lambda: entry_words(entry))}


def message_in(sent: Envelope) -> Message:
    """Raises ValueError for what is not a message."""
    values = sent.values
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


@from_kiosk("heartbeat")
def heartbeat(_request: HttpRequest, sent: Envelope) -> dict[str, Any]:
    now, since = timezone.now(), sent.values["offline_since"]
    note_contact(
        device=sent.device,
        device_at=moment_in(sent.values["device_at"]),
        offline_since=moment_in(since) if since else None,
        now=now,
    )
    return set_up_of(sent.device, now)


@from_kiosk("request")
def request_help(_request: HttpRequest, sent: Envelope) -> dict[str, Any]:
    number, reason = sent.values["number"].strip(), sent.values["reason"].strip()
    if not number or not reason or len(number) > LONGEST or len(reason) > LONGEST_REASON:
        raise ValueError("A number and a reason are needed.")
    now, said = timezone.now(), moment_in(sent.values["device_at"])
    ask_for(sent.device, number, reason, min(said, now), now)
    return {"outcome": "asked", "words": in_each_language(asked_words)}


@from_kiosk("not-me")
def not_me(_request: HttpRequest, sent: Envelope) -> dict[str, Any]:
    uuid = UUID(sent.values["uuid"])
    found = Delivery.objects.select_related("punch__shift", "punch__person")
    delivery = found.filter(device=sent.device, uuid=uuid).first()
    if delivery is None:
        raise Refused((block("nothing_to_flag"),))
    flag_entry(device=sent.device, delivery=delivery, now=timezone.now())
    return {"outcome": "flagged", "words": in_each_language(flagged_words)}
