"""A student's own hours as files, finished or not. Each download is recorded where the student sees it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.learning.documents.own_hours import own_hours_csv, own_hours_pdf
from clinic_hours.people.models import Enrollment
from clinic_hours.people.views.access import get_enrollment
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.selectors.histories import own_sessions as sessions_of
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from clinic_hours.transcripts.services.disclosures import note_export
from home.core.views.signed_in import SignedInRequest

TYPES = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@require_safe
def own_hours(request: SignedInRequest, public_id: UUID, extension: str) -> HttpResponseBase:
    enrollment = get_enrollment(request, public_id)
    if extension not in TYPES:
        raise Http404
    if enrollment.student_id != request.user.pk:
        raise PermissionDenied
    response = as_csv(request, enrollment) if extension == "csv" else as_pdf(request, enrollment)
    name = f"hours-so-far-{timezone.localdate():%Y-%m-%d}.{extension}"
    response["Content-Type"] = TYPES[extension]
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if request.method == "GET":
        note_export(enrollment, seen_by=request.user, purpose=extension.upper())
    return response


def as_csv(request: SignedInRequest, enrollment: Enrollment) -> HttpResponseBase:
    sessions = sessions_of(request.user, enrollment).exclude(status=State.WITHDRAWN)
    return StreamingHttpResponse(own_hours_csv(sessions))


def as_pdf(request: SignedInRequest, enrollment: Enrollment) -> HttpResponse:
    sessions = sessions_of(request.user, enrollment).exclude(status=State.WITHDRAWN)
    progress = progress_of_enrollment(enrollment)
    return HttpResponse(own_hours_pdf(enrollment, progress, sessions, timezone.localdate()))
