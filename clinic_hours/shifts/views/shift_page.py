"""One shift: when and where it is, who teaches, and what became of one's own place."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.desk.views.desk import render_desk
from clinic_hours.shifts.forms.covers import CoverForm
from clinic_hours.shifts.models import Shift
from home.core.views.signed_in import SignedInRequest

from .access import get_shift, own_place
from .covers.blocks import cover_context


@require_safe
def shift_page(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    return show_shift(request, get_shift(request, public_id))


def show_shift(
    request: SignedInRequest,
    shift: Shift,
    *,
    cover_form: CoverForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render the page, with what was refused about cover."""
    now = timezone.now()
    context = {
        "shift": shift,
        "duties": shift.duties.filter(withdrawn_at=None).select_related("supervisor"),
        "place": own_place(request, shift),
        **cover_context(request.user, shift, now, cover_form),
    }
    return render_desk(request, "clinic_hours_shifts/shift.html", context, status=status)
