"""What a refusal looks like over HTTP: one place for statuses and their sentences.

Refused → 422 at the form; Conflict and Impossible → 409 with the fresh record; NotAllowed → 403.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.forms.wording import sentence_of
from home.core.views.see_other import see_other


def sentences_of(refusal: Refused) -> list[str]:
    """Return what the rules say, each sentence once."""
    return list(dict.fromkeys(sentence_of(finding) for finding in refusal.findings))


def say_done(request: HttpRequest, sentence: str, where: str, *args: Any) -> HttpResponse:
    """Say that it is done, and lead to the record (303)."""
    messages.success(request, sentence)
    return see_other(where, *args)
