"""How a view gets a session. Someone else's id and a missing one get the same 404."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.visible import sessions_visible_to


def get_session(request: HttpRequest, public_id: UUID) -> ClinicSession:
    """Return a session that this person may see, with everything its page shows, or raise Http404."""
    sessions = sessions_visible_to(request.user).select_related(
        "enrollment__requirement_set",
        "enrollment__cohort",
        "enrollment__student",
        "student",
        "supervisor",
        "entered_by",
        "evidence__uploaded_by",
        "site",
        "requirement__requirement_set",
    )
    return get_object_or_404(sessions, public_id=public_id)
