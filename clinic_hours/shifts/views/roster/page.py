"""The page of the roster, in its three views."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from clinic_hours.desk.selectors.desks import Role
from clinic_hours.desk.views.access import desks, roles_required
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.people.models import ClinicSite
from clinic_hours.people.policies import can_read_the_record
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.policies import can_plan
from clinic_hours.shifts.selectors.covers.own import own_covers
from clinic_hours.shifts.selectors.panel import panel_of
from clinic_hours.shifts.selectors.roster import Block, blocks_of
from clinic_hours.shifts.views.covers.blocks import Wanted, wanted
from home.core.views.signed_in import SignedInRequest

from .address import Asked, View, asked_in
from .listing import show_list
from .month import show_month
from .panel import Forms, panel_context
from .week import show_week

VIEWS = {
    View.WEEK: (_("Week"), show_week),
    View.MONTH: (_("Month"), show_month),
    View.LIST: (_("List"), show_list),
}


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
    _label, show = VIEWS[asked.view]
    blocks, view = show(request, asked, sites, now)
    context = {
        "asked": asked,
        "sites": sites,
        "views": tabs_of(asked),
        "summary": summary_of(blocks),
        "may_plan": can_plan(request.user),
        "may_open": can_read_the_record(request.user),
        "covers_wanted": wanted_by(request, now),
        **view,
        **selected_context(request, asked, blocks, refused or {}, now),
    }
    return render_desk(request, "clinic_hours_shifts/roster.html", context, status=status)


def wanted_by(request: SignedInRequest, now: datetime) -> list[Wanted]:
    """Return what this person was asked to take as an instructor."""
    if Role.INSTRUCTOR not in desks(request).roles:
        return []
    return wanted(own_covers(request.user, now).wanted, request.user)


def tabs_of(asked: Asked) -> list[Mapping[str, Any]]:
    return [
        {"label": label, "url": asked.with_view(view).url, "active": view == asked.view}
        for view, (label, _show) in VIEWS.items()
    ]


def selected_context(
    request: HttpRequest, asked: Asked, blocks: Sequence[Block], refused: Forms, now: datetime
) -> Mapping[str, Any]:
    """Return what the panel of the selected shift needs, and nothing without one."""
    if asked.shift is None:
        return {}
    shown = [block for block in blocks if block.shift == asked.shift]
    (block,) = shown or blocks_of(request.user, [asked.shift], now)
    return panel_context(panel_of(request.user, block, now), refused, now)


def summary_of(blocks: Sequence[Block]) -> Mapping[str, int]:
    held = [block for block in blocks if block.kind != "cancelled"]
    kinds = [block.kind for block in held]
    return {
        "shifts": len(held),
        "taken": sum(block.shift.taken for block in held),
        "places": sum(block.shift.places for block in held),
        "uncovered": kinds.count("uncovered"),
        "short": kinds.count("short"),
    }
