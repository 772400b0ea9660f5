"""What a signed statement says, in words, for the pages of verification."""

import hashlib
from datetime import datetime

from django import template

from clinic_hours.documents import wording
from clinic_hours.domain.transcripts import RequirementTotals

register = template.Library()


@register.filter
def outcome(requirement: RequirementTotals) -> str:
    """Met, or what is missing."""
    return wording.outcome(requirement)


@register.filter
def instant(text: str) -> datetime:
    """An ISO instant as the statement writes it."""
    return datetime.fromisoformat(text)


@register.filter
def fingerprint(payload: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(payload).hexdigest()
