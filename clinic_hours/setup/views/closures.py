"""Closures: the days on which there are no classes and no clinic."""

from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic_hours.core.domain.errors import Conflict
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.setup.forms.closures import ClosureForm
from clinic_hours.setup.selectors.closures import Closed, closure_of
from clinic_hours.setup.selectors.closures import closures as all_closures
from clinic_hours.setup.services.closures import remove_closure, save_closure
from home.core.school_time import today
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .pages import FormPage, answer_form, crumbs, office_page

FIELDS = ("name", "first_day", "last_day")
CLOSURES = "hours:setup_closures"


@require_safe
@roles_required(Role.COORDINATOR)
def closures(request: SignedInRequest) -> HttpResponse:
    found, now = all_closures(), today()
    context = {
        "crumbs": crumbs(_("Closures")),
        "ahead": [each for each in found if each.last_day >= now],
        "past": [each for each in reversed(found) if each.last_day < now],
    }
    return render_desk(request, "clinic_hours_setup/closures.html", context)


@office_page
def new_closure(request: SignedInRequest) -> HttpResponse:
    title = _("Add a closure")
    page = FormPage(title, crumbs(title, (_("Closures"), CLOSURES)), _("Add closure"))
    form = form_for(request, None)
    return answer_form(request, page, form, lambda: keep(request, form))


@office_page
def closure(request: SignedInRequest, key: UUID) -> HttpResponse:
    found = get_closure(str(key))
    page = FormPage(
        title=found.name,
        crumbs=crumbs(found.name, (_("Closures"), CLOSURES)),
        button=_("Save"),
        delete_url=reverse("hours:setup_closure_delete", args=[key]),
    )
    form = form_for(request, found)
    return answer_form(request, page, form, lambda: keep(request, form, str(key)))


@office_page
def delete_closure(request: SignedInRequest, key: UUID) -> HttpResponse:
    found = get_closure(str(key))
    page = FormPage(
        title=_("Delete “%(name)s”?") % {"name": found.name},
        crumbs=crumbs(_("Delete"), (_("Closures"), CLOSURES)),
        button=_("Delete"),
        note=_("Paces and the calculators on program pages then count these days as open."),
        template="clinic_hours_setup/question.html",
        extra={"back_url": reverse(CLOSURES)},
    )
    form = Form(sent(request))
    return answer_form(request, page, form, lambda: remove(request, found))


def keep(request: SignedInRequest, form: ClosureForm, key: str = "") -> HttpResponse:
    try:
        save_closure(actor=request.user, values=form.cleaned_data, key=key)
    except LookupError as error:
        raise Conflict from error
    said = _("“%(name)s” was saved.") % {"name": form.cleaned_data["name"]}
    return say_done(request, said, CLOSURES)


def remove(request: SignedInRequest, found: Closed) -> HttpResponse:
    remove_closure(actor=request.user, key=found.key)
    return say_done(request, _("“%(name)s” was deleted.") % {"name": found.name}, CLOSURES)


def get_closure(key: str) -> Closed:
    found = closure_of(key)
    if found is None:
        raise Http404
    return found


def form_for(request: SignedInRequest, found: Closed | None) -> ClosureForm:
    shown = {} if found is None else {name: getattr(found, name) for name in FIELDS}
    data = sent(request)
    return ClosureForm(data, initial=shown | unsent.recalled(request, ClosureForm))
