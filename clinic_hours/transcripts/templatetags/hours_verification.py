"""A signed statement as text, for the verification pages."""

import hashlib
from datetime import datetime
from functools import partial

from django import template

from clinic_hours.core.forms.times import hours
from clinic_hours.transcripts.documents import wording
from clinic_hours.transcripts.domain.transcripts import RequirementTotals

register = template.Library()


@register.filter
def outcome(requirement: RequirementTotals, clock_hour: int) -> str:
    """Return whether a requirement is met or what is missing, and any surplus."""
    return wording.outcome(requirement, partial(hours, clock_hour=clock_hour))


@register.filter
def instant(text: str) -> datetime:
    """Return the moment of an ISO instant in the statement."""
    return datetime.fromisoformat(text)


@register.filter
def fingerprint(payload: bytes) -> str:
    """Return the SHA-256 in hex."""
    return hashlib.sha256(payload).hexdigest()
