"""A small record with an example of everything that the audit derives from the log."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from clinic_hours.ledger.models import Checkpoint
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.cosignatures import record_cosignatures
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.people.models import Enrollment, Supervisor
from clinic_hours.people.services.enrollments import rename
from clinic_hours.people.services.licenses import log_withdrawal
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.services.sessions import edit_session, return_session
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.models import Revocation, Transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from courses.requirements.models import RequirementGate, RequirementSet
from tests.factories.clinic import (
    NOW,
    ClinicSiteFactory,
    CredentialFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    credited,
    facts,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.factories.people import UserFactory
from tests.factories.witnesses import BOARD

# Its entries, by number.
EDITION, LUCIA, LICENSE, FIRST, SECOND, THIRD, TRANSFER, REVERSAL = range(1, 9)
GATED_EDITION, ANA, RENAMED, THEO, WITHDRAWN, WITHDRAWAL = range(9, 15)
KEY, TRANSCRIPT, REVOCATION, NEWER = range(15, 19)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Record:
    """The rows. Lucía's `first` session was returned and corrected before it was signed."""

    lucia: Enrollment
    ana: Enrollment
    rosa: Supervisor
    hours: list[HourEntry]
    returned: ClinicSession
    transcript: Transcript
    revocation: Revocation
    newer: Transcript
    checkpoint: Checkpoint


def make_record() -> Record:
    ClinicSiteFactory()
    lucia = EnrollmentFactory(student__display_name="Lucía Ferrer")
    rosa = SupervisorFactory(user__display_name="Rosa Castellanos")
    cora = OfficeRoleFactory(user__display_name="Cora Whitfield").user
    unsigned = returned(logged(lucia, rosa, start="15:00", end="16:00"), rosa)
    hours = [corrected(lucia, rosa, cora), *two_more(lucia, rosa)]
    credited(cora, lucia)
    published_set(program=lucia.requirement_set.program, edition=2, published=False)
    void(hours[1], rosa)
    ana = renamed_student()
    withdrawn_license(SupervisorFactory())
    rotate_signing_key()
    transcript = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    why = {"actor": cora, "reason": "Misprinted.", "now": NOW}
    revocation = revoke_transcript(transcript=transcript, **why)
    return Record(
        lucia=lucia,
        ana=ana,
        rosa=rosa,
        hours=hours,
        returned=unsigned,
        transcript=transcript,
        revocation=revocation,
        newer=issue_transcript(actor=cora, enrollment=lucia, now=NOW),
        checkpoint=cosigned_checkpoint(),
    )


def corrected(lucia: Enrollment, rosa: Supervisor, cora) -> HourEntry:
    """Sign a session after its instructor sent it back."""
    before = NOW - HOUR
    session = logged(lucia, rosa, start="08:00", end="09:00", now=before, note="Neck.")
    session = returned(session, rosa)
    session = edit_session(
        actor=lucia.student,
        session=session,
        version=session.version,
        facts=facts(lucia, rosa, start="08:00", end="08:45", note="Neck."),
        submit=True,
        now=NOW,
    )
    return signed(session)[0]


def returned(session: ClinicSession, rosa: Supervisor) -> ClinicSession:
    reason = "You left earlier."
    return return_session(
        actor=rosa.user, session=session, version=session.version, reason=reason, now=NOW
    )


def two_more(lucia: Enrollment, rosa: Supervisor) -> list[HourEntry]:
    clocks = (("09:00", "10:00"), ("10:00", "11:00"))
    return signed(*(logged(lucia, rosa, start=start, end=end) for start, end in clocks))


def void(hours: HourEntry, rosa: Supervisor) -> None:
    session = ClinicSession.objects.get(pk=hours.session_id)
    void_sign_off(
        actor=rosa.user,
        session=session,
        version=session.version,
        reason="Wrong day.",
        statement=reversal_statement("en"),
        authentication=fresh(),
        now=NOW,
    )


def renamed_student() -> Enrollment:
    """Enroll Ana, under an edition with a gate, and rename her."""
    ana = EnrollmentFactory(student=UserFactory(display_name="Ana"), requirement_set=gated())
    rename(ana.student, "Ana Ruiz", now=NOW)
    return Enrollment.objects.get(pk=ana.pk)


def gated() -> RequirementSet:
    """Publish an edition whose second line opens after half of its first."""
    lines = (
        {"category": name, "name": name.title(), "minutes": 600} for name in ("watch", "treat")
    )
    under = published_set(*lines, edition=3, published=False)
    first, second = under.requirements.order_by("sort_order")
    RequirementGate.objects.create(requirement=second, after=first, after_minutes=300)
    under.published_at = NOW
    under.save(update_fields=["published_at"])
    return under


def withdrawn_license(theo: Supervisor) -> None:
    license = CredentialFactory(supervisor=theo, kind="AP")
    with transaction.atomic():
        log_withdrawal(license, NOW)
        license.delete()


def cosigned_checkpoint() -> Checkpoint:
    """Sign a checkpoint that the board has seen."""
    note = sign_checkpoint().note
    return record_cosignatures(note + BOARD.line(note))
