"""Transcripts as text, for templates."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from clinic_hours.transcripts.domain.codes import grouped
from clinic_hours.transcripts.domain.transcripts import TranscriptState

register = template.Library()


# How a transcript's state is shown: label, tone, icon.
TRANSCRIPT_STATES = {
    TranscriptState.ISSUED: (_("Issued"), "neutral", "file-check"),
    TranscriptState.SUPERSEDED: (_("Superseded"), "warning", "history"),
    TranscriptState.REVOKED: (_("Revoked"), "danger", "ban"),
    TranscriptState.DAMAGED: (_("Do not rely on it"), "danger", "triangle-alert"),
}


@register.inclusion_tag("components/badge.html")
def transcript_badge(state: TranscriptState) -> dict[str, Any]:
    label, tone, icon = TRANSCRIPT_STATES[state]
    return {"label": label, "tone": tone, "icon": icon, "testid": "transcript-status"}


@register.filter
def code(value: str) -> str:
    """Return a transcript's code in groups that are easy to read and type."""
    return grouped(value)
