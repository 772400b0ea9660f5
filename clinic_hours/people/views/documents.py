"""People's documents: each person's own list, and the file of one for those who may see it."""

from uuid import UUID

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.selectors.people import documents_visible_to
from home.core.school_time import today
from home.core.views.signed_in import SignedInRequest


@require_safe
def own_documents(request: SignedInRequest) -> HttpResponse:
    own = documents_visible_to(request.user).filter(person=request.user.pk)
    context = {"documents": own.select_related("credential"), "today": today()}
    return render_desk(request, "clinic_hours_people/own_documents.html", context)


@require_safe
def document(request: SignedInRequest, public_id: UUID) -> HttpResponseBase:
    """Give out a document's file: always a download, never shown inside the site."""
    found = get_object_or_404(documents_visible_to(request.user), public_id=public_id)
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        return render(
            request, "clinic_hours_people/missing_file.html", {"name": found.name}, status=404
        )
    response = FileResponse(
        file, as_attachment=True, filename=found.name, content_type=found.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
