"""The links around the list of students: filters that are counts, columns that sort, addresses."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.views import keyset
from clinic_hours.office.selectors.students import (
    EVERYONE,
    FIRST_SORT,
    NO_SHIFT,
    RISKS,
    SORTS,
    STAYS_AWAY,
    WAITING,
    Narrowing,
)
from clinic_hours.pace.domain.risk import Risk
from clinic_hours.people.models import Enrollment
from clinic_hours.people.selectors.limits import limits
from clinic_hours.shifts.selectors.visible import sees_all_places
from home.core.selectors.words import LONGEST

LONGEST_KEY = 9  # digits
RISK_LABELS: dict[str, Promise] = {
    EVERYONE: _("All"),
    Risk.FAR_BEHIND: _("Far behind"),
    Risk.BEHIND: _("Behind"),
    Risk.ON_TIME: _("On time or ahead"),
    WAITING: _("Waiting %(days)s days or more"),
    NO_SHIFT: _("No shift booked"),
    STAYS_AWAY: _("Not here for %(away)s days"),
}
SORT_LABELS = {
    "student": _("Student"),
    "hours": _("Hours signed"),
    "pace": _("Pace"),
    "finish": _("Finish"),
    "waiting": _("Waiting"),
    "shift": _("Next shift"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is also a count."""

    label: str
    count: int
    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, a link that sorts by it. `order` is the value of aria-sort, or empty."""

    label: Promise
    url: str
    order: str


def narrowing_of(request: HttpRequest) -> Narrowing:
    """Return what an address asks for. What it does not understand, it leaves out."""
    asked = request.GET
    cohort, status = asked.get("cohort", ""), asked.get("status", "")
    risk, sort = asked.get("risk", ""), asked.get("sort", "")
    return Narrowing(
        name=asked.get("name", "").replace("\x00", "").strip()[:LONGEST],
        cohort=cohort[:LONGEST_KEY] if cohort.isascii() and cohort.isdigit() else "",
        status=status if status in Enrollment.Status.values else "",
        risk=risk if risk in risks_for(sees_all_places(request.user)) else EVERYONE,
        sort=sort if sort.removeprefix("-") in SORTS else FIRST_SORT,
    )


def address_of(narrowing: Narrowing) -> str:
    """Return the query string of a list, without what is so by default."""
    params = asdict(narrowing)
    if narrowing.sort == FIRST_SORT:
        del params["sort"]
    return keyset.link(**params)


def risks_for(sees_all: bool) -> list[str]:
    """Return the filters. Who does not see all shifts cannot tell who has none, or stays away."""
    return [risk for risk in RISKS if sees_all or risk not in (NO_SHIFT, STAYS_AWAY)]


def chips_of(narrowing: Narrowing, counts: Mapping[str, int], *, sees_all: bool) -> list[Chip]:
    days = {"days": limits().office_days, "away": limits().not_attended_days}
    return [
        Chip(
            label=str(RISK_LABELS[risk]) % days,
            count=counts[risk],
            url=address_of(replace(narrowing, risk=risk)),
            active=risk == narrowing.risk,
        )
        for risk in risks_for(sees_all)
    ]


def heads_of(narrowing: Narrowing) -> list[Head]:
    order = "descending" if narrowing.is_reversed else "ascending"
    return [
        Head(
            label=SORT_LABELS[column],
            url=address_of(narrowing.sorted_by(column)),
            order=order if column == narrowing.column else "",
        )
        for column in SORTS
    ]
