"""Register for an event, view and cancel a registration, download the event for a calendar."""

from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from home.core.consent import event_consent
from home.core.views.busy import keep_typed
from home.core.views.rate_limits import is_within
from home.core.views.request_data import sent
from home.core.views.see_other import see_other
from home.events.forms.events import RegistrationForm
from home.events.models import Registration
from home.events.selectors.calendar_files import event_calendar
from home.events.selectors.events import announced, announcement
from home.events.services import events
from home.mail.signed_links import pk_of
from home.site.models import SiteSettings

read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@read_and_write
def register(request: HttpRequest, event: int) -> HttpResponse:
    """Show the form, or why registration is closed; receive the form."""
    found = get_object_or_404(announced(), pk=event)
    consent = event_consent(SiteSettings.for_request(request).name)
    context = {"event": found, "about": announcement(found)}
    if not found.is_open(timezone.now()):
        status = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.OK
        return show(request, "closed", status, **context)
    form = RegistrationForm(sent(request), consent=consent, most=found.places)
    context["form"] = form
    if request.method != "POST":
        return show(request, "register", **context)
    if not is_within(request, "event"):
        form.add_error(
            None,
            _("Too many requests came from your network. Wait a few minutes, then send it again."),
        )
        return show(request, "register", HTTPStatus.TOO_MANY_REQUESTS, **context)
    if not form.is_valid():
        return show(request, "register", HTTPStatus.UNPROCESSABLE_ENTITY, **context)
    registration = form.save(commit=False)
    registration.event = found
    try:
        events.register(registration=registration, consent=consent, language=get_language())
    except events.Closed:
        found.refresh_from_db()
        return show(request, "closed", HTTPStatus.CONFLICT, **context)
    except OperationalError as error:
        return show(request, "register", keep_typed(request, form, error), **context)
    return see_other("event_registered", event)


@require_safe
def registered(request: HttpRequest, event: int) -> HttpResponse:
    found = get_object_or_404(announced(), pk=event)
    return show(request, "registered", event=found, about=announcement(found))


@never_cache
@read_and_write
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """Show a registration; cancel it with a button, never by following a link."""
    pk = pk_of("event_registration", token)
    known = Registration.objects.select_related("event")
    mine = known.filter(pk=pk).first() if pk else None
    if mine is None:
        raise Http404
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            mine = events.cancel(mine)
        except events.TooLate:
            status = HTTPStatus.CONFLICT
    context = {"registration": mine, "event": mine.event, "about": announcement(mine.event)}
    if mine.state != "cancelled":
        has_begun = mine.event.starts_at <= timezone.now()
        is_on = not mine.event.is_called_off
        context |= {"may_cancel": is_on and not has_begun, "is_too_late": is_on and has_begun}
    return show(request, "registration", status, **context)


@require_safe
def calendar(request: HttpRequest, event: int) -> HttpResponse:
    """Return the event as a calendar file."""
    found = get_object_or_404(announced(), pk=event)
    about = announcement(found)
    file = event_calendar(
        found, title=about.title, url=about.url, now=timezone.now(), is_off=found.is_called_off
    )
    response = HttpResponse(file.text, content_type=f"{file.media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="event-{found.pk}.ics"'
    return response


def show(
    request: HttpRequest, page: str, status: int = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    return render(request, f"home_events/{page}.html", context, status=status)
