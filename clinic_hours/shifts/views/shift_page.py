"""One shift: when and where it is, who teaches, and what became of one's own place."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from clinic_hours.desk.views.desk import render_desk
from home.core.views.signed_in import SignedInRequest

from .access import get_shift, own_place


@require_safe
def shift_page(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    shift = get_shift(request, public_id)
    context = {
        "shift": shift,
        "duties": shift.duties.filter(withdrawn_at=None).select_related("supervisor"),
        "place": own_place(request, shift),
    }
    return render_desk(request, "clinic_hours_shifts/shift.html", context)
