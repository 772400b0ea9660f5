"""What a transcript states: values in canonical types.

The names of the fields are those of the JSON form; docs/transcript-format.md specifies them.
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.sessions.domain.requirements import surplus

FORMAT = "practicum-transcript/1"


class TranscriptState(StrEnum):
    """What became of a transcript. Whether it is valid takes a check of its signatures, too."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class School:
    """The school as it named itself on the day. `address` has one line per line; `zone` is IANA's."""

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
    """The enrollment. `started_on` is an ISO date; `edition` that of the clinic requirements.

    `minutes_per_clock_hour` is stated only where it is not 60; all figures are real minutes.
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
    """The board's minimum that the program is held against, in real minutes; None: not known."""

    name: str
    jurisdiction: str
    authority: str
    citation: str
    minutes: int | None
    clinical_minutes: int | None


@dataclass(frozen=True, slots=True)
class RequirementTotals:
    """One requirement with its Σ of entries; `paper_minutes` of `minutes` have no session here.

    `counted_minutes` is what fills the requirement: no more than its maximum.
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
    """The ledger as the statement fixes it: its name, how many entries, the root over them (hex)."""

    origin: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class TranscriptStatement:
    """What the school signs. `issued_at` is an instant in UTC; `entries` the numbers in the ledger."""

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
        """Return what fills the requirements: what is over in one does not help another."""
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
    """Return what signed bytes say. They are our own: anything unexpected raises."""
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
