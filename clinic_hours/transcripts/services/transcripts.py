"""Issue and revoke transcripts, and record disclosures."""

from datetime import datetime

from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.models import LedgerHead
from clinic_hours.ledger.services.head import Head, lock_head
from clinic_hours.ledger.services.keys import current_key
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.models import HourEntry
from clinic_hours.sessions.services.checkpoints import checkpoint_at
from clinic_hours.sessions.services.entry_order import refuse_before_entry
from clinic_hours.transcripts.domain.codes import new_code
from clinic_hours.transcripts.domain.transcripts import Log, TranscriptStatement
from clinic_hours.transcripts.models import Disclosure, Revocation, Transcript
from clinic_hours.transcripts.policies import can_issue_transcripts
from clinic_hours.transcripts.selectors.statements import (
    school_facts,
    standard_facts,
    student_facts,
    study_facts,
    totals_facts,
)
from courses.requirements.models import RequirementSet
from home.core.models.actors import Person


@recorded
def issue_transcript(
    *, actor: Person, enrollment: Enrollment, after: int | None = None, now: datetime | None = None
) -> Transcript:
    """Issue a numbered, signed transcript of an enrollment's hours, with a checkpoint of the ledger.

    The head is locked, so that no entry comes between the totals and the checkpoint. `after` is the
    number of the newest transcript that the page showed, 0 for none: if there is a newer one, this is a
    second click. Raises NotAllowed for anyone but the coordinator and for one's own hours, Conflict for
    a second click, Refused if the clock is behind what it would state or the last entry cannot be read.
    """
    if not can_issue_transcripts(actor, enrollment):
        raise NotAllowed("not_yours_to_issue")
    head = lock_head()
    now = now or timezone.now()  # from here on, nothing can be posted with an earlier time
    number, issued_at = newest_of(enrollment)
    if after is not None and after != number:
        raise Conflict
    refuse_before(issued_at, now)
    if payload := last_payload(enrollment):
        refuse_before_entry(payload, now)
    key = current_key(head.signing_key_id, first_seq=head.size + 1)
    checkpoint = checkpoint_at(head, key)
    statement = statement_of(enrollment, head, actor, now)
    payload = statement.payload()
    transcript = Transcript.objects.create(
        number=statement.number,
        code=statement.code,
        enrollment=enrollment,
        checkpoint=checkpoint,
        statement=payload,
        signature=key.sign(payload),
        signing_key_id=key.id,
        issued_by=actor,
        issued_at=now,
    )
    LedgerHead.objects.update(transcripts=statement.number, signing_key=key.id, origin=head.origin)
    note_disclosure(transcript, Disclosure.Kind.ISSUED, seen_by=actor)
    return transcript


def newest_of(enrollment: Enrollment) -> tuple[int, datetime | None]:
    """Return the number of an enrollment's newest transcript, 0 for none, and when it was issued."""
    issued = Transcript.objects.filter(enrollment=enrollment).order_by("-number")
    return issued.values_list("number", "issued_at").first() or (0, None)


def last_payload(enrollment: Enrollment) -> bytes | memoryview | None:
    entries = HourEntry.objects.filter(enrollment=enrollment).order_by("-seq")
    return entries.values_list("payload", flat=True).first()


def statement_of(
    enrollment: Enrollment, head: Head, actor: Person, now: datetime
) -> TranscriptStatement:
    under = RequirementSet.objects.select_related("program__standard").get(
        pk=enrollment.requirement_set_id
    )
    entries = HourEntry.objects.filter(enrollment=enrollment).order_by("seq")
    return TranscriptStatement(
        number=head.transcripts + 1,
        code=new_code(),
        issued_at=instant(now),
        issued_by=str(actor),
        school=school_facts(),
        student=student_facts(enrollment),
        study=study_facts(enrollment, under),
        standard=standard_facts(under),
        requirements=totals_facts(enrollment),
        entries=tuple(entries.values_list("seq", flat=True)),
        log=Log(head.origin, head.size, head.tree().root().hex()),
    )


@recorded
def revoke_transcript(
    *, actor: Person, transcript: Transcript, reason: str, now: datetime | None = None
) -> Revocation:
    """Permanently revoke a transcript, with a reason.

    Raises NotAllowed, Conflict the second time, Refused if the clock is behind its issue.
    """
    now = now or timezone.now()
    if not can_issue_transcripts(actor, transcript.enrollment):
        raise NotAllowed("not_yours_to_revoke")
    refuse_before(transcript.issued_at, now)
    revocation, is_new = Revocation.objects.get_or_create(
        transcript=transcript,
        defaults={"reason": reason, "revoked_by": actor, "revoked_at": now},
    )
    if not is_new:
        raise Conflict
    note_disclosure(transcript, Disclosure.Kind.REVOKED, seen_by=actor)
    return revocation


def note_disclosure(
    transcript: Transcript,
    kind: Disclosure.Kind,
    *,
    seen_by: Person | None = None,
    purpose: str = "",
) -> Disclosure:
    """Record who saw the record, and how, where the student can read it (34 CFR 99.32)."""
    return Disclosure.objects.create(
        enrollment_id=transcript.enrollment_id,
        transcript=transcript,
        kind=kind,
        seen_by=seen_by,
        purpose=purpose,
    )
