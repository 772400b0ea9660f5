"""What the log says of requirement sets, licenses and enrollments, in canonical types.

The field names are those of docs/transcript-format.md. All durations are real minutes.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from clinic_hours.ledger.domain.entries import Reference


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class RequirementFacts:
    """One line of a requirement set. `maximum_minutes` is None if all of them count."""

    category: str
    name: str
    citation: str
    minutes: int
    clients: int
    maximum_minutes: int | None


@dataclass(frozen=True, slots=True)
class RequirementSetFacts:
    """A published edition."""

    program: ProgramFacts
    edition: int
    citation: str
    minutes_per_clock_hour: int
    rounding: str
    requirements: tuple[RequirementFacts, ...]
    digest: str  # SHA-256 (hex) of all that the edition's rows say, limits and gates included

    def body(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LicenseFacts:
    """An instructor's license. `license` is its public id, `supervisor` the number of their account."""

    license: str
    supervisor: int
    printed_name: str
    credential: str
    license_number: str
    jurisdiction: str
    issued_on: date
    expires_on: date
    is_withdrawn: bool = False

    def body(self) -> dict[str, Any]:
        days = {name: getattr(self, name).isoformat() for name in ("issued_on", "expires_on")}
        return asdict(self) | days


@dataclass(frozen=True, slots=True)
class EnrollmentFacts:
    """An enrollment as it is. `student` is the number of an account, `name` and `number` are commitments."""

    student: int
    name: str
    number: str
    program: ProgramFacts
    requirement_set: Reference
    status: str
    started_on: date
    target_on: date
    ended_on: date | None

    def body(self) -> dict[str, Any]:
        return {
            "student": self.student,
            "name": self.name,
            "number": self.number,
            "program": asdict(self.program),
            "requirement_set": self.requirement_set.facts(),
            "status": self.status,
            "started_on": self.started_on.isoformat(),
            "target_on": self.target_on.isoformat(),
            "ended_on": self.ended_on.isoformat() if self.ended_on else None,
        }
