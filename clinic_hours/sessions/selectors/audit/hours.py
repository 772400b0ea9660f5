"""Compare hours, sign-offs and sessions with the log entries they follow from."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.selectors.audit.entries import first_difference
from clinic_hours.ledger.selectors.audit.report import Damage, Wrong
from clinic_hours.ledger.selectors.audit.rows import Row
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.sessions.domain.balances import NOTHING, added, amounts_of
from clinic_hours.sessions.domain.lines import ON_THE_CLOCK
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SessionEvent,
    SignOff,
)
from courses.requirements.models import Requirement

from .counterparts import Sums, orphans, wrong_balances
from .events import Event, events_of, wrong_void
from .licenses import license_entries, wrong_license
from .order import out_of_order
from .rows import Hours
from .sessions import wrong_session
from .sign_offs import wrong_sign_off
from .unsigned import wrong_histories

Kind = HourEntry.Kind
PAPER = (Kind.TRANSFER, Kind.OPENING)
# Columns that hours of a kind leave empty, and those that a reversal has from what it reverses.
OF_PAPER = ("session_id", "sign_off_id", "reverses_id", "reason_id", "provenance")
EMPTY: dict[str, tuple[str, ...]] = {
    Kind.SIGN_OFF: ("reverses_id", "document", "reason_id"),
    Kind.REVERSAL: (),
    Kind.TRANSFER: OF_PAPER,
    Kind.OPENING: OF_PAPER,
}
KEPT = (
    *("enrollment_id", "requirement_id", "session_id", "sign_off_id", "occurred_on", "document"),
    "provenance",
)


@dataclass(frozen=True, slots=True)
class Found:
    """What belongs to one entry. `document` is None if there is none, or if it was erased."""

    hours: Hours
    events: list[Event]
    document: Committed | None


class Enrolled(NamedTuple):
    public_id: UUID
    student: int
    requirement_set: int


class Line(NamedTuple):
    category: str
    name: str
    requirement_set: int


class Names:
    """What entries call enrollments, requirements and supervisors, read once."""

    def __init__(self) -> None:
        self.enrollments = {pk: Enrolled(*row) for pk, *row in rows_of(Enrollment, Enrolled)}
        self.requirements = {pk: Line(*row) for pk, *row in rows_of(Requirement, Line)}
        self.signers = dict(Supervisor.objects.values_list("pk", "user").iterator())
        self.licenses = license_entries()


class HoursProjection:
    """Rows of hours, and all that a sign-off repeats."""

    kinds: frozenset[str] = frozenset(Kind.values)
    tables: tuple[type[Model], ...] = (
        HourEntry,
        ClinicSession,
        SignOff,
        SessionEvent,
        Balance,
        Enrollment,
        Requirement,
    )

    def __init__(self) -> None:
        self.sums: Sums = defaultdict(lambda: NOTHING)
        self.strays: list[int] = []
        self.names = Names()

    def read(self, rows: Sequence[Row]) -> Mapping[int, Found]:
        span = {"log_entry__gte": rows[0].seq, "log_entry__lte": rows[-1].seq}
        found = HourEntry.objects.filter(**span).order_by("log_entry").values_list(*Hours._fields)
        hours = [Hours._make(values) for values in found]
        for each in hours:
            key = each.enrollment_id, each.requirement_id
            self.sums[key] = added(self.sums[key], amounts_of(each))
        moving = {row.seq for row in rows if row.kind in self.kinds}
        self.strays += [each.log_entry_id for each in hours if each.log_entry_id not in moving]
        events = events_of({each.session_id for each in hours if each.session_id})
        papers = {row.seq: document_in(row) for row in rows if row.kind in PAPER}
        texts = committed_texts(papers.values())
        return {
            each.log_entry_id: Found(
                each,
                events.get(each.session_id or 0, []),
                texts.get(papers.get(each.log_entry_id, "")),
            )
            for each in hours
            if each.log_entry_id in moving
        }

    def wrong(self, row: Row, said: Mapping[str, Any], found: Found | None) -> Wrong | None:
        if found is None:
            return "missing hours", "no row holds the hours of this entry"
        hours, events = found.hours, found.events
        enrolled = self.names.enrollments[hours.enrollment_id]
        columns = {
            "kind": hours.kind,
            "enrollment": str(enrolled.public_id),
            "minutes": hours.minutes,
            "clients": hours.clients,
        }
        if wrong := first_difference("altered row", columns, said):
            return wrong
        if wrong := wrong_kind(hours):
            return wrong
        if hours.kind == Kind.SIGN_OFF:
            student, signer = enrolled.student, self.names.signers.get(hours.session__supervisor_id)
            return (
                self.requirement(hours, said["session"])
                or wrong_recording(hours, said)
                or wrong_sign_off(hours, said, bytes(row.payload), student=student, signer=signer)
                or wrong_license(said, self.names.licenses)
                or wrong_session(hours, said, events, student=student)
            )
        if hours.kind == Kind.REVERSAL:
            return wrong_reversal(hours, said, events)
        return self.requirement(hours, said) or wrong_document(hours, said, found.document)

    def requirement(self, hours: Hours, said: Mapping[str, Any]) -> Wrong | None:
        line = self.names.requirements[hours.requirement_id]
        if line.requirement_set != self.names.enrollments[hours.enrollment_id].requirement_set:
            return "altered row", "its requirement is of another requirement set"
        columns = {"category": line.category, "requirement": line.name}
        return first_difference("altered row", columns, said)

    def at_the_end(self, size: int) -> Iterator[Damage]:
        for seq in self.strays:
            yield Damage(seq, "extra hours", "a row says that this entry moves hours")
        yield from orphans(size)
        yield from wrong_balances(self.sums, size)
        yield from out_of_order()
        yield from wrong_histories()


def document_in(row: Row) -> str:
    """Return the commitment to the document of a paper entry, or "" if its bytes cannot be read."""
    try:
        return str(json.loads(bytes(row.payload))["document"])
    except UNREADABLE:
        return ""


def wrong_kind(hours: Hours) -> Wrong | None:
    """Find a value in a column that hours of this kind leave empty."""
    for name in EMPTY[hours.kind]:
        if getattr(hours, name) not in (None, ""):
            return "altered row", f"{name} is {getattr(hours, name)}, but a {hours.kind} has none"
    if hours.kind in PAPER and any(hours.clock):
        return "altered row", f"it has time on the clock, but a {hours.kind} has none"
    return None


def wrong_recording(hours: Hours, said: Mapping[str, Any]) -> Wrong | None:
    """Compare how a session's times arose with what was signed."""
    attendance = said["attendance"] or dict.fromkeys(ON_THE_CLOCK, 0)
    columns = dict(zip(ON_THE_CLOCK, hours.clock, strict=True))
    provenance = {"provenance": hours.provenance}
    wrong = first_difference("altered row", provenance, said["session"])
    return wrong or first_difference("altered row", columns, attendance)


