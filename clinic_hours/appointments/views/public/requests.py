"""The page on which the public asks for an appointment."""

from datetime import timedelta
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clinic_hours.appointments.consent import appointment_consent
from clinic_hours.appointments.forms.requests import RequestForm
from clinic_hours.appointments.selectors.openings import Opening, openings_between
from clinic_hours.appointments.selectors.services_offered import services_offered
from clinic_hours.appointments.services.requests import ask_for_appointment
from home.core.school_time import day_of
from home.core.views.busy import keep_typed
from home.core.views.rate_limits import is_within
from home.core.views.request_data import sent
from home.core.views.see_other import see_other
from home.site.models import SiteSettings

AHEAD = timedelta(days=14)
MOST_TIMES = 16


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, or receive it."""
    school = SiteSettings.for_request(request)
    consent = appointment_consent(school.name)
    form = RequestForm(
        sent(request), consent=consent, offered=services_offered(), openings=times_ahead()
    )
    if request.method != "POST":
        return show(request, form)
    if not is_within(request, "appointment"):
        form.add_error(None, too_many())
        return show(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        ask_for_appointment(
            appointment=form.appointment(),
            contact=form.contact(),
            wishes=form.wishes(),
            consent=consent,
            school=school,
        )
    except OperationalError as error:
        return show(request, form, keep_typed(request, form, error))
    return see_other("appointment_received")


def too_many() -> str:
    return _("Too many requests came from your network. Wait a few minutes, then send it again.")


def times_ahead() -> list[Opening]:
    """Return the shifts of the next two weeks on which somebody is free and that have not begun."""
    now = timezone.now()
    found = openings_between(day_of(now), day_of(now + AHEAD), now)
    return [each for each in found if each.free and each.shift.starts_at > now][:MOST_TIMES]


def show(request: HttpRequest, form: RequestForm, status: int = HTTPStatus.OK) -> HttpResponse:
    template = "clinic_hours_appointments/public/request.html"
    return render(request, template, {"form": form}, status=status)


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    return render(request, "clinic_hours_appointments/public/received.html")
