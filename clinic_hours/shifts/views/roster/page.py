"""The page of the roster."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import ClinicSite
from clinic_hours.people.policies import can_read_the_record
from clinic_hours.shifts.domain.weeks import week_of, weeks_around
from clinic_hours.shifts.forms.roster_words import week_title
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.closures import closures_by_place
from clinic_hours.shifts.selectors.panel import panel_of
from clinic_hours.shifts.selectors.roster import Block, blocks_of, shifts_between
from home.core.models.actors import Person
from home.core.school_time import today
from home.core.views.signed_in import SignedInRequest

from .address import Asked, asked_in
from .blocks import shown
from .panel import Forms, panel_context
from .week import days_of, strip_of

STRIP = 5  # weeks


@require_safe
@roles_required(*Role)
def roster(request: SignedInRequest) -> HttpResponse:
    return show_roster(request)


def show_roster(
    request: SignedInRequest,
    *,
    shift: Shift | None = None,
    refused: Forms | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render the roster, with the panel of a shift and the form that was refused there."""
    sites, now = list(ClinicSite.objects.filter(is_active=True)), timezone.now()
    asked = asked_in(request, sites, shift)
    context = {
        "asked": asked,
        "sites": sites,
        "may_plan": can_plan(request.user),
        "may_open": can_read_the_record(request.user),
        **week_context(request.user, asked, sites, now),
    }
    if asked.shift:
        (block,) = blocks_of(request.user, [asked.shift], now)
        context |= panel_context(panel_of(request.user, block, now), refused or {}, now)
    return render_desk(request, "clinic_hours_shifts/roster.html", context, status=status)


def week_context(
    user: Person, asked: Asked, sites: list[ClinicSite], now: datetime
) -> dict[str, Any]:
    day = today()
    weeks = weeks_around(asked.week, week_of(day), STRIP)
    first, last = weeks[0].first, weeks[-1].last
    blocks = blocks_of(user, shifts_between(user, first, last, asked.site), now)
    closures = closures_by_place([first, last])
    in_week = [each for each in blocks if week_of(each.shift.local_date) == asked.week]
    rows = sites_of([asked.site] if asked.site else sites, in_week)
    return {
        "title": week_title(asked.week),
        "summary": summary_of(in_week),
        "earlier_url": asked.with_week(asked.week + (-1)).url,
        "later_url": asked.with_week(asked.week + 1).url,
        "current_url": asked.with_week(week_of(day)).url,
        "is_current": asked.week == week_of(day),
        "strip": strip_of(asked, weeks, blocks, closures),
        "days": days_of(asked, in_week, rows, closures, day),
        "own_shifts": shown([each for each in in_week if each.is_mine], asked),
    }


def sites_of(sites: list[ClinicSite], blocks: list[Block]) -> list[ClinicSite]:
    """Return the sites of a week: those in use, and those that have shifts all the same."""
    others = {block.shift.site_id: block.shift.site for block in blocks}
    known = {site.pk for site in sites}
    return [*sites, *(site for pk, site in others.items() if pk not in known)]


def summary_of(blocks: list[Block]) -> dict[str, int]:
    held = [block for block in blocks if block.kind != "cancelled"]
    kinds = [block.kind for block in held]
    return {
        "shifts": len(held),
        "taken": sum(block.shift.taken for block in held),
        "places": sum(block.shift.places for block in held),
        "uncovered": kinds.count("uncovered"),
        "short": kinds.count("short"),
    }
