"""Signed links let somebody in without a password: each for one row and one purpose, none guessable.

A purpose is the name of the address that the link leads to.
"""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from home.core.addresses import at_site


def token_for(purpose: str, pk: int) -> str:
    return signing.dumps(pk, salt=salt(purpose))


def pk_of(purpose: str, token: str, works_for: timedelta | None = None) -> int | None:
    """Return whose link this is; None for a forged one, and for one that is older than it works."""
    try:
        return int(signing.loads(token, salt=salt(purpose), max_age=works_for))
    except signing.BadSignature:
        return None


def salt(purpose: str) -> str:
    return f"home.{purpose}"


def link_for(purpose: str, pk: int) -> str:
    """Return the full address, in the language that is active."""
    return at_site(reverse(purpose, args=[token_for(purpose, pk)]))
