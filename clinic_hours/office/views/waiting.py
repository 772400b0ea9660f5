"""What waits where: each instructor's queue, and the sessions that wait for an answer."""

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.forms.reassigning import ReassignForm
from clinic_hours.office.selectors.waiting import (
    WaitingFor,
    others_for,
    reminded_today,
    sessions_waiting_for,
    waiting_by_instructor,
)
from clinic_hours.people.selectors.limits import limits
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.answers import awaiting_office, awaiting_students
from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest

from .reassigning import reassign

PAGE = 50
ANSWERS = 50  # sessions that wait for an answer are few


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An instructor's queue as lists show it. `days` is the age of the oldest session."""

    pk: int
    name: str
    sessions: int
    minutes: int
    days: int
    overdue: int
    still_signs: bool
    is_reminded: bool = False


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A session with how long it has waited."""

    session: ClinicSession
    days: int
    is_overdue: bool
    value: str
    is_ticked: bool


@require_http_methods(["GET", "HEAD", "POST"])
@roles_required(Role.COORDINATOR)
def waiting(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    queues, asked = waiting_by_instructor(request.user, now), request.GET.get("instructor", "")
    if not asked:
        return show_waiting(request, queues, now)
    opened = opened_queue(queues, asked)
    form = ReassignForm(others_for(opened), opened.sessions, sent(request))
    if form.is_bound and form.is_valid():
        return reassign(request, opened, form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return show_waiting(request, queues, now, opened, form, status)


def show_waiting(
    request: SignedInRequest,
    queues: Sequence[WaitingFor],
    now: datetime,
    opened: WaitingFor | None = None,
    form: ReassignForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context: dict[str, Any] = {
        "queues": queue_rows(queues, now, reminded_today(queues, now)),
        "opened": opened,
        "form": form,
        "for_office": session_rows(awaiting_office(request.user, now)[:ANSWERS], now),
        "for_students": session_rows(awaiting_students(request.user, now)[:ANSWERS], now),
    }
    if opened and form:
        found = sessions_waiting_for(request.user, opened.supervisor)
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "sessions": session_rows(page, now, form.ticked)}
        context["query"] = f"instructor={opened.supervisor.pk}&"
    return render_desk(request, "clinic_hours_office/waiting.html", context, status=status)


def opened_queue(queues: Sequence[WaitingFor], asked: str) -> WaitingFor:
    """Return the queue of the instructor that is asked for. Raises Http404."""
    for queue in queues:
        if str(queue.supervisor.pk) == asked:
            return queue
    raise Http404


def queue_rows(
    queues: Sequence[WaitingFor], now: datetime, reminded: Collection[int] = ()
) -> list[QueueRow]:
    return [
        QueueRow(
            each.supervisor.pk,
            each.name,
            each.sessions,
            each.minutes,
            (now - each.oldest).days,
            each.overdue,
            each.still_signs,
            each.supervisor.pk in reminded,
        )
        for each in queues
    ]


def session_rows(
    sessions: Iterable[ClinicSession], now: datetime, ticked: Container[str] = ()
) -> list[WaitingRow]:
    ages = [(each, (now - each.submitted_at).days) for each in sessions if each.submitted_at]
    overdue = limits().office_days
    return [
        WaitingRow(session, days, days >= overdue, value_of(session), value_of(session) in ticked)
        for session, days in ages
    ]


def value_of(session: ClinicSession) -> str:
    return f"{session.public_id}:{session.version}"
