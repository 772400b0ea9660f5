"""What an instructor signed, newest first."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clinic_hours.selectors.desks import Role
from clinic_hours.selectors.histories import signed_page

from . import keyset
from .access import roles_required
from .desk import render_desk


@require_safe
@roles_required(Role.INSTRUCTOR)
def signed(request: HttpRequest) -> HttpResponse:
    page = signed_page(request.user, after=keyset.read(request.GET.get("after", "")))
    older = keyset.link(after=keyset.written(*page.following)) if page.following else ""
    context = {"page": page, "older_url": older}
    return render_desk(request, "clinic_hours/signed.html", context)
