"""A mail in the outbox."""

from home.mail.models import OutgoingMail
from home.mail.services.outbox import post_mail


def post(to: str = "ana@example.test", **changes) -> OutgoingMail:
    return post_mail(**{"to": to, "subject": "Your question", "text": "Thank you.", **changes})
