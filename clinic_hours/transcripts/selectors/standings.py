"""The standing of transcripts, read from the log and never from the rows that repeat it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.sound import sound_payloads
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.transcripts.domain.transcripts import TranscriptState
from clinic_hours.transcripts.models import Transcript

ISSUED, SUPERSEDED, REVOKED, DAMAGED = TranscriptState

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TranscriptStanding:
    """A transcript's standing: `since` when it has been superseded or revoked, and why."""

    state: TranscriptState
    since: datetime | None = None
    reason: str = ""
    later_transcript: int | None = None


def standings_of(transcripts: Sequence[Transcript]) -> list[TranscriptStanding]:
    """Return the standing of transcripts of one enrollment, newest first, each with `entry` and `enrollment`.

    Everything recorded since the oldest of them is checked in one batch, so that no revocation is missed.
    Anything recorded later supersedes a transcript, except the revocation of another. Revocation takes
    precedence over both.
    """
    if not transcripts:
        return []
    since = sound_since(transcripts[-1])
    revoked = revocations_in(since)
    return [
        revoked.get(transcript.entry_id) or standing_in(since, transcript)
        if is_recorded(transcript, since)
        else TranscriptStanding(DAMAGED)
        for transcript in transcripts
    ]


def standing_of(transcript: Transcript) -> TranscriptStanding:
    """Return the standing of one transcript, which needs `entry` and `enrollment`."""
    return standings_of([transcript])[0]


def sound_since(transcript: Transcript) -> dict[int, Payload]:
    """Return what its enrollment's chain says from a transcript on, or nothing if any of that is damaged."""
    first = transcript.entry.enrollment_seq or 0
    own = LogEntry.objects.filter(enrollment=transcript.enrollment.public_id)
    entries = list(own.filter(enrollment_seq__gte=first).order_by("enrollment_seq"))
    numbers = [entry.enrollment_seq for entry in entries]
    sound = sound_payloads(entries)
    is_whole = numbers == list(range(first, first + len(entries))) and len(sound) == len(entries)
    return sound if is_whole else {}


def is_recorded(transcript: Transcript, since: Mapping[int, Payload]) -> bool:
    """Return whether the log says that a transcript with this number and statement was issued then."""
    said = since.get(transcript.entry_id, {})
    row = {
        "kind": Kind.TRANSCRIPT,
        "number": transcript.number,
        "statement": sha256(bytes(transcript.statement)).hexdigest(),
        "at": instant(transcript.issued_at),
    }
    return {name: said.get(name) for name in row} == row


def standing_in(since: Mapping[int, Payload], transcript: Transcript) -> TranscriptStanding:
    """Return whether something was recorded since a transcript: another one, or else what it lacks."""
    later = [said for seq, said in since.items() if seq > transcript.entry_id]
    issued = [said for said in later if said["kind"] == Kind.TRANSCRIPT]
    lacking = [said for said in later if said["kind"] != Kind.REVOCATION]
    for said in (issued or lacking)[:1]:
        number = issued[-1]["number"] if issued else None
        return TranscriptStanding(
            SUPERSEDED, datetime.fromisoformat(said["at"]), later_transcript=number
        )
    return TranscriptStanding(ISSUED)


def revocations_in(sound: Mapping[int, Payload]) -> dict[int, TranscriptStanding]:
    """Return what was revoked, by the number of the transcript's entry."""
    revocations = [said for said in sound.values() if said["kind"] == Kind.REVOCATION]
    reasons = committed_texts(said["reason"] for said in revocations) if revocations else {}
    return {
        said["transcript"]["seq"]: TranscriptStanding(
            REVOKED,
            datetime.fromisoformat(said["at"]),
            reasons[said["reason"]].text if said["reason"] in reasons else "",
        )
        for said in revocations
    }
