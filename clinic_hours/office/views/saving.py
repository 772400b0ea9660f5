"""How the coordinator's forms are saved: whatever is refused comes back as a sentence at its field."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import OperationalError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.errors import Conflict, NotAllowed, Refused
from clinic_hours.core.forms.wording import refusal_words
from clinic_hours.desk.views.answers import sentences_of
from clinic_hours.people.forms.documents import ask_for_files_again
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

CHANGED_MEANWHILE = _(
    "Someone else changed this after you opened the page, so nothing was saved. Reload the page and "
    "make your changes again."
)
# The field that a refusal of a service, or a violated constraint, is about.
FIELDS = {
    "requirement_set_not_published": "requirement_set",
    "requirement_set_of_another_program": "requirement_set",
    "enrollment_not_active": "status",
    "requirements_not_met": "status",
    "account_deactivated": "email",
    "already_an_instructor": "email",
    "already_enrolled": "requirement_set",
    "license_taken": "number",
}


def saved(
    request: SignedInRequest,
    form: forms.BaseForm,
    save: Callable[[], HttpResponse],
    show: Callable[[HTTPStatus], HttpResponse],
) -> HttpResponse:
    """Save a submitted form, or show it: new, or with the sentences why it was refused."""
    if not form.is_bound:
        return show(HTTPStatus.OK)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            return save()
        except Conflict:
            form.add_error(None, CHANGED_MEANWHILE)
            status = HTTPStatus.CONFLICT
        except NotAllowed as refusal:
            place(form, refusal.reason, refusal_words(refusal))
        except ValidationError as error:
            place_all(form, error)
        except Refused as refusal:
            form.add_error(None, sentences_of(refusal))
        except OperationalError as error:
            status = keep_typed(request, form, error)
    ask_for_files_again(form)
    return show(status)


def place(form: forms.BaseForm, code: str | None, sentence: str) -> None:
    """Add an error to the field that its code is about, if the form has it."""
    field = FIELDS.get(code or "")
    form.add_error(field if field in form.fields else None, sentence)


def place_all(form: forms.BaseForm, error: ValidationError) -> None:
    """Add what a model rejected: by field, and for a constraint, to the field it is about."""
    by_field = (
        error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    )
    for name, problems in by_field.items():
        for problem in problems:
            if name in form.fields:
                form.add_error(name, problem)
            else:
                place(form, problem.code, " ".join(problem.messages))
