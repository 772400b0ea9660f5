"""Everything is private unless it is listed here. tests/security verifies this one list.

Views with Django's `login_not_required` (allauth's own pages) need no entry.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from home.core.views import unsent

ADMIN = "/admin/"
PUBLIC_NAMES = frozenset(
    {
        "healthz",
        "readyz",
        "robots",
        "search",
        "sitemap",
        "set_language",
        "share_picture",
        "styleguide",
        "styleguide_desk",
        "styleguide_error",
        "account_invitation",
        "appointment",
        "appointment_cancel",
        "appointment_received",
        "appointment_request",
        "clinic_feedback",
        "enquire",
        "enquiry_received",
        "event_calendar",
        "event_register",
        "event_registered",
        "event_registration",
        "hours:calendar_feed",
        "kiosk",
        "kiosk_heartbeat",
        "kiosk_not_me",
        "kiosk_punch",
        "kiosk_request",
        "kiosk_service_worker",
        "newsletter",
        "newsletter_asked",
        "newsletter_confirm",
        "newsletter_preferences",
        "newsletter_unsubscribe",
        "practicum_keys",
        "verify",
        "verify_check",
        "verify_checkpoint",
        "verify_consistency",
        "verify_cosign",
        "verify_log",
        "verify_script",
        "verify_transcript",
        "verify_transcript_json",
        "verify_transcript_status",
        "verify_witness_script",
        "wagtail_serve",
        "wagtaildocs_serve",
        "wagtailadmin_javascript_catalog",
    }
)
# The development server's static and media files; in production neither reaches Django.
PUBLIC_VIEWS = ("django.views.static", "django.contrib.staticfiles")


class PrivateByDefaultMiddleware(LoginRequiredMiddleware):
    """Redirect anonymous visitors to sign-in, except from public addresses."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match and match.view_name in PUBLIC_NAMES:
            return None
        if view_func.__module__.startswith(PUBLIC_VIEWS):
            return None
        if is_shut_out_of_admin(request) and getattr(view_func, "login_required", True):
            raise PermissionDenied
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Keep submitted form data until its author has signed in again."""
        if request.method == "POST" and (page := unsent.keep(request)):
            return redirect_to_login(page)
        return super().handle_no_permission(request, view_func)


def is_shut_out_of_admin(request: HttpRequest) -> bool:
    """Whether a signed-in user has no access to the admin: Wagtail would redirect them in a loop."""
    if not request.path_info.startswith(ADMIN) or not request.user.is_authenticated:
        return False
    return not request.user.has_perm("wagtailadmin.access_admin")


class NoStoreMiddleware:
    """Keep pages for signed-in users out of every cache, including those of shared computers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response
