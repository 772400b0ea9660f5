"""Mail that a server refuses is retried or given up, and only dead addresses are marked dead."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from home.mail.models import DeadAddress, OutgoingMail
from home.mail.services.outbox import WAITS, send_due, try_again
from home.mail.services.refusals import (
    BOUNCES_KEPT,
    forget_old_bounces,
    mark_dead,
    says_unknown,
)

from .mail import post

pytestmark = pytest.mark.django_db

NEWSLETTER = OutgoingMail.Priority.NEWSLETTER


def test_mail_to_a_permanently_refused_recipient_is_given_up_and_the_next_is_sent(mail_server):
    mail_server.refusals["gone@example.test"] = "550 No such user"
    gone, other = post("gone@example.test", priority=NEWSLETTER), post()
    assert send_due() == 2
    gone.refresh_from_db()
    assert gone.state == "refused"
    assert "No such user" in gone.problem
    assert DeadAddress.objects.get().address == "gone@example.test"
    assert mail_server.mail_to(other.to)


def test_a_refused_personal_mail_makes_no_address_dead(mail_server):
    mail_server.refusals["gone@example.test"] = "550 No such user"
    mail = post("gone@example.test")
    send_due()
    mail.refresh_from_db()
    assert mail.state == "refused"
    assert not DeadAddress.objects.exists()


def test_mail_to_a_temporarily_refused_recipient_is_retried_and_finally_given_up(mail_server):
    mail_server.refusals["full@example.test"] = "452 Mailbox full"
    mail = post("full@example.test")
    now = mail.due_at
    with time_machine.travel(now, tick=False) as clock:
        for wait in WAITS:
            assert send_due() == 1
            clock.shift(wait - timedelta(seconds=1))
            assert send_due() == 0
            clock.shift(timedelta(seconds=1))
        assert send_due() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("refused", len(WAITS) + 1)
    assert not DeadAddress.objects.exists()


@pytest.mark.parametrize(
    ("code", "reason", "unknown"),
    [
        (550, b"No such user", True),
        (550, b"5.1.1 <ana@example.test>: no such user", True),
        (550, b"5.1.10 The domain takes no mail", True),
        (554, b"5.7.1 <ana@example.test>: Relay access denied", False),
        (554, b"Relay access denied", False),
        (550, b"5.7.1 Your server is on a list", False),
        (550, b"5.1.8 Sender rejected", False),
        (550, b"5.2.2 Mailbox full", False),
        (450, b"4.1.1 Try later", False),
    ],
)
def test_only_an_unknown_mailbox_makes_an_address_dead(code, reason, unknown):
    assert says_unknown(code, reason) == unknown


def test_a_relay_that_refuses_us_causes_no_mail_to_be_given_up_and_no_dead_address(mail_server):
    mail_server.refusals["ana@example.test"] = "554 5.7.1 <ana@example.test>: Relay access denied"
    mail = post(priority=NEWSLETTER)
    send_due()
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("waiting", 1)
    assert not DeadAddress.objects.exists()


def test_a_refused_sender_is_our_own_fault_and_no_mail_is_given_up(mail_server):
    mail_server.to_senders = "553 5.7.1 Sender address rejected"
    post(), post("ben@example.test")
    send_due()
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"waiting"}
    mail_server.to_senders = "250 OK"
    with time_machine.travel(timezone.now() + WAITS[0], tick=False):
        assert send_due() == 2
    assert len(mail_server.mailbox) == 2


def test_mail_that_was_given_up_can_be_retried(mail_server):
    mail = post()
    OutgoingMail.objects.update(state="refused", tries=7)
    assert try_again(mail)
    assert OutgoingMail.objects.get().tries == 0  # all its tries again
    assert send_due() == 1
    assert mail_server.mail_to(mail.to)
    assert not try_again(mail)  # sent mail is not sent twice


def test_an_old_bounce_is_forgotten_and_a_complaint_is_not():
    now = timezone.now()
    mark_dead("ana@example.test", "bounced", now - BOUNCES_KEPT)
    mark_dead("ben@example.test", "complained", now - BOUNCES_KEPT)
    mark_dead("cleo@example.test", "bounced", now)
    assert forget_old_bounces(now) == 1
    assert not DeadAddress.objects.filter(address="ana@example.test").exists()


def test_a_dead_address_is_stored_in_lowercase_whoever_enters_it():
    dead = DeadAddress(address="Ana@Example.test", reason="complained", since=timezone.now())
    dead.full_clean()
    assert dead.address == "ana@example.test"


def test_a_dead_address_gets_personal_mail_but_no_bulk_mail(mail_server):
    mark_dead("Ana@example.test", DeadAddress.Reason.BOUNCED, timezone.now())
    post(), post(priority=NEWSLETTER)
    send_due()
    assert len(mail_server.mailbox) == 1
    assert OutgoingMail.objects.get(priority=NEWSLETTER).state == "refused"


def test_a_complaint_is_not_replaced_by_a_bounce():
    now = timezone.now()
    for reason in ("bounced", "complained", "bounced"):
        mark_dead("ana@example.test", reason, now)
    assert DeadAddress.objects.get().reason == "complained"
