"""Small site-wide views: health checks, robots.txt, and error pages."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.cache import caches
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from clinic_hours.ledger.selectors.guards import missing_guards
from home.core.addresses import at_site
from home.core.views import unsent
from home.core.views.see_other import see_other
from portal.middleware.unavailable import database_error_behind, unavailable
from portal.steady_cache import SteadyCache

CLOSED_TO_ROBOTS = ("/admin/", "/accounts/", "/hours/")
CLOSED_IN_EVERY_LANGUAGE = ("/newsletter/confirm/", "/search/")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Return 200 if the process runs, without using the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Return 200 if the database answers, is migrated and protects the record; otherwise 503 with the
    reason.

    Problems with optional services are only listed.
    """
    problem = problem_with_database()
    response = JsonResponse(
        {
            "ready": not problem,
            "problem": problem,
            # While the cache server is down, the database replaces it.
            "missing": "" if problem else what_is_missing(),
        },
        status=HTTPStatus.SERVICE_UNAVAILABLE if problem else HTTPStatus.OK,
    )
    add_never_cache_headers(response)
    return response


def problem_with_database() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        missing = missing_guards()
    except DatabaseError:
        return "The database is not responding."
    if pending:
        return f"{len(pending)} migrations are not applied."
    return f"The record is not protected: {', '.join(missing)}." if missing else ""


def what_is_missing() -> str:
    """Return which optional services are down; none is a reason to take the site out of rotation."""
    for cache in caches.all(initialized_only=False):
        if isinstance(cache, SteadyCache) and cache.is_away():
            return "The cache server is not responding."
    return ""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    languages = [code for code, _name in settings.LANGUAGES]
    public = [translate_url(path, code) for path in CLOSED_IN_EVERY_LANGUAGE for code in languages]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in (*CLOSED_TO_ROBOTS, *public)), ""]
    lines += [f"Sitemap: {at_site(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show that the request is too large (413), the site busy (503), or the request malformed (400).

    The last page is rendered without the request, since even its host may be invalid.
    """
    if isinstance(exception, SessionInterrupted) and (error := database_error_behind(exception)):
        return unavailable(error)
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        return render(
            request, "413.html", {"megabytes": most}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    return render(None, "400.html", status=HTTPStatus.BAD_REQUEST)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Handle a token from before the last sign-in: show the form again, filled in, or explain (403)."""
    page = unsent.keep(request) if request.method == "POST" else ""
    if not page:
        return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
    if not request.user.is_authenticated:
        return redirect_to_login(page)
    return see_other(page)
