"""Links that let one reader in without a sign-in: each for one thing, signed, none guessable."""

from typing import Literal

from django.core import signing
from django.urls import reverse

from home.core.addresses import at_site

# Each is the name of the address that the link leads to.
Purpose = Literal[
    "newsletter_confirm", "newsletter_preferences", "newsletter_unsubscribe", "event_registration"
]
CONFIRM_WITHIN = 7 * 24 * 3600  # seconds


def token_for(purpose: Purpose, pk: int) -> str:
    return signing.dumps(pk, salt=salt(purpose))


def pk_of(purpose: Purpose, token: str) -> int | None:
    """Return whose link this is; None for a forged one, and for a confirmation after a week."""
    age = CONFIRM_WITHIN if purpose == "newsletter_confirm" else None
    try:
        return int(signing.loads(token, salt=salt(purpose), max_age=age))
    except signing.BadSignature:
        return None


def salt(purpose: Purpose) -> str:
    return f"home.{purpose}"


def link_for(purpose: Purpose, pk: int) -> str:
    """Return the full address, in the language that is active."""
    return at_site(reverse(purpose, args=[token_for(purpose, pk)]))
