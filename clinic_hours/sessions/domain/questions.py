"""What a student is asked before an instructor sees a session. A draft is saved without an answer."""

from collections.abc import Iterable

from clinic_hours.core.domain.findings import Finding, block
from clinic_hours.core.domain.notes import question_about

from .claims import Claim, Surroundings


def question_about_note(claim: Claim, around: Surroundings) -> Finding | None:
    """Ask whether a note names a client, unless the student already said that it does not."""
    if claim.names_no_client:
        return None
    return question_about(claim.note, "note", around.known_names)


def question_about_lateness(found: Iterable[Finding]) -> Finding | None:
    """Ask why a session is logged late, if the rules found that it is."""
    for finding in found:
        if finding.code == "late_entry":
            return block("late_reason_missing", "late_reason", **finding.params)
    return None
