"""The redirect after a form was accepted."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect


def see_other(to: str, *args: Any) -> HttpResponse:
    """Redirect to a page with GET (303, RFC 9110 §15.4.4); takes arguments like `redirect`."""
    response = redirect(to, *args)
    response.status_code = HTTPStatus.SEE_OTHER
    return response
