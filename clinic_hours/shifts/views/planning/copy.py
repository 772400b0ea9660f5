"""Plan a week like the one before: the preview of what would be copied, and then the shifts."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import sentences_of
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.forms.planning.copy_words import (
    canceled_words,
    counted_copy,
    days_of_copy,
)
from clinic_hours.shifts.forms.planning.words import plan_label
from clinic_hours.shifts.forms.roster_words import full_date, week_title
from clinic_hours.shifts.selectors.planning.copies import WeekCopy, copy_of
from clinic_hours.shifts.services.copying import copy_week
from clinic_hours.shifts.views.roster.address import Asked, asked_in
from clinic_hours.shifts.views.roster.page import show_roster
from home.core.views.busy import keep_typed
from home.core.views.signed_in import SignedInRequest

from .answers import OUTDATED
from .new import say_planned


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.COORDINATOR)
def copy_week_before(request: SignedInRequest) -> HttpResponse:
    """Show the copy, and with POST make it, if it is what the digest says."""
    asked = asked_in(request, ClinicSite.objects.filter(is_active=True))
    if request.method != "POST":
        return show_copy(request, asked)
    form, digest = forms.Form(request.POST), request.POST.get("digest", "")
    try:
        batch = copy_week(actor=request.user, week=asked.week, site=asked.site, digest=digest)
    except Refused as refusal:
        return not_now(request, refusal)
    except Conflict:
        form.add_error(None, OUTDATED)
        return show_copy(request, asked, form, HTTPStatus.CONFLICT)
    except OperationalError as error:
        return show_copy(request, asked, form, keep_typed(request, form, error))
    return say_planned(request, batch, asked.site)


def show_copy(
    request: SignedInRequest,
    asked: Asked,
    form: forms.Form | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    copy = copy_of(asked.week, asked.site, timezone.now())
    if copy.faults:
        return not_now(request, Refused(copy.faults))
    title = _("Copy the week before")
    context = {
        "title": title,
        "crumbs": [{"title": _("Shifts"), "url": asked.url}, {"title": title}],
        "asked": asked,
        "form": form,
        "week": week_title(asked.week),
        "source": full_date((asked.week + (-1)).first),
        "preview": in_words(copy),
    }
    template = "clinic_hours_shifts/planning_copy.html"
    return render_desk(request, template, context, status=status)


def in_words(copy: WeekCopy) -> dict[str, object]:
    """Return a copy as the template shows it, without a button if there is nothing to plan."""
    return {
        "counted": counted_copy(copy),
        "canceled": canceled_words(copy.canceled),
        "months": days_of_copy(copy),
        "button": plan_label(copy.planned) if copy.planned else "",
        "digest": copy.digest,
    }


def not_now(request: SignedInRequest, refusal: Refused) -> HttpResponse:
    messages.error(request, " ".join(sentences_of(refusal)))
    return show_roster(request, status=HTTPStatus.CONFLICT)
