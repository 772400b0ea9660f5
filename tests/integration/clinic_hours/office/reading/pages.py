"""The addresses of a record, a total, and taking hours back."""

from django.urls import reverse

from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.services.sign_offs import void_sign_off
from tests.factories.clinic import NOW, fresh

SIGNED, STUDENTS = reverse("hours:signed"), reverse("hours:student_list")


def void(session, actor, reason="Logged twice."):
    session.refresh_from_db()
    return void_sign_off(
        actor=actor,
        session=session,
        version=session.version,
        reason=reason,
        statement=reversal_statement("en"),
        authentication=fresh(),
        now=NOW,
    )
