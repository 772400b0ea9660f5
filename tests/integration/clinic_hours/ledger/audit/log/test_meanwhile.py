"""What is recorded during an audit does not disturb it: it checks the log as of its start."""

import pytest
from django.db import transaction

from clinic_hours.ledger.models import LedgerHead
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.people.services.enrollments import rename
from clinic_hours.people.services.licenses import log_withdrawal
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.services.transcripts import revoke_transcript
from tests.factories.clinic import (
    NOW,
    CredentialFactory,
    EnrollmentFactory,
    credited,
    logged,
    signed,
)
from tests.integration.clinic_hours.record import NEWER, Record, returned, void

pytestmark = pytest.mark.django_db


def sign(record: Record, cora) -> None:
    signed(logged(record.lucia, record.rosa, start="12:00", end="13:00"))


def send_back(record: Record, cora) -> None:
    returned(logged(record.lucia, record.rosa, start="12:00", end="13:00"), record.rosa)


def take_back(record: Record, cora) -> None:
    void(record.hours[2], record.rosa)


def credit(record: Record, cora) -> None:
    credited(cora, record.lucia, minutes=60, document="Transcript of Sable College")


def enroll(record: Record, cora) -> None:
    EnrollmentFactory()


def name(record: Record, cora) -> None:
    rename(record.ana.student, "Ana María Ruiz", now=NOW)


def license(record: Record, cora) -> None:
    CredentialFactory(supervisor=record.rosa)


def withdraw(record: Record, cora) -> None:
    license = record.rosa.credentials.get()
    with transaction.atomic():
        log_withdrawal(license, NOW)
        license.delete()


def issue(record: Record, cora) -> None:
    issue_transcript(actor=cora, enrollment=record.lucia, now=NOW)


def revoke(record: Record, cora) -> None:
    revoke_transcript(actor=cora, transcript=record.newer, reason="Misprinted.", now=NOW)


def change_keys(record: Record, cora) -> None:
    rotate_signing_key()


@pytest.mark.parametrize(
    "act",
    [
        *(sign, send_back, take_back, credit, enroll, name, license, withdraw, issue, revoke),
        change_keys,
    ],
    ids=lambda act: act.__name__,
)
def test_an_act_while_the_log_is_read_is_left_to_the_next_audit(record, cora, act):
    report = audit_ledger(lambda _read: act(record, cora))
    assert (report.damage, report.entries) == (None, NEWER)
    again = audit_ledger()
    assert (again.damage, again.entries) == (None, LedgerHead.objects.get().size)


def test_a_checkpoint_signed_meanwhile_is_no_damage(record):
    assert audit_ledger(lambda _read: sign_checkpoint()).is_ok
