"""The coordinator's first page: what needs doing, by urgency, and what waits where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.domain.matters import Look, Matter, When, matters_in
from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.office.selectors.ledger import LedgerCheck, ledger_check
from clinic_hours.office.selectors.today import keep_count
from clinic_hours.office.selectors.waiting import waiting_by_instructor
from clinic_hours.shifts.selectors.week_ahead import week_ahead
from home.core.views.signed_in import SignedInRequest

from .matters.words import last_time
from .todays_shifts import todays_shifts
from .waiting import queue_rows

AT_FIRST = 8  # rows
GROUPS = {
    When.TODAY: _("Today"),
    When.THIS_WEEK: _("This week"),
    When.SOME_TIME: _("When you have a minute"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The matters of one urgency."""

    label: str | Promise
    matters: tuple[Matter, ...]


@require_safe
@roles_required(Role.COORDINATOR)
def today(request: SignedInRequest) -> HttpResponse:
    now = timezone.now()
    look = Look(request.user, now)
    matters = matters_in(look)
    keep_count(request.user, len(matters))
    shown = matters if request.GET.get("all") else matters[:AT_FIRST]
    check = look.once(ledger_check, now)
    return render_desk(
        request,
        "clinic_hours_office/today.html",
        {
            "now": timezone.localtime(now),
            "groups": groups_of(shown),
            "first": matters[0] if matters else None,
            "count": len(matters),
            "urgent": sum(matter.when == When.TODAY for matter in matters),
            "hidden": len(matters) - len(shown),
            "shifts": todays_shifts(look.once(week_ahead, look.person, now), now),
            "queues": queue_rows(look.once(waiting_by_instructor, look.person, now), now),
            "check": check,
            "checked": checked_words(check, now),
        },
    )


def groups_of(matters: Sequence[Matter]) -> list[Group]:
    by_urgency = groupby(matters, key=lambda matter: matter.when)
    return [Group(GROUPS[when], tuple(found)) for when, found in by_urgency]


def checked_words(check: LedgerCheck, now: datetime) -> str:
    return last_time(check.last.started_at, now) if check.last else ""
