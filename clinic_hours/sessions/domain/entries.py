"""The payload of a ledger entry: everything a reader needs to judge it, as of that time.

It contains no client's name, and only a salted commitment to the note.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.ledger.domain.canonical import canonical_json, instant

from .attestation import Statement, fingerprint

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class SignedSession:
    """The facts of a session that a signature covers."""

    session: str
    version: int
    enrollment: str
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
    note_commitment: str

    def facts(self) -> dict[str, Any]:
        """Return what was signed, in canonical types: instants in UTC along with the local text."""
        return {
            "session": self.session,
            "version": self.version,
            "enrollment": self.enrollment,
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
            "note_commitment": self.note_commitment,
        }

    def fingerprint(self) -> str:
        return fingerprint(self.facts())


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, with their credential at the time. A member of the office has none."""

    printed_name: str
    credential: str = ""
    license_number: str = ""
    jurisdiction: str = ""
    expires_on: date | None = None

    def facts(self) -> dict[str, Any]:
        return {
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
            "signed_at": instant(self.at),
            "signed_local": self.at.astimezone(ZoneInfo(self.zone)).isoformat(timespec="seconds"),
        }


def sign_off_payload(
    seq: int, session: SignedSession, fingerprint_of_session: str, signing: Signing
) -> bytes:
    """Return the exact bytes of a sign-off entry."""
    return payload(
        seq,
        "sign_off",
        minutes=session.minutes,
        clients=session.clients,
        body={
            "session": session.facts(),
            "fingerprint": fingerprint_of_session,
            **signing.facts(),
        },
    )


@dataclass(frozen=True, slots=True)
class Credit:
    """Transfer hours or an opening balance, with the document that states them."""

    kind: str
    enrollment: str
    category: str
    requirement: str
    minutes: int
    clients: int
    occurred_on: date
    document: str

    def facts(self) -> dict[str, Any]:
        return {
            "enrollment": self.enrollment,
            "category": self.category,
            "requirement": self.requirement,
            "occurred_on": self.occurred_on.isoformat(),
            "document": self.document,
        }


def credit_payload(seq: int, credit: Credit, signing: Signing) -> bytes:
    """Return the exact bytes of a transfer or an opening balance."""
    return payload(
        seq,
        credit.kind,
        minutes=credit.minutes,
        clients=credit.clients,
        body={**credit.facts(), **signing.facts()},
    )


def reversal_payload(
    seq: int,
    *,
    enrollment: str,
    reverses: int,
    minutes: int,
    clients: int,
    leaf: str,
    reason: str,
    signing: Signing,
) -> bytes:
    """Return the exact bytes of a reversal, which names the entry by number and leaf hash."""
    return payload(
        seq,
        "reversal",
        minutes=minutes,
        clients=clients,
        body={
            "enrollment": enrollment,
            "reverses": {"seq": reverses, "leaf_hash": leaf},
            "reason": reason,
            **signing.facts(),
        },
    )


def payload(seq: int, kind: str, *, minutes: int, clients: int, body: Mapping[str, Any]) -> bytes:
    return canonical_json(
        {"schema": SCHEMA, "seq": seq, "kind": kind, "minutes": minutes, "clients": clients, **body}
    )


def signed_at(payload: bytes | memoryview) -> datetime:
    """Return when an entry was signed, according to its own bytes."""
    return datetime.fromisoformat(json.loads(bytes(payload))["signed_at"])


def local_text(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    place = ZoneInfo(zone)
    start, end = (moment.astimezone(place) for moment in (starts_at, ends_at))
    return f"{start.isoformat(timespec='minutes')}/{end.isoformat(timespec='minutes')}"
