"""A mail in the outbox."""

from home.models import OutgoingMail
from home.services.outbox import post_mail


def post(to: str = "ana@example.test", **changes) -> OutgoingMail:
    return post_mail(**{"to": to, "subject": "Your question", "text": "Thank you.", **changes})
