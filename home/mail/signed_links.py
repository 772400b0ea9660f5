"""Signed links work without a password: each is for one row and one purpose, and can't be guessed.

A purpose is the name of the URL that the link leads to.
"""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from home.core.addresses import at_site


def token_for(purpose: str, pk: int) -> str:
    return signing.dumps(pk, salt=salt(purpose))


def pk_of(purpose: str, token: str, works_for: timedelta | None = None) -> int | None:
    """Return the key of the link's row; None if it is forged or has expired."""
    try:
        return int(signing.loads(token, salt=salt(purpose), max_age=works_for))
    except signing.BadSignature:
        return None


def salt(purpose: str) -> str:
    return f"home.{purpose}"


def link_for(purpose: str, pk: int) -> str:
    """Return the absolute URL, in the active language."""
    return at_site(reverse(purpose, args=[token_for(purpose, pk)]))
