"""Whoever loses hours is told, with the reason."""

import pytest
from django.core import mail
from django.urls import reverse

from clinic_hours.domain.attestation import reversal_statement
from clinic_hours.models import ClinicSession, HourEntry
from clinic_hours.services.credits import reverse_credit
from clinic_hours.services.sign_offs import void_sign_off
from tests.factories.clinic import NOW, credited, fresh, logged, signed

pytestmark = pytest.mark.django_db
HOW = {"statement": reversal_statement("en"), "authentication": fresh(), "now": NOW}


def voided(entry, actor, reason="Logged <twice> & wrong."):
    session = ClinicSession.objects.get(pk=entry.session_id)
    return void_sign_off(
        actor=actor, session=session, version=session.version, reason=reason, **HOW
    )


def test_a_student_is_told_that_hours_were_voided_and_why(
    lucia, rosa, cora, django_capture_on_commit_callbacks
):
    (entry,) = signed(logged(lucia, rosa))
    with django_capture_on_commit_callbacks(execute=True):
        reversal = voided(entry, cora)
    (sent,) = mail.outbox
    assert sent.to == [lucia.student.email]
    assert "3.00 hours" in sent.body
    assert "Logged <twice> & wrong." in sent.body
    assert f"/hours/entries/{reversal.seq}/" in sent.body


def test_a_student_is_told_that_hours_on_paper_were_taken_back(
    lucia, cora, django_capture_on_commit_callbacks
):
    entry = credited(cora, lucia)
    with django_capture_on_commit_callbacks(execute=True):
        reverse_credit(actor=cora, entry=entry, reason="Counted twice.", **HOW)
    assert "10.00 hours" in mail.outbox[0].body


def test_the_mail_is_in_the_language_that_the_student_last_chose(
    client, lucia, cora, django_capture_on_commit_callbacks
):
    entry = credited(cora, lucia)
    client.force_login(lucia.student)
    client.post(reverse("set_language"), {"language": "es"})
    entry.enrollment.student.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        reverse_credit(actor=cora, entry=entry, reason="Counted twice.", **HOW)
    assert "10,00 horas" in mail.outbox[0].body


def test_nothing_is_sent_before_the_change_is_safe(lucia, rosa, cora):
    (entry,) = signed(logged(lucia, rosa))
    voided(entry, cora)
    assert mail.outbox == []


def test_a_mail_server_that_fails_takes_nothing_back(
    lucia, rosa, cora, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    (entry,) = signed(logged(lucia, rosa))
    with django_capture_on_commit_callbacks(execute=True):
        voided(entry, cora)
    assert HourEntry.objects.filter(reverses=entry).exists()
