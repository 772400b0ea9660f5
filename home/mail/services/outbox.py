"""WRITE: mail enters the outbox with the change it reports, and a worker sends it.

If the change is rolled back, the mail was never written; if the mail server is down, it waits for the next
try.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import forbid_multi_line_headers
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from wagtail import hooks

from home.mail.models import DeadAddress, OutgoingMail
from home.mail.models.mail import LONGEST_SUBJECT

from .refusals import (
    is_final,
    is_unknown,
    mark_dead,
    takes_no_mail_to_many,
)

logger = logging.getLogger(__name__)

CLAIMED_FOR = timedelta(minutes=3)  # longer than a server takes that answers slowly at every step
# Waits after the first, second … failed try; after the last one we give up.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440)]
SETTLED_KEPT = timedelta(days=30)
# The content of settled mail is erased: it includes sign-in links and people's own words.
NOTHING_TO_READ = {"text": "", "html": "", "attachments": []}

State = OutgoingMail.State
Priority = OutgoingMail.Priority


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file attached to a mail, such as a calendar file."""

    name: str
    media_type: str
    text: str


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one address, to be written. `due_at` may be in the future; None means now.

    Mail still waiting at `send_before` is not sent: by then it is out of date.

    `about` is the row of the recipient, or of the person whose words it contains; both are erased together.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: Sequence[Attachment] = ()
    priority: Priority = Priority.NOTICE
    due_at: datetime | None = None
    send_before: datetime | None = None
    about: Any = None


def post_mail(**parts: Any) -> OutgoingMail:
    """Write one mail to the outbox, in the caller's transaction, from the fields of a `Mail`.

    Raises ValidationError for an invalid address, and BadHeaderError for a line break in a header.
    """
    (row,) = post_mails([Mail(**parts)])
    return row


def post_mails(mails: Iterable[Mail]) -> list[OutgoingMail]:
    """Write many mails at once; see `post_mail`."""
    now, mails = timezone.now(), list(mails)
    rows = [outgoing(mail, now) for mail in mails]
    with transaction.atomic(savepoint=False):
        OutgoingMail.objects.bulk_create(rows)
        note_what_they_are_about(rows, mails)
    return rows


def note_what_they_are_about(rows: Sequence[OutgoingMail], mails: Sequence[Mail]) -> None:
    """Record what each mail is about, in the table for its kind: see `MailAbout`."""
    notes = defaultdict(list)
    for row, mail in zip(rows, mails, strict=True):
        if mail.about:
            table = mail.about.mails.model
            notes[table].append(table(mail=row, about=mail.about))
    for table, rows_about in notes.items():
        table.objects.bulk_create(rows_about)


def outgoing(mail: Mail, now: datetime) -> OutgoingMail:
    validate_email(mail.to)
    for name, value in {"Subject": mail.subject, **mail.headers}.items():
        forbid_multi_line_headers(name, value, "utf-8")
    return OutgoingMail(
        to=mail.to,
        subject=Truncator(mail.subject).chars(LONGEST_SUBJECT),
        text=mail.text,
        html=mail.html,
        headers=dict(mail.headers),
        attachments=[asdict(each) for each in mail.attachments],
        priority=mail.priority,
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        written_at=now,
        due_at=mail.due_at or now,
        send_before=mail.send_before,
    )


def send_due(limit: int = 100, is_stopped: Callable[[], bool] = lambda: False) -> int:
    """Send due mail over one connection, until stopped; return how many were tried.

    The next mail is chosen after each one, so a more urgent new one goes first. Raises OSError (which
    includes SMTPException) if the mail server does not answer. That doesn't use up a mail's try, except for
    the one being sent when the connection broke, since it may be the cause.
    """
    connection = get_connection(settings.OUTBOX_SENDS_WITH)
    tried = 0
    try:
        while tried < limit and not is_stopped() and (mail := due_mail(timezone.now()).first()):
            connection.open()
            tried += claim(mail, timezone.now()) and deliver(mail, connection)
    finally:
        connection.close()
    return tried


