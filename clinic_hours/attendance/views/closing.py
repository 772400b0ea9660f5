"""Closing a shift: an answer for everyone, then everyone's hours in one signature."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic_hours.attendance.domain.rules import CLOSES_BEFORE_END
from clinic_hours.attendance.forms.closing import CloseForm, never_came, still_here
from clinic_hours.attendance.forms.closing_words import (
    button_words,
    counted_words,
    reason_words,
)
from clinic_hours.attendance.policies import can_close
from clinic_hours.attendance.selectors.attended import accounts_of
from clinic_hours.attendance.selectors.live import live_on
from clinic_hours.attendance.selectors.outlook import Outlook, outlook_of
from clinic_hours.attendance.selectors.rolls import Roll, roll_of
from clinic_hours.attendance.services.closing import (
    Answers,
    Closed,
    Signature,
    close_shift,
)
from clinic_hours.core.forms.times import hours_in_sentence
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.sessions.domain.attestation import current_statement
from clinic_hours.sessions.views.session_actions import identity
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.views.access import get_shift
from home.core.views.see_other import see_other
from home.core.views.signed_in import SignedInRequest

from .answering import answered
from .heading import heading_of
from .live import names_on


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show what has to be answered, then close and sign: 303, or 409 or 422 with a sentence."""
    shift = get_shift(request, public_id)
    if not can_close(request.user, shift):
        raise PermissionDenied
    if shift.status != ShiftState.PLANNED:
        return see_other("hours:shift", shift.public_id)
    roll, now = roll_of(shift), timezone.now()
    live, accounts = live_on(shift, now, roll), accounts_of(shift, now, roll)
    names = names_on(request, live)
    students = [each.place.student_id for each in accounts.values() if each.stayed]
    data = request.POST if request.method == "POST" else None
    form = CloseForm(data, shift=shift, live=live, stayed={who: names[who] for who in students})
    page = {"form": form, "live": live, "names": names, "now": now, "signs": roll.rules.submits}
    outlook = outlook_of(accounts, request.user.pk if roll.rules.submits else None)

    def show(status: int) -> HttpResponse:
        return show_questions(request, get_shift(request, public_id), page, outlook, status)

    if request.method != "POST":
        return show(HTTPStatus.OK)
    return answered(form, lambda: closed(request, shift, closing(request, shift, form, roll)), show)


def closing(request: SignedInRequest, shift: Shift, form: CloseForm, roll: Roll) -> Closed:
    """Close, and sign if the site's rules submit the sessions."""
    signature = None
    if roll.rules.submits:
        password = form.cleaned_data["password"]
        signature = Signature(
            current_statement(get_language() or "en"), identity(request, password)
        )
    answers = Answers(
        left=form.left,
        absences=form.absences,
        is_count_right=form.is_count_right,
        missing=form.cleaned_data["missing"],
    )
    return close_shift(actor=request.user, shift=shift, answers=answers, signature=signature)


def closed(request: SignedInRequest, shift: Shift, done: Closed) -> HttpResponse:
    number = len(done.entries)
    if not number:
        said = _("The shift is closed. Each student submits their own session.")
        return say_done(request, said, "hours:shift", shift.public_id)
    minutes = sum(entry.minutes for entry in done.entries)
    words = ngettext(
        "The shift is closed and %(n)s session is signed: %(hours)s h.",
        "The shift is closed and %(n)s sessions are signed: %(hours)s h.",
        number,
    )
    said = words % {"n": number, "hours": hours_in_sentence(minutes)}
    return say_done(request, said, "hours:shift", shift.public_id)


def questions(form: CloseForm) -> list[dict[str, Any]]:
    """Return who has to be asked about, with the fields of the answer."""
    left = [
        {
            "row": row,
            "left": form[f"left_{row.person_id}"],
            "unknown": form[f"unknown_{row.person_id}"],
        }
        for row in still_here(form.live)
    ]
    absent = [
        {"row": row, "absence": form[f"absence_{row.place.pk}"]}
        for row in never_came(form.live)
        if row.place
    ]
    return [*left, *absent]


def show_questions(
    request: SignedInRequest, shift: Shift, page: dict[str, Any], outlook: Outlook, status: int
) -> HttpResponse:
    live, asked = page["live"], questions(page["form"])
    context = {
        **page,
        **heading_of(shift, live, page["now"]),
        "questions": asked,
        "asks_for_times": any("left" in each for each in asked),
        "outlook": outlook,
        "left_out": [(each.account, reason_words(each)) for each in outlook.left_out],
        "counted": counted_words(shift, live.counts),
        "button": button_words(outlook, signs=page["signs"], asks=bool(asked)),
        "opens_at": opens_at(shift, page["now"]),
        "statement": current_statement(get_language() or "en"),
    }
    return render_desk(request, "clinic_hours_attendance/close.html", context, status=status)


def opens_at(shift: Shift, now: datetime) -> datetime | None:
    """Return from when on the shift can be closed, or None if it can be now."""
    opens = shift.ends_at - CLOSES_BEFORE_END
    return opens if now < opens else None
