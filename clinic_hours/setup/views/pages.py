"""The pages of Set-up: lists, forms and questions, each with the way back to Set-up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import View, roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.views.saving import saved
from home.core.views.signed_in import SignedInRequest

Text = str | Promise
Crumbs = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form. `extra` is what its template needs besides."""

    title: Text
    crumbs: Crumbs
    button: Text
    note: Text = ""
    delete_url: str = ""
    template: str = "clinic_hours_setup/form.html"
    extra: dict[str, Any] = field(default_factory=dict)


def office_page(view: View) -> View:
    """Open a page to the coordinator: its form is read with GET and sent with POST."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    return methods(roles_required(Role.COORDINATOR)(wraps(view)(view)))


def crumbs(here: Text, *between: tuple[Text, str]) -> Crumbs:
    """Return the way from Set-up to this page. `between` are pairs of a title and the name of a URL."""
    way: Crumbs = [{"title": _("Set-up"), "url": reverse("hours:setup")}]
    way += [{"title": title, "url": reverse(name)} for title, name in between]
    return [*way, {"title": here, "url": ""}]


def answer_form(
    request: SignedInRequest, page: FormPage, form: BaseForm, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """Show a form, or do what it asks. What is refused comes back with everything that was typed."""

    def show(status: HTTPStatus) -> HttpResponse:
        context = {"page": page, "crumbs": page.crumbs, "form": form, **page.extra}
        return render_desk(request, page.template, context, status=status)

    return saved(request, form, act, show)
