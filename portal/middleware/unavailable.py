"""A database that does not answer is a page that says so (503), not an error page: it will soon be back."""

import logging
import sys
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.defaults import server_error as usual_server_error

from home.core.views.busy import is_away, is_busy

RETRY_AFTER = 5  # seconds
logger = logging.getLogger(__name__)


class UnavailableMiddleware:
    """Answers for a view whose database does not; tells whoever asks when to come again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers.setdefault("Retry-After", str(RETRY_AFTER))
            add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return unavailable(error) if is_busy(error) or is_away(error) else None


def database_error_behind(error: BaseException | None) -> BaseException | None:
    """Return the error of a database that does not answer which led to this one.

    Django tells that a session could not be saved as if somebody had ended it: SessionInterrupted.
    """
    while error and not (is_busy(error) or is_away(error)):
        error = error.__context__
    return error


def unavailable(error: BaseException | None) -> HttpResponse:
    """Render the page without the request: the visitor's session is in the database, too.

    It does not say that nothing was saved: what fails may be the session, after the view has committed.
    """
    logger.warning("The database is not responding: %s", error)
    return render(None, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for what failed outside of any view, such as a session that could not be read."""
    error = sys.exc_info()[1]
    if is_busy(error) or is_away(error):
        return unavailable(error)
    return usual_server_error(request)
