"""Closures: the days on which the school, or one clinic site, is closed."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.setup.forms.closure_words import (
    OUTDATED,
    cancel_label,
    canceled_words,
    people_words,
)
from clinic_hours.setup.forms.closures import ClosureForm
from clinic_hours.setup.selectors.closures import Hit, has_canceled_shifts, hit_by, with_sites
from clinic_hours.setup.services.closures import add_closure, change_closure, remove_closure
from home.core.school_time import today
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest
from home.site.models import Closure

from .pages import FormPage, answer_form, crumbs, office_page

CLOSURES = "hours:closures"
TEMPLATE = "clinic_hours_setup/closure.html"
PAGE = 50


@require_safe
@roles_required(Role.COORDINATOR)
def closures(request: SignedInRequest) -> HttpResponse:
    ahead = Closure.objects.filter(last_day__gte=today())
    past = Closure.objects.filter(last_day__lt=today()).order_by("-first_day", "-pk")
    page = Paginator(past, PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs(_("Closures")),
        "ahead": with_sites(ahead),
        "past": with_sites(page),
        "page": page,
    }
    return render_desk(request, "clinic_hours_setup/closures.html", context)


@office_page
def new_closure(request: SignedInRequest) -> HttpResponse:
    title = _("Add a closure")
    page = FormPage(
        title, crumbs(title, (_("Closures"), CLOSURES)), _("Add closure"), template=TEMPLATE
    )
    form = form_for(request, Closure())

    def add(digest: str) -> Closure:
        return add_closure(actor=request.user, closure=form.instance, digest=digest)

    return answer_form(request, page, form, lambda: confirmed(request, page, form, add))


@office_page
def closure(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = get_object_or_404(Closure, public_id=public_id)
    page = FormPage(
        title=str(row),
        crumbs=crumbs(str(row), (_("Closures"), CLOSURES)),
        button=_("Save"),
        delete_url=reverse("hours:closure_delete", args=[public_id]),
        template=TEMPLATE,
    )
    form = form_for(request, row)

    def change(digest: str) -> Closure:
        return change_closure(actor=request.user, closure=row, edit=form.edit, digest=digest)

    return answer_form(request, page, form, lambda: confirmed(request, page, form, change))


def confirmed(
    request: SignedInRequest, page: FormPage, form: ClosureForm, save: Callable[[str], Closure]
) -> HttpResponse:
    """Save a closure that cancels no shifts, or the ones that its page showed. Otherwise show them."""
    hit, digest = hit_by(form.instance, timezone.now()), request.POST.get("digest", "")
    applies = request.POST.get("apply") == "on"
    if not hit.shifts or (applies and digest == hit.digest):
        return say_saved(request, save(digest), hit)
    if applies:
        form.add_error(None, OUTDATED)
    status = HTTPStatus.CONFLICT if applies else HTTPStatus.OK
    context = {"page": page, "crumbs": page.crumbs, "form": form, "hit": hit}
    context |= {"people": people_words(hit), "button": cancel_label(hit)}
    return render_desk(request, page.template, context, status=status)


@office_page
def delete_closure(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = get_object_or_404(Closure, public_id=public_id)
    page = FormPage(
        title=_("Delete “%(name)s”?") % {"name": row},
        crumbs=crumbs(_("Delete"), (_("Closures"), CLOSURES)),
        button=_("Delete"),
        note=what_deleting_does(row),
        template="clinic_hours_setup/question.html",
        extra={"back_url": reverse(CLOSURES)},
    )
    return answer_form(request, page, Form(sent(request)), lambda: remove(request, row))


def form_for(request: SignedInRequest, row: Closure) -> ClosureForm:
    initial = unsent.recalled(request, ClosureForm)
    return ClosureForm(sent(request), instance=row, initial=initial)


def say_saved(request: SignedInRequest, row: Closure, hit: Hit) -> HttpResponse:
    said = _("“%(name)s” was saved.") % {"name": row}
    return say_done(request, " ".join(filter(None, [said, canceled_words(hit)])), CLOSURES)


def remove(request: SignedInRequest, row: Closure) -> HttpResponse:
    remove_closure(actor=request.user, closure=row)
    return say_done(request, _("“%(name)s” was deleted.") % {"name": row}, CLOSURES)


def what_deleting_does(row: Closure) -> str:
    said = _("Paces and the calculators on program pages then count these days as open.")
    if row.place:
        said = _("The clinic site then counts as open on these days.")
    if has_canceled_shifts(row):
        stay = _("The shifts that it canceled stay canceled. Plan them again if needed.")
        return f"{said} {stay}"
    return said
