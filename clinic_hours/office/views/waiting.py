"""What waits where: each instructor's queue, and the sessions that wait for an answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.selectors.waiting import (
    WaitingFor,
    reminded_today,
    sessions_waiting_for,
    waiting_by_instructor,
)
from clinic_hours.people.selectors.limits import limits
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.selectors.answers import awaiting_office, awaiting_students
from home.core.views.signed_in import SignedInRequest

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
    is_reminded: bool = False


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A session with how long it has waited."""

    session: ClinicSession
    days: int
    is_overdue: bool


@require_safe
@roles_required(Role.COORDINATOR)
def waiting(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    queues = waiting_by_instructor(request.user, now)
    opened = opened_queue(queues, request.GET.get("instructor", ""))
    context: dict[str, Any] = {
        "queues": queue_rows(queues, now, reminded_today(queues, now)),
        "opened": opened,
        "for_office": session_rows(awaiting_office(request.user, now)[:ANSWERS], now),
        "for_students": session_rows(awaiting_students(request.user, now)[:ANSWERS], now),
    }
    if opened:
        found = sessions_waiting_for(request.user, opened.supervisor)
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "sessions": session_rows(page, now)}
        context["query"] = f"instructor={opened.supervisor.pk}&"
    return render_desk(request, "clinic_hours_office/waiting.html", context)


def opened_queue(queues: Sequence[WaitingFor], asked: str) -> WaitingFor | None:
    """Return the queue that the address asks for, or None without one. Raises Http404."""
    if not asked:
        return None
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
            each.supervisor.pk in reminded,
        )
        for each in queues
    ]


def session_rows(sessions: Iterable[ClinicSession], now: datetime) -> list[WaitingRow]:
    ages = [(each, (now - each.submitted_at).days) for each in sessions if each.submitted_at]
    overdue = limits().office_days
    return [WaitingRow(session, days, days >= overdue) for session, days in ages]
