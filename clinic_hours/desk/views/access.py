"""Who may come in at all: an insider without the role gets 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from clinic_hours.desk.selectors.desks import Desks, Role, desks_of

View = Callable[..., HttpResponse]


def desks(request: HttpRequest) -> Desks:
    """Return this person's desks, asked once a request. A stranger has none."""
    if not request.user.is_authenticated:
        return Desks()
    kept = vars(request)
    if "practicum_desks" not in kept:
        kept["practicum_desks"] = desks_of(request.user)
    return kept["practicum_desks"]


def roles_required(*roles: Role) -> Callable[[View], View]:
    """Let in whoever has one of the roles; anybody else who is signed in gets 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not set(roles) & set(desks(request).roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
