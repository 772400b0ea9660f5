"""WRITE: interpret mail servers' refusals, and keep the list of addresses that get no bulk mail."""

import re
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from home.mail.models import DeadAddress

BOUNCES_KEPT = timedelta(days=730)
# Replies for a mailbox or a domain that does not exist.
UNKNOWN = {550, 551, 553}
UNKNOWN_ENHANCED = {b"5.1.1", b"5.1.2", b"5.1.3", b"5.1.6", b"5.1.10"}


def is_final(error: Exception) -> bool:
    """Whether retrying is pointless: no such recipient, or a message the server rejects.

    Refusals of our sender or of us as a client may be our own fault, and fixed in the meantime.
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
    """Whether a reply means that. Enhanced codes are more specific: RFC 5321, 4.2; RFC 3463, 3.2."""
    enhanced = re.match(rb"[245]\.\d{1,3}\.\d{1,3}\b", reason)
    return enhanced[0] in UNKNOWN_ENHANCED if enhanced else code in UNKNOWN


def mark_dead(address: str, reason: str, now: datetime, details: str = "") -> None:
    """Stop bulk mail to this address. A complaint is kept even if a bounce follows."""
    since = {"reason": reason, "since": now, "details": details}
    dead, is_new = DeadAddress.objects.get_or_create(address=address.lower(), defaults=since)
    if not is_new and reason == DeadAddress.Reason.COMPLAINED:
        DeadAddress.objects.filter(pk=dead.pk).update(**since)


def revive(address: str) -> None:
    """Resume mail to an address that bounced before. A complaint stays."""
    bounced = DeadAddress.objects.filter(reason=DeadAddress.Reason.BOUNCED)
    bounced.filter(address=address.lower()).delete()


def takes_no_mail_to_many(address: str) -> bool:
    return DeadAddress.objects.filter(address=address.lower()).exists()


def forget_old_bounces(now: datetime) -> int:
    """Erase old bounces; return how many. Complaints stay."""
    bounced = DeadAddress.objects.filter(reason=DeadAddress.Reason.BOUNCED)
    forgotten, _rows = bounced.filter(since__lte=now - BOUNCES_KEPT).delete()
    return forgotten
