"""The verdict on a file: is it what the school signed or issued?"""

import json
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from clinic_hours.transcripts.domain.codes import read_code
from clinic_hours.transcripts.models import Transcript
from clinic_hours.transcripts.selectors.files import is_issued
from clinic_hours.transcripts.selectors.standings import TranscriptStanding
from clinic_hours.transcripts.selectors.transcripts import transcript_by_code
from clinic_hours.transcripts.verify_transcript import REFUSED, Step, status_of, verify

from .checked import Unreliable, checked_transcript, trusted_key_forms

PDF, CODE_IN_PDF = b"%PDF-", re.compile(rb"/verify/([0-9A-Z]{26})/")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result for a file. `problem` is a sentence, or "" if the school issued it."""

    problem: str = ""
    transcript: Transcript | None = None
    standing: TranscriptStanding | None = None
    steps: tuple[Step, ...] = ()


def is_pdf(data: bytes) -> bool:
    return data.startswith(PDF)


def verdict_on(data: bytes) -> Verdict:
    """Check a file's bytes as anyone would, and whether this school issued it."""
    try:
        return verdict_on_pdf(data) if is_pdf(data) else verdict_on_json(data)
    except Unreliable as error:
        return Verdict(error.problem, steps=error.steps)


def verdict_on_json(data: bytes) -> Verdict:
    steps = tuple(verify(data, trusted_key_forms()))
    if status_of(steps) == REFUSED:
        return Verdict(_("This is not what the school signed."), steps=steps)
    if steps[-1].code == "newer_format":
        return Verdict(_("This file is in a newer format than this site can check."), steps=steps)
    statement = json.loads(data)["statement"]
    transcript = found_by(json.loads(statement)["code"])
    if transcript is None or bytes(transcript.statement) != statement.encode():
        return Verdict(_("The school has no record of this transcript."), steps=steps)
    return Verdict("", transcript, checked_transcript(transcript).standing, steps)


def verdict_on_pdf(data: bytes) -> Verdict:
    """Compare a PDF with those that were issued, whose digests are in the log."""
    named = CODE_IN_PDF.search(data)
    transcript = found_by(named[1].decode()) if named else None
    if transcript is None:
        return Verdict(_("This PDF doesn't name a transcript from this school."))
    standing = checked_transcript(transcript).standing
    if is_issued(transcript, data):
        return Verdict("", transcript, standing)
    problem = _(
        "This PDF is not identical to the one the school issues for this transcript. It was "
        "changed, cut off or saved again. Rely on the page below, not on the file."
    )
    return Verdict(problem, transcript, standing)


def found_by(text: str) -> Transcript | None:
    code = read_code(text)
    return transcript_by_code(code) if code else None
