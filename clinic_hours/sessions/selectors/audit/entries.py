"""Check one entry: its number, its bytes, its signature, and every row that repeats its contents."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from django.db.models import Model

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.merkle import leaf_hash
from clinic_hours.ledger.selectors.audit.report import Damage
from clinic_hours.ledger.selectors.audit.trust import Trust, TrustedKey
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import HourEntry
from courses.requirements.models import Requirement

from .rows import Row

Kind = HourEntry.Kind
SESSION, AFTER_SESSION = b'"session":{', b'},"signed_at":'


class EntryCheck:
    """Checks entries one by one. The names of enrollments and requirements are read once."""

    def __init__(self, trust: Trust) -> None:
        self.trust = trust
        self.enrollments = {pk: str(name) for pk, name in pairs(Enrollment, "public_id")}
        self.requirements = {pk: tuple(it) for pk, *it in pairs(Requirement, "category", "name")}

    def damage(self, row: Row) -> Damage | None:
        """Return the most informative discrepancy within an entry, or None.

        Uses no database, so it can run in any thread.
        """
        if wrong := self.evidence(row):
            return Damage(row.seq, *wrong)
        try:
            said = json.loads(str(row.payload, "utf-8"))
        except (RecursionError, ValueError):
            return Damage(row.seq, "altered payload", "it is not in this ledger's format")
        try:
            wrong = self.meaning(row, said)
        except (AttributeError, LookupError, TypeError, ValueError):
            wrong = "altered row", "a column is not in this ledger's format"
        return Damage(row.seq, *wrong) if wrong else None

    def evidence(self, row: Row) -> tuple[str, str] | None:
        """Check hash, key and signature: the bytes are those that were signed, by the stated key."""
        key = self.trust.keys.get(row.signing_key_id)
        is_signed = key is not None and has_signed(key, row)
        is_hashed = leaf_hash(row.payload) == bytes(row.leaf_hash)
        if not is_hashed and not is_signed:
            return "altered payload", "its hash does not match the one on record"
        if not is_hashed:
            return (
                "altered hash",
                "its payload matches the signature, but the hash on record does not",
            )
        if key is None:
            because = f" ({self.trust.problem})" if self.trust.problem else ""
            return "unknown key", f"it is signed with {row.signing_key_id}{because}"
        if not key.signs(row.seq):
            return (
                "unknown key",
                f"key {key.id} signs entries {key.first_seq} to {key.until - 1}",
            )
        if not is_signed:
            return "bad signature", f"it is not the signature of key {key.id} for this payload"
        return None

    def meaning(self, row: Row, said: dict[str, Any]) -> tuple[str, str] | None:
        """Check that the columns, which totals are computed from, match the signed payload."""
        columns = {
            "seq": row.seq,
            "kind": row.kind,
            "minutes": row.minutes,
            "clients": row.clients,
        }
        if row.kind == Kind.SIGN_OFF:
            return (
                first_difference("altered row", columns, said)
                or self.sign_off(row, said)
                or self.session(row, said["session"])
            )
        columns["enrollment"] = self.enrollments.get(row.enrollment_id)
        if row.kind == Kind.REVERSAL:
            return (
                first_difference("altered row", columns, said)
                or reversal(row, said["reverses"])
                or too_early(row, said)
            )
        columns["category"], columns["requirement"] = self.requirements[row.requirement_id]
        columns |= {"occurred_on": row.occurred_on.isoformat(), "document": row.document}
        return first_difference("altered row", columns, said)

    def sign_off(self, row: Row, said: dict[str, Any]) -> tuple[str, str] | None:
        if row.session__public_id is None or row.sign_off__fingerprint is None:
            return "orphan entry", "it has no session or no sign-off"
        if row.sign_off__session_id != row.session_id:
            return "altered sign-off", "it belongs to another session"
        if row.sign_off__fingerprint != said["fingerprint"]:
            return "altered sign-off", "its fingerprint does not match the signed one"
        if signed_facts(bytes(row.payload)) != said["fingerprint"]:
            return "altered sign-off", "the fingerprint does not match the facts next to it"
        columns = {
            "printed_name": row.sign_off__printed_name,
            "credential": row.sign_off__credential_kind,
            "license_number": row.sign_off__license_number,
            "jurisdiction": row.sign_off__jurisdiction,
        }
        statement = {
            "version": row.sign_off__statement_version,
            "language": row.sign_off__statement_language,
        }
        when = {"signed_at": row.sign_off__signed_at}
        return (
            first_difference("altered sign-off", columns, said["signer"])
            or first_difference("altered sign-off", statement, said["statement"])
            or first_other_moment("altered sign-off", when, said)
        )

    def session(self, row: Row, facts: dict[str, Any]) -> tuple[str, str] | None:
        category, requirement = self.requirements[row.requirement_id]
        columns = {
            "enrollment": self.enrollments.get(row.enrollment_id),
            "category": category,
            "requirement": requirement,
        }
        if wrong := first_difference("altered row", columns, facts):
            return wrong
        day = row.occurred_on.isoformat()
        if not facts["local"].startswith(day):
            return "altered row", f"its date is {day}, but the signed one is {facts['local'][:10]}"
        live = {
            "session": str(row.session__public_id),
            "zone": row.session__zone,
            "break_minutes": row.session__break_minutes,
            "minutes": row.session__minutes,
            "clients": row.session__clients,
            "provenance": row.session__provenance,
        }
        times = {"starts_at": row.session__starts_at, "ends_at": row.session__ends_at}
        if wrong := (
            first_other_moment("altered session", times, facts)
            or first_difference("altered session", live, facts)
        ):
            return wrong
        if (row.session__enrollment_id, row.session__requirement_id, row.session__local_date) != (
            row.enrollment_id,
            row.requirement_id,
            row.occurred_on,
        ):
            return "altered session", "its student, requirement or date was changed"
        if row.session__status not in (State.SIGNED_OFF, State.VOIDED):
            return "altered session", f"it was signed and is now {row.session__status}"
        if row.submitted_later:
            submitted = instant(row.submitted_later)
            signed = instant(row.sign_off__signed_at)
            return "out of order", f"signed at {signed}, before it was submitted at {submitted}"
        return None


def out_of_sequence(row: Row, expected: int) -> Damage | None:
    if row.seq < expected:
        return Damage(row.seq, "extra entry", "there are two entries with this number")
    if row.seq != expected:
        return Damage(expected, "missing entry", f"the next entry is number {row.seq}")
    return None


def has_signed(key: TrustedKey, row: Row) -> bool:
    try:
        key.key.verify(bytes(row.signature), bytes(row.payload))
    except (InvalidSignature, TypeError):  # TypeError: a column does not hold bytes
        return False
    return True


def first_difference(
    kind: str, row: Mapping[str, Any], said: Mapping[str, Any]
) -> tuple[str, str] | None:
    for name, value in row.items():
        if said[name] != value:
            return kind, f"{name} is {value}, but the signed payload says {said[name]}"
    return None


def first_other_moment(
    kind: str, row: Mapping[str, datetime], said: Mapping[str, Any]
) -> tuple[str, str] | None:
    """Like `first_difference`, for instants. Parsing the signed one is much cheaper than formatting ours."""
    for name, moment in row.items():
        if datetime.fromisoformat(said[name]) != moment:
            return kind, f"{name} is {instant(moment)}, the signed payload says {said[name]}"
    return None


def signed_facts(payload: bytes) -> str:
    """Return the fingerprint of a payload's session facts.

    The payload is canonical, so it contains the facts' canonical bytes exactly as they were hashed.
    Quotation marks in text are escaped, so the two markers cannot occur inside one.
    """
    start = payload.index(SESSION) + len(SESSION) - 1
    return hashlib.sha256(payload[start : payload.index(AFTER_SESSION, start) + 1]).hexdigest()


def reversal(row: Row, names: Mapping[str, Any]) -> tuple[str, str] | None:
    if names["seq"] != row.reverses__seq:
        return "altered row", "it does not reverse the entry that its payload names"
    if names["leaf_hash"] != bytes(row.reverses__leaf_hash).hex():
        return "altered payload", f"it names a different hash for entry {row.reverses__seq}"
    taken_back = (-row.minutes, -row.clients, row.enrollment_id, row.requirement_id)
    posted = (
        row.reverses__minutes,
        row.reverses__clients,
        row.reverses__enrollment_id,
        row.reverses__requirement_id,
    )
    if taken_back != posted or row.session_id != row.reverses__session_id:
        return "altered row", f"it reverses different hours than entry {row.reverses__seq} posted"
    if row.document != row.reverses__document:
        return "altered row", f"it names a different document than entry {row.reverses__seq}"
    return None


def too_early(row: Row, said: Mapping[str, Any]) -> tuple[str, str] | None:
    before = json.loads(bytes(row.reverses__payload))["signed_at"]
    if said["signed_at"] < before:
        return (
            "out of order",
            f"signed at {said['signed_at']}, before the entry it reverses at {before}",
        )
    return None


def pairs(model: type[Model], *fields: str) -> Iterator[tuple]:
    return model._default_manager.values_list("pk", *fields).iterator()
