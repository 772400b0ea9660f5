"""Record who saw a student's record outside the school's daily work (34 CFR 99.32)."""

from clinic_hours.people.models import Enrollment
from clinic_hours.transcripts.models import Disclosure, Transcript
from home.core.models.actors import Person


def note_disclosure(
    transcript: Transcript,
    kind: Disclosure.Kind,
    *,
    seen_by: Person | None = None,
    purpose: str = "",
) -> Disclosure:
    """Record who saw the record, and how, where the student can read it."""
    return Disclosure.objects.create(
        enrollment_id=transcript.enrollment_id,
        transcript=transcript,
        kind=kind,
        seen_by=seen_by,
        purpose=purpose,
    )


def note_export(enrollment: Enrollment, *, seen_by: Person, purpose: str) -> Disclosure:
    """Record that someone took the hours of an enrollment with them as a file."""
    return Disclosure.objects.create(
        enrollment=enrollment, kind=Disclosure.Kind.EXPORTED, seen_by=seen_by, purpose=purpose
    )
