"""Compare every column of a sign-off with its payload."""

import hashlib
from collections.abc import Mapping
from typing import Any

from clinic_hours.ledger.selectors.audit.entries import first_difference, first_other_moment
from clinic_hours.ledger.selectors.audit.report import Wrong

from .rows import Hours

KIND = "altered sign-off"
SESSION, AFTER_SESSION = b'"session":{', b'},"signer":'


def wrong_sign_off(
    hours: Hours, said: Mapping[str, Any], payload: bytes, *, student: int, signer: int | None
) -> Wrong | None:
    """Return what differs. `student` is the enrollment's, `signer` the session's supervisor's account."""
    if hours.session__public_id is None or hours.sign_off__fingerprint is None:
        return "orphan entry", "it has no session or no sign-off"
    if hours.sign_off__session_id != hours.session_id:
        return KIND, "it belongs to another session"
    if hours.sign_off__fingerprint != said["fingerprint"]:
        return KIND, "its fingerprint does not match the signed one"
    if fingerprint_in(payload) != said["fingerprint"]:
        return KIND, "the fingerprint does not match the facts next to it"
    if (hours.sign_off__supervisor_id, hours.sign_off__student_id) != (
        hours.session__supervisor_id,
        student,
    ):
        return KIND, "it names another supervisor or student"
    account = said["signer"]["account"]
    if hours.sign_off__signer_id != account or (signer is not None and signer != account):
        return KIND, f"the signer is not account {account}, who signed"
    columns = {
        "printed_name": hours.sign_off__printed_name,
        "credential": hours.sign_off__credential_kind,
        "license_number": hours.sign_off__license_number,
        "jurisdiction": hours.sign_off__jurisdiction,
        "expires_on": hours.sign_off__credential_expires_on.isoformat(),
    }
    statement = {
        "version": hours.sign_off__statement_version,
        "language": hours.sign_off__statement_language,
        "text": hours.sign_off__statement_text,
    }
    method = {"method": hours.sign_off__authentication_method}
    return (
        first_difference(KIND, columns, said["signer"])
        or first_difference(KIND, statement, said["statement"])
        or first_difference(KIND, method, said["authentication"])
        or first_difference(KIND, {"zone": hours.sign_off__zone}, said["session"])
        or first_other_moment(
            KIND, {"at": hours.sign_off__authenticated_at}, said["authentication"]
        )
        or first_other_moment(KIND, {"at": hours.sign_off__signed_at}, said)
    )


def fingerprint_in(payload: bytes) -> str:
    """Return the fingerprint of a payload's session facts.

    The payload is canonical, so it contains the facts' canonical bytes exactly as they were hashed.
    Quotation marks in text are escaped, so the two markers cannot occur inside one.
    """
    start = payload.index(SESSION) + len(SESSION) - 1
    return hashlib.sha256(payload[start : payload.index(AFTER_SESSION, start) + 1]).hexdigest()
