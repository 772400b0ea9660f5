"""What a student is asked before an instructor sees a session. A draft is saved without an answer."""

from collections.abc import Iterable

from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.domain.notes import passages

from .claims import Claim, Surroundings


def question_about_note(claim: Claim, around: Surroundings) -> Finding | None:
    """Ask whether a note names a client. The question quotes the note, so it is never stored."""
    if claim.names_no_client:
        return None
    quoted = [passage.text for passage in passages(claim.note, around.known_names)]
    return block("client_may_be_named", "note", passages=quoted) if quoted else None


def question_about_lateness(found: Iterable[Finding]) -> Finding | None:
    """Ask why a session is logged late, if the rules found that it is."""
    for finding in found:
        if finding.code == "late_entry":
            return block("late_reason_missing", "late_reason", **finding.params)
    return None
