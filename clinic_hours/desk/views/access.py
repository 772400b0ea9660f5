"""Which roles may open a page. A signed-in person without the role gets 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from clinic_hours.desk.selectors.desks import Desks, Role, desks_of

Response = TypeVar("Response", bound=HttpResponseBase)
View = Callable[..., Response]


def desks(request: HttpRequest) -> Desks:
    """Return this person's desks, queried once per request. An anonymous visitor has none."""
    if not request.user.is_authenticated:
        return Desks()
    kept = vars(request)
    if "practicum_desks" not in kept:
        kept["practicum_desks"] = desks_of(request.user)
    return kept["practicum_desks"]


def roles_required(*roles: Role) -> Callable[[View[Response]], View[Response]]:
    """Require one of the roles. Anyone else who is signed in gets 403."""

    def guard(view: View[Response]) -> View[Response]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
            if not set(roles) & set(desks(request).roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
