"""What a transcript states: values in canonical types.

The field names are those of the JSON format, specified in docs/transcript-format.md.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.ledger.domain.entries import Reference
from clinic_hours.sessions.domain.requirements import surplus

FORMAT = "practicum-transcript/2"


class TranscriptState(StrEnum):
    """The standing of a transcript. To be valid, its signatures must also be checked.

    A damaged one is not what the log says: nobody should rely on it.
    """

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The authorized signer."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class School:
    """The school's facts on that day. `address` and `campus` are multiline; `zone` is an IANA name.

    `campus` is the address of the campus, or empty if it is the school's.
    """

    name: str
    legal_name: str
    address: str
    campus: str
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
    """The enrollment. Dates are ISO dates; `edition` is the edition of the clinic requirements.

    `ended_on` is the day of graduation or withdrawal, as `status` says. All figures are real minutes.
    """

    enrollment: str
    program: str
    edition: int
    citation: str
    started_on: str
    ended_on: str | None
    status: str
    minutes_per_clock_hour: int = MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True)
class Standard:
    """The board's minimum for the program, in real minutes. None means unknown.

    `declaration` is what the board wants the school to state, or empty.
    """

    name: str
    jurisdiction: str
    authority: str
    citation: str
    minutes: int | None
    clinical_minutes: int | None
    declaration: str = ""


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
class Chain:
    """How far the statement goes in the enrollment's chain: its length, and the last leaf hash (hex)."""

    length: int
    leaf_hash: str


@dataclass(frozen=True, slots=True)
class Log:
    """The log at the time of the statement: its name, its number of entries, the root over them (hex)."""

    origin: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class TranscriptStatement:
    """What the school signs. `issued_at` is an instant in UTC."""

    number: int
    code: str
    issued_at: str
    issued_by: Issuer
    school: School
    student: Student
    study: Study
    standard: Standard | None
    requirements: tuple[RequirementTotals, ...]
    chain: Chain
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
    def is_complete(self) -> bool:
        return all(each.is_met for each in self.requirements)

    def payload(self) -> bytes:
        """Return the exact bytes that are signed."""
        return canonical_json({"format": FORMAT, **asdict(self)})


def read_statement(payload: bytes) -> TranscriptStatement:
    """Return the statement in signed bytes. They are our own, so anything unexpected raises."""
    said = json.loads(payload)
    standard = said["standard"]
    return TranscriptStatement(
        **{name: said[name] for name in ("number", "code", "issued_at")},
        issued_by=Issuer(**said["issued_by"]),
        school=School(**said["school"]),
        student=Student(**said["student"]),
        study=Study(**said["study"]),
        standard=Standard(**standard) if standard else None,
        requirements=tuple(RequirementTotals(**each) for each in said["requirements"]),
        chain=Chain(**said["chain"]),
        log=Log(**said["log"]),
    )


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file made from a statement, and its SHA-256 (hex)."""

    name: str
    sha256: str


def transcript_body(statement: TranscriptStatement, files: Iterable[FileDigest]) -> dict[str, Any]:
    """Return what the log says of a transcript that is issued: digests, but not its code."""
    return {
        "number": statement.number,
        "statement": hashlib.sha256(statement.payload()).hexdigest(),
        "log_size": statement.log.size,
        "files": [asdict(each) for each in sorted(files, key=lambda each: each.name)],
    }


def revocation_body(transcript: Reference, reason: str) -> dict[str, Any]:
    """Return what the log says of a revocation. `reason` is a commitment."""
    return {"transcript": transcript.facts(), "reason": reason}