def wrong_document(
    hours: Hours, said: Mapping[str, Any], document: Committed | None
) -> Wrong | None:
    if document and hours.document != document.text:
        return "altered row", f"its document is {hours.document}, the signed one {document.text}"
    return first_difference("altered row", {"occurred_on": hours.occurred_on.isoformat()}, said)


def wrong_reversal(hours: Hours, said: Mapping[str, Any], events: Sequence[Event]) -> Wrong | None:
    names = said["reverses"]
    if names["seq"] != hours.reverses_id:
        return "altered row", "it does not reverse the entry that its payload names"
    if names["leaf_hash"] != bytes(hours.reverses__log_entry__leaf_hash).hex():
        return "altered payload", f"it names a different hash for entry {hours.reverses_id}"
    taken_back = (-hours.minutes, -hours.clients)
    if taken_back != (hours.reverses__minutes, hours.reverses__clients):
        return "altered row", f"it reverses different hours than entry {hours.reverses_id} posted"
    if hours.clock != hours.clock_taken_back:
        return (
            "altered row",
            f"it reverses other time on the clock than entry {hours.reverses_id} has",
        )
    for name in KEPT:
        if getattr(hours, name) != getattr(hours, f"reverses__{name}"):
            return "altered row", f"its {name} is not that of entry {hours.reverses_id}"
    if hours.reason_id != said["reason"]:
        return "altered row", "its reason is not the one that was signed"
    return wrong_void(events, said) if hours.session_id else None


def rows_of(model: type[Model], columns: type[NamedTuple]) -> Iterator[tuple]:
    return model._default_manager.values_list("pk", *columns._fields).iterator()
