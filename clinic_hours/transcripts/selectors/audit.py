"""Compare transcripts, their files and their revocations with the log entries that state them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.db.models import Model

from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.models import LedgerHead
from clinic_hours.ledger.selectors.audit.entries import first_difference
from clinic_hours.ledger.selectors.audit.report import Damage, Wrong
from clinic_hours.ledger.selectors.audit.rows import Row
from clinic_hours.ledger.signatures import is_signed_by
from clinic_hours.transcripts.domain.transcripts import FileDigest, read_statement
from clinic_hours.transcripts.models import IssuedFile, Revocation, Transcript

TRANSCRIPT, REVOCATION = "altered transcript", "altered revocation"


class TranscriptsProjection:
    """Each transcript and each revocation has its own entry."""

    kinds = frozenset({Kind.TRANSCRIPT, Kind.REVOCATION})
    tables: tuple[type[Model], ...] = (Transcript, IssuedFile, Revocation)

    def __init__(self) -> None:
        self.transcripts = self.revocations = 0

    def read(self, rows: Sequence[Row]) -> Mapping[int, Any]:
        span = {"entry__gte": rows[0].seq, "entry__lte": rows[-1].seq}
        related = ("enrollment", "checkpoint", "signing_key")
        issued = Transcript.objects.filter(**span).select_related(*related)
        revoked = Revocation.objects.filter(**span).select_related("transcript__entry")
        self.transcripts += sum(row.kind == Kind.TRANSCRIPT for row in rows)
        self.revocations += sum(row.kind == Kind.REVOCATION for row in rows)
        return {row.entry_id: row for row in (*issued.prefetch_related("files"), *revoked)}

    def wrong(self, row: Row, said: Mapping[str, Any], found: Any) -> Wrong | None:
        if row.kind == Kind.TRANSCRIPT:
            if not isinstance(found, Transcript):
                return "missing transcript", f"transcript {said['number']} has no row"
            return wrong_transcript(row, said, found)
        if not isinstance(found, Revocation):
            return "missing revocation", "it has no row"
        return wrong_revocation(row, said, found)

    def at_the_end(self, size: int) -> Iterator[Damage]:
        """Find rows that no entry stands for, and a head that counts other transcripts."""
        kinds = (
            (Transcript, Kind.TRANSCRIPT, "extra transcript", self.transcripts),
            (Revocation, Kind.REVOCATION, "extra revocation", self.revocations),
        )
        for model, kind, damage, logged in kinds:
            rows = model.objects.filter(entry__lte=size)
            for seq in rows.exclude(entry__kind=kind).values_list("entry", flat=True)[:1]:
                yield Damage(seq, damage, "a row points at this entry, which is of another kind")
            if (found := rows.count()) != logged:
                yield Damage(None, damage, f"{found} rows stand for {logged} entries")
        counted, now = LedgerHead.objects.values_list("transcripts", "size").get(pk=1)
        if counted != self.transcripts and now == size:
            detail = f"the ledger head counts {counted} transcripts, the log {self.transcripts}"
            yield Damage(None, "wrong counter", detail)


def wrong_transcript(row: Row, said: Mapping[str, Any], found: Transcript) -> Wrong | None:
    payload = bytes(found.statement)
    columns = {
        "number": found.number,
        "enrollment": str(found.enrollment.public_id),
        "statement": sha256(payload).hexdigest(),
        "log_size": found.checkpoint.size,
        "at": instant(found.issued_at),
        "files": [
            asdict(FileDigest(file.name, sha256(bytes(file.content)).hexdigest()))
            for file in sorted(found.files.all(), key=lambda file: file.name)
        ],
    }
    if wrong := first_difference(TRANSCRIPT, columns, said):
        return wrong
    if not is_signed_by(bytes(found.signing_key.public_key), bytes(found.signature), payload):
        return TRANSCRIPT, "its statement is not signed by its key"
    statement = read_statement(payload)
    if (statement.code, statement.number) != (found.code, found.number):
        return TRANSCRIPT, "its code or number is not the one in its statement"
    return None


def wrong_revocation(row: Row, said: Mapping[str, Any], found: Revocation) -> Wrong | None:
    columns = {
        "transcript": found.transcript.entry.reference.facts(),
        "reason": found.reason_id,
        "at": instant(found.revoked_at),
    }
    return first_difference(REVOCATION, columns, said)
