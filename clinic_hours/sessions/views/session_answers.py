"""Messages for sessions that have changed, and for hours that were taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.errors import (
    Conflict,
    HoursError,
    Impossible,
    NotAllowed,
)
from clinic_hours.people.models import Enrollment

MOVED_ON = _(
    "This session changed after you opened the page, so nothing was done. Here is the latest "
    "version."
)
NOT_NOW = _(
    "That's no longer possible because the session has changed. Here is the latest version."
)

REOPENED = _("The enrollment is active again because some requirements are no longer met.")


def sentence_for(error: HoursError) -> str:
    """Return the sentence for a conflict or an impossible step, or raise for anyone not allowed."""
    if isinstance(error, NotAllowed):
        raise PermissionDenied(error.reason) from error
    if isinstance(error, Impossible):
        return str(NOT_NOW)
    if isinstance(error, Conflict):
        return str(MOVED_ON)
    raise error


def tell_where_reopened(request: HttpRequest, before: Enrollment) -> None:
    """Add a message if a completed enrollment is active again. `before` was read before the step."""
    if before.status != Enrollment.Status.COMPLETED:
        return
    if Enrollment.objects.filter(pk=before.pk, status=Enrollment.Status.ACTIVE).exists():
        messages.warning(request, REOPENED)
