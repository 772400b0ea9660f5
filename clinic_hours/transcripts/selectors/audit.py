"""Compare transcripts, their files and their revocations with the log entries that state them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
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
FEW = 20  # files


@dataclass(frozen=True, slots=True)
class Issued:
    """A transcript with the digests of its files."""

    transcript: Transcript
    files: list[FileDigest]


class TranscriptsProjection:
    """Each transcript and each revocation has its own entry."""

    kinds: frozenset[str] = frozenset({Kind.TRANSCRIPT, Kind.REVOCATION})
    tables: tuple[type[Model], ...] = (Transcript, IssuedFile, Revocation)

    def __init__(self) -> None:
        self.transcripts = 0
        self.strays: list[Damage] = []

    def read(self, rows: Sequence[Row]) -> Mapping[int, Any]:
        kinds = {row.seq: row.kind for row in rows}
        self.transcripts += sum(kind == Kind.TRANSCRIPT for kind in kinds.values())
        span = {"entry__gte": rows[0].seq, "entry__lte": rows[-1].seq}
        found: dict[int, Any] = {}
        for kind, each in ((Kind.TRANSCRIPT, issued(span)), (Kind.REVOCATION, revoked(span))):
            found |= {seq: row for seq, row in each.items() if kinds[seq] == kind}
            self.strays += [
                Damage(seq, f"extra {kind}", f"a row says that this entry is a {kind}")
                for seq in each
                if kinds[seq] != kind
            ]
        return found

    def wrong(self, row: Row, said: Mapping[str, Any], found: Any) -> Wrong | None:
        if found is None:
            return f"missing {row.kind}", "it has no row"
        compare = wrong_transcript if row.kind == Kind.TRANSCRIPT else wrong_revocation
        return compare(said, found)

    def at_the_end(self, size: int) -> Iterator[Damage]:
        """Find rows that no entry stands for, and a head that counts other transcripts."""
        yield from self.strays
        counted, now = LedgerHead.objects.values_list("transcripts", "size").get(pk=1)
        if counted != self.transcripts and now == size:
            detail = f"the ledger head counts {counted} transcripts, the log {self.transcripts}"
            yield Damage(None, "wrong counter", detail)


def issued(span: Mapping[str, int]) -> dict[int, Issued]:
    """Return the transcripts of some entries, by number of the entry."""
    related = ("enrollment", "checkpoint", "signing_key")
    transcripts = list(Transcript.objects.filter(**span).select_related(*related))
    files = digests_of(transcripts)
    return {each.entry_id: Issued(each, files[each.pk]) for each in transcripts}


def digests_of(transcripts: Sequence[Transcript]) -> Mapping[int, list[FileDigest]]:
    """Return the digests of each transcript's files. Few of them are in memory at a time."""
    found: dict[int, list[FileDigest]] = defaultdict(list)
    files = IssuedFile.objects.filter(transcript__in=[each.pk for each in transcripts])
    columns = ("transcript", "name", "content")
    for transcript, name, content in files.values_list(*columns).iterator(chunk_size=FEW):
        found[transcript].append(FileDigest(name, sha256(bytes(content)).hexdigest()))
    return found


def revoked(span: Mapping[str, int]) -> dict[int, Revocation]:
    revocations = Revocation.objects.filter(**span).select_related("transcript__entry")
    return {each.entry_id: each for each in revocations}


def wrong_transcript(said: Mapping[str, Any], issued: Issued) -> Wrong | None:
    found, payload = issued.transcript, bytes(issued.transcript.statement)
    columns = {
        "number": found.number,
        "enrollment": str(found.enrollment.public_id),
        "statement": sha256(payload).hexdigest(),
        "log_size": found.checkpoint.size,
        "at": instant(found.issued_at),
        "files": [asdict(file) for file in sorted(issued.files, key=lambda file: file.name)],
    }
    if wrong := first_difference(TRANSCRIPT, columns, said):
        return wrong
    if not is_signed_by(bytes(found.signing_key.public_key), bytes(found.signature), payload):
        return TRANSCRIPT, "its statement is not signed by its key"
    statement = read_statement(payload)
    if (statement.code, statement.number) != (found.code, found.number):
        return TRANSCRIPT, "its code or number is not the one in its statement"
    return None


def wrong_revocation(said: Mapping[str, Any], found: Revocation) -> Wrong | None:
    columns = {
        "transcript": found.transcript.entry.reference.facts(),
        "reason": found.reason_id,
        "at": instant(found.revoked_at),
    }
    return first_difference(REVOCATION, columns, said)
