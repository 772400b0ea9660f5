"""One appointment: whom to call, when they can come, and what became of it."""

from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import get_default_timezone_name
from django.views.decorators.http import require_safe

from clinic_hours.appointments.domain.states import NOT_OVER, AppointmentState
from clinic_hours.appointments.forms.arranging import CancelForm, ConfirmForm, OutcomeForm
from clinic_hours.appointments.forms.history import history_of
from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.selectors.free import free_times_of, students_of
from clinic_hours.appointments.selectors.lists import with_people
from clinic_hours.appointments.selectors.openings import Opening, openings_between
from clinic_hours.appointments.selectors.unsettled import no_longer_fits, without_instructor
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.shifts.models import Shift
from home.core.school_time import day_of
from home.core.views.signed_in import SignedInRequest
from home.core.views.unsent import recall

AHEAD = timedelta(days=14)


@dataclass
class Page:
    """What the page shows besides the appointment: forms with their errors, and sentences."""

    shift: Shift | None = None
    confirm_form: ConfirmForm | None = None
    cancel_form: CancelForm | None = None
    sentences: list[str] = field(default_factory=list)
    status: int = HTTPStatus.OK


def get_appointment(request: SignedInRequest, public_id: UUID) -> Appointment:
    return get_object_or_404(with_people(request.user), public_id=public_id)


@require_safe
@roles_required(Role.COORDINATOR)
def appointment(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    typed = recall(request, reverse("hours:appointment_cancel", args=[public_id]))
    row = get_appointment(request, public_id)
    initial = {"version": row.version, "reason": typed.get("reason", "")}
    page = Page(cancel_form=CancelForm(initial=initial))
    return show(request, row, page)


def show(request: SignedInRequest, row: Appointment, page: Page) -> HttpResponse:
    is_open = row.state in NOT_OVER
    wishes = set(row.wishes.values_list("pk", flat=True)) if is_open else set()
    openings = openings_for(row) if is_open else []
    shift = page.shift or chosen_shift(openings, request.GET.get("shift", ""))
    if shift and is_open and page.confirm_form is None:
        page.confirm_form = confirm_form(row, shift)
    now = timezone.now()
    context = {
        "appointment": row,
        "page": page,
        "history": list(history_of(row.events.select_related("actor"))),
        "openings": sorted(openings, key=lambda each: each.shift.pk not in wishes),
        "wishes": wishes,
        "chosen": shift,
        "is_open": is_open,
        "fits": not Appointment.objects.filter(no_longer_fits(now), pk=row.pk).exists(),
        "zone": row.shift.zone if row.shift else get_default_timezone_name(),
        "lacks_instructor": row in without_instructor(request.user, now),
        "may_mark": is_due(row, now),
        "outcome_form": OutcomeForm(initial={"version": row.version}),
        "cancel_form": page.cancel_form or CancelForm(initial={"version": row.version}),
    }
    template = "clinic_hours_appointments/desk/one.html"
    return render_desk(request, template, context, status=page.status)


def openings_for(row: Appointment) -> list[Opening]:
    """Return the shifts of the next two weeks with somebody and enough time free, and the one it has now."""
    now = timezone.now()
    found = openings_between(day_of(now), day_of(now + AHEAD), now)
    return [
        each
        for each in found
        if each.shift.pk == row.shift_id or (each.free and each.has_time_for(row.minutes, now))
    ]


def chosen_shift(openings: list[Opening], asked: str) -> Shift | None:
    """Return the shift in the address. Compared here: an address may hold anything."""
    return next((each.shift for each in openings if str(each.shift.public_id) == asked), None)


def confirm_form(row: Appointment, shift: Shift, data: Any = None) -> ConfirmForm:
    times = free_times_of(shift, row.minutes, timezone.now(), but=row)
    initial: dict[str, Any] = {"version": row.version}
    if row.starts_at and row.shift_id == shift.pk:
        initial["starts_at"] = row.starts_at.isoformat()
    return ConfirmForm(data, shift=shift, times=times, places=students_of(shift), initial=initial)


def is_due(row: Appointment, now: Any) -> bool:
    """Whether the visit has begun, so that somebody can say what became of it."""
    has_begun = row.starts_at is not None and row.starts_at <= now
    return row.state == AppointmentState.CONFIRMED and has_begun
