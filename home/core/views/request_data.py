"""What a visitor sent with a form."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, be it nothing at all; None where nobody sent anything.

    An empty POST is a form that lacks everything, and is told so; `request.POST or None` would take it for
    a form that was only opened.
    """
    return request.POST if request.method == "POST" else None
