"""A client's own appointment, by the link in the mail: see it, ask for another time, cancel it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clinic_hours.appointments.domain.states import TO_CALL, AppointmentState
from clinic_hours.appointments.forms.requests import ChangeForm, WishForm
from clinic_hours.appointments.models import Appointment, ClientContact
from clinic_hours.appointments.selectors.services_offered import Offered, services_offered
from clinic_hours.appointments.services.requests import cancel_own, change_request
from clinic_hours.core.domain.errors import Refused
from clinic_hours.desk.views.answers import sentences_of
from home.core.views.busy import keep_typed
from home.core.views.rate_limits import is_within
from home.core.views.request_data import sent
from home.core.views.see_other import see_other

from .links import expired, linked
from .requests import times_ahead, too_many

LINK = "appointment"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_appointment(request: HttpRequest, token: str) -> HttpResponse:
    """Show an appointment; change what was asked for, which gives up a time that is set."""
    mine = linked(LINK, token)
    if mine.contact is None:
        return expired(request)
    form = change_form(mine, mine.contact, sent(request))
    if request.method != "POST":
        return show(request, mine, token, form)
    if not is_within(request, "appointment"):
        form.add_error(None, too_many())
        return show(request, mine, token, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return show(request, mine, token, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        change_request(
            appointment=with_pk(form.appointment(), mine),
            contact=form.contact(),
            wishes=form.wishes(),
            shown_time=form.cleaned_data["shown_time"],
        )
    except Refused as refusal:
        fresh = linked(LINK, token)
        form = change_form(fresh, mine.contact)
        return show(request, fresh, token, form, HTTPStatus.CONFLICT, refusal)
    except OperationalError as error:
        return show(request, mine, token, form, keep_typed(request, form, error))
    if mine.state in TO_CALL:  # otherwise the heading says that a time was given up
        messages.success(request, _("Your changes were saved."))
    return see_other(LINK, token)


def change_form(mine: Appointment, contact: ClientContact, data: Any = None) -> ChangeForm:
    offered = services_offered()
    initial = asked(mine, contact, offered)
    return ChangeForm(data, offered=offered, openings=times_ahead(), initial=initial)


def with_pk(changed: Appointment, mine: Appointment) -> Appointment:
    changed.pk = mine.pk
    return changed


@never_cache
@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel with a button, never by following a link."""
    mine = linked(LINK, token)
    if mine.contact is None:
        return expired(request)
    try:
        cancel_own(appointment=mine)
    except Refused as refusal:
        mine = linked(LINK, token)
        return show(request, mine, token, None, HTTPStatus.CONFLICT, refusal)
    return see_other(LINK, token)


def asked(mine: Appointment, contact: ClientContact, offered: list[Offered]) -> dict:
    """Return what the form shows at first. The list of services may have changed since.

    Whoever has a time and asks for another one chooses anew.
    """
    same = (each.key for each in offered if each.name == mine.service)
    told = {name: getattr(contact, name) for name in ("name", "email", "phone", "note")}
    told["service"] = next(same, None)
    if mine.state == AppointmentState.CONFIRMED and mine.starts_at:
        return told | {"shown_time": mine.starts_at.isoformat()}
    times = [str(each) for each in mine.wishes.values_list("public_id", flat=True)]
    return told | {"times": times, "any_time": mine.any_time}


def show(
    request: HttpRequest,
    mine: Appointment,
    token: str,
    form: WishForm | None,
    status: int = HTTPStatus.OK,
    refusal: Refused | None = None,
) -> HttpResponse:
    is_set = mine.state == AppointmentState.CONFIRMED
    is_cancelled = mine.state == AppointmentState.CANCELLED
    ahead = mine.starts_at is None or mine.starts_at > timezone.now()
    may_change = mine.state in TO_CALL or (is_set and ahead)
    context = {
        "appointment": mine,
        "token": token,
        "form": form if may_change else None,
        "may_cancel": may_change,
        "is_set": is_set,
        "canceled": mine.events.last() if is_cancelled else None,
        "refusals": sentences_of(refusal) if refusal else [],
    }
    return render(request, "clinic_hours_appointments/public/own.html", context, status=status)
