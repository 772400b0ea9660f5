"""How a view gets a shift. One that a person may not see and a missing one get the same 404."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from clinic_hours.shifts.models import Place, Shift
from clinic_hours.shifts.selectors.booking.own_places import with_position
from clinic_hours.shifts.selectors.visible import places_visible_to, shifts_visible_to


def get_shift(request: HttpRequest, public_id: UUID) -> Shift:
    """Return a shift that this person may see, with its site and series, or raise Http404."""
    shifts = shifts_visible_to(request.user).select_related("site", "series")
    return get_object_or_404(shifts, public_id=public_id)


def own_place(request: HttpRequest, shift: Shift) -> Place | None:
    """Return the student's own place on a shift, the live one if there are several."""
    mine = places_visible_to(request.user).filter(shift=shift, student=request.user.pk)
    newest_first = with_position(mine).select_related("shift__site").order_by("-pk")
    places = list(newest_first)
    return next((place for place in places if place.is_live), places[0] if places else None)
