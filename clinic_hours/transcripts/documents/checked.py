"""Verify a transcript as an outsider would, before anyone is shown its contents."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from clinic_hours.core.domain.errors import UNREADABLE
from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.selectors.key_records import trusted_key_records
from clinic_hours.transcripts.domain.transcripts import TranscriptState, TranscriptStatement
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.standings import TranscriptStanding, standing_of
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument, document_of
from clinic_hours.transcripts.verify_transcript import REFUSED, UNKNOWN, Step, status_of, verify

from .json import key_form, transcript_json


class Unreliable(Exception):
    """The record cannot be relied on. `problem` is a sentence, `steps` are the verifier's results so far."""

    def __init__(self, problem: str, steps: tuple[Step, ...] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.steps = steps


@dataclass(frozen=True, slots=True)
class Checked:
    """A transcript that can be relied on, and its standing in the log."""

    document: TranscriptDocument
    standing: TranscriptStanding


def checked_transcript(transcript: Transcript) -> Checked:
    """Return a complete transcript after checking its row, and every signature, proof and sum.

    `transcript` needs `enrollment`, `checkpoint` and `entry` selected with it. Raises Unreliable.
    """
    try:
        document = document_of(transcript)
        is_same = row_of(transcript) == row_in(document.statement)
    except UNREADABLE:
        raise Unreliable(_("This transcript's record is damaged.")) from None
    steps = require_sound(document)
    if not is_same:
        raise Unreliable(_("This transcript's record does not match the signed statement."), steps)
    standing = standing_of(transcript)
    if standing.state == TranscriptState.DAMAGED:
        raise Unreliable(_("The log does not say that this transcript was issued."), steps)
    return Checked(document, standing)


def require_sound(document: TranscriptDocument) -> tuple[Step, ...]:
    """Check every signature, proof and sum, and return the verifier's steps. Raises Unreliable."""
    trusted = trusted_key_forms()
    try:
        steps = tuple(verify(transcript_json(document), trusted))
    except UNREADABLE:
        raise Unreliable(_("This transcript's record is damaged.")) from None
    if status_of(steps) == REFUSED:
        raise Unreliable(_("This transcript's record is not what the school signed."), steps)
    if status_of(steps) == UNKNOWN:
        raise Unreliable(_("Not everything in this transcript's record could be checked."), steps)
    return steps


def row_of(transcript: Transcript) -> tuple:
    """Return the columns used to find a transcript and to decide which one supersedes it."""
    return (
        transcript.number,
        transcript.code,
        str(transcript.enrollment.public_id),
        instant(transcript.issued_at),
        transcript.checkpoint.size,
    )


def row_in(statement: TranscriptStatement) -> tuple:
    return (
        statement.number,
        statement.code,
        statement.study.enrollment,
        statement.issued_at,
        statement.log.size,
    )


def trusted_key_forms() -> list[dict]:
    """Return the trusted keys in the verifier's format. Raises Unreliable."""
    records = trusted_key_records()
    if records is None:
        raise Unreliable(
            _(
                "We can't read the school's signing key right now, so nothing was checked. Try "
                "again later or call the school."
            )
        )
    return [key_form(key) for key in records]
