"""How a signed link leads to an appointment, for as long as the client's contact data is kept."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from clinic_hours.appointments.models import Appointment
from home.mail.signed_links import pk_of


def linked(purpose: str, token: str) -> Appointment:
    """Return the appointment of a link. Raises Http404 for a forged one."""
    pk = pk_of(purpose, token)
    rows = Appointment.objects.select_related("contact", "shift__site", "place")
    found = rows.filter(pk=pk).first() if pk else None
    if found is None:
        raise Http404
    return found


def expired(request: HttpRequest) -> HttpResponse:
    """Say that a link is no longer valid, since what it led to was erased."""
    template = "clinic_hours_appointments/public/expired.html"
    return render(request, template, status=HTTPStatus.GONE)
