"""Build evidence from rows: what a sign-off stores and what its ledger entry says."""

from datetime import datetime

from clinic_hours.core.domain.authentication import Authentication
from clinic_hours.people.models import Credential
from clinic_hours.sessions.domain.attestation import Statement, note_commitment
from clinic_hours.sessions.domain.entries import (
    SignedSession,
    Signer,
    Signing,
    reversal_payload,
    sign_off_payload,
)
from clinic_hours.sessions.models import ClinicSession, HourEntry, SignOff
from home.core.models.actors import Person

from .entry_order import refuse_before_entry
from .ledger import Posting


def sign_off_of(
    session: ClinicSession,
    signed: SignedSession,
    *,
    signer: Person,
    credential: Credential,
    statement: Statement,
    authentication: Authentication,
    note_salt: bytes,
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
        printed_name=session.supervisor.printed_name,
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
        note_salt=note_salt,
    )


def signed_session(session: ClinicSession, note_salt: bytes) -> SignedSession:
    return SignedSession(
        session=str(session.public_id),
        version=session.version,
        enrollment=str(session.enrollment.public_id),
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
        note_commitment=note_commitment(session.note, note_salt),
    )


def signing_of(sign_off: SignOff) -> Signing:
    return Signing(
        signer=Signer(
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


def sign_off_posting(session: ClinicSession, signed: SignedSession, sign_off: SignOff) -> Posting:
    signing = signing_of(sign_off)
    return Posting(
        kind=HourEntry.Kind.SIGN_OFF,
        enrollment_id=session.enrollment_id,
        requirement_id=session.requirement_id,
        session_id=session.pk,
        sign_off_id=sign_off.pk,
        minutes=session.minutes,
        clients=session.clients,
        occurred_on=session.local_date,
        payload_for=lambda seq: sign_off_payload(seq, signed, sign_off.fingerprint, signing),
    )


def reversal_posting(
    entry: HourEntry,
    *,
    voider: Person,
    zone: str,
    reason: str,
    statement: Statement,
    authentication: Authentication,
    now: datetime,
) -> Posting:
    """Return the posting that fully takes back an entry.

    Raises Refused if `now` is before the entry was signed, and if the entry cannot be read.
    """
    refuse_before_entry(entry.payload, now)
    signing = Signing(Signer(str(voider)), statement, authentication, now, zone)
    return Posting(
        kind=HourEntry.Kind.REVERSAL,
        enrollment_id=entry.enrollment_id,
        requirement_id=entry.requirement_id,
        session_id=entry.session_id,
        sign_off_id=entry.sign_off_id,
        reverses_id=entry.pk,
        minutes=-entry.minutes,
        clients=-entry.clients,
        occurred_on=entry.occurred_on,
        document=entry.document,
        payload_for=lambda seq: reversal_payload(
            seq,
            enrollment=str(entry.enrollment.public_id),
            reverses=entry.seq,
            minutes=-entry.minutes,
            clients=-entry.clients,
            leaf=bytes(entry.leaf_hash).hex(),
            reason=reason,
            signing=signing,
        ),
    )
