"""What the rules say of a session that is still being typed. Nothing is saved."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.domain.notes import question_about
from clinic_hours.core.forms.asking import QUESTION
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.people.views.access import own_enrollment
from clinic_hours.sessions.forms.sessions import SessionForm
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.policies import can_change
from clinic_hours.sessions.services.claims import foreseen
from home.core.views.signed_in import SignedInRequest

from .access import get_session
from .session_form import form_for, voided_for
from .session_values import facts_from, shifts_of

TEMPLATE = "clinic_hours_sessions/includes/foreseen.html"


@require_POST
@roles_required(Role.STUDENT)
def check_new(request: SignedInRequest) -> HttpResponse:
    return checked(request, voided=voided_for(request))


@require_POST
@roles_required(Role.STUDENT)
def check_edited(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    session = get_session(request, public_id)
    if not can_change(request.user, session):
        raise Http404
    return checked(request, session=session)


def checked(
    request: SignedInRequest,
    *,
    session: ClinicSession | None = None,
    voided: ClinicSession | None = None,
) -> HttpResponse:
    """Answer with the findings as a list to put into the page. `voided` is logged again."""
    begins_with = session or voided
    enrollment = begins_with.enrollment if begins_with else own_enrollment(request)
    find_shifts = None if begins_with else shifts_of(enrollment)
    form = form_for(request, enrollment, initial={}, session=begins_with, find_shifts=find_shifts)
    if form.is_valid():
        found = foreseen(facts_from(form, session), enrollment=enrollment, session=session)
    else:
        found = question_in(form)
    codes = {finding.code for finding in found}
    form.was_asked, form.is_late = QUESTION in codes, "late_reason_missing" in codes
    return render(request, TEMPLATE, {"found": found, "form": form})


def question_in(form: SessionForm) -> tuple[Finding, ...]:
    """Return what can be said while fields are still missing: whether the note may name a client."""
    if form.cleaned_data.get("names_no_client"):
        return ()
    question = question_about(form.cleaned_data.get("note", ""), "note")
    return (question,) if question else ()
