"""Clinic sites and cohorts: list, add, change, delete."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.forms.shown import Shown
from clinic_hours.people.models import ClinicSite, Cohort
from clinic_hours.people.selectors.references import is_referenced
from clinic_hours.setup.forms.places import CohortForm, SiteForm
from clinic_hours.setup.services import places
from home.core.school_time import today
from home.core.selectors.words import LONGEST, with_words
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .pages import FormPage, answer_form, crumbs, office_page

PAGE = 50


@require_safe
@roles_required(Role.COORDINATOR)
def sites(request: SignedInRequest) -> HttpResponse:
    rows = ClinicSite.objects.order_by("-is_active", "name")
    return show_list(request, "sites", _("Clinic sites"), rows, ("name", "name_es", "address"))


@require_safe
@roles_required(Role.COORDINATOR)
def cohorts(request: SignedInRequest) -> HttpResponse:
    counted = Cohort.objects.annotate(enrolled=Count("enrollments"))
    rows = counted.select_related("program").order_by("-starts_on", "name")
    fields = ("name", "name_es", "program__name")
    return show_list(request, "cohorts", _("Cohorts"), rows, fields)


def show_list(
    request: SignedInRequest, name: str, title: str, rows: QuerySet, searched: tuple[str, ...]
) -> HttpResponse:
    """Render a list, with a search as soon as it is longer than a page."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    found = with_words(rows, words, *searched) if words else rows
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "title": title,
        "crumbs": crumbs(title),
        "page": page,
        "words": words,
        "is_long": bool(words) or page.paginator.num_pages > 1,
        "today": today(),
    }
    return render_desk(request, f"clinic_hours_setup/{name}.html", context)


@office_page
def new_site(request: SignedInRequest) -> HttpResponse:
    title, parent = _("Add a clinic site"), (_("Clinic sites"), "hours:setup_sites")
    page = FormPage(title, crumbs(title, parent), _("Add site"))
    form = form_for(request, SiteForm, ClinicSite())
    return answer_form(request, page, form, lambda: keep_site(request, form))


@office_page
def site(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ClinicSite, pk=pk)
    note = _("Signed sessions keep the name they were signed with.")
    page = FormPage(
        title=str(row),
        crumbs=crumbs(str(row), (_("Clinic sites"), "hours:setup_sites")),
        button=_("Save"),
        note=note,
        delete_url=delete_url(row, "hours:setup_site_delete"),
    )
    form = form_for(request, SiteForm, row)
    return answer_form(request, page, form, lambda: keep_site(request, form))


def keep_site(request: SignedInRequest, form: Shown) -> HttpResponse:
    kept = keep(request, form, places.save_site)
    return say_done(request, _("“%(site)s” was saved.") % {"site": kept}, "hours:setup_sites")


@office_page
def delete_site(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ClinicSite, pk=pk)
    parent = (_("Clinic sites"), "hours:setup_sites")
    return ask_to_delete(request, row, parent, lambda: delete(request, row, "hours:setup_sites"))


@office_page
def new_cohort(request: SignedInRequest) -> HttpResponse:
    title, parent = _("Add a cohort"), (_("Cohorts"), "hours:setup_cohorts")
    page = FormPage(title, crumbs(title, parent), _("Add cohort"))
    form = form_for(request, CohortForm, Cohort())
    return answer_form(request, page, form, lambda: keep_cohort(request, form))


@office_page
def cohort(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Cohort.objects.select_related("program"), pk=pk)
    page = FormPage(
        title=str(row),
        crumbs=crumbs(str(row), (_("Cohorts"), "hours:setup_cohorts")),
        button=_("Save"),
        note=str(row.program),
        delete_url=delete_url(row, "hours:setup_cohort_delete"),
    )
    form = form_for(request, CohortForm, row)
    return answer_form(request, page, form, lambda: keep_cohort(request, form))


def keep_cohort(request: SignedInRequest, form: Shown) -> HttpResponse:
    kept = keep(request, form, places.save_cohort)
    said = _("“%(cohort)s” was saved.") % {"cohort": kept}
    return say_done(request, said, "hours:setup_cohorts")


@office_page
def delete_cohort(request: SignedInRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Cohort, pk=pk)
    parent = (_("Cohorts"), "hours:setup_cohorts")
    return ask_to_delete(request, row, parent, lambda: delete(request, row, "hours:setup_cohorts"))


def keep(request: SignedInRequest, form: Shown, add: Callable[..., Model]) -> Model:
    """Add the row of a valid form, or keep what a person changed in it."""
    if form.instance.pk is None:
        return add(actor=request.user, row=form.instance)
    return places.change_place(actor=request.user, row=form.instance, edit=form.edit)


def form_for(request: SignedInRequest, form_class: type[Shown], row: Model) -> Shown:
    data = sent(request)
    return form_class(data, instance=row, initial=unsent.recalled(request, form_class))


def delete_url(row: Any, name: str) -> str:
    """Return the address that asks to delete a row, or "" for one that is in use."""
    return "" if is_referenced(row) else reverse(name, args=[row.pk])


def ask_to_delete(
    request: SignedInRequest, row: Any, parent: tuple[str, str], act: Callable[[], HttpResponse]
) -> HttpResponse:
    title = _("Delete “%(name)s”?") % {"name": row}
    page = FormPage(
        title=title,
        crumbs=crumbs(_("Delete"), parent),
        button=_("Delete"),
        note=_("Nothing refers to it. This can't be undone."),
        template="clinic_hours_setup/question.html",
        extra={"back_url": reverse(parent[1])},
    )
    data = sent(request)
    return answer_form(request, page, forms.Form(data), act)


def delete(request: SignedInRequest, row: Any, where: str) -> HttpResponse:
    name = str(row)
    places.delete_place(actor=request.user, row=row)
    return say_done(request, _("“%(name)s” was deleted.") % {"name": name}, where)
