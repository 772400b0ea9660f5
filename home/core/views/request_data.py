"""Submitted form data."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """Return the submitted data, even if empty; None if nothing was submitted.

    An empty POST is a form with everything missing and must get its errors; `request.POST or None` would
    treat it as a form that was only opened.
    """
    return request.POST if request.method == "POST" else None
