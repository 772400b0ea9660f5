"""What the log says around an entry of hours: whose they are, by which rule, and if they still count."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from clinic_hours.ledger.domain.entries import IDENTITY, Kind
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit.trust import Trust
from clinic_hours.ledger.selectors.sound import sound_payload
from clinic_hours.sessions.models import HourEntry

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Around:
    """The newest entry about the student, the requirement set's, and the number of the reversal, if any."""

    identity: Payload
    under: Payload
    taken_back_by: int | None


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a requirement comes from, as it was published."""

    edition: int
    citation: str
    line_citation: str


def around_in_log(entry: HourEntry, trust: Trust) -> Around:
    """Read it in one query. Raises LookupError or TypeError if any of it was altered."""
    enrollment = entry.enrollment
    under = sound(enrollment.entry, trust)["requirement_set"]["seq"]
    own = Q(enrollment=enrollment.public_id, kind__in=[*IDENTITY, Kind.REVERSAL])
    rows = LogEntry.objects.filter(own | Q(seq=under)).order_by("seq")
    said = {row.seq: sound(row, trust) for row in rows}
    identities = [seq for seq, each in said.items() if each["kind"] in IDENTITY]
    reversals = {
        each["reverses"]["seq"]: seq for seq, each in said.items() if each["kind"] == Kind.REVERSAL
    }
    if identities[-1] != enrollment.entry_id:
        raise LookupError("the enrollment does not say what the log says last")
    return Around(said[identities[-1]], said[under], reversals.get(entry.seq))


def sound(row: LogEntry | None, trust: Trust) -> Payload:
    said = sound_payload(row, trust) if row else None
    if said is None:
        raise LookupError("an entry is not what was signed")
    return said


def rule_in(under: Payload, category: str) -> Rule:
    (line,) = (each for each in under["requirements"] if each["category"] == category)
    return Rule(under["edition"], under["citation"], line["citation"])
