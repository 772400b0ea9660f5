"""A form for shifts is answered with its preview, and with `apply=on` with what the preview showed."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.forms.asking import refuse
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.shifts.forms.planning.series import SeriesForm
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

OUTDATED = _(
    "Something changed after you saw this preview, so nothing was saved. Here is a new preview: check "
    "it and confirm again."
)


@dataclass(frozen=True, slots=True)
class PlanningPage:
    """A page with a form for shifts: what it shows, and what it does.

    `preview` returns what the valid form would do as the template shows it, with its faults and digest.
    `apply` does it, if it is what the digest says. `context` is what the template needs besides; `afresh`
    returns it after someone else changed something.
    """

    title: str
    template: str
    form: SeriesForm
    preview: Callable[[], Any]
    apply: Callable[[str], HttpResponse]
    context: dict[str, Any] = field(default_factory=dict)
    afresh: Callable[[], dict[str, Any]] = dict


def answer(request: SignedInRequest, page: PlanningPage) -> HttpResponse:
    form = page.form
    if not form.is_bound:
        return show(request, page, HTTPStatus.OK)
    if not form.is_valid():
        return show(request, page, HTTPStatus.UNPROCESSABLE_ENTITY)
    preview = page.preview()
    if preview.faults:
        return refused(request, page, preview.faults)
    if request.POST.get("apply") != "on":
        return show(request, page, HTTPStatus.OK, preview)
    try:
        return page.apply(request.POST.get("digest", ""))
    except Conflict:
        return show_afresh(request, page)
    except Refused as refusal:
        return refused(request, page, refusal.findings)
    except OperationalError as error:
        return show(request, page, keep_typed(request, form, error), preview)


def refused(
    request: SignedInRequest, page: PlanningPage, findings: tuple[Finding, ...]
) -> HttpResponse:
    refuse(page.form, findings)
    return show(request, page, HTTPStatus.UNPROCESSABLE_ENTITY)


def show_afresh(request: SignedInRequest, page: PlanningPage) -> HttpResponse:
    fresh = replace(page, context=page.context | page.afresh())
    page.form.add_error(None, OUTDATED)
    preview = page.preview()
    refuse(page.form, preview.faults)
    return show(request, fresh, HTTPStatus.CONFLICT, None if preview.faults else preview)


def show(
    request: SignedInRequest, page: PlanningPage, status: HTTPStatus, preview: Any = None
) -> HttpResponse:
    roster = {"title": _("Shifts"), "url": reverse("hours:roster")}
    context = {
        "title": page.title,
        "crumbs": [roster, {"title": page.title}],
        "form": page.form,
        "preview": preview,
        **page.context,
    }
    return render_desk(request, page.template, context, status=status)
