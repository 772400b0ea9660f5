"""One's shifts in a calendar app: the feed itself, and the page on which its address is kept."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.notices.selectors.readers import language_of
from clinic_hours.shifts.selectors.calendars.feeds import address_of, calendar_for, feed_at, feed_of
from clinic_hours.shifts.services.feeds import note_read, open_feed, renew_feed, revoke_feed
from home.core.school_time import written_for
from home.core.views.signed_in import SignedInRequest

PAGE = "hours:calendar"


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return a person's shifts to whoever has the address. Calendar apps are not signed in."""
    feed, now = feed_at(token), timezone.now()
    if feed is None:
        return render(request, "clinic_hours_shifts/no_feed.html", status=HTTPStatus.NOT_FOUND)
    with written_for(language_of(feed.user)):
        file = calendar_for(feed.user, now)
    read = note_read(feed, file.text, now)
    response = HttpResponse(file.text, content_type=f"{file.media_type}; charset=utf-8")
    response["Cache-Control"] = "private, max-age=300"
    response["Content-Disposition"] = 'inline; filename="shifts.ics"'
    response["ETag"] = quote_etag(read.digest)
    response["Last-Modified"] = http_date(read.changed_at.timestamp())
    return response


@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    feed = feed_of(request.user)
    address = address_of(feed) if feed else ""
    app_address = f"webcal://{address.partition('://')[2]}" if address else ""
    context = {"feed": feed, "address": address, "app_address": app_address}
    return render_desk(request, "clinic_hours_shifts/calendar.html", context)


@require_POST
def make_address(request: SignedInRequest) -> HttpResponse:
    open_feed(person=request.user, now=timezone.now())
    return say_done(request, _("Your calendar address is ready."), PAGE)


@require_POST
def renew_address(request: SignedInRequest) -> HttpResponse:
    renew_feed(person=request.user, now=timezone.now())
    return say_done(request, _("You have a new address. The old one no longer works."), PAGE)


@require_POST
def revoke_address(request: SignedInRequest) -> HttpResponse:
    revoke_feed(person=request.user, now=timezone.now())
    return say_done(request, _("The address no longer works."), PAGE)
