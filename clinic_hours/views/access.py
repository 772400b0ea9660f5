"""How a view gets its rows, and who may come in at all.

A foreign id and a missing one get the same 404. An insider without the role gets 403.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from clinic_hours.models import ClinicSession, Enrollment
from clinic_hours.selectors.desks import Desks, Role, desks_of
from clinic_hours.selectors.visible import enrollments_visible_to, sessions_visible_to

View = Callable[..., HttpResponse]


def get_session(request: HttpRequest, public_id: UUID) -> ClinicSession:
    """Return a session that this person may see, with all that its page shows, or raise Http404."""
    sessions = sessions_visible_to(request.user).select_related(
        "enrollment__requirement_set",
        "enrollment__cohort",
        "student",
        "supervisor",
        "site",
        "requirement",
    )
    return get_object_or_404(sessions, public_id=public_id)


def get_enrollment(request: HttpRequest, public_id: UUID) -> Enrollment:
    enrollments = enrollments_visible_to(request.user).select_related(
        "student", "cohort__program", "requirement_set"
    )
    return get_object_or_404(enrollments, public_id=public_id)


def own_enrollment(request: HttpRequest) -> Enrollment:
    """Return the enrollment that a student works on: the active one, or the latest."""
    enrollments = Enrollment.objects.filter(student_id=request.user.pk).select_related(
        "student", "cohort__program", "requirement_set"
    )
    active_first = sorted(
        enrollments, key=lambda each: (each.status == Enrollment.Status.ACTIVE, each.started_on)
    )
    if not active_first:
        raise PermissionDenied
    return active_first[-1]


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
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not set(roles) & set(desks(request).roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
