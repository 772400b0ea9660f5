"""A transcript as JSON: everything needed to verify it (docs/transcript-format.md)."""

import json
from base64 import b64encode
from collections.abc import Iterable

from clinic_hours.ledger.domain.canonical import canonical_json
from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.selectors.key_records import KeyRecord
from clinic_hours.ledger.selectors.later import LaterCheckpoint
from clinic_hours.transcripts.domain.transcripts import FORMAT
from clinic_hours.transcripts.selectors.transcripts import SignedEntry, TranscriptDocument


def transcript_json(document: TranscriptDocument) -> bytes:
    """Return canonical JSON (RFC 8785) with a final newline."""
    form = {
        "format": FORMAT,
        "statement": document.payload.decode(),
        "signature": base64(document.signature),
        "key_id": document.key_id,
        "checkpoint": document.checkpoint,
        "later": later_form(document.later) if document.later else None,
        "keys": [key_form(key) for key in document.keys],
        "entries": [entry_form(entry) for entry in document.entries],
        "openings": [opening_form(each) for each in document.openings],
    }
    return canonical_json(form) + b"\n"


def key_form(key: KeyRecord) -> dict:
    return {
        "statement": key.statement.decode(),
        "signature": base64(key.signature),
        "endorsement": base64(key.endorsement) if key.endorsement else None,
    }


def entry_form(entry: SignedEntry) -> dict:
    return {
        "payload": entry.payload.decode(),
        "signature": base64(entry.signature),
        "key_id": entry.key_id,
        "proof": [base64(digest) for digest in entry.proof],
    }


def later_form(later: LaterCheckpoint) -> dict:
    return {"checkpoint": later.note, "proof": [base64(digest) for digest in later.proof]}


def opening_form(opened: Committed) -> dict:
    return {
        "commitment": opened.commitment,
        "salt": base64(opened.salt),
        "text": opened.text,
    }


def base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def key_set_json(keys: Iterable[KeyRecord]) -> bytes:
    """Return the published keys, oldest first, as a JWK Set (RFC 7517) that includes their chain."""
    return canonical_json({"keys": [jwk_of(key) for key in keys]}) + b"\n"


def jwk_of(key: KeyRecord) -> dict:
    said = json.loads(key.statement)
    return {
        **said["key"],
        "kid": said["key_id"],
        "use": "sig",
        "alg": "EdDSA",
        "practicum": key_form(key),
    }
