"""Prepare, record and revoke transcripts."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db.models import F
from django.utils import timezone

from clinic_hours.core.domain.errors import Conflict, NotAllowed
from clinic_hours.core.services.transaction import recorded
from clinic_hours.ledger.domain.canonical import instant
from clinic_hours.ledger.domain.commitments import committed
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.models import LedgerHead
from clinic_hours.ledger.selectors.ends import ends_of
from clinic_hours.ledger.services.altered import refuse_altered, refuse_unreadable
from clinic_hours.ledger.services.append import Act, append, append_at
from clinic_hours.ledger.services.checkpoints import checkpoint_at
from clinic_hours.ledger.services.head import lock_head
from clinic_hours.ledger.services.keys import current_key
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.models import Enrollment
from clinic_hours.people.services.enrollments import lock_enrollment_row
from clinic_hours.transcripts.domain.codes import new_code
from clinic_hours.transcripts.domain.transcripts import (
    Chain,
    FileDigest,
    Log,
    TranscriptStatement,
    read_statement,
    revocation_body,
    transcript_body,
)
from clinic_hours.transcripts.models import Disclosure, IssuedFile, Revocation, Transcript
from clinic_hours.transcripts.policies import can_issue_transcripts
from clinic_hours.transcripts.selectors.statements import (
    issuer_facts,
    on_record,
    school_facts,
    standard_facts,
    student_facts,
    study_facts,
    totals_facts,
)
from home.core.models.actors import Person

from .disclosures import note_disclosure
from .requests import answer_request

Event = Disclosure.Kind
STATED = ("entry", "requirement_set__program__standard")


class Outdated(Exception):
    """Something was recorded while the files were made: prepare the transcript again."""


@recorded
def prepare_transcript(
    *, actor: Person, enrollment: Enrollment, after: int | None = None, now: datetime | None = None
) -> Transcript:
    """Return a signed transcript of an enrollment's hours that is not issued yet, under a checkpoint.

    The head is locked, so that no entry comes between the totals and the checkpoint. `after` is the
    number of the newest transcript that the page showed, 0 for none: if there is a newer one, this is a
    second click. Raises NotAllowed for anyone but the coordinator and for one's own hours, Conflict for
    a second click, Refused if the clock is behind what it would state or the record cannot be read.
    """
    if not can_issue_transcripts(actor, enrollment):
        raise NotAllowed("not_yours_to_issue")
    head = lock_head()
    now = now or timezone.now()  # from here on, nothing can be recorded with an earlier time
    number = newest_number(enrollment)
    if after is not None and after != number:
        raise Conflict
    key = current_key(head.signing_key_id, first_seq=head.size + 1)
    ends = ends_of(head.size, {enrollment.public_id})
    last = ends.chains[enrollment.public_id]
    refuse_before(last.done_at, now)
    with refuse_unreadable():
        statement = statement_of(
            Enrollment.objects.select_related(*STATED).get(pk=enrollment.pk),
            actor,
            number=head.transcripts + 1,
            chain=Chain(last.enrollment_seq, bytes(last.leaf_hash).hex()),
            log=Log(head.origin, head.size, ends.tree.root().hex()),
            now=now,
        )
    payload = statement.payload()
    return Transcript(
        number=statement.number,
        code=statement.code,
        enrollment=enrollment,
        checkpoint=checkpoint_at(head, ends, key),
        statement=payload,
        signature=key.sign(payload),
        signing_key_id=key.id,
        issued_by=actor,
        issued_at=now,
    )


def newest_number(enrollment: Enrollment) -> int:
    """Return the number of an enrollment's newest transcript, 0 for none."""
    issued = Transcript.objects.filter(enrollment=enrollment).order_by("-number")
    return issued.values_list("number", flat=True).first() or 0


def statement_of(
    enrollment: Enrollment, actor: Person, *, number: int, chain: Chain, log: Log, now: datetime
) -> TranscriptStatement:
    record = on_record(enrollment)
    return TranscriptStatement(
        number=number,
        code=new_code(),
        issued_at=instant(now),
        issued_by=issuer_facts(actor),
        school=school_facts(),
        student=student_facts(record),
        study=study_facts(record),
        standard=standard_facts(enrollment),
        requirements=totals_facts(enrollment, record),
        chain=chain,
        log=log,
    )


@recorded
def record_transcript(prepared: Transcript, files: Mapping[str, bytes]) -> Transcript:
    """Issue a prepared transcript with its files: append their digests to the log, and keep them.

    Raises Outdated if anything was recorded of this enrollment, or another transcript was issued, since.
    """
    statement = read_statement(bytes(prepared.statement))
    enrollment = lock_enrollment_row(prepared.enrollment_id)
    head = lock_head(more=1)
    key = current_key(head.signing_key_id, first_seq=head.size + 1)
    last = ends_of(head.size, {enrollment.public_id}).chains[enrollment.public_id]
    if (last.enrollment_seq, head.transcripts) != (statement.chain.length, statement.number - 1):
        raise Outdated
    digests = [FileDigest(name, sha256(content).hexdigest()) for name, content in files.items()]
    body = transcript_body(statement, digests)
    act = Act(Kind.TRANSCRIPT, prepared.issued_at, body, enrollment.public_id)
    (prepared.entry,) = append_at(head, key, [act])
    prepared.save(force_insert=True)
    IssuedFile.objects.bulk_create(
        IssuedFile(transcript=prepared, name=name, content=content)
        for name, content in files.items()
    )
    LedgerHead.objects.update(transcripts=F("transcripts") + 1)
    note_disclosure(prepared, Event.ISSUED, seen_by=prepared.issued_by)
    answer_request(prepared, enrollment)
    return prepared


@recorded
def revoke_transcript(
    *, actor: Person, transcript: Transcript, reason: str, now: datetime | None = None
) -> Revocation:
    """Permanently revoke a transcript, with a reason.

    Raises NotAllowed, Conflict the second time, Refused if the clock is behind its issue or its entry
    was altered.
    """
    now = now or timezone.now()
    if not can_issue_transcripts(actor, transcript.enrollment):
        raise NotAllowed("not_yours_to_revoke")
    enrollment = lock_enrollment_row(transcript.enrollment_id)
    if Revocation.objects.filter(transcript=transcript).exists():
        raise Conflict
    refuse_altered(transcript.entry)
    why = committed(reason)
    body = revocation_body(transcript.entry.reference, why.commitment)
    act = Act(Kind.REVOCATION, now, body, enrollment.public_id, (why,))
    (entry,) = append([act])
    revocation = Revocation.objects.create(
        transcript=transcript,
        entry=entry,
        reason_id=why.commitment,
        revoked_by=actor,
        revoked_at=now,
    )
    note_disclosure(transcript, Event.REVOKED, seen_by=actor)
    return revocation
