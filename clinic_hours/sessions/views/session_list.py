"""A student's own sessions, newest first, filtered by status or requirement."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.views.access import own_enrollment
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.choices import requirements_for
from clinic_hours.sessions.selectors.histories import (
    Position,
    own_sessions,
    page_of,
    totals_of,
)
from home.core.views.signed_in import SignedInRequest

Status = ClinicSession.Status
TABS = [
    ("", pgettext_lazy("sessions", "All")),
    (Status.DRAFT, _("Drafts")),
    (Status.SUBMITTED, _("Submitted")),
    (Status.RETURNED, _("Returned")),
    (Status.SIGNED_OFF, _("Signed off")),
    (Status.VOIDED, _("Voided")),
    (Status.WITHDRAWN, _("Discarded")),
]


@require_safe
@roles_required(Role.STUDENT)
def session_list(request: SignedInRequest) -> HttpResponse:
    enrollment = own_enrollment(request)
    requirements = list(requirements_for(enrollment))
    status = chosen(request.GET.get("status"), Status.values)
    category = chosen(request.GET.get("requirement"), [each.category for each in requirements])
    sessions = own_sessions(request.user, enrollment)
    if status:
        sessions = sessions.filter(status=status)
    if category:
        sessions = sessions.filter(requirement__category=category)
    page = page_of(sessions, after=position_of(request.GET.get("after", "")))
    narrowed = {"status": status, "requirement": category}
    return render_desk(
        request,
        "clinic_hours_sessions/session_list.html",
        {
            "enrollment": enrollment,
            "page": page,
            "totals": totals_of(sessions),
            "tabs": tabs(status, category),
            "requirements": requirements,
            "category": category,
            "status": status,
            "older_url": older_url(page.following, narrowed),
            "is_narrowed": bool(status or category),
            "is_first_page": "after" not in request.GET,
        },
    )


def chosen(wanted: str | None, offered: list[str]) -> str:
    """Return the choice if it is valid; anything else does not filter."""
    return wanted if wanted in offered else ""


def tabs(status: str, category: str) -> list[dict]:
    return [
        {
            "label": label,
            "url": keyset.link(status=value, requirement=category),
            "active": value == status,
        }
        for value, label in TABS
    ]


def older_url(following: Position | None, narrowed: dict[str, str]) -> str:
    if following is None:
        return ""
    return keyset.link(**narrowed, after=keyset.written(following.starts_at, following.pk))


def position_of(text: str) -> Position | None:
    place = keyset.read(text)
    return Position(*place) if place else None
