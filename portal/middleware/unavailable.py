"""Shows a "back soon" page (503) instead of an error page if the database doesn't respond."""

import logging
import sys
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.defaults import server_error as usual_server_error

from home.core.views.busy import Unavailable, is_unavailable

RETRY_AFTER = 5  # seconds
logger = logging.getLogger(__name__)


class UnavailableMiddleware:
    """Responds with 503 and Retry-After if a view's database doesn't respond."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers.setdefault("Retry-After", str(RETRY_AFTER))
            add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Unavailable):
            return unavailable(error, str(error))
        return unavailable(error) if is_unavailable(error) else None


def database_error_behind(error: BaseException | None) -> BaseException | None:
    """Return the underlying error of a database that doesn't respond, if there is one.

    Django reports a session that could not be saved as if it had been deleted: SessionInterrupted.
    """
    while error and not is_unavailable(error):
        error = error.__context__
    return error


def unavailable(error: BaseException | None, sentence: str = "") -> HttpResponse:
    """Render the page without the request, since the visitor's session is in the database, too.

    Its usual sentence does not say that nothing was saved: the failure may be in the session, after the
    view's commit.
    """
    logger.warning("The database is not responding: %s", getattr(error, "__cause__", None) or error)
    return render(None, "503.html", {"sentence": sentence}, status=HTTPStatus.SERVICE_UNAVAILABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handle errors outside of any view, such as a session that could not be read."""
    error = sys.exc_info()[1]
    if is_unavailable(error):
        return unavailable(error)
    return usual_server_error(request)
