"""What an instructor signed, newest first."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views import keyset
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.sessions.selectors.histories import signed_page


@require_safe
@roles_required(Role.INSTRUCTOR)
def signed(request: HttpRequest) -> HttpResponse:
    page = signed_page(request.user, after=keyset.read(request.GET.get("after", "")))
    older = keyset.link(after=keyset.written(*page.following)) if page.following else ""
    context = {"page": page, "older_url": older}
    return render_desk(request, "clinic_hours_sessions/signed.html", context)
