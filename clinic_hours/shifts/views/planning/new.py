"""Plan a term of shifts, and undo it."""

from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.domain.findings import Finding
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import sentences_of
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.weeks import read_week, week_of
from clinic_hours.shifts.forms.planning.series import SeriesForm
from clinic_hours.shifts.forms.planning.words import (
    Month,
    by_month,
    counted,
    lines_of,
    plan_label,
    planned_words,
)
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.planning.previews import preview_of
from clinic_hours.shifts.services.planning import plan_series, undo_batch
from clinic_hours.shifts.views.roster.address import Asked
from clinic_hours.shifts.views.roster.page import show_roster
from home.core.school_time import today
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

from .answers import PlanningPage, answer


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview in words."""

    months: list[Month]
    faults: tuple[Finding, ...]
    digest: str
    counted: str = ""
    button: str = ""
    batch: UUID = field(default_factory=uuid4)


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.COORDINATOR)
def new_shifts(request: SignedInRequest) -> HttpResponse:
    initial = beginnings(request) | unsent.recalled(request, SeriesForm)
    form = SeriesForm(sent(request), initial=initial)

    def apply(digest: str) -> HttpResponse:
        batch = batch_in(request)
        series = plan_series(actor=request.user, values=form.values, digest=digest, batch=batch)
        return say_planned(request, series.batch)

    page = PlanningPage(
        _("Add shifts"),
        "clinic_hours_shifts/planning_new.html",
        form,
        preview=lambda: preview(form),
        apply=apply,
    )
    return answer(request, page)


def beginnings(request: SignedInRequest) -> dict[str, Any]:
    """Return the week and site that the roster showed, as far as its address can be read."""
    week = read_week(request.GET.get("week", ""))
    site = ClinicSite.objects.filter(slug=request.GET.get("site", ""), is_active=True).first()
    return {"site": site} | ({"first_on": max(week.first, today())} if week else {})


def batch_in(request: SignedInRequest) -> UUID | None:
    """Return the name that the preview gave to its batch, so that it is planned once."""
    with suppress(ValueError):
        return UUID(request.POST.get("batch", ""))
    return None


def preview(form: SeriesForm) -> Shown:
    found = preview_of(form.values)
    if found.obstacles:
        return Shown([], found.obstacles, "")
    months = by_month(lines_of(found, form.values.site.time_zone))
    return Shown(months, (), found.digest, counted(found), plan_label(len(found.planned)))


def say_planned(
    request: SignedInRequest, batch: UUID, site: ClinicSite | None = None
) -> HttpResponse:
    """Show the first week of what was planned, with a way to undo it."""
    shifts = Shift.objects.filter(series__batch=batch).order_by("series_date")
    days = list(shifts.values_list("series_date", flat=True))
    undo_url = reverse("hours:shifts_undo", args=[batch])
    messages.success(request, planned_words(len(days)), extra_tags=undo_url)
    return see_other(Asked(week_of(days[0]), site=site).url)


@require_POST
@roles_required(Role.COORDINATOR)
def undo(request: SignedInRequest, batch: UUID) -> HttpResponse:
    try:
        count = undo_batch(actor=request.user, batch=batch)
    except (Conflict, Refused) as refusal:
        messages.error(request, why_not(refusal))
        return show_roster(request, status=HTTPStatus.CONFLICT)
    said = ngettext(
        "%(count)s shift was removed again.", "%(count)s shifts were removed again.", count
    )
    messages.success(request, said % {"count": count})
    return see_other("hours:roster")


def why_not(refusal: Conflict | Refused) -> str:
    if isinstance(refusal, Refused):
        return " ".join(sentences_of(refusal))
    return _("These shifts were removed before.")
