"""What the log says of hours: everything a reader needs to judge them, as of that time.

It contains no client's name, and only salted commitments to notes, reasons and documents. The field names
are those of docs/transcript-format.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.entries import Reference

from .attestation import Statement, fingerprint_of
from .history import History


@dataclass(frozen=True, slots=True)
class SignedSession:
    """The facts of a session that a signature covers."""

    session: str
    version: int
    category: str
    requirement: str
    site: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    break_minutes: int
    minutes: int
    rounding: str
    clients: int
    provenance: str
    note: str  # a commitment

    def facts(self) -> dict[str, Any]:
        """Return what was signed, in canonical types: instants in UTC along with the local text."""
        return {
            "session": self.session,
            "version": self.version,
            "category": self.category,
            "requirement": self.requirement,
            "site": self.site,
            "zone": self.zone,
            "starts_at": instant(self.starts_at),
            "ends_at": instant(self.ends_at),
            "local": local_text(self.starts_at, self.ends_at, self.zone),
            "break_minutes": self.break_minutes,
            "minutes": self.minutes,
            "rounding": self.rounding,
            "clients": self.clients,
            "provenance": self.provenance,
            "note": self.note,
        }

    def fingerprint(self) -> str:
        return fingerprint_of(self.facts())


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, with their credential at the time. A member of the office has none.

    `account` is the number of their account.
    """

    account: int
    printed_name: str
    credential: str = ""
    license_number: str = ""
    jurisdiction: str = ""
    expires_on: date | None = None

    def facts(self) -> dict[str, Any]:
        return {
            "account": self.account,
            "printed_name": self.printed_name,
            "credential": self.credential,
            "license_number": self.license_number,
            "jurisdiction": self.jurisdiction,
            "expires_on": self.expires_on.isoformat() if self.expires_on else None,
        }


@dataclass(frozen=True, slots=True)
class Signing:
    """The act of signing: who, under which statement, how they proved it, and when (UTC) in which zone."""

    signer: Signer
    statement: Statement
    authentication: Authentication
    at: datetime
    zone: str

    def facts(self) -> dict[str, Any]:
        return {
            "signer": self.signer.facts(),
            "statement": {
                "version": self.statement.version,
                "language": self.statement.language,
                "text": self.statement.text,
            },
            "authentication": {
                "method": self.authentication.method,
                "at": instant(self.authentication.at),
            },
            "local": self.at.astimezone(ZoneInfo(self.zone)).isoformat(timespec="seconds"),
        }


def sign_off_body(
    session: SignedSession,
    signing: Signing,
    *,
    fingerprint: str,
    license: Reference,
    history: History,
    attendance: Mapping[str, int] | None,
) -> dict[str, Any]:
    """Return the body of a sign-off. Without `attendance`, nobody saw a clock."""
    return {
        "minutes": session.minutes,
        "clients": session.clients,
        "session": session.facts(),
        "fingerprint": fingerprint,
        "license": license.facts(),
        "history": history.facts(),
        "attendance": dict(attendance) if attendance else None,
        **signing.facts(),
    }


@dataclass(frozen=True, slots=True)
class Credit:
    """Transfer hours or an opening balance. `document` is a commitment to the name of their document."""

    category: str
    requirement: str
    minutes: int
    clients: int
    occurred_on: date
    document: str

    def facts(self) -> dict[str, Any]:
        return {
            "minutes": self.minutes,
            "clients": self.clients,
            "category": self.category,
            "requirement": self.requirement,
            "occurred_on": self.occurred_on.isoformat(),
            "document": self.document,
        }


def credit_body(credit: Credit, signing: Signing) -> dict[str, Any]:
    """Return the body of a transfer or an opening balance."""
    return {**credit.facts(), **signing.facts()}


def reversal_body(
    reverses: Reference, *, minutes: int, clients: int, reason: str, signing: Signing
) -> dict[str, Any]:
    """Return the body of a reversal. `reason` is a commitment."""
    return {
        "minutes": minutes,
        "clients": clients,
        "reverses": reverses.facts(),
        "reason": reason,
        **signing.facts(),
    }


def local_text(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    place = ZoneInfo(zone)
    start, end = (moment.astimezone(place) for moment in (starts_at, ends_at))
    return f"{start.isoformat(timespec='minutes')}/{end.isoformat(timespec='minutes')}"
