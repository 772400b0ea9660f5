"""When clocks failed, and their repair: the list, noting one by hand, marking one repaired."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinic_hours.attendance.forms.failures import FailureForm, RepairForm
from clinic_hours.attendance.models import ClockFailure
from clinic_hours.attendance.selectors.office.failures import failures_page, failures_that_last
from clinic_hours.attendance.services.failures import mark_repaired, note_failure
from clinic_hours.core.domain.errors import Refused
from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.forms.times import moment_words
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from home.core.views import unsent
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .answering import answered

# {the field of a finding: the field of the form}
FIELDS = {"from_at": "from_day", "to_at": "until_day"}
ANY_METHOD = ["GET", "HEAD", "POST"]


def crumbs(here: str) -> list[dict[str, str]]:
    way = [
        {"title": _("Set-up"), "url": reverse("hours:setup")},
        {"title": _("Kiosks"), "url": reverse("hours:devices")},
        {"title": _("Clock failures"), "url": reverse("hours:clock_failures")},
    ]
    return [*way, {"title": here, "url": ""}] if here else [*way[:-1], way[-1] | {"url": ""}]


@require_safe
@roles_required(Role.COORDINATOR)
def failures(request: SignedInRequest) -> HttpResponse:
    after = keyset.read(request.GET.get("after", ""))
    rows, following = failures_page(after)
    context = {
        "crumbs": crumbs(""),
        "rows": [row_of(each) for each in rows],
        "open": failures_that_last().count(),
        "older_url": keyset.link(after=keyset.written(following.from_at, following.pk))
        if following
        else "",
    }
    return render_desk(request, "clinic_hours_attendance/failures.html", context)


def row_of(failure: ClockFailure) -> dict[str, object]:
    zone = failure.site.time_zone
    return {
        "failure": failure,
        "since": moment_words(failure.from_at, zone),
        "until": moment_words(failure.to_at, zone) if failure.to_at else "",
    }


@require_http_methods(ANY_METHOD)
@roles_required(Role.COORDINATOR)
def new_failure(request: SignedInRequest) -> HttpResponse:
    """Note a failure by hand: 303, or 422 with a sentence."""
    initial = unsent.recalled(request, FailureForm) or {"from_day": timezone.localdate()}
    form = FailureForm(sent(request), initial=initial)

    def act() -> HttpResponse:
        said = form.cleaned_data
        with_form_fields(
            lambda: note_failure(
                actor=request.user,
                site=said["site"],
                device=said["device"],
                from_at=form.from_at,
                to_at=form.to_at,
                what=said["what"],
                repaired_by=said["repaired_by"],
            )
        )
        return say_done(request, _("The failure is noted."), "hours:clock_failures")

    def show(status: int) -> HttpResponse:
        context = {"crumbs": crumbs(_("Note a failure")), "form": form}
        return render_desk(
            request, "clinic_hours_attendance/failure_new.html", context, status=status
        )

    return answered(form, act, show) if form.is_bound else show(HTTPStatus.OK)


@require_http_methods(ANY_METHOD)
@roles_required(Role.COORDINATOR)
def repair(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mark a failure repaired: 303, 409 if somebody has, or 422 with a sentence."""
    rows = ClockFailure.objects.select_related("site", "device", "recorded_by")
    failure = get_object_or_404(rows, pk=pk)
    zone = failure.site.time_zone
    now = timezone.now().astimezone(ZoneInfo(zone))
    initial = {"until_day": now.date()} | unsent.recalled(request, RepairForm)
    form = RepairForm(sent(request), initial=initial, zone=zone)

    def act() -> HttpResponse:
        with_form_fields(
            lambda: mark_repaired(
                actor=request.user,
                failure=failure,
                to_at=form.to_at,
                repaired_by=form.cleaned_data["repaired_by"],
            )
        )
        return say_done(request, _("The repair is noted."), "hours:clock_failures")

    def show(status: int) -> HttpResponse:
        fresh = rows.get(pk=pk)
        context = {"crumbs": crumbs(_("Repaired")), "form": form, "row": row_of(fresh)}
        return render_desk(
            request, "clinic_hours_attendance/failure_repair.html", context, status=status
        )

    return answered(form, act, show) if form.is_bound else show(HTTPStatus.OK)


def with_form_fields(act: Callable[[], object]) -> None:
    """Do it. What is refused is said at the fields of the form: a moment has a day and a time there."""
    try:
        act()
    except Refused as refusal:
        raise Refused(tuple(renamed(refusal.findings))) from refusal


def renamed(findings: Iterable[Finding]) -> Iterable[Finding]:
    for each in findings:
        yield replace(each, field=FIELDS.get(each.field, each.field))
