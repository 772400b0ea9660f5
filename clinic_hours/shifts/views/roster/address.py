"""What the roster's address asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.weeks import Week, read_week, week_of
from clinic_hours.shifts.models import Shift
from clinic_hours.shifts.selectors.visible import shifts_visible_to
from home.core.school_time import today


class View(StrEnum):
    WEEK = "week"
    MONTH = "month"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Asked:
    """The week, site, view and shift. Whatever cannot be read is as if it were not there."""

    week: Week
    view: View = View.WEEK
    site: ClinicSite | None = None
    shift: Shift | None = None

    def with_week(self, week: Week) -> Self:
        return replace(self, week=week)

    def with_view(self, view: View) -> Self:
        return replace(self, view=view)

    @property
    def url(self) -> str:
        """Return the address without the shift."""
        return self.url_at("hours:roster")

    def url_at(self, name: str) -> str:
        """Return the address of a page that reads the same week, site and view."""
        said = {"week": str(self.week)}
        if self.site:
            said["site"] = self.site.slug
        if self.view != View.WEEK:
            said["view"] = self.view
        return f"{reverse(name)}?{urlencode(said)}"

    def url_of(self, shift: Shift) -> str:
        return f"{self.url}&shift={shift.public_id}"


def asked_in(
    request: HttpRequest, sites: Iterable[ClinicSite], shift: Shift | None = None
) -> Asked:
    """Read the address. Without a week it is the week of the shift, or this one."""
    said = request.GET
    shift = shift or shift_in(request)
    week = read_week(said.get("week", ""))
    view = said.get("view", "")
    return Asked(
        week=week or week_of(shift.local_date if shift else today()),
        view=View(view) if view in set(View) else View.WEEK,
        site=next((site for site in sites if site.slug == said.get("site")), None),
        shift=shift,
    )


def shift_in(request: HttpRequest) -> Shift | None:
    try:
        public_id = UUID(request.GET.get("shift", ""))
    except ValueError:
        return None
    shifts = shifts_visible_to(request.user).select_related("site", "series")
    return shifts.filter(public_id=public_id).first()


def address_of(request: HttpRequest, shift: Shift) -> str:
    """Return where a shift is on the roster as the person saw it last."""
    sites = ClinicSite.objects.filter(slug=request.GET.get("site", ""))
    return asked_in(request, sites, shift).url_of(shift)
