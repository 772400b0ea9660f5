"""Shows what a rule refused, on pages whose own form has no place for it, and that nothing can be signed."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clinic_hours.core.domain.errors import Refused
from clinic_hours.desk.views.answers import sentences_of
from clinic_hours.ledger.signatures import KeyFileProblem
from home.core.views import unsent

logger = logging.getLogger(__name__)


class RefusalMiddleware:
    """Responds to what the view didn't answer itself: 422 to a refusal, 503 without a usable signing key."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, KeyFileProblem):
            return nothing_signed(request, error)
        if not isinstance(error, Refused):
            return None
        return render(
            request,
            "refused.html",
            {"sentences": sentences_of(error)},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def nothing_signed(request: HttpRequest, problem: KeyFileProblem) -> HttpResponse:
    """Keep what was typed for when the key is back. Only the server's log says where the key's file is."""
    logger.error("Nothing can be signed: %s", problem)
    page = unsent.keep(request, signed_out=False) if request.method == "POST" else ""
    if page:
        request.session.save()  # Django saves no session with an error of the server
    return render(
        request, "nothing_signed.html", {"page": page}, status=HTTPStatus.SERVICE_UNAVAILABLE
    )
