"""What a refusal looks like over HTTP: one place for statuses and their sentences.

Refused → 422 at the form; Conflict and Impossible → 409 with the fresh record; NotAllowed → 403.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from clinic_hours.domain.errors import Conflict, HoursError, Impossible, NotAllowed, Refused
from clinic_hours.forms.wording import sentence_of
from clinic_hours.models import Enrollment

UNPROCESSABLE, CONFLICT, SEE_OTHER, TOO_MANY = 422, 409, 303, 429

MOVED_ON = _(
    "This session changed since your page was loaded. Nothing was done: this is how it is now."
)
NOT_NOW = _("That is not possible any more: the session has moved on. This is how it is now.")

REOPENED = _("The enrollment is active again: not every requirement is met any more.")


def sentence_for(error: HoursError) -> str:
    """Return the sentence for a conflict or an impossible step; raise for whoever may not."""
    if isinstance(error, NotAllowed):
        raise PermissionDenied(error.reason) from error
    if isinstance(error, Impossible):
        return str(NOT_NOW)
    if isinstance(error, Conflict):
        return str(MOVED_ON)
    raise error


def tell_where_reopened(request: HttpRequest, before: Enrollment) -> None:
    """Say that a completed enrollment is active again. `before` is as it was read before the act."""
    if before.status != Enrollment.Status.COMPLETED:
        return
    if Enrollment.objects.filter(pk=before.pk, status=Enrollment.Status.ACTIVE).exists():
        messages.warning(request, REOPENED)


def sentences_of(refusal: Refused) -> list[str]:
    """Return what the rules say, each sentence once."""
    return list(dict.fromkeys(sentence_of(finding) for finding in refusal.findings))


def see_other(request: HttpRequest, sentence: str, where: str, *args) -> HttpResponse:
    """Say that it is done, and lead to the record (303)."""
    messages.success(request, sentence)
    response = redirect(where, *args)
    response.status_code = SEE_OTHER
    return response
