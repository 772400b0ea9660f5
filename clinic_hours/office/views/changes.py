"""Forms about one person: a new license or document, and changes to what the office keeps."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.forms.changes import (
    AccountNameForm,
    InstructorForm,
    LicenseForm,
    StudentForm,
)
from clinic_hours.office.forms.newcomers import NewDocumentForm, NewLicenseForm
from clinic_hours.people.models import Credential, RecordRead, Supervisor
from clinic_hours.people.policies import can_run_the_office
from clinic_hours.people.services.accounts import correct_name
from clinic_hours.people.services.credentials import add_license
from clinic_hours.people.services.documents import add_document
from clinic_hours.people.services.licenses import change_license, change_supervisor
from clinic_hours.people.views.access import get_enrollment
from clinic_hours.people.views.reads import note_read
from clinic_hours.sessions.services.completion import change_enrollment
from home.core.models.actors import Person
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest
from home.core.views.unsent import recalled

from .person import get_person
from .saving import saved

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])
SAVED = _("Saved.")


@FORM_METHODS
@roles_required(Role.COORDINATOR)
def new_license(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    person = get_person(request, public_id)
    supervisor = supervisor_of(person)
    form = NewLicenseForm(
        sent(request), request.FILES or None, initial=recalled(request, NewLicenseForm)
    )

    def save() -> Any:
        evidence = form.cleaned_data["evidence"]
        add_license(
            actor=request.user, supervisor=supervisor, license=form.license, evidence=evidence
        )

    return about(request, person, form, save, _("Add a license"), _("The license was added."))


@FORM_METHODS
@roles_required(Role.COORDINATOR)
def new_document(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    person = get_person(request, public_id)
    initial = recalled(request, NewDocumentForm)
    form = NewDocumentForm(sent(request), request.FILES or None, initial=initial)

    def save() -> Any:
        facts = dict(form.cleaned_data)
        add_document(actor=request.user, person=person, upload=facts.pop("file"), **facts)

    return about(request, person, form, save, _("Add a document"), _("The document was added."))


@FORM_METHODS
@roles_required(Role.COORDINATOR)
def edit_name(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    person = get_person(request, public_id)
    form = changing(request, AccountNameForm, person)

    def save() -> Any:
        correct_name(actor=request.user, person=person, edit=form.edit)

    return about(request, person, form, save, _("Correct the name"))


@FORM_METHODS
@roles_required(Role.COORDINATOR)
def edit_instructor(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    person = get_person(request, public_id)
    supervisor = supervisor_of(person)
    form = changing(request, InstructorForm, supervisor)

    def save() -> Any:
        sites = form.cleaned_data["sites"]
        change_supervisor(supervisor=supervisor, edit=form.edit, sites=sites)

    return about(request, person, form, save, _("Edit instructor"))


@FORM_METHODS
@roles_required(Role.COORDINATOR)
def edit_license(request: SignedInRequest, public_id: UUID, license: UUID) -> HttpResponse:
    person = get_person(request, public_id)
    licenses = Credential.objects.filter(supervisor__user=person)
    credential = get_object_or_404(licenses, public_id=license)
    form = changing(request, LicenseForm, credential)

    def save() -> Any:
        change_license(credential=credential, edit=form.edit)

    return about(request, person, form, save, _("Edit license"))


@FORM_METHODS
def edit_enrollment(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    enrollment = get_enrollment(request, public_id)
    if not can_run_the_office(request.user):
        raise PermissionDenied
    note_read(request, enrollment, RecordRead.Kind.RECORD)
    person = get_person(request, enrollment.student.public_id)
    form = changing(request, StudentForm, enrollment)

    def save() -> Any:
        change_enrollment(enrollment=enrollment, edit=form.edit)

    return about(request, person, form, save, _("Edit enrollment"))


def supervisor_of(person: Person) -> Supervisor:
    supervisor: Supervisor | None = getattr(person, "supervisor", None)
    if supervisor is None:
        raise Http404
    return supervisor


def changing(request: SignedInRequest, form_class: type[forms.ModelForm], row: Model) -> Any:
    """Return the form that changes a row."""
    return form_class(sent(request), instance=row, initial=recalled(request, form_class))


def about(
    request: SignedInRequest,
    person: Person,
    form: forms.BaseForm,
    save: Callable[[], Any],
    title: str | Promise,
    done: str | Promise = SAVED,
) -> HttpResponse:
    """Save a form about a person and return to the person's page, or show it."""

    def save_and_say() -> HttpResponse:
        save()
        return say_done(request, str(done), "hours:person", person.public_id)

    return saved(request, form, save_and_say, partial(show, request, person, form, title))


def show(
    request: SignedInRequest,
    person: Person,
    form: forms.BaseForm,
    title: str | Promise,
    status: HTTPStatus,
) -> HttpResponse:
    context = {"person": person, "form": form, "title": title}
    return render_desk(request, "clinic_hours_office/person_form.html", context, status=status)
