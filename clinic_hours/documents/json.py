"""A transcript as JSON: everything that a stranger needs to verify it (docs/transcript-format.md)."""

from base64 import b64encode

from clinic_hours.domain.canonical import canonical_json
from clinic_hours.domain.transcripts import FORMAT
from clinic_hours.selectors.transcripts import KeyRecord, SignedEntry, TranscriptDocument


def transcript_json(document: TranscriptDocument) -> bytes:
    """Return canonical JSON (RFC 8785) and a final newline."""
    form = {
        "format": FORMAT,
        "statement": document.payload.decode(),
        "signature": base64(document.signature),
        "key_id": document.key_id,
        "checkpoint": document.checkpoint,
        "keys": [key_form(key) for key in document.keys],
        "entries": [entry_form(entry) for entry in document.entries],
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


def base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")
