"""What instructors and the office do on a shift's page: one address, one service each."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clinic_hours.attendance.domain.punches import Method, PunchKind
from clinic_hours.attendance.forms.live import (
    ClockForm,
    CountForm,
    ReopenForm,
    TimesForm,
    WhoForm,
    moment_on,
)
from clinic_hours.attendance.models import ClockRequest
from clinic_hours.attendance.policies import can_attest, can_close, can_reopen
from clinic_hours.attendance.selectors.attendees import Attendee, attendee_of
from clinic_hours.attendance.selectors.live import live_on
from clinic_hours.attendance.selectors.rolls import roll_of
from clinic_hours.attendance.services.asking import answer_request
from clinic_hours.attendance.services.attesting import attest, let_start
from clinic_hours.attendance.services.closing import reopen_shift
from clinic_hours.attendance.services.counting import count_heads
from clinic_hours.attendance.services.punching import Sent, punch
from clinic_hours.core.domain.errors import Conflict
from clinic_hours.desk.views.answers import say_done
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.views.access import get_shift
from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest

from .answering import answered
from .live import names_on, show_live


@require_POST
def clock(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """An instructor clocks in or out, or takes a break."""
    shift = get_shift(request, public_id)
    if not can_close(request.user, shift):
        raise PermissionDenied
    form = ClockForm(request.POST)

    def act() -> str:
        kind = PunchKind(form.cleaned_data["kind"])
        sent = Sent(Method.DESK, form.cleaned_data["uuid"])
        punch(person=request.user, shift=shift, kind=kind, sent=sent)
        return clocked_words(kind)

    return answer(request, shift, "clock_form", form, act)


def clocked_words(kind: PunchKind) -> str:
    return {
        PunchKind.IN: _("You are clocked in."),
        PunchKind.OUT: _("You are clocked out."),
        PunchKind.BREAK: _("You are on a break."),
        PunchKind.BACK: _("You are back from your break."),
    }[kind]


@require_POST
def times(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Say when someone came or left who could not clock in or out."""
    shift = get_shift_to_attest(request, public_id)
    form = TimesForm(request.POST)

    def act() -> str:
        said = form.cleaned_data
        came, left = (
            moment_on(shift, said[name]) if said[name] else None for name in ("came", "left")
        )
        attest(
            actor=request.user,
            shift=shift,
            person=person_on(shift, said["person"]),
            came_at=came,
            left_at=left,
            reason=said["reason"],
        )
        return _("The times are kept, with your reason.")

    return answer(request, shift, "times_form", form, act)


@require_POST
def start(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Let someone start who waits."""
    shift = get_shift_to_attest(request, public_id)
    form = WhoForm(request.POST)

    def act() -> str:
        person = person_on(shift, form.cleaned_data["person"])
        let_start(
            actor=request.user, shift=shift, person=person, reason=form.cleaned_data["reason"]
        )
        return _("The student has started. Your reason stands on the session as a warning.")

    return answer(request, shift, "start_form", form, act)


@require_POST
def count(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Answer how many students are here."""
    shift = get_shift(request, public_id)
    if not can_close(request.user, shift):
        raise PermissionDenied
    live = live_on(shift, timezone.now(), roll_of(shift))
    seen = names_on(request, live)
    here = {row.person_id: seen[row.person_id] for row in live.here}
    form = CountForm(request.POST, here=here)

    def act() -> str:
        said = form.cleaned_data
        is_right = said["right"] == "yes"
        count_heads(
            actor=request.user,
            shift=shift,
            expected=said["expected"],
            is_right=is_right,
            missing=() if is_right else said["missing"],
        )
        return _("Your count is kept.")

    return answer(request, shift, "count_form", form, act)


@require_POST
def answer_to(request: SignedInRequest, public_id: UUID, asked: UUID) -> HttpResponse:
    """Say that someone who could not clock in was not there, or that their times were entered."""
    shift = get_shift_to_attest(request, public_id)
    about = get_object_or_404(ClockRequest, shift=shift, public_id=asked)
    is_confirmed = request.POST.get("answer") == "yes"
    try:
        answer_request(actor=request.user, request=about, is_confirmed=is_confirmed)
    except Conflict:
        return show_live(request, shift, status=HTTPStatus.CONFLICT)
    return say_done(request, _("Answered."), "hours:shift", shift.public_id)


@require_POST
def reopen(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Open a closed shift again, by the office."""
    shift = get_shift(request, public_id)
    if not can_reopen(request.user):
        raise PermissionDenied
    form = ReopenForm(request.POST)

    def act() -> str:
        reopen_shift(actor=request.user, shift=shift, reason=form.cleaned_data["reason"])
        return _("The shift is open again. Its instructor has to close it.")

    return answer(request, shift, "reopen_form", form, act)


def answer(
    request: SignedInRequest, shift: Shift, name: str, form: forms.Form, act: Callable[[], str]
) -> HttpResponse:
    """Do what a form says: 303 when done, otherwise the page with the sentence."""

    def show(status: int) -> HttpResponse:
        fresh = get_shift(request, shift.public_id)
        return show_live(request, fresh, filled={name: form}, status=status)

    return answered(form, lambda: say_done(request, act(), "hours:shift", shift.public_id), show)


def get_shift_to_attest(request: SignedInRequest, public_id: UUID) -> Shift:
    shift = get_shift(request, public_id)
    if not can_attest(request.user, shift):
        raise PermissionDenied
    return shift


def person_on(shift: Shift, person_id: int) -> Person:
    """Return someone with a place or a duty on the shift, or raise Http404."""
    who = attendee_of(shift, person_id)
    if who is None:
        raise Http404
    return who_is(who)


def who_is(who: Attendee) -> Person:
    if who.place:
        return who.place.student
    assert who.duty
    return who.duty.supervisor.user
