"""The files of a transcript as they were issued: the log holds their digests."""

from hashlib import sha256

from clinic_hours.ledger.selectors.sound import sound_payloads
from clinic_hours.transcripts.models import IssuedFile, Transcript


def issued_file(transcript: Transcript, name: str) -> bytes | None:
    """Return a file of a transcript, or None if it is not there as it was issued."""
    file = IssuedFile.objects.filter(transcript=transcript, name=name).first()
    content = bytes(file.content) if file else b""
    return content if digests_of(transcript).get(name) == sha256(content).hexdigest() else None


def is_issued(transcript: Transcript, data: bytes) -> bool:
    """Return whether the school issued exactly these bytes for a transcript."""
    return sha256(data).hexdigest() in digests_of(transcript).values()


def digests_of(transcript: Transcript) -> dict[str, str]:
    """Return the SHA-256 (hex) of each file by name, as the log says. `transcript` needs `entry`."""
    said = sound_payloads([transcript.entry]).get(transcript.entry_id, {})
    return {file["name"]: file["sha256"] for file in said.get("files", ())}
