"""One person's punches on a shift, and correcting them."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clinic_hours.attendance.forms.live import CorrectionForm, moment_on
from clinic_hours.attendance.models import Punch
from clinic_hours.attendance.policies import can_attest
from clinic_hours.attendance.selectors.attendees import Attendee, attendee_of
from clinic_hours.attendance.services.attesting import correct
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.views.names import names
from clinic_hours.shifts.forms.booking_words import times_words
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.views.access import get_shift
from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest

from .answering import answered

NO_FORMS: Mapping[int, forms.Form] = {}


@require_safe
def punches(request: SignedInRequest, public_id: UUID, person: UUID) -> HttpResponse:
    """Show when someone clocked in and out, to themselves, the shift's instructors and the office."""
    shift = get_shift(request, public_id)
    someone = get_object_or_404(get_user_model(), public_id=person)
    return show(request, shift, someone)


def show(
    request: SignedInRequest,
    shift: Shift,
    person: Person,
    *,
    filled: Mapping[int, forms.Form] = NO_FORMS,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render the page. `filled` are corrections that were refused, by punch."""
    who = attendee_of(shift, person.pk)
    may_correct = can_attest(request.user, shift) and person.pk != request.user.pk
    if who is None or not (may_correct or person.pk == request.user.pk):
        raise Http404
    rows = Punch.objects.filter(shift=shift, person=person).select_related("by", "superseded_by")
    context = {
        "shift": shift,
        "times": times_words(shift),
        "name": name_of(request, who),
        "rows": [{"punch": row, "form": filled.get(row.pk)} for row in rows],
        "may_correct": may_correct,
    }
    template = "clinic_hours_attendance/punches.html"
    return render_desk(request, template, context, status=status)


def name_of(request: SignedInRequest, who: Attendee) -> str:
    if who.place:
        return names(request).of(who.place.enrollment)
    assert who.duty
    return who.duty.supervisor.printed_name


@require_POST
def correct_punch(request: SignedInRequest, public_id: UUID, punch: UUID) -> HttpResponse:
    """Correct one punch: 303, or 403, 409 or 422 with a sentence."""
    shift = get_shift(request, public_id)
    if not can_attest(request.user, shift):
        raise PermissionDenied
    made = get_object_or_404(Punch.objects.select_related("person"), shift=shift, uuid=punch)
    form = CorrectionForm(request.POST)

    def act() -> HttpResponse:
        said = form.cleaned_data
        at = moment_on(shift, said["at"]) if said["at"] else None
        correct(actor=request.user, punch=made, at=at, reason=said["reason"])
        done = _("Corrected. The first entry stays on record.")
        return say_done(request, done, "hours:punches", shift.public_id, made.person.public_id)

    def refused(status: int) -> HttpResponse:
        return show(request, shift, made.person, filled={made.pk: form}, status=status)

    return answered(form, act, refused)
