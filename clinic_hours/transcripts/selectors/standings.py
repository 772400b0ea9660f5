"""The standing of transcripts, read from the log and never from the rows that repeat it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, Subquery

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.sound import sound_payloads
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.transcripts.domain.transcripts import TranscriptState
from clinic_hours.transcripts.models import Transcript

ISSUED, SUPERSEDED, REVOKED, DAMAGED = TranscriptState
STATED = (Kind.TRANSCRIPT, Kind.REVOCATION)

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TranscriptStanding:
    """A transcript's standing: `since` when it has been superseded or revoked, and why."""

    state: TranscriptState
    since: datetime | None = None
    reason: str = ""
    later_transcript: int | None = None


def standings_of(transcripts: Sequence[Transcript]) -> list[TranscriptStanding]:
    """Return the standing of all of an enrollment's transcripts, given newest first, each with its `entry`.

    The entries that decide it are checked in one batch. Anything recorded later supersedes a transcript,
    except the revocation of another. Revocation takes precedence over both.
    """
    if not transcripts:
        return []
    entries = deciding(transcripts[0].entry)
    sound = sound_payloads(entries)
    revoked = revocations_in(sound)
    later = next((each for each in entries if each.kind not in STATED), None)
    standings, after = [], None
    for transcript in transcripts:
        if not is_recorded(transcript, sound):
            standings.append(TranscriptStanding(DAMAGED))
            continue
        standings.append(
            revoked.get(transcript.entry_id)
            or superseded(after, transcripts[0], later)
            or TranscriptStanding(ISSUED)
        )
        after = transcript
    return standings


def standing_of(transcript: Transcript) -> TranscriptStanding:
    """Return the standing of one transcript, which needs `entry`."""
    related = ("entry",)
    others = Transcript.objects.filter(enrollment=transcript.enrollment_id)
    found = list(others.select_related(*related).defer("statement").order_by("-number"))
    places = [each.pk for each in found]
    return standings_of(found)[places.index(transcript.pk)]


def deciding(newest: LogEntry) -> list[LogEntry]:
    """Return the entries about an enrollment's transcripts, and the first other one since the newest."""
    own = LogEntry.objects.filter(enrollment=newest.enrollment).order_by("enrollment_seq")
    since = own.filter(enrollment_seq__gt=newest.enrollment_seq).exclude(kind__in=STATED)
    return list(own.filter(Q(kind__in=STATED) | Q(seq=Subquery(since.values("seq")[:1]))))


def is_recorded(transcript: Transcript, sound: Mapping[int, Payload]) -> bool:
    """Return whether the log says that a transcript with this number was issued then."""
    said = sound.get(transcript.entry_id, {})
    stated = (said.get("kind"), said.get("number"), said.get("at"))
    return stated == (Kind.TRANSCRIPT, transcript.number, instant(transcript.issued_at))


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


def superseded(
    after: Transcript | None, newest: Transcript, later: LogEntry | None
) -> TranscriptStanding | None:
    """Return that a transcript was superseded by the one after it, or else by a later entry, if it was."""
    if after:
        return TranscriptStanding(SUPERSEDED, after.issued_at, later_transcript=newest.number)
    return TranscriptStanding(SUPERSEDED, later.recorded_at) if later else None
