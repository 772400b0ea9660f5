"""WRITE: what a mail server's no means, and the addresses that take no mail to many any more."""

import re
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from home.mail.models import DeadAddress

BOUNCES_KEPT = timedelta(days=730)
# What servers answer where a mailbox, or the whole domain, does not exist.
UNKNOWN = {550, 551, 553}
UNKNOWN_ENHANCED = {b"5.1.1", b"5.1.2", b"5.1.3", b"5.1.6", b"5.1.10"}


def is_final(error: Exception) -> bool:
    """Whether a later try is useless: nobody there, or a message that the server will not have.

    What else it refuses, our sender or us as its client, may be our own fault, and mended meanwhile.
    """
    if isinstance(error, SMTPDataError):
        return error.smtp_code in range(550, 560)
    return is_unknown(error)


def is_unknown(error: Exception) -> bool:
    """Whether the server knows no such recipient."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(says_unknown(code, reason) for code, reason in error.recipients.values())


def says_unknown(code: int, reason: bytes) -> bool:
    """Whether an answer says so. An enhanced code says it more exactly: RFC 5321, 4.2; RFC 3463, 3.2."""
    enhanced = re.match(rb"[245]\.\d{1,3}\.\d{1,3}\b", reason)
    return enhanced[0] in UNKNOWN_ENHANCED if enhanced else code in UNKNOWN


def mark_dead(address: str, reason: str, now: datetime, details: str = "") -> None:
    """Send no more mail to many to this address. A complaint outlives a bounce."""
    since = {"reason": reason, "since": now, "details": details}
    dead, is_new = DeadAddress.objects.get_or_create(address=address.lower(), defaults=since)
    if not is_new and reason == DeadAddress.Reason.COMPLAINED:
        DeadAddress.objects.filter(pk=dead.pk).update(**since)


def revive(address: str) -> None:
    """Send again to an address whose server refused it before. A complaint stays."""
    bounced = DeadAddress.objects.filter(reason=DeadAddress.Reason.BOUNCED)
    bounced.filter(address=address.lower()).delete()


def takes_no_mail_to_many(address: str) -> bool:
    return DeadAddress.objects.filter(address=address.lower()).exists()


def forget_old_bounces(now: datetime) -> int:
    """Erase which servers refused an address long ago; return how many. A complaint stays."""
    bounced = DeadAddress.objects.filter(reason=DeadAddress.Reason.BOUNCED)
    forgotten, _rows = bounced.filter(since__lte=now - BOUNCES_KEPT).delete()
    return forgotten
