"""Middleware for sign-in: a required second factor in the admin, and session activity."""

import hashlib
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from home.core.views.busy import is_unavailable

SEEN_EVERY = 300  # seconds between two updates of a session
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class StaffSecondFactorMiddleware:
    """With REQUIRE_STAFF_MFA, redirect people without a second factor from the admin to its setup."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_STAFF_MFA and lacks_second_factor(request):
            messages.warning(
                request,
                _("Set up an authenticator app or a passkey first. The admin requires one."),
            )
            return redirect("mfa_index")
        return self.get_response(request)


def lacks_second_factor(request: HttpRequest) -> bool:
    if not request.path_info.startswith(reverse("wagtailadmin_home")):
        return False
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return False
    return not get_mfa_adapter().is_mfa_enabled(request.user, types=SECOND_FACTORS)


class SessionActivityMiddleware:
    """Record where and when a session was last seen, at most every five minutes.

    allauth's own middleware writes on every request; this one writes on a session's first request, when the
    IP address or browser changes, and otherwise when the last record is old.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.session_key and request.user.is_authenticated:
            self.note(request)
        return response

    @staticmethod
    def note(request: HttpRequest) -> None:
        browser = request.META.get("HTTP_USER_AGENT", "")
        address = get_adapter().get_client_ip(request)
        seen = (str(request.session.session_key), address, browser)
        key = "session-seen:" + hashlib.sha256("\n".join(seen).encode()).hexdigest()
        if not cache.add(key, True, timeout=SEEN_EVERY):
            return
        try:
            UserSession.objects.create_from_request(request)
        except DatabaseError as error:  # the request itself succeeded, so the record can wait
            cache.delete(key)
            if not is_unavailable(error):
                raise
