"""The page of a shift while it goes on: who is here, late and expected, and what asks for an answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.utils import timezone

from clinic_hours.attendance.domain.punches import SpanKind
from clinic_hours.attendance.domain.rules import CLOSES_BEFORE_END
from clinic_hours.attendance.forms.live_words import ratio_words, waiting_words
from clinic_hours.attendance.forms.outcomes import outcome_label
from clinic_hours.attendance.models import Outcome
from clinic_hours.attendance.policies import can_attest, can_close, can_reopen
from clinic_hours.attendance.selectors.attended import accounts_of
from clinic_hours.attendance.selectors.live import Live, Row, live_on
from clinic_hours.attendance.selectors.rolls import Roll, roll_of
from clinic_hours.attendance.selectors.rules import rules_on
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.views.names import names
from clinic_hours.shifts.domain.states import ShiftState
from clinic_hours.shifts.models import Shift
from home.core.views.signed_in import SignedInRequest

from .heading import heading_of

NO_FORMS: Mapping[str, forms.Form] = {}


def attendance_page(request: SignedInRequest, shift: Shift) -> HttpResponse | None:
    """Return this page for whoever attests on a shift that has opened; the plan's page otherwise."""
    now = timezone.now()
    is_open = now >= rules_on(shift).opens_at(shift.starts_at)
    if not is_open or shift.status == ShiftState.CANCELLED or "plan" in request.GET:
        return None
    return show_live(request, shift) if can_attest(request.user, shift) else None


def show_live(
    request: SignedInRequest,
    shift: Shift,
    *,
    filled: Mapping[str, forms.Form] = NO_FORMS,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render the page. `filled` are forms that were refused, by name."""
    now = timezone.now()
    roll = roll_of(shift)
    live = live_on(shift, now, roll)
    context = {
        **heading_of(shift, live, now),
        "now": now,
        "live": live,
        "names": names_on(request, live),
        "own_state": own_state(request, live),
        "is_own": can_close(request.user, shift),
        "may_reopen": can_reopen(request.user),
        "is_closed": shift.status == ShiftState.CLOSED,
        "awaits": shift.status != ShiftState.CLOSED and (live.late or live.expected),
        "can_close_now": now >= shift.ends_at - CLOSES_BEFORE_END,
        "closes_from": shift.ends_at - CLOSES_BEFORE_END,
        "ratio": ratio_words(live),
        "awaited": waiting_words(shift, live),
        "uuid": uuid4(),
        "accounts": came_and_went(shift, now, roll),
        "away": away_from(request, shift) if shift.status == ShiftState.CLOSED else [],
        "everyone": [row for row in everyone_on(live) if row.person_id != request.user.pk],
        "refused": list(filled.values()),
        **filled,
    }
    template = "clinic_hours_attendance/live.html"
    return render_desk(request, template, context, status=status)


def names_on(request: SignedInRequest, live: Live) -> dict[int, str]:
    """Return {account: the name that this reader sees}."""
    rows = everyone_on(live)
    return {row.person_id: name_of(request, row) for row in rows}


def everyone_on(live: Live) -> list[Row]:
    coming = (*live.late, *live.expected)
    return [*coming, *live.waiting, *live.here, *live.on_break, *live.gone, *live.supervisors]


def name_of(request: SignedInRequest, row: Row) -> str:
    if row.enrollment:
        return names(request).of(row.enrollment)
    return row.supervisor.printed_name if row.supervisor else ""


def own_state(request: SignedInRequest, live: Live) -> str:
    """Return what the reader does on this shift now: "here", "break" or "" for away."""
    there = {SpanKind.HERE: live.supervisors, SpanKind.BREAK: live.on_break}
    own = (state for state, rows in there.items() if request.user.pk in people(rows))
    return next(own, "")


def people(rows: Sequence[Row]) -> set[int]:
    return {row.person_id for row in rows}


def came_and_went(shift: Shift, now: datetime, roll: Roll) -> list[dict[str, Any]]:
    """Return the students whose time is over, with what it comes to."""
    return [
        {
            "person": account.place.student_id,
            "account": account.place.student.public_id,
            "attended": account.attended,
            "lacks_an_end": account.lacks_an_end,
        }
        for account in accounts_of(shift, now, roll).values()
        if account.spans and all(span.to_at for span in account.spans)
    ]


def away_from(request: SignedInRequest, shift: Shift) -> list[dict[str, Any]]:
    """Return the students who were marked absent or excused."""
    said = Outcome.objects.filter(place__shift=shift, is_current=True)
    away = said.exclude(kind=Outcome.Kind.ATTENDED).select_related("place__enrollment__student")
    return [
        {
            "place": outcome.place,
            "name": names(request).of(outcome.place.enrollment),
            "label": outcome_label(outcome.kind),
            "reason": outcome.reason,
        }
        for outcome in away.order_by("pk")
    ]
