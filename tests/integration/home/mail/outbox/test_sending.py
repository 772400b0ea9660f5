"""Mail is written in the transaction of its reason, and sent when the server accepts it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMessage, get_connection
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from home.mail.models import OutgoingMail
from home.mail.services import outbox
from home.mail.services.outbox import (
    SETTLED_KEPT,
    Attachment,
    Priority,
    claim,
    due_mail,
    erase_settled_mail,
    send_due,
)
from tests.servers.mail_server import free_port

from .mail import post

pytestmark = pytest.mark.django_db

BACKEND = "home.mail.services.mail_backend.OutboxBackend"


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


def test_mail_is_sent_once(mail_server):
    post()
    assert (send_due(), send_due()) == (1, 0)
    assert len(mail_server.mailbox) == 1
    assert OutgoingMail.objects.get().state == "sent"


def test_mail_about_a_rolled_back_change_was_never_written():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        post()
        raise ZeroDivisionError
    assert not OutgoingMail.objects.exists()


def test_a_mail_for_later_waits_until_then(mail_server):
    tomorrow = timezone.now() + timedelta(days=1)
    post(due_at=tomorrow)
    assert send_due() == 0
    with time_machine.travel(tomorrow, tick=False):
        assert send_due() == 1


def test_account_mail_is_sent_before_notices_and_newsletters_last(mail_server):
    for priority in reversed(Priority):
        post(subject=priority.label, priority=priority)
        post(subject=f"Another {priority.label}", priority=priority)
    send_due()
    assert [mail["Subject"] for mail in mail_server.mailbox] == [
        *("Account", "Another Account"),
        *("Notice", "Another Notice"),
        *("Newsletter", "Another Newsletter"),
    ]


def test_the_next_mail_is_the_first_row_of_an_index():
    if connection.vendor == "postgresql":  # which does not use an index for an empty table
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = due_mail(timezone.now())[:1].explain().lower()
    assert "mail_by_priority" in plan
    assert not {"sort", "b-tree"} & {*plan.split()}


def test_only_one_of_two_workers_gets_the_same_mail():
    post()
    first, second = OutgoingMail.objects.get(), OutgoingMail.objects.get()
    now = timezone.now()
    assert (claim(first, now), claim(second, now)) == (True, False)


def test_mail_that_was_called_off_meanwhile_is_not_claimed():
    post()
    chosen = OutgoingMail.objects.get()
    OutgoingMail.objects.update(state="too_late")
    assert not claim(chosen, timezone.now())


class Overtaken(EmailBackend):
    """A connection so slow to open that another worker claims the mail meanwhile."""

    def open(self) -> bool:
        return claim(OutgoingMail.objects.get(), timezone.now())


def test_mail_that_another_worker_claimed_meanwhile_is_left_to_it(mailoutbox):
    post()
    with override_settings(OUTBOX_SENDS_WITH=f"{__name__}.{Overtaken.__name__}"):
        assert send_due() == 0
    assert not mailoutbox
    assert OutgoingMail.objects.get().state == "waiting"


def test_an_unreachable_server_does_not_count_as_a_try():
    post()
    with (
        override_settings(
            OUTBOX_SENDS_WITH="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=free_port(),
        ),
        pytest.raises(CommandError, match="is not responding"),
    ):
        call_command("run_worker", once=True)
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.tries) == ("waiting", 0)


def test_a_broken_connection_counts_as_a_try_only_for_the_mail_being_sent(mail_server):
    mail_server.hang_ups.add("ana@example.test")
    first, second = post(), post("ben@example.test")
    assert send_due() == 2
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, first.tries) == ("waiting", 1)
    assert (second.state, second.tries) == ("sent", 1)


def test_a_server_lost_during_a_batch_does_not_count_as_a_try_for_the_next_mail(mail_server):
    mail_server.hang_ups.add("ana@example.test")
    mail_server.goes_away = True
    first, second = post(), post("ben@example.test")
    with pytest.raises(OSError):
        send_due()
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.tries, second.tries) == (1, 0)
    assert second.due_at == second.written_at  # it was not even claimed


def test_each_mail_in_a_slow_batch_is_claimed_only_when_its_turn_comes(mail_server, monkeypatch):
    post(), post("ben@example.test")
    claimed, deliver = [], outbox.deliver
    with time_machine.travel(timezone.now(), tick=False) as clock:

        def slowly(mail, connection):
            until = OutgoingMail.objects.get(pk=mail.pk).due_at
            claimed.append(until - timezone.now())
            clock.shift(timedelta(minutes=11))
            return deliver(mail, connection)

        monkeypatch.setattr(outbox, "deliver", slowly)
        send_due()
    assert claimed == [outbox.CLAIMED_FOR] * 2


def test_a_subject_longer_than_its_column_is_cut():
    assert post(subject="x" * 255).subject == "x" * 199 + "…"


def test_settled_mail_is_erased_after_its_time_and_waiting_mail_never():
    now = timezone.now()
    for state in ("sent", "refused", "waiting"):
        mail = post()
        OutgoingMail.objects.filter(pk=mail.pk).update(state=state, due_at=now - SETTLED_KEPT)
    fresh = post()
    OutgoingMail.objects.filter(pk=fresh.pk).update(state="sent")
    assert erase_settled_mail(now) == 2
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"waiting", "sent"}


def test_a_task_that_fails_stops_no_mail(mail_server, monkeypatch):
    def broken(now):
        raise ZeroDivisionError

    monkeypatch.setattr("home.events.services.events.send_event_news", broken)
    post()
    with pytest.raises(CommandError, match="send_event_news"):
        call_command("run_worker", once=True)
    assert mail_server.mailbox


@pytest.mark.parametrize(
    "changes",
    [{"subject": "Hello\nBcc: all@example.test"}, {"headers": {"X-Topic": "a\r\nBcc: b@c.test"}}],
)
def test_a_line_break_in_a_header_is_refused(changes):
    with pytest.raises(BadHeaderError):
        post(**changes)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("to", ["nobody", "a@b", "a@example.test\nBcc: b@example.test"])
def test_an_invalid_address_is_refused(to):
    with pytest.raises(ValidationError):
        post(to)


def test_the_worker_answers_to_its_other_name(mail_server):
    post()
    call_command("send_outbox", once=True)
    assert mail_server.mailbox


def with_a_file_that_is_not_text(**options) -> EmailMessage:
    through = get_connection(BACKEND, **options)
    message = EmailMessage("A file", "See below.", to=["ana@example.test"], connection=through)
    message.attach("file.bin", b"\xff\x00", "application/octet-stream")
    return message


def test_a_file_that_is_not_text_is_refused_before_it_is_written():
    with pytest.raises(TypeError, match="only text files"):
        with_a_file_that_is_not_text().send()
    assert not OutgoingMail.objects.exists()


def test_who_asks_for_silence_gets_no_error_and_no_mail_is_written():
    assert with_a_file_that_is_not_text(fail_silently=True).send() == 0
    assert not OutgoingMail.objects.exists()
