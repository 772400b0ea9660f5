"""A complete transcript, rebuilt from data that never changes, and its standing today."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from clinic_hours.ledger.domain.commitments import Committed
from clinic_hours.ledger.domain.entries import IDENTITY, REFERENCES
from clinic_hours.ledger.models import LogEntry
from clinic_hours.ledger.selectors.key_records import (
    KeyRecord,
    key_records,
    trusted_key_records,
)
from clinic_hours.ledger.selectors.later import LaterCheckpoint, later_than
from clinic_hours.ledger.selectors.proofs import inclusion_proofs
from clinic_hours.ledger.selectors.texts import committed_texts
from clinic_hours.sessions.domain.lines import EntryLine, joined_lines, line_of
from clinic_hours.sessions.models import HourEntry
from clinic_hours.transcripts.domain.transcripts import (
    TranscriptStatement,
    read_statement,
)
from clinic_hours.transcripts.models import Disclosure, Transcript

from .standings import TranscriptStanding, standing_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class SignedEntry:
    """An entry as stored in the log, with its proof in the transcript's checkpoint."""

    seq: int
    payload: bytes
    signature: bytes
    key_id: str
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class TranscriptDocument:
    """The content of all file formats of a transcript. Made from the log: the same now and in ten years.

    `lines` are the hours, in the log's order. `address` is where anyone can verify it.
    """

    statement: TranscriptStatement
    payload: bytes
    signature: bytes
    key_id: str
    checkpoint: str
    later: LaterCheckpoint | None
    address: str
    entries: tuple[SignedEntry, ...]
    openings: tuple[Committed, ...]
    lines: tuple[EntryLine, ...]
    keys: tuple[KeyRecord, ...]


def transcript_by_code(code: str) -> Transcript | None:
    related = ("enrollment", "checkpoint", "entry")
    return Transcript.objects.select_related(*related).filter(code=code).first()


def transcripts_of(enrollment_id: int) -> QuerySet[Transcript]:
    """Return an enrollment's transcripts, newest first, with all that decides their standing."""
    found = Transcript.objects.select_related("enrollment", "entry").filter(
        enrollment=enrollment_id
    )
    return found.order_by("-number")


def last_transcript(enrollment_id: int) -> tuple[Transcript, TranscriptStanding] | None:
    """Return an enrollment's newest transcript with its standing, or None if none was issued."""
    newest = transcripts_of(enrollment_id).first()
    return (newest, standing_of(newest)) if newest else None


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
    entries = entries_of(statement)
    said = [json.loads(bytes(entry.payload)) for entry in entries]
    proofs = inclusion_proofs([entry.seq for entry in entries], statement.log.size)
    openings = openings_of(said)
    # Without the key file, nothing can be checked, so nobody is shown what follows.
    keys = trusted_key_records() or key_records()
    texts = {name: opened.text for name, opened in openings.items()}
    lines = {
        entry.seq: line_of(bytes(entry.payload), texts)
        for entry in entries
        if entry.kind in HourEntry.Kind.values
    }
    return TranscriptDocument(
        statement=statement,
        payload=payload,
        signature=bytes(transcript.signature),
        key_id=transcript.signing_key_id,
        checkpoint=transcript.checkpoint.note,
        later=later_than(transcript.checkpoint, keys[-1].id),
        address=f"{settings.SITE_URL}/verify/{transcript.code}/",
        entries=tuple(
            SignedEntry(
                entry.seq,
                bytes(entry.payload),
                bytes(entry.signature),
                entry.signing_key_id,
                tuple(proofs[entry.seq]),
            )
            for entry in entries
        ),
        openings=tuple(openings[name] for name in sorted(openings)),
        lines=joined_lines(lines),
        keys=keys,
    )


def entries_of(statement: TranscriptStatement) -> list[LogEntry]:
    """Return the chain that a statement states, and the entries that it refers to, in the log's order."""
    chain = list(
        LogEntry.objects.filter(
            enrollment=statement.study.enrollment, enrollment_seq__lte=statement.chain.length
        )
    )
    own = {entry.seq for entry in chain}
    named = {seq for entry in chain for seq in references_in(json.loads(bytes(entry.payload)))}
    others = LogEntry.objects.filter(seq__in=named - own)
    return sorted([*chain, *others], key=lambda entry: entry.seq)


def references_in(said: Mapping[str, Any]) -> Iterator[int]:
    """Yield the numbers of the entries that an entry refers to."""
    for name in REFERENCES & said.keys():
        yield said[name]["seq"]


def openings_of(payloads: Sequence[Mapping[str, Any]]) -> dict[str, Committed]:
    """Return what a transcript opens: the student's current name and number, and the documents."""
    *_earlier, identity = (said for said in payloads if said["kind"] in IDENTITY)
    names = [identity["name"], identity["number"]]
    names += [said["document"] for said in payloads if "document" in said]
    return committed_texts(names)
