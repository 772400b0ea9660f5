"""Shows what a rule refused, on pages whose own form has no place for it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from clinic_hours.core.domain.errors import Refused
from clinic_hours.desk.views.answers import sentences_of


class RefusalMiddleware:
    """Responds with 422 and the sentences of a refusal that the view didn't answer itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        return render(
            request,
            "refused.html",
            {"sentences": sentences_of(error)},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
