"""The outbox: mail is written with its reason, and sent when the server takes it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from home.models import DeadAddress, OutgoingMail
from home.services.outbox import WAITS, Attachment, claim, mark_dead, post_mail, send_due
from tests.mail_server import free_port, running_mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail_server():
    with running_mail_server() as server:
        yield server


def post(to: str = "ana@example.test", **changes) -> OutgoingMail:
    return post_mail(**{"to": to, "subject": "Your question", "text": "Thank you.", **changes})


def test_a_mail_arrives_with_its_parts(mail_server):
    post(
        html="<p>Thank you.</p>",
        headers={"List-Unsubscribe": "<https://palmetto.test/u/1>"},
        attachments=[Attachment("open-house.ics", "text/calendar", "BEGIN:VCALENDAR\r\n")],
    )
    assert send_due() == 1
    (mail,) = mail_server.mailbox
    assert (mail["To"], mail["Subject"]) == ("ana@example.test", "Your question")
    assert mail["List-Unsubscribe"] == "<https://palmetto.test/u/1>"
    assert mail["Message-ID"] == OutgoingMail.objects.get().message_id
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]


def test_a_mail_is_sent_once(mail_server):
    post()
    assert (send_due(), send_due()) == (1, 0)
    assert len(mail_server.mailbox) == 1
    assert OutgoingMail.objects.get().state == "sent"


def test_a_mail_of_a_change_that_is_rolled_back_was_never_written():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post()
        raise ZeroDivisionError
    assert not OutgoingMail.objects.exists()


def test_a_mail_for_later_waits_until_then(mail_server):
    tomorrow = timezone.now() + timedelta(days=1)
    post(due_at=tomorrow)
    assert send_due() == 0
    assert send_due(tomorrow) == 1


def test_of_two_workers_that_read_the_same_mail_one_has_it():
    post()
    first, second = OutgoingMail.objects.get(), OutgoingMail.objects.get()
    now = timezone.now()
    assert (claim(first, now), claim(second, now)) == (True, False)


def test_a_server_that_is_silent_costs_no_try():
    post()
    with (
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=free_port(),
        ),
        pytest.raises(CommandError, match="does not answer"),
    ):
        call_command("send_outbox", once=True)
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.tries) == ("waiting", 0)


def test_a_recipient_refused_for_good_is_given_up_and_the_next_mail_is_sent(mail_server):
    mail_server.refusals["gone@example.test"] = "550 No such user"
    gone, other = post("gone@example.test"), post()
    assert send_due() == 2
    gone.refresh_from_db()
    assert gone.state == "refused"
    assert "No such user" in gone.problem
    assert DeadAddress.objects.get().address == "gone@example.test"
    assert mail_server.mail_to(other.to)


def test_a_recipient_refused_for_now_is_tried_again_later_and_at_last_given_up(mail_server):
    mail_server.refusals["full@example.test"] = "452 Mailbox full"
    mail = post("full@example.test")
    now = mail.due_at
    for wait in WAITS:
        assert send_due(now) == 1
        assert send_due(now + wait - timedelta(seconds=1)) == 0
        now += wait
    assert send_due(now) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("refused", len(WAITS) + 1)
    assert not DeadAddress.objects.exists()


def test_a_dead_address_gets_letters_to_itself_but_none_to_many(mail_server):
    mark_dead("Ana@example.test", DeadAddress.Reason.BOUNCED, timezone.now())
    post(), post(is_bulk=True)
    send_due()
    assert len(mail_server.mailbox) == 1
    assert OutgoingMail.objects.get(is_bulk=True).state == "refused"


def test_a_complaint_outlives_a_bounce():
    now = timezone.now()
    for reason in ("bounced", "complained", "bounced"):
        mark_dead("ana@example.test", reason, now)
    assert DeadAddress.objects.get().reason == "complained"


@pytest.mark.parametrize(
    "changes",
    [{"subject": "Hello\nBcc: all@example.test"}, {"headers": {"X-Topic": "a\r\nBcc: b@c.test"}}],
)
def test_a_line_break_in_a_header_is_refused(changes):
    with pytest.raises(BadHeaderError):
        post(**changes)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("to", ["nobody", "a@b", "a@example.test\nBcc: b@example.test"])
def test_what_is_no_address_is_refused(to):
    with pytest.raises(ValidationError):
        post(to)
