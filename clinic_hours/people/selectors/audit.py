"""Compare enrollments, licenses and requirement sets with the log entries that state them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Model

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.ledger.domain.entries import IDENTITY, Kind
from clinic_hours.ledger.selectors.audit.report import Damage, Wrong
from clinic_hours.ledger.selectors.audit.rows import PORTION, Row
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.people.models import Credential, Enrollment, PublishedEdition
from courses.requirements.models import Requirement, RequirementGate, RequirementSet

from .facts import license_facts, requirement_set_facts

FRAME = frozenset({"schema", "seq", "kind", "at", "enrollment", "enrollment_seq", "previous"})


class Latest(NamedTuple):
    """The newest entry about something, and its payload."""

    seq: int
    payload: bytes

    def body(self) -> dict[str, Any]:
        said = json.loads(bytes(self.payload))
        return {name: value for name, value in said.items() if name not in FRAME}


class PeopleProjection:
    """Rows that say what the newest entry about them says. Compared at the end, when that is known."""

    kinds = frozenset({Kind.REQUIREMENT_SET, Kind.LICENSE, *IDENTITY})
    tables: tuple[type[Model], ...] = (
        Enrollment,
        Credential,
        PublishedEdition,
        RequirementSet,
        Requirement,
        RequirementGate,
    )

    def __init__(self) -> None:
        self.enrollments: dict[str, Latest] = {}
        self.licenses: dict[str, Latest] = {}
        self.editions: dict[int, Latest] = {}

    def read(self, rows: Sequence[Row]) -> Mapping[int, Any]:
        for row in rows:
            latest = Latest(row.seq, row.payload)
            if row.kind in IDENTITY:
                self.enrollments[str(row.enrollment)] = latest
            elif row.kind == Kind.REQUIREMENT_SET:
                self.editions[row.seq] = latest
            elif row.kind == Kind.LICENSE and (license := license_in(row)):
                self.licenses[license] = latest
        return {}

    def wrong(self, row: Row, said: Mapping[str, Any], found: Any) -> Wrong | None:
        return None

    def at_the_end(self, size: int) -> Iterator[Damage]:
        yield from wrong_editions(self.editions, size)
        yield from wrong_licenses(self.licenses, size)
        yield from wrong_enrollments(self.enrollments, size)


def license_in(row: Row) -> str:
    """Return which license an entry is about, or "" if its bytes cannot be read."""
    try:
        return str(json.loads(bytes(row.payload))["license"])
    except UNREADABLE:
        return ""


def wrong_editions(editions: Mapping[int, Latest], size: int) -> Iterator[Damage]:
    left = dict(editions)
    rows = PublishedEdition.objects.select_related("requirement_set__program")
    for row in rows.filter(entry__lte=size).order_by("entry"):
        latest, under = left.pop(row.entry_id, None), row.requirement_set
        if latest is None:
            yield Damage(row.entry_id, "extra edition", f"{under} points at another kind of entry")
        elif difference := first_other(edition_of(under), latest.body()):
            yield Damage(latest.seq, "altered requirement set", f"{under}: {difference}")
    for seq in left:
        yield Damage(seq, "missing edition", "no requirement set belongs to this entry")


def edition_of(requirement_set: RequirementSet) -> dict[str, Any]:
    """Return what the log says of a published edition, but for the program's name, which may change."""
    body = requirement_set_facts(requirement_set).body()
    return {name: value for name, value in body.items() if name != "program"}


def wrong_licenses(licenses: Mapping[str, Latest], size: int) -> Iterator[Damage]:
    left = dict(licenses)
    for row in Credential.objects.select_related("supervisor").order_by("pk").iterator():
        if row.entry_id is not None and row.entry_id > size:
            left.pop(str(row.public_id), None)  # recorded while the audit was running
            continue
        latest = left.pop(str(row.public_id), None)
        if latest is None or row.entry_id != latest.seq:
            yield Damage(row.entry_id, "extra license", f"{row} is not what the log says last")
        elif difference := first_other(license_facts(row).body(), latest.body()):
            yield Damage(latest.seq, "altered license", f"{row}: {difference}")
    for latest in left.values():
        if not latest.body()["is_withdrawn"]:
            yield Damage(latest.seq, "missing license", "its row was deleted")


def wrong_enrollments(enrollments: Mapping[str, Latest], size: int) -> Iterator[Damage]:
    left = dict(enrollments)
    editions = dict(PublishedEdition.objects.values_list("requirement_set", "entry"))
    related = ("student", "requirement_set", "entry")
    rows = Enrollment.objects.select_related(*related).order_by("pk").iterator(chunk_size=PORTION)
    for row in rows:
        latest = left.pop(str(row.public_id), None)
        if row.entry_id is not None and row.entry_id > size:
            continue  # recorded while the audit was running
        if latest is None or row.entry_id != latest.seq:
            yield Damage(row.entry_id, "extra enrollment", f"{row.public_id} is not in the log")
        elif difference := wrong_enrollment(row, latest.body(), editions):
            yield Damage(latest.seq, "altered enrollment", f"{row.public_id}: {difference}")
    for name, latest in left.items():
        yield Damage(latest.seq, "missing enrollment", f"the row of {name} was deleted")


def wrong_enrollment(row: Enrollment, said: dict[str, Any], editions: Mapping[int, int]) -> str:
    """Return how a row differs from what the log says last, or "".

    An erased text is not compared, nor is the program's name, which the school may change.
    """
    if editions.get(row.requirement_set_id) != said["requirement_set"]["seq"]:
        return "it is under another requirement set"
    texts = committed_texts([said["name"], said["number"]])
    shown = {"name": str(row.student), "number": row.student_number}
    for name, text in shown.items():
        opened = texts.get(said[name])
        if opened and opened.text != text:
            return f"{name} is {text}, but the log says {opened.text}"
    columns = {
        "student": row.student_id,
        "status": row.status,
        "started_on": row.started_on.isoformat(),
        "target_on": row.target_on.isoformat(),
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
    }
    return first_other(columns, said)


def first_other(columns: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """Return the first difference between a row and its payload, in words, or ""."""
    plain = json.loads(canonical_json(dict(columns)))
    for name, value in plain.items():
        if said.get(name) != value:
            return f"{name} is {value}, but the log says {said.get(name)}"
    return ""
