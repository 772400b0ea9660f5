"""WRITE: mail goes into the outbox with the change that it tells of, and out of it by a worker.

A mail whose change is rolled back was never written; one whose server is down waits for the next try.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from email.utils import make_msgid
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.message import forbid_multi_line_headers
from django.core.validators import validate_email
from django.utils import timezone

from home.models import DeadAddress, OutgoingMail

logger = logging.getLogger(__name__)

CLAIMED_FOR = timedelta(minutes=10)
# Waits after the first, second … failed try; after the last one the mail is given up.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440)]

State = OutgoingMail.State


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of text that goes with a mail, such as a calendar's."""

    name: str
    media_type: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address, as it shall be written. `due_at` may lie ahead; None is now."""

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: Sequence[Attachment] = ()
    is_bulk: bool = False
    due_at: datetime | None = None


def post_mail(**parts) -> OutgoingMail:
    """Write one mail into the outbox, in the caller's transaction: the parts of a `Letter`.

    Raises ValidationError for what is no address, and BadHeaderError for a line break in a header.
    """
    (mail,) = post_mails([Letter(**parts)])
    return mail


def post_mails(letters: Iterable[Letter]) -> list[OutgoingMail]:
    """Write many mails at once; see `post_mail`."""
    now = timezone.now()
    return OutgoingMail.objects.bulk_create([outgoing(letter, now) for letter in letters])


def outgoing(letter: Letter, now: datetime) -> OutgoingMail:
    validate_email(letter.to)
    for name, value in {"Subject": letter.subject, **letter.headers}.items():
        forbid_multi_line_headers(name, value, "utf-8")
    return OutgoingMail(
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        headers=dict(letter.headers),
        attachments=[asdict(each) for each in letter.attachments],
        is_bulk=letter.is_bulk,
        message_id=make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        written_at=now,
        due_at=letter.due_at or now,
    )


def send_due(now: datetime | None = None, limit: int = 100) -> int:
    """Send what is due, oldest first, over one connection; return how many were tried.

    Raises OSError (SMTPException is one) where the mail server does not answer: then no mail has used
    up a try.
    """
    now = now or timezone.now()
    waiting = OutgoingMail.objects.filter(state=State.WAITING, due_at__lte=now)
    due = list(waiting.order_by("due_at", "pk")[:limit])
    if not due:
        return 0
    connection = get_connection()
    connection.open()
    try:
        return sum(claim(mail, now) and deliver(mail, connection, now) for mail in due)
    finally:
        connection.close()


def claim(mail: OutgoingMail, now: datetime) -> bool:
    """Take a mail for this worker; another one, or this one after a crash, may have it later."""
    until = now + CLAIMED_FOR
    mine = OutgoingMail.objects.filter(pk=mail.pk, state=State.WAITING, due_at=mail.due_at)
    return bool(mine.update(due_at=until))


def deliver(mail: OutgoingMail, connection, now: datetime) -> bool:
    if mail.is_bulk and DeadAddress.objects.filter(address=mail.to.lower()).exists():
        settle(mail, State.REFUSED, problem="The address takes no mail to many.")
        return True
    try:
        message_of(mail, connection).send()
    except Exception as error:  # whatever a mail server does, the next mail has its turn
        fail(mail, error, now)
    else:
        settle(mail, State.SENT, sent_at=now)
    return True


def message_of(mail: OutgoingMail, connection) -> EmailMultiAlternatives:
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
    """Wait for a better moment, or give up: at once where the server refuses for good."""
    logger.warning("Mail %s was not sent: %s", mail.pk, error)
    if is_dead(error):
        mark_dead(mail.to, DeadAddress.Reason.BOUNCED, now, details=str(error))
    if is_final(error) or mail.tries >= len(WAITS):
        settle(mail, State.REFUSED, problem=str(error))
    else:
        settle(mail, State.WAITING, problem=str(error), due_at=now + WAITS[mail.tries])


def is_dead(error: Exception) -> bool:
    """Whether the server knows no such recipient. Its code begins with 5: RFC 5321, section 4.2.1."""
    return isinstance(error, SMTPRecipientsRefused) and is_final(error)


def is_final(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _reason in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code in range(550, 560)


def mark_dead(address: str, reason: str, now: datetime, details: str = "") -> None:
    """Send no more mail to many to this address. A complaint outlives a bounce."""
    since = {"reason": reason, "since": now, "details": details}
    dead, is_new = DeadAddress.objects.get_or_create(address=address.lower(), defaults=since)
    if not is_new and reason == DeadAddress.Reason.COMPLAINED:
        DeadAddress.objects.filter(pk=dead.pk).update(**since)


def settle(mail: OutgoingMail, state: str, **columns) -> None:
    rows = OutgoingMail.objects.filter(pk=mail.pk)
    rows.update(state=state, tries=mail.tries + 1, **columns)
