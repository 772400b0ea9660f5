"""Add a student, add an instructor: one form each."""

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.forms.newcomers import NewInstructorForm, NewStudentForm
from clinic_hours.people.services.newcomers import Newcomer, add_instructor, add_student
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest
from home.core.views.unsent import recalled

from .saving import saved

FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@FORM_METHODS
@roles_required(Role.COORDINATOR)
def new_student(request: SignedInRequest) -> HttpResponse:
    initial = request.GET.dict() | recalled(request, NewStudentForm)
    form = NewStudentForm(sent(request), initial=initial)

    def save() -> HttpResponse:
        newcomer = add_student(actor=request.user, **form.cleaned_data)
        return say_added(request, newcomer)

    def show(status: HTTPStatus) -> HttpResponse:
        context = {"form": form, "has_cohorts": form.has_cohorts}
        return render_desk(request, "clinic_hours_office/new_student.html", context, status=status)

    return saved(request, form, save, show)


@FORM_METHODS
@roles_required(Role.COORDINATOR)
def new_instructor(request: SignedInRequest) -> HttpResponse:
    initial = request.GET.dict() | recalled(request, NewInstructorForm)
    form = NewInstructorForm(sent(request), request.FILES or None, initial=initial)

    def save() -> HttpResponse:
        newcomer = add_instructor(
            actor=request.user,
            email=form.cleaned_data["email"],
            printed_name=form.cleaned_data["printed_name"],
            license=form.license,
            sites=form.cleaned_data["sites"],
            language=form.cleaned_data["language"],
            evidence=form.cleaned_data["evidence"],
        )
        return say_added(request, newcomer)

    def show(status: HTTPStatus) -> HttpResponse:
        context = {"form": form}
        template = "clinic_hours_office/new_instructor.html"
        return render_desk(request, template, context, status=status)

    return saved(request, form, save, show)


def say_added(request: SignedInRequest, newcomer: Newcomer) -> HttpResponse:
    person = newcomer.person
    if newcomer.is_invited:
        sentence = _("%(name)s was added. The invitation is on its way to %(email)s.")
    else:
        sentence = _(
            "%(name)s already has an account (%(email)s), so no invitation was sent. The account "
            "keeps its name and password, and its owner was told."
        )
    words = {"name": person, "email": person.email}
    return say_done(request, sentence % words, "hours:person", person.public_id)
