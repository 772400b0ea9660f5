"""How a person proved who they are, and how recent the proof must be to sign (modeled on 21 CFR 11.200)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FRESH_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Authentication:
    """How and when (UTC) the signer last proved who they are."""

    method: str
    at: datetime


def is_fresh(authentication: Authentication, now: datetime) -> bool:
    """Return whether the proof is at most five minutes old and not from the future."""
    return timedelta(0) <= now - authentication.at <= FRESH_FOR
