"""What the roster's address asks for."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.http import HttpRequest

from clinic_hours.people.models import ClinicSite
from clinic_hours.shifts.domain.weeks import Week, read_week, week_of
from home.core.school_time import today


class View(StrEnum):
    WEEK = "week"
    MONTH = "month"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Asked:
    """The week, site and view. Whatever cannot be read is as if it were not there."""

    week: Week
    view: View = View.WEEK
    site: ClinicSite | None = None

    def with_week(self, week: Week) -> Self:
        return replace(self, week=week)

    def with_view(self, view: View) -> Self:
        return replace(self, view=view)

    @property
    def query(self) -> str:
        said = {"week": str(self.week)}
        if self.site:
            said["site"] = self.site.slug
        if self.view != View.WEEK:
            said["view"] = self.view
        return urlencode(said)

    @property
    def url(self) -> str:
        return f"?{self.query}"


def asked_in(request: HttpRequest, sites: list[ClinicSite]) -> Asked:
    said = request.GET
    view = said.get("view", "")
    return Asked(
        week=read_week(said.get("week", "")) or week_of(today()),
        view=View(view) if view in set(View) else View.WEEK,
        site=next((site for site in sites if site.slug == said.get("site")), None),
    )
