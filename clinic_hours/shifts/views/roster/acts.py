"""What the office does with one shift of the roster: assign, ask, withdraw, take off, cancel."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clinic_hours.core.domain.errors import Conflict, Refused
from clinic_hours.desk.views.answers import sentences_of
from clinic_hours.sessions.forms.review import VersionedForm
from clinic_hours.shifts.forms.roster import CancelForm, InstructorForm, TakeOffForm, WithdrawForm
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.panel import students_told
from clinic_hours.shifts.services.booking import take_off
from clinic_hours.shifts.services.cancelling import cancel_shift
from clinic_hours.shifts.services.covers.vacancies import ask_all_instructors
from clinic_hours.shifts.services.supervision import assign_instructor, withdraw_instructor
from clinic_hours.shifts.views.access import get_shift
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

from .address import address_of
from .page import show_roster
from .students import assign_student, show_students

CHANGED = gettext_lazy(
    "This shift changed after you opened the page, so nothing was done. Here is the latest version."
)


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Put an instructor on the shift, or give a student a place. GET lists the students."""
    shift = get_shift_to_plan(request, public_id)
    if request.method != "POST":
        return show_students(request, shift)
    if "enrollment" in request.POST or "purpose" in request.POST:
        return assign_student(request, shift)
    return assign_instructor_to(request, shift)


def assign_instructor_to(request: SignedInRequest, shift: Shift) -> HttpResponse:
    form = InstructorForm(request.POST, auto_id="assign_%s")

    def act(said: dict[str, Any]) -> str:
        chosen = said["instructor"]
        assign_instructor(
            actor=request.user, shift=shift, supervisor=chosen, version=said["version"]
        )
        return _("%(name)s is on the shift.") % {"name": chosen}

    return answer(request, shift, "instructor_form", form, act)


@require_POST
def ask_all(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Ask all instructors who could take the shift."""
    shift = get_shift_to_plan(request, public_id)

    def act(said: dict[str, Any]) -> str:
        count = ask_all_instructors(actor=request.user, shift=shift, version=said["version"])
        done = ngettext(
            "%(count)s instructor was asked.", "%(count)s instructors were asked.", count
        )
        return done % {"count": count}

    return answer(request, shift, "ask_form", VersionedForm(request.POST, auto_id="ask_%s"), act)


@require_POST
def withdraw(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take an instructor off the shift."""
    shift = get_shift_to_plan(request, public_id)

    def act(said: dict[str, Any]) -> str:
        duty = said["duty"]
        withdraw_instructor(actor=request.user, duty=duty, reason=said["reason"])
        return _("%(name)s is no longer on the shift.") % {"name": duty.supervisor}

    form = WithdrawForm(request.POST, shift=shift, auto_id="withdraw_%s")
    return answer(request, shift, "withdraw_form", form, act)


@require_POST
def remove(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take a student off the shift or its waiting list."""
    shift = get_shift_to_plan(request, public_id)

    def act(said: dict[str, Any]) -> str:
        place = said["place"]
        take_off(actor=request.user, place=place, reason=said["reason"])
        return _("%(name)s no longer has a place and was told why.") % {"name": place.student}

    form = TakeOffForm(request.POST, shift=shift, auto_id="take_off_%s")
    return answer(request, shift, "take_off_form", form, act)


@require_POST
def cancel(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Cancel the shift and tell everyone on it."""
    shift = get_shift_to_plan(request, public_id)
    form = CancelForm(request.POST, auto_id="cancel_%s")

    def act(said: dict[str, Any]) -> str:
        told = students_told(shift)
        cancel_shift(actor=request.user, shift=shift, **said)
        done = ngettext(
            "The shift was canceled. %(count)s student was told.",
            "The shift was canceled. %(count)s students were told.",
            told,
        )
        return done % {"count": told}

    return answer(request, shift, "cancel_form", form, act)


def get_shift_to_plan(request: SignedInRequest, public_id: UUID) -> Shift:
    """Return a shift for someone who plans. Raises Http404 or PermissionDenied."""
    shift = get_shift(request, public_id)
    if not can_plan(request.user):
        raise PermissionDenied
    return shift


def answer(
    request: SignedInRequest,
    shift: Shift,
    name: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
) -> HttpResponse:
    """Do what a form says and return to the roster, or show the roster with what stands against it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
            return see_other(address_of(request, shift))
        except Refused as refusal:
            form.add_error(None, sentences_of(refusal))
        except Conflict:
            status = HTTPStatus.CONFLICT
            form.add_error(None, str(CHANGED))
    shift = get_shift(request, shift.public_id)
    return show_roster(request, shift=shift, refused={name: form}, status=status)
