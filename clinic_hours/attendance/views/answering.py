"""How the forms of attendance are answered: whatever is refused comes back as a sentence."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.forms.asking import refuse
from clinic_hours.desk.views.reauthentication import NotConfirmed


def answered(
    form: forms.Form, act: Callable[[], HttpResponse], show: Callable[[int], HttpResponse]
) -> HttpResponse:
    """Do what a form says, or show its page with the sentence: 403, 409, 422, or 429 for many passwords."""
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            return act()
        except NotAllowed as refusal:
            raise PermissionDenied from refusal
        except NotConfirmed as refusal:
            form.add_error("password", str(refusal))
            status = refusal.status
        except Refused as refusal:
            refuse(form, refusal.findings)
        except Conflict:
            status = HTTPStatus.CONFLICT
            form.add_error(None, _("This changed meanwhile, so nothing was done. Look again."))
    return show(status)
