"""Build evidence from rows: what a sign-off stores and what its log entry says."""

from collections.abc import Mapping
from datetime import datetime

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.core.domain.errors import Refused
from clinic_hours.ledger.domain.commitments import Committed, commitment
from clinic_hours.ledger.domain.entries import Kind
from clinic_hours.ledger.services.altered import ALTERED, refuse_altered
from clinic_hours.ledger.services.append import Act
from clinic_hours.ledger.services.order import refuse_before
from clinic_hours.people.models import Credential
from clinic_hours.sessions.domain.attestation import Statement
from clinic_hours.sessions.domain.entries import (
    SignedSession,
    Signer,
    Signing,
    reversal_body,
    sign_off_body,
)
from clinic_hours.sessions.domain.lines import ON_THE_CLOCK
from clinic_hours.sessions.models import ClinicSession, HourEntry, SignOff
from home.core.models.actors import Person

from .postings import Posting


def sign_off_of(
    session: ClinicSession,
    signed: SignedSession,
    *,
    signer: Person,
    credential: Credential,
    statement: Statement,
    authentication: Authentication,
    now: datetime,
) -> SignOff:
    """Return the sign-off of a session, with copies of everything as it is now."""
    return SignOff(
        session_id=session.pk,
        supervisor_id=session.supervisor_id,
        signer_id=signer.pk,
        student_id=session.student_id,
        signed_at=now,
        zone=session.zone,
        printed_name=credential.supervisor.printed_name,
        credential_kind=credential.kind,
        license_number=credential.number,
        jurisdiction=credential.jurisdiction,
        credential_expires_on=credential.expires_on,
        statement_version=statement.version,
        statement_language=statement.language,
        statement_text=statement.text,
        authentication_method=authentication.method,
        authenticated_at=authentication.at,
        fingerprint=signed.fingerprint(),
    )


def signed_session(session: ClinicSession) -> SignedSession:
    return SignedSession(
        session=str(session.public_id),
        version=session.version,
        category=session.requirement.category,
        requirement=session.requirement.name,
        site=session.site.name,
        zone=session.zone,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        break_minutes=session.break_minutes,
        minutes=session.minutes,
        rounding=session.enrollment.requirement_set.rounding,
        clients=session.clients,
        provenance=session.provenance,
        note=commitment(session.note, bytes(session.note_salt)),
    )


def signing_of(sign_off: SignOff) -> Signing:
    return Signing(
        signer=Signer(
            account=sign_off.signer_id,
            printed_name=sign_off.printed_name,
            credential=sign_off.credential_kind,
            license_number=sign_off.license_number,
            jurisdiction=sign_off.jurisdiction,
            expires_on=sign_off.credential_expires_on,
        ),
        statement=Statement(
            sign_off.statement_version, sign_off.statement_language, sign_off.statement_text
        ),
        authentication=Authentication(sign_off.authentication_method, sign_off.authenticated_at),
        at=sign_off.signed_at,
        zone=sign_off.zone,
    )


def sign_off_posting(
    session: ClinicSession, signed: SignedSession, sign_off: SignOff, credential: Credential
) -> Posting:
    """Return the posting of a signed session. `credential` has its log entry selected with it.

    Raises Refused if the credential is not in the log, or came into it later.
    """
    if credential.entry is None:
        raise Refused((ALTERED,))
    refuse_before(credential.entry.done_at, sign_off.signed_at)
    attendance = session.attendance
    body = sign_off_body(
        signed,
        signing_of(sign_off),
        fingerprint=sign_off.fingerprint,
        license=credential.entry.reference,
        history=session.history,
        attendance=attendance,
    )
    return Posting(
        Act(Kind.SIGN_OFF, sign_off.signed_at, body, session.enrollment.public_id),
        enrollment_id=session.enrollment_id,
        requirement_id=session.requirement_id,
        session_id=session.pk,
        sign_off_id=sign_off.pk,
        minutes=session.minutes,
        clients=session.clients,
        occurred_on=session.local_date,
        provenance=session.provenance,
        clock=clock_of(attendance),
    )


def clock_of(attendance: Mapping[str, int] | None) -> tuple[int, int, int]:
    """Return the minutes with an instructor, over the ratio and without one."""
    supervised, over_ratio, unsupervised = (
        (attendance or {}).get(name, 0) for name in ON_THE_CLOCK
    )
    return supervised, over_ratio, unsupervised


def reversal_posting(
    hours: HourEntry,
    *,
    voider: Person,
    zone: str,
    reason: Committed,
    statement: Statement,
    authentication: Authentication,
    now: datetime,
) -> Posting:
    """Return the posting that fully takes back hours, which have their log entry and enrollment selected.

    Raises Refused if that entry was altered.
    """
    refuse_altered(hours.log_entry)
    body = reversal_body(
        hours.log_entry.reference,
        minutes=-hours.minutes,
        clients=-hours.clients,
        reason=reason.commitment,
        signing=Signing(Signer(voider.pk, str(voider)), statement, authentication, now, zone),
    )
    return Posting(
        Act(Kind.REVERSAL, now, body, hours.enrollment.public_id),
        enrollment_id=hours.enrollment_id,
        requirement_id=hours.requirement_id,
        session_id=hours.session_id,
        sign_off_id=hours.sign_off_id,
        reverses_id=hours.pk,
        minutes=-hours.minutes,
        clients=-hours.clients,
        occurred_on=hours.occurred_on,
        document=hours.document,
        provenance=hours.provenance,
        clock=taken_back(hours),
        reason_id=reason.commitment,
    )


def taken_back(hours: HourEntry) -> tuple[int, int, int]:
    return -hours.supervised_minutes, -hours.over_ratio_minutes, -hours.unsupervised_minutes
