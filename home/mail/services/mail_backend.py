"""WRITE: Django's mail, from accounts, the CMS and error reports, goes to the outbox.

So no request waits for a mail server or fails because of one, and the mail belongs to its transaction.
"""

import logging
from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from itertools import chain
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.utils.html import strip_tags

from .outbox import (
    Attachment,
    Mail,
    Priority,
    post_mails,
)

logger = logging.getLogger(__name__)

HTML = "text/html"


class OutboxBackend(BaseEmailBackend):
    """A Django email backend that writes to the outbox. The worker sends what is there.

    A message may have a `priority`; without one it is a notice.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write all messages at once, each once for each recipient; return how many had one."""
        try:
            accepted = [list(accepted_mails_of(message)) for message in email_messages]
            post_mails(chain.from_iterable(accepted))
            return sum(map(bool, accepted))
        except Exception:
            if not self.fail_silently:
                raise
        return 0


def accepted_mails_of(message: EmailMessage) -> Iterator[Mail]:
    for mail in mails_of(message):
        try:
            validate_email(mail.to)
        except ValidationError:
            logger.warning("An email was dropped because its recipient is not a valid address.")
        else:
            yield mail


def mails_of(message: EmailMessage) -> Iterator[Mail]:
    text, html = bodies_of(message)
    for recipient in message.recipients():
        _name, address = parseaddr(recipient)
        yield Mail(
            to=address,
            subject=str(message.subject),
            text=text,
            html=html,
            headers=headers_of(message),
            attachments=[attachment_of(each) for each in message.attachments],
            priority=getattr(message, "priority", Priority.NOTICE),
        )


def bodies_of(message: EmailMessage) -> tuple[str, str]:
    """Return the text and the HTML; either may be empty."""
    body = str(message.body)
    if message.content_subtype == "html":
        return strip_tags(body), body
    others = getattr(message, "alternatives", ())
    return body, next((other for other, kind in others if kind == HTML), "")


def headers_of(message: EmailMessage) -> dict[str, str]:
    """Return the headers other than those the outbox writes itself."""
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    if message.reply_to:
        headers.setdefault("Reply-To", ", ".join(message.reply_to))
    if message.from_email != settings.DEFAULT_FROM_EMAIL:
        headers.setdefault("From", message.from_email)
    return headers


def attachment_of(attachment: Any) -> Attachment:
    """Return a message's attachment. Raises TypeError if it is not text."""
    name, content, media_type = attachment
    if not isinstance(content, str):
        raise TypeError(f"The outbox accepts only text files, not {name}.")
    return Attachment(name or "", media_type or "text/plain", content)
