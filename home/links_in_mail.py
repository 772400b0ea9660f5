"""Links that let one reader in without a sign-in: each for one thing, signed, none guessable."""

from typing import Literal

from django.conf import settings
from django.core import signing
from django.urls import reverse

Purpose = Literal["confirm", "preferences", "unsubscribe"]
CONFIRM_WITHIN = 7 * 24 * 3600  # seconds


def token_for(purpose: Purpose, subscriber_id: int) -> str:
    return signing.dumps(subscriber_id, salt=salt(purpose))


def subscriber_id_of(purpose: Purpose, token: str) -> int | None:
    """Return whose link this is; None for a forged one, and for a confirmation after a week."""
    age = CONFIRM_WITHIN if purpose == "confirm" else None
    try:
        return int(signing.loads(token, salt=salt(purpose), max_age=age))
    except signing.BadSignature:
        return None


def salt(purpose: Purpose) -> str:
    return f"home.newsletter.{purpose}"


def link_for(purpose: Purpose, subscriber_id: int) -> str:
    """Return the full address, in the language that is active."""
    token = token_for(purpose, subscriber_id)
    return f"{settings.SITE_URL}{reverse(f'newsletter_{purpose}', args=[token])}"
