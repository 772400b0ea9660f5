"""The columns that an audit compares."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID


class Hours(NamedTuple):
    """One row of hours, with its session, sign-off and the hours it reverses. All fields are lookups."""

    log_entry_id: int
    kind: str
    enrollment_id: int
    requirement_id: int
    session_id: int | None
    sign_off_id: int | None
    reverses_id: int | None
    minutes: int
    clients: int
    occurred_on: date
    document: str
    provenance: str
    supervised_minutes: int
    over_ratio_minutes: int
    unsupervised_minutes: int
    reason_id: str | None
    session__public_id: UUID
    session__status: str
    session__version: int
    session__enrollment_id: int
    session__student_id: int
    session__supervisor_id: int
    session__requirement_id: int
    session__local_date: date
    session__starts_at: datetime
    session__ends_at: datetime
    session__zone: str
    session__break_minutes: int
    session__minutes: int
    session__clients: int
    session__note: str
    session__note_salt: bytes
    session__provenance: str
    session__clock: dict[str, Any] | None
    session__entered_by_id: int | None
    session__history_events: int
    session__history_digest: bytes
    session__logged_at: datetime
    session__submitted_at: datetime | None
    sign_off__session_id: int
    sign_off__supervisor_id: int
    sign_off__signer_id: int
    sign_off__student_id: int
    sign_off__signed_at: datetime
    sign_off__zone: str
    sign_off__printed_name: str
    sign_off__credential_kind: str
    sign_off__license_number: str
    sign_off__jurisdiction: str
    sign_off__credential_expires_on: date
    sign_off__statement_version: str
    sign_off__statement_language: str
    sign_off__statement_text: str
    sign_off__authentication_method: str
    sign_off__authenticated_at: datetime
    sign_off__fingerprint: str
    reverses__log_entry__leaf_hash: bytes
    reverses__enrollment_id: int
    reverses__requirement_id: int
    reverses__minutes: int
    reverses__clients: int
    reverses__session_id: int | None
    reverses__sign_off_id: int | None
    reverses__occurred_on: date
    reverses__document: str
    reverses__provenance: str
    reverses__supervised_minutes: int
    reverses__over_ratio_minutes: int
    reverses__unsupervised_minutes: int

    @property
    def clock(self) -> tuple[int, int, int]:
        return self.supervised_minutes, self.over_ratio_minutes, self.unsupervised_minutes

    @property
    def clock_taken_back(self) -> tuple[int, int, int]:
        """What a reversal must have on the clock."""
        return (
            -self.reverses__supervised_minutes,
            -self.reverses__over_ratio_minutes,
            -self.reverses__unsupervised_minutes,
        )
