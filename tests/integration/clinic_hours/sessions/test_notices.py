"""Students who lose hours are notified, with the reason."""

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.urls import reverse

from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.services.credits import reverse_credit
from clinic_hours.sessions.services.sign_offs import void_sign_off
from home.mail.models import OutgoingMail
from portal.settings.mail import OUTBOX
from tests.factories.clinic import NOW, credited, fresh, logged, signed

pytestmark = pytest.mark.django_db
HOW = {"statement": reversal_statement("en"), "authentication": fresh(), "now": NOW}


def voided(entry, actor, reason="Logged <twice> & wrong."):
    session = ClinicSession.objects.get(pk=entry.session_id)
    return void_sign_off(
        actor=actor, session=session, version=session.version, reason=reason, **HOW
    )


def test_a_student_is_told_that_hours_were_voided_and_why(lucia, rosa, cora):
    (entry,) = signed(logged(lucia, rosa))
    reversal = voided(entry, cora)
    (sent,) = mail.outbox
    assert sent.to == [lucia.student.email]
    assert "3.00 of your signed hours were voided" in sent.body
    assert "Logged <twice> & wrong." in sent.body
    assert f"/hours/entries/{reversal.seq}/" in sent.body


def test_a_student_is_told_that_transfer_hours_were_taken_back(lucia, cora):
    entry = credited(cora, lucia)
    reverse_credit(actor=cora, entry=entry, reason="Counted twice.", **HOW)
    assert "10.00 of your signed hours were voided" in mail.outbox[0].body


def test_the_mail_is_in_the_language_that_the_student_last_chose(client, lucia, cora):
    entry = credited(cora, lucia)
    client.force_login(lucia.student)
    client.post(reverse("set_language"), {"language": "es"})
    entry.enrollment.student.refresh_from_db()
    reverse_credit(actor=cora, entry=entry, reason="Counted twice.", **HOW)
    assert "10.00 horas" in mail.outbox[0].body


def test_the_mail_is_in_the_outbox_with_the_change_or_neither_is(lucia, rosa, cora, settings):
    settings.EMAIL_BACKEND = OUTBOX
    (entry,) = signed(logged(lucia, rosa))
    with connection.execute_wrapper(no_writing_of_mail), pytest.raises(OperationalError):
        voided(entry, cora)
    assert not HourEntry.objects.filter(reverses=entry).exists()
    voided(entry, cora)
    assert OutgoingMail.objects.get().to == lucia.student.email


def no_writing_of_mail(execute, sql, params, many, context):
    if sql.startswith("INSERT") and "home_mail_outgoingmail" in sql:
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)
