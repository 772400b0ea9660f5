"""What a signed statement says, in words, for the pages of verification."""

import hashlib
from datetime import datetime

from django import template

from clinic_hours.transcripts.documents import wording
from clinic_hours.transcripts.domain.transcripts import RequirementTotals

register = template.Library()


@register.filter
def outcome(requirement: RequirementTotals, clock_hour: int) -> str:
    """Met, or what is missing; and what is over."""
    return wording.outcome(requirement, clock_hour)


@register.filter
def instant(text: str) -> datetime:
    """An ISO instant as the statement writes it."""
    return datetime.fromisoformat(text)


@register.filter
def fingerprint(payload: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(payload).hexdigest()
