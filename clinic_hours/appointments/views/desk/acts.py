"""What the clinic office does with an appointment. What is refused is shown on its page."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.appointments.domain.states import AppointmentState
from clinic_hours.appointments.forms.arranging import AsShownForm, CancelForm, OutcomeForm
from clinic_hours.appointments.forms.findings import CHANGED_MEANWHILE
from clinic_hours.appointments.models import Appointment
from clinic_hours.appointments.selectors.openings import client_shifts
from clinic_hours.appointments.services.arranging import cancel, confirm, say_what_became_of_it
from clinic_hours.appointments.services.erasing import erase_contact
from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.answers import say_done, sentences_of
from home.core.views.signed_in import SignedInRequest

from .one import Page, confirm_form, get_appointment, show


@require_POST
@roles_required(Role.COORDINATOR)
def confirm_time(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give the appointment a time on the shift in the form, or move it there."""
    row = get_appointment(request, public_id)
    asked = request.POST.get("shift", "")
    # Compared here, not in the database: a form may hold anything.
    shifts = client_shifts(timezone.now())
    shift = next((each for each in shifts if str(each.public_id) == asked), None)
    if shift is None:
        said = _("This shift no longer takes clients. Choose another one.")
        page = Page(sentences=[said], status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return show(request, row, page)
    form = confirm_form(row, shift, request.POST)

    def act() -> str:
        kept = confirm(
            actor=request.user,
            appointment=row,
            version=form.cleaned_data["version"],
            shift=shift,
            starts_at=form.starts,
            place=form.chosen_place,
        )
        was_set = row.state == AppointmentState.CONFIRMED
        done = _("The appointment was moved.") if was_set else _("The appointment is confirmed.")
        return with_news(done, kept)

    return acted(request, row, form, act, Page(shift=shift, confirm_form=form))


@require_POST
@roles_required(Role.COORDINATOR)
def cancel_appointment(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    row = get_appointment(request, public_id)
    form = CancelForm(request.POST)

    def act() -> str:
        kept = cancel(actor=request.user, appointment=row, **form.cleaned_data)
        return with_news(_("The appointment is canceled."), kept)

    return acted(request, row, form, act, Page(cancel_form=form))


@require_POST
@roles_required(Role.COORDINATOR)
def outcome(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Mark whether the client came."""
    row = get_appointment(request, public_id)
    form = OutcomeForm(request.POST)

    def act() -> str:
        say_what_became_of_it(actor=request.user, appointment=row, **form.cleaned_data)
        return _("Saved.")

    return acted(request, row, form, act, Page())


@require_POST
@roles_required(Role.COORDINATOR)
def erase(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Erase the contact data now, because the client asked for it."""
    row = get_appointment(request, public_id)
    form = AsShownForm(request.POST)

    def act() -> str:
        erase_contact(actor=request.user, appointment=row, **form.cleaned_data)
        return _("The contact data is deleted.")

    return acted(request, row, form, act, Page())


def with_news(done: str, appointment: Appointment) -> str:
    """Add whether the client hears of it by email."""
    news = _("The client gave no email address: please call.")
    if appointment.contact and appointment.contact.email:
        news = _("The client gets an email.")
    return f"{done} {news}"


def acted(
    request: SignedInRequest, row: Appointment, form: Form, act: Callable[[], str], page: Page
) -> HttpResponse:
    """Do it, or show the page as it is now with the sentences why not."""
    page.status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            return say_done(request, act(), "hours:appointment", row.public_id)
        except Refused as refusal:
            page.sentences = sentences_of(refusal)
        except Conflict:
            page.sentences = [str(CHANGED_MEANWHILE)]
            page.status = HTTPStatus.CONFLICT
            page.confirm_form = page.cancel_form = None
    elif not isinstance(form, CancelForm):
        page.sentences = [str(each) for errors in form.errors.values() for each in errors]
    return show(request, get_appointment(request, row.public_id), page)
