"""Compare enrollments, licenses and requirement sets with the log entries that state them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Model

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.domain.entries import IDENTITY, Kind
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.audit.report import Damage, Wrong
from clinic_hours.ledger.selectors.audit.rows import PORTION, Row
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.people.models import Credential, Enrollment, PublishedEdition, Supervisor
from courses.curriculum.models import Program
from courses.requirements.models import Requirement, RequirementGate, RequirementSet

from .facts import first_other, license_facts, requirement_set_facts

FRAME = frozenset({"schema", "seq", "kind", "at", "enrollment", "enrollment_seq", "previous"})


class Latest(NamedTuple):
    """The newest entry about something: its number, when it was done, and its payload."""

    seq: int
    at: datetime
    payload: bytes

    def body(self) -> dict[str, Any]:
        said = json.loads(bytes(self.payload))
        return {name: value for name, value in said.items() if name not in FRAME}


class PeopleProjection:
    """Rows that say what the newest entry about them says. Compared at the end, when that is known."""

    kinds: frozenset[str] = frozenset({Kind.REQUIREMENT_SET, Kind.LICENSE, *IDENTITY})
    tables: tuple[type[Model], ...] = (
        Enrollment,
        Credential,
        PublishedEdition,
        RequirementSet,
        Requirement,
        RequirementGate,
        Supervisor,
        get_user_model(),
    )

    def __init__(self) -> None:
        self.enrollments: dict[str, Latest] = {}
        self.licenses: dict[str, Latest] = {}
        self.editions: dict[int, Latest] = {}

    def read(self, rows: Sequence[Row]) -> Mapping[int, Any]:
        for row in rows:
            latest = Latest(row.seq, row.done_at, row.payload)
            if row.kind in IDENTITY:
                self.enrollments[str(row.enrollment)] = latest
            elif row.kind == Kind.REQUIREMENT_SET:
                self.editions[row.seq] = latest
            elif row.kind == Kind.LICENSE and (license := license_in(row.payload)):
                self.licenses[license] = latest
        return {}

    def wrong(self, row: Row, said: Mapping[str, Any], found: Any) -> Wrong | None:
        return None

    def at_the_end(self, size: int) -> Iterator[Damage]:
        yield from wrong_editions(self.editions, size)
        yield from wrong_licenses(self.licenses, size)
        yield from wrong_enrollments(self.enrollments, size)


def license_in(payload: bytes | memoryview) -> str:
    """Return which license an entry is about, or "" if its bytes cannot be read."""
    try:
        return str(json.loads(bytes(payload))["license"])
    except UNREADABLE:
        return ""


def wrong_editions(editions: Mapping[int, Latest], size: int) -> Iterator[Damage]:
    left, programs = dict(editions), dict(Program.objects.values_list("slug", "pk"))
    rows = PublishedEdition.objects.select_related("requirement_set__program")
    for row in rows.filter(entry__lte=size).order_by("entry"):
        latest, under = left.pop(row.entry_id, None), row.requirement_set
        if latest is None:
            yield Damage(row.entry_id, "extra edition", f"{under} points at another kind of entry")
        elif difference := wrong_edition(under, latest, programs):
            yield Damage(latest.seq, "altered requirement set", f"{under}: {difference}")
    for seq in left:
        yield Damage(seq, "missing edition", "no requirement set belongs to this entry")


def wrong_edition(under: RequirementSet, latest: Latest, programs: Mapping[str, int]) -> str:
    """Return how a requirement set differs from what the log says, or "".

    The school may rename a program, but not give its edition to another one.
    """
    said, body = latest.body(), requirement_set_facts(under).body()
    if programs.get(said["program"]["slug"], under.program_id) != under.program_id:
        return f"it belongs to {under.program}, but the log says {said['program']['name']}"
    if under.published_at != latest.at:
        return f"it was published at {under.published_at}, but the log says {latest.at}"
    return first_other({name: body[name] for name in body if name != "program"}, said)


def wrong_licenses(licenses: Mapping[str, Latest], size: int) -> Iterator[Damage]:
    left = dict(licenses)
    for row in Credential.objects.select_related("supervisor").order_by("pk").iterator():
        if row.entry_id is not None and row.entry_id > size:
            left.pop(str(row.public_id), None)  # recorded while the audit was running
            continue
        latest = left.pop(str(row.public_id), None)
        if latest is None:
            yield Damage(row.entry_id, "extra license", f"{row} is not in the log")
        elif row.entry_id != latest.seq:
            detail = f"{row}: its row points at entry {row.entry_id}"
            yield Damage(latest.seq, "altered license", detail)
        elif difference := first_other(license_facts(row).body(), latest.body()):
            yield Damage(latest.seq, "altered license", f"{row}: {difference}")
    for name, latest in left.items():
        if not latest.body()["is_withdrawn"] and name not in licenses_after(size):
            yield Damage(latest.seq, "missing license", "its row was deleted")


def licenses_after(size: int) -> set[str]:
    """Return the licenses that were withdrawn, or changed, while the audit was running."""
    later = LogEntry.objects.filter(kind=Kind.LICENSE, seq__gt=size)
    return {license_in(payload) for payload in later.values_list("payload", flat=True)}


def wrong_enrollments(enrollments: Mapping[str, Latest], size: int) -> Iterator[Damage]:
    left = dict(enrollments)
    editions = dict(PublishedEdition.objects.values_list("requirement_set", "entry"))
    related = ("student", "requirement_set", "entry")
    rows = Enrollment.objects.select_related(*related).order_by("pk").iterator(chunk_size=PORTION)
    while portion := list(islice(rows, PORTION)):
        said = {row.pk: left.pop(str(row.public_id), None) for row in portion}
        texts = texts_in(filter(None, said.values()))
        for row in portion:
            latest = said[row.pk]
            if row.entry_id is not None and row.entry_id > size:
                continue  # recorded while the audit was running
            if latest is None:
                yield Damage(row.entry_id, "extra enrollment", f"{row.public_id} is not in the log")
            elif difference := wrong_enrollment(row, latest, editions, texts):
                detail = f"{row.public_id}: {difference}"
                yield Damage(latest.seq, "altered enrollment", detail)
    for name, latest in left.items():
        yield Damage(latest.seq, "missing enrollment", f"the row of {name} was deleted")


def texts_in(entries: Iterable[Latest]) -> dict[str, Committed]:
    """Return the names and numbers to which entries commit, without those that were erased."""
    bodies = [latest.body() for latest in entries]
    return committed_texts(said[name] for said in bodies for name in ("name", "number"))


def wrong_enrollment(
    row: Enrollment,
    latest: Latest,
    editions: Mapping[int, int],
    texts: Mapping[str, Committed],
) -> str:
    """Return how a row differs from what the log says last, or "".

    An erased text is not compared, nor is the program's name, which the school may change. What is said
    does not quote a name or number: auditors read it, too, and names are hidden from them.
    """
    said = latest.body()
    if row.entry_id != latest.seq:
        return f"its row points at entry {row.entry_id}"
    if editions.get(row.requirement_set_id) != said["requirement_set"]["seq"]:
        return "it is under another requirement set"
    shown = {"name": str(row.student), "number": row.student_number}
    for name, text in shown.items():
        opened = texts.get(said[name])
        if opened and opened.text != text:
            return f"its {name} is not the one in the log"
    columns = {
        "student": row.student_id,
        "status": row.status,
        "started_on": row.started_on.isoformat(),
        "target_on": row.target_on.isoformat(),
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
    }
    return first_other(columns, said)
