"""Newsletter pages: sign up, confirm, choose, unsubscribe. None reveals whether an address is known."""

from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from home.core.consent import newsletter_consent
from home.core.views.busy import keep_typed
from home.core.views.rate_limits import is_within
from home.core.views.request_data import sent
from home.core.views.see_other import see_other
from home.mail.signed_links import pk_of
from home.newsletter.forms.newsletter import PreferencesForm, SubscribeForm
from home.newsletter.models import Subscriber
from home.newsletter.services.newsletter import (
    WORKS_FOR,
    ask_for_newsletter,
    choose_newsletter,
    confirm_newsletter,
    leave_newsletter,
)
from home.site.models import SiteSettings

read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@read_and_write
def subscribe(request: HttpRequest) -> HttpResponse:
    school = SiteSettings.for_request(request)
    consent = newsletter_consent(school.name)
    form = SubscribeForm(sent(request), consent=consent)
    if request.method != "POST":
        return show(request, "subscribe", form=form)
    if not is_within(request, "newsletter"):
        form.add_error(
            None,
            _("Too many requests came from your network. Wait a few minutes, then send it again."),
        )
        return show(request, "subscribe", HTTPStatus.TOO_MANY_REQUESTS, form=form)
    if not form.is_valid():
        return show(request, "subscribe", HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
    try:
        ask_for_newsletter(
            email=form.cleaned_data["email"],
            language=get_language(),
            topics=form.cleaned_data["topics"],
            consent=consent,
            school=school,
        )
    except OperationalError as error:
        return show(request, "subscribe", keep_typed(request, form, error), form=form)
    return see_other("newsletter_asked")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return show(request, "asked")


@never_cache
@read_and_write
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm with a button, since mail scanners follow links."""
    subscriber = subscriber_of("newsletter_confirm", token)
    if request.method == "POST":
        confirm_newsletter(subscriber)
    return show(request, "confirm", subscriber=fresh(subscriber))


@never_cache
@read_and_write
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    subscriber = subscriber_of("newsletter_preferences", token)
    form = PreferencesForm(sent(request), instance=subscriber)
    saved, status = False, HTTPStatus.OK
    if request.method == "POST":
        saved, status = choose(request, subscriber, form)
    return show(
        request, "preferences", status, form=form, saved=saved, subscriber=fresh(subscriber)
    )


def choose(
    request: HttpRequest, subscriber: Subscriber, form: PreferencesForm
) -> tuple[bool, HTTPStatus]:
    """Store a subscriber's choices; return whether they were stored, and the page's status."""
    if not form.is_valid():
        return False, HTTPStatus.UNPROCESSABLE_ENTITY
    said = form.cleaned_data
    try:
        saved = choose_newsletter(subscriber, language=said["language"], topics=said["topics"])
    except OperationalError as error:
        return False, keep_typed(request, form, error)
    return saved, HTTPStatus.OK


@csrf_exempt  # RFC 8058: mail programs post here without a session
@never_cache
@read_and_write
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Unsubscribe at once on POST; on GET show the button, for someone who follows the link."""
    subscriber = subscriber_of("newsletter_unsubscribe", token)
    if request.method == "POST":
        leave_newsletter(subscriber)
    return show(request, "unsubscribe", subscriber=fresh(subscriber))


def subscriber_of(purpose: str, token: str) -> Subscriber:
    pk = pk_of(purpose, token, WORKS_FOR.get(purpose))
    subscriber = Subscriber.objects.filter(pk=pk).first() if pk else None
    if subscriber is None:
        raise Http404
    return subscriber


def fresh(subscriber: Subscriber) -> Subscriber:
    subscriber.refresh_from_db()
    return subscriber


def show(
    request: HttpRequest, page: str, status: int = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    return render(request, f"home_newsletter/{page}.html", context, status=status)
