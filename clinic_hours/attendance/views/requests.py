"""Requests to confirm that somebody was there, of all shifts and of none: for the office."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.attendance.models import ClockRequest
from clinic_hours.attendance.selectors.office.open_matters import requests_open
from clinic_hours.attendance.services.asking import answer_request
from clinic_hours.core.domain.errors import Conflict
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from home.core.views.signed_in import SignedInRequest

MOST = 100


@require_safe
@roles_required(Role.COORDINATOR)
def clock_requests(request: SignedInRequest) -> HttpResponse:
    return show(request)


def show(request: SignedInRequest, problem: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"requests": requests_open()[:MOST], "problem": problem}
    return render_desk(
        request, "clinic_hours_attendance/clock_requests.html", context, status=status
    )


@require_POST
@roles_required(Role.COORDINATOR)
def answer_clock_request(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Settle a request that came while no shift was on: 303, or 409 if it has been answered."""
    asked = get_object_or_404(ClockRequest.objects.select_related("shift"), public_id=public_id)
    is_confirmed = request.POST.get("answer") == "yes"
    try:
        answer_request(actor=request.user, request=asked, is_confirmed=is_confirmed)
    except Conflict:
        problem = _("Someone has answered this meanwhile.")
        return show(request, problem, HTTPStatus.CONFLICT)
    return say_done(request, _("Answered."), "hours:clock_requests")
