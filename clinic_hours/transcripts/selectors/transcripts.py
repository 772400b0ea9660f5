"""A complete transcript, rebuilt from data that never changes, and its standing today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from clinic_hours.ledger.selectors.key_records import KeyRecord, key_records
from clinic_hours.sessions.domain.lines import EntryLine, joined_lines, line_of
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.selectors.proofs import inclusion_proofs
from clinic_hours.transcripts.domain.transcripts import (
    TranscriptState,
    TranscriptStatement,
    read_statement,
)
from clinic_hours.transcripts.models import Disclosure, Transcript

ISSUED, SUPERSEDED, REVOKED = TranscriptState
PAGE = 50


@dataclass(frozen=True, slots=True)
class SignedEntry:
    """An entry as stored in the ledger, with its proof in the transcript's checkpoint."""

    seq: int
    payload: bytes
    signature: bytes
    key_id: str
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class TranscriptDocument:
    """The content of all file formats of a transcript. Made from the ledger: the same now and in ten years.

    `lines` are in ledger order. `address` is where anyone can verify it.
    """

    statement: TranscriptStatement
    payload: bytes
    signature: bytes
    key_id: str
    checkpoint: str
    address: str
    entries: tuple[SignedEntry, ...]
    lines: tuple[EntryLine, ...]
    keys: tuple[KeyRecord, ...]


@dataclass(frozen=True, slots=True)
class TranscriptStanding:
    """A transcript's standing: `since` when it has been superseded or revoked, and why."""

    state: TranscriptState
    since: datetime | None = None
    reason: str = ""
    later_transcript: int | None = None


def transcript_by_code(code: str) -> Transcript | None:
    related = ("enrollment", "checkpoint", "revocation")
    return Transcript.objects.select_related(*related).filter(code=code).first()


def transcripts_of(enrollment_id: int) -> list[Transcript]:
    """Return an enrollment's transcripts, newest first, without the bytes of their statements."""
    related = ("checkpoint", "issued_by", "revocation")
    found = Transcript.objects.select_related(*related).filter(enrollment=enrollment_id)
    return list(found.defer("statement", "signature").order_by("-number"))


def standings_of(transcripts: Sequence[Transcript]) -> list[TranscriptStanding]:
    """Return the standing of each of an enrollment's transcripts, newest first, in one query.

    A later transcript supersedes all earlier ones, and a later entry supersedes the newest. Revocation
    takes precedence over both.
    """
    standings: list[TranscriptStanding] = []
    for place, transcript in enumerate(transcripts):
        revocation = getattr(transcript, "revocation", None)
        if revocation:
            standing = TranscriptStanding(REVOKED, revocation.revoked_at, revocation.reason)
        elif place:
            issued_at = transcripts[place - 1].issued_at
            standing = TranscriptStanding(
                SUPERSEDED, issued_at, later_transcript=transcripts[0].number
            )
        else:
            standing = standing_of_newest(transcript)
        standings.append(standing)
    return standings


def last_transcript(enrollment_id: int) -> tuple[Transcript, TranscriptStanding] | None:
    """Return an enrollment's newest transcript with its standing, or None if none was issued."""
    found = transcripts_of(enrollment_id)
    return (found[0], standings_of(found)[0]) if found else None


def standing_of_newest(transcript: Transcript) -> TranscriptStanding:
    later = HourEntry.objects.filter(
        enrollment=transcript.enrollment_id, seq__gt=transcript.checkpoint.size
    )
    recorded_at = later.order_by("seq").values_list("recorded_at", flat=True).first()
    return TranscriptStanding(SUPERSEDED if recorded_at else ISSUED, recorded_at)


def standing_of(transcript: Transcript) -> TranscriptStanding:
    """Return the standing of one transcript: issued, superseded or revoked."""
    all_of_them = transcripts_of(transcript.enrollment_id)
    places = [each.pk for each in all_of_them]
    return standings_of(all_of_them)[places.index(transcript.pk)]


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """Disclosures, newest first. The next page begins before the key `following`."""

    disclosures: tuple[Disclosure, ...]
    following: int | None


def disclosures_page(
    disclosures: QuerySet[Disclosure], before: int | None = None
) -> DisclosurePage:
    """Return one keyset page of who received or viewed a record. Rows are only ever added."""
    disclosures = disclosures.select_related("transcript", "seen_by").defer("transcript__statement")
    if before:
        disclosures = disclosures.filter(pk__lt=before)
    found = list(disclosures.order_by("-pk")[: PAGE + 1])
    page = tuple(found[:PAGE])
    return DisclosurePage(page, page[-1].pk if len(found) > PAGE else None)


def document_of(transcript: Transcript) -> TranscriptDocument:
    """Return the whole transcript, in a constant number of queries."""
    payload = bytes(transcript.statement)
    statement = read_statement(payload)
    rows = HourEntry.objects.filter(seq__in=statement.entries).order_by("seq")
    kept = list(rows.values_list("seq", "payload", "signature", "signing_key_id"))
    proofs = inclusion_proofs([seq for seq, *_ in kept], statement.log.size)
    lines = {seq: line_of(bytes(said)) for seq, said, *_ in kept}
    return TranscriptDocument(
        statement=statement,
        payload=payload,
        signature=bytes(transcript.signature),
        key_id=transcript.signing_key_id,
        checkpoint=transcript.checkpoint.note,
        address=f"{settings.SITE_URL}/verify/{transcript.code}/",
        entries=tuple(
            SignedEntry(seq, bytes(said), bytes(signature), key, tuple(proofs[seq]))
            for seq, said, signature, key in kept
        ),
        lines=joined_lines(lines),
        keys=key_records(),
    )