def due_mail(now: datetime) -> QuerySet[OutgoingMail]:
    """Return due mail, the most urgent first, then the one that has waited longest."""
    due = OutgoingMail.objects.filter(state=State.WAITING, due_at__lte=now)
    return due.order_by("priority", "due_at", "pk")


def claim(mail: OutgoingMail, now: datetime) -> bool:
    """Claim a mail for this worker; the claim expires, so that a crash does not lose the mail."""
    until = now + CLAIMED_FOR
    mine = OutgoingMail.objects.filter(pk=mail.pk, state=State.WAITING, due_at=mail.due_at)
    return bool(mine.update(due_at=until))


def deliver(mail: OutgoingMail, connection: BaseEmailBackend) -> bool:
    if is_unwanted(mail):
        mail.delete()
    elif mail.send_before and mail.send_before <= timezone.now():
        logger.warning(
            "Mail %s was not sent: it was to go out before %s", mail.pk, mail.send_before
        )
        why = "It waited until it was no longer useful."
        settle(mail, State.TOO_LATE, problem=why, **NOTHING_TO_READ)
    elif mail.is_bulk and takes_no_mail_to_many(mail.to):
        settle(mail, State.REFUSED, problem="This address does not accept bulk email.")
    else:
        send(mail, connection)
    return True


def is_unwanted(mail: OutgoingMail) -> bool:
    """Whether an app vetoes the mail through the hook `mail_is_unwanted`."""
    return any(check(mail) for check in hooks.get_hooks("mail_is_unwanted"))


def send(mail: OutgoingMail, connection: BaseEmailBackend) -> None:
    try:
        message_of(mail, connection).send()
    except Exception as error:  # whatever the mail server does, the next mail gets its turn
        fail(mail, error, timezone.now())
        connection.close()  # it may be broken
    else:
        settle(mail, State.SENT, sent_at=timezone.now(), **NOTHING_TO_READ)


def message_of(mail: OutgoingMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    headers = {**mail.headers, "Message-ID": mail.message_id}
    if not mail.is_bulk:
        headers.setdefault("Auto-Submitted", "auto-generated")  # RFC 3834
    message = EmailMultiAlternatives(
        subject=mail.subject, body=mail.text, to=[mail.to], headers=headers, connection=connection
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    for each in mail.attachments:
        message.attach(each["name"], each["text"], each["media_type"])
    return message


def fail(mail: OutgoingMail, error: Exception, now: datetime) -> None:
    """Reschedule the mail, or give it up at once if the server's refusal is permanent."""
    logger.warning("Mail %s was not sent: %s", mail.pk, error)
    if mail.is_bulk and is_unknown(error):
        mark_dead(mail.to, DeadAddress.Reason.BOUNCED, now, details=str(error))
    if is_final(error) or mail.tries >= len(WAITS):
        settle(mail, State.REFUSED, problem=str(error))
    else:
        settle(mail, State.WAITING, problem=str(error), due_at=now + WAITS[mail.tries])


def try_again(mail: OutgoingMail) -> bool:
    """Send a given-up mail again with all its tries; return whether it had been given up."""
    given_up = OutgoingMail.objects.filter(pk=mail.pk, state=State.REFUSED)
    return bool(given_up.update(state=State.WAITING, tries=0, due_at=timezone.now()))


def drop_waiting(about: Any, why: str) -> int:
    """Cancel waiting mail about a row, with the reason; return how many."""
    waiting = OutgoingMail.objects.filter(pk__in=about.mails.values("mail"), state=State.WAITING)
    return waiting.update(state=State.TOO_LATE, problem=why, **NOTHING_TO_READ)


def settle(mail: OutgoingMail, state: str, **columns: Any) -> None:
    rows = OutgoingMail.objects.filter(pk=mail.pk)
    rows.update(state=state, tries=mail.tries + 1, **columns)


def erase_settled_mail(now: datetime) -> int:
    """Erase mail sent or given up long enough ago; return how many."""
    settled = OutgoingMail.objects.exclude(state=State.WAITING)
    _rows, by_model = settled.filter(due_at__lte=now - SETTLED_KEPT).delete()  # each try moves it
    return by_model.get(OutgoingMail._meta.label, 0)
