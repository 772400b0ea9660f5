"""What a transcript states: values in canonical types.

The field names are those of the JSON format, specified in docs/transcript-format.md.
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.sessions.domain.requirements import surplus

FORMAT = "practicum-transcript/1"


class TranscriptState(StrEnum):
    """The standing of a transcript. To be valid, its signatures must also be checked."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class School:
    """The school's facts on that day. `address` is multiline; `zone` is an IANA name."""

    name: str
    legal_name: str
    address: str
    phone: str
    email: str
    site: str
    zone: str


@dataclass(frozen=True, slots=True)
class Student:
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Study:
    """The enrollment. `started_on` is an ISO date; `edition` is the edition of the clinic requirements.

    `minutes_per_clock_hour` is stated only if it is not 60. All figures are real minutes.
    """

    enrollment: str
    program: str
    edition: int
    citation: str
    started_on: str
    status: str
    minutes_per_clock_hour: int = MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True)
class Standard:
    """The board's minimum for the program, in real minutes. None means unknown."""

    name: str
    jurisdiction: str
    authority: str
    citation: str
    minutes: int | None
    clinical_minutes: int | None


@dataclass(frozen=True, slots=True)
class RequirementTotals:
    """One requirement with the sum of its entries. `paper_minutes` of `minutes` have no session here.

    `counted_minutes` is what counts toward the requirement, up to its maximum.
    """

    category: str
    name: str
    citation: str
    required_minutes: int
    required_clients: int
    maximum_minutes: int | None
    minutes: int
    paper_minutes: int
    counted_minutes: int
    clients: int

    @property
    def surplus_minutes(self) -> int:
        return surplus(self.minutes, self.required_minutes, self.maximum_minutes)

    @property
    def is_met(self) -> bool:
        enough = self.counted_minutes >= self.required_minutes
        return enough and self.clients >= self.required_clients


@dataclass(frozen=True, slots=True)
class Log:
    """The ledger at the time of the statement: its name, its number of entries, the root over them (hex)."""

    origin: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class TranscriptStatement:
    """What the school signs. `issued_at` is an instant in UTC; `entries` are the numbers in the ledger."""

    number: int
    code: str
    issued_at: str
    issued_by: str
    school: School
    student: Student
    study: Study
    standard: Standard | None
    requirements: tuple[RequirementTotals, ...]
    entries: tuple[int, ...]
    log: Log

    @property
    def required_minutes(self) -> int:
        return sum(each.required_minutes for each in self.requirements)

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.requirements)

    @property
    def paper_minutes(self) -> int:
        return sum(each.paper_minutes for each in self.requirements)

    @property
    def surplus_minutes(self) -> int:
        return sum(each.surplus_minutes for each in self.requirements)

    @property
    def toward_minutes(self) -> int:
        """Return the minutes that count toward the requirements. A surplus on one does not help another."""
        return sum(min(each.counted_minutes, each.required_minutes) for each in self.requirements)

    @property
    def is_complete(self) -> bool:
        return all(each.is_met for each in self.requirements)

    def payload(self) -> bytes:
        """Return the exact bytes that are signed."""
        said = asdict(self)
        if self.study.minutes_per_clock_hour == MINUTES_PER_HOUR:
            del said["study"]["minutes_per_clock_hour"]
        return canonical_json({"format": FORMAT, **said})


def read_statement(payload: bytes) -> TranscriptStatement:
    """Return the statement in signed bytes. They are our own, so anything unexpected raises."""
    said = json.loads(payload)
    standard = said["standard"]
    return TranscriptStatement(
        **{name: said[name] for name in ("number", "code", "issued_at", "issued_by")},
        school=School(**said["school"]),
        student=Student(**said["student"]),
        study=Study(**said["study"]),
        standard=Standard(**standard) if standard else None,
        requirements=tuple(RequirementTotals(**each) for each in said["requirements"]),
        entries=tuple(said["entries"]),
        log=Log(**said["log"]),
    )
