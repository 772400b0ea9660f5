"""Five questions after a visit, by the link in the mail, once."""

from http import HTTPStatus

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clinic_hours.appointments.domain.states import AppointmentState
from clinic_hours.appointments.forms.feedback import FeedbackForm
from clinic_hours.appointments.models import Appointment, Feedback
from clinic_hours.appointments.services.feedback import AlreadyGiven, give_feedback
from home.core.views.busy import keep_typed
from home.core.views.rate_limits import is_within
from home.core.views.request_data import sent
from home.core.views.see_other import see_other

from .links import expired, linked
from .requests import too_many

LINK = "clinic_feedback"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Show the questions or receive the answers. Afterwards, the link says thank you."""
    visit = linked(LINK, token)
    if visit.state != AppointmentState.DONE:
        raise Http404
    if Feedback.objects.filter(appointment=visit).exists():
        status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
        return show(request, "thanks", status)
    if visit.contact is None:
        return expired(request)
    form = FeedbackForm(sent(request))
    if request.method != "POST":
        return show(request, "feedback", form=form)
    if not is_within(request, "clinic_feedback"):
        form.add_error(None, too_many())
        return show(request, "feedback", HTTPStatus.TOO_MANY_REQUESTS, form=form)
    if not form.is_valid():
        return show(request, "feedback", HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
    return keep(request, visit, form, token)


def keep(request: HttpRequest, visit: Appointment, form: FeedbackForm, token: str) -> HttpResponse:
    try:
        give_feedback(appointment=visit, feedback=form.save(commit=False))
    except AlreadyGiven:
        return show(request, "thanks", HTTPStatus.CONFLICT)
    except OperationalError as error:
        return show(request, "feedback", keep_typed(request, form, error), form=form)
    return see_other(LINK, token)


def show(
    request: HttpRequest, page: str, status: int = HTTPStatus.OK, **context: object
) -> HttpResponse:
    template = f"clinic_hours_appointments/public/{page}.html"
    return render(request, template, context, status=status)
