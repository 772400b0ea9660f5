"""Compare hours, sign-offs and sessions with the log entries they follow from."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.selectors.audit.entries import first_difference
from clinic_hours.ledger.selectors.audit.report import Damage, Wrong
from clinic_hours.ledger.selectors.audit.rows import Row
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.people.models import Enrollment, Supervisor
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
from .order import out_of_order
from .rows import Hours
from .sessions import wrong_session
from .sign_offs import wrong_sign_off

Kind = HourEntry.Kind
PAPER = (Kind.TRANSFER, Kind.OPENING)


@dataclass(frozen=True, slots=True)
class Found:
    """What belongs to one entry. `document` is None if there is none, or if it was erased."""

    hours: Hours
    events: list[Event]
    document: Committed | None


@dataclass(frozen=True, slots=True)
class Names:
    """What entries call enrollments, requirements and supervisors, read once."""

    enrollments: Mapping[int, tuple[str, int]]  # public id and student
    requirements: Mapping[int, tuple[str, str]]  # category and name
    signers: Mapping[int, int]  # account by supervisor


class HoursProjection:
    """Rows of hours, and all that a sign-off repeats."""

    kinds = frozenset(Kind.values)
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
        self.sums: Sums = defaultdict(lambda: [0, 0, 0])
        self.found = self.expected = 0
        self.names = Names(
            {pk: (str(name), who) for pk, name, who in rows_of(Enrollment, "public_id", "student")},
            {
                pk: (category, name)
                for pk, category, name in rows_of(Requirement, "category", "name")
            },
            dict(rows_of(Supervisor, "user")),
        )

    def read(self, rows: Sequence[Row]) -> Mapping[int, Found]:
        span = {"log_entry__gte": rows[0].seq, "log_entry__lte": rows[-1].seq}
        found = HourEntry.objects.filter(**span).order_by("log_entry").values_list(*Hours._fields)
        hours = [Hours._make(values) for values in found]
        for each in hours:
            sums = self.sums[each.enrollment_id, each.requirement_id]
            sums[0] += each.minutes
            sums[1] += each.clients
            sums[2] += each.minutes if each.document else 0
        self.found += len(hours)
        self.expected += sum(row.kind in self.kinds for row in rows)
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
        }

    def wrong(self, row: Row, said: Mapping[str, Any], found: Found | None) -> Wrong | None:
        if found is None:
            return "missing hours", "no row holds the hours of this entry"
        hours, events = found.hours, found.events
        enrollment, student = self.names.enrollments[hours.enrollment_id]
        columns = {
            "kind": hours.kind,
            "enrollment": enrollment,
            "minutes": hours.minutes,
            "clients": hours.clients,
        }
        if wrong := first_difference("altered row", columns, said):
            return wrong
        if hours.kind == Kind.SIGN_OFF:
            signer = self.names.signers.get(hours.session__supervisor_id)
            return (
                self.requirement(hours, said["session"])
                or wrong_sign_off(hours, said, bytes(row.payload), student=student, signer=signer)
                or wrong_session(hours, said, events, student=student)
            )
        if hours.kind == Kind.REVERSAL:
            return wrong_reversal(hours, said, events)
        return self.requirement(hours, said) or wrong_document(hours, said, found.document)

    def requirement(self, hours: Hours, said: Mapping[str, Any]) -> Wrong | None:
        category, name = self.names.requirements[hours.requirement_id]
        return first_difference("altered row", {"category": category, "requirement": name}, said)

    def at_the_end(self, size: int) -> Iterator[Damage]:
        if self.found != self.expected:
            detail = f"{self.found} rows hold the hours of {self.expected} entries"
            yield Damage(None, "extra hours", detail)
        yield from orphans(size)
        yield from wrong_balances(self.sums, size)
        yield from out_of_order()


def document_in(row: Row) -> str:
    """Return the commitment to the document of a paper entry, or "" if its bytes cannot be read."""
    try:
        return str(json.loads(bytes(row.payload))["document"])
    except UNREADABLE:
        return ""


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
    taken_back = (
        -hours.minutes,
        -hours.clients,
        hours.enrollment_id,
        hours.requirement_id,
        hours.session_id,
        hours.occurred_on,
    )
    posted = (
        hours.reverses__minutes,
        hours.reverses__clients,
        hours.reverses__enrollment_id,
        hours.reverses__requirement_id,
        hours.reverses__session_id,
        hours.reverses__occurred_on,
    )
    if taken_back != posted:
        return "altered row", f"it reverses different hours than entry {hours.reverses_id} posted"
    if hours.document != hours.reverses__document:
        return "altered row", f"it names a different document than entry {hours.reverses_id}"
    if hours.reason_id != said["reason"]:
        return "altered row", "its reason is not the one that was signed"
    return wrong_void(events, said) if hours.session_id else None


def rows_of(model: type[Model], *fields: str) -> Iterator[tuple]:
    return model._default_manager.values_list("pk", *fields).iterator()
