"""How refusals map to HTTP statuses and messages.

Refused → 422 with the form; Conflict and Impossible → 409 with the current record; NotAllowed → 403.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.wording import sentence_of
from home.core.views.see_other import see_other


def sentences_of(refusal: Refused) -> list[str]:
    """Return the sentences of the findings, each once."""
    return list(dict.fromkeys(sentence_of(finding) for finding in refusal.findings))


def say_done(request: HttpRequest, sentence: str, where: str, *args: Any) -> HttpResponse:
    """Add a success message and redirect to the record (303)."""
    messages.success(request, sentence)
    return see_other(where, *args)
