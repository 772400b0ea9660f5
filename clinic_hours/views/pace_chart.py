"""The pace as a drawing: points between 0 and 1, ticks, one sentence, and the same as a table."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.domain.pace import Pace
from clinic_hours.forms.wording import hours
from clinic_hours.models import Enrollment

WEEK = 7
TICKS = 5


@dataclass(frozen=True, slots=True)
class PaceWords:
    """`emphasis` is said louder, between `before` and `after`."""

    before: str
    emphasis: str
    after: str


def pace_words(pace: Pace, target_on: date) -> PaceWords:
    """Say in one sentence where the student stands against the planned finish."""
    target = day_and_month(target_on)
    if pace.finished_on:
        return PaceWords(_("All hours are signed off since"), day_and_month(pace.finished_on), ".")
    if pace.days_ahead is None:
        return PaceWords(_("Once hours are signed off, your finish date appears here."), "", "")
    if not pace.days_ahead:
        return PaceWords(
            _("You are"), _("on time"), _("for your %(date)s target.") % {"date": target}
        )
    stretch = {"stretch": stretch_in_words(abs(pace.days_ahead))}
    if pace.days_ahead > 0:
        after = _("of your %(date)s target.") % {"date": target}
        return PaceWords(_("You are"), _("%(stretch)s ahead") % stretch, after)
    after = _("your %(date)s target.") % {"date": target}
    return PaceWords(_("You are"), _("%(stretch)s behind") % stretch, after)


def stretch_in_words(days: int) -> str:
    """Return days as days within two weeks, and as whole weeks beyond."""
    if days < 2 * WEEK:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    weeks = days // WEEK
    return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}


def day_and_month(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")


def chart_of(pace: Pace, required: int, enrollment: Enrollment, today: date) -> dict:
    """Return what components/pace_chart.html draws."""
    start = enrollment.started_on
    ends = [enrollment.target_on, today, pace.projected_on, pace.finished_on]
    last = max(day for day in ends if day)
    # A pace so slow that it leads past the drawing is said in words.
    last = min(last, enrollment.target_on + (enrollment.target_on - start))
    span = max((last - start).days, 1)
    most = max(required, max(point.minutes for point in pace.points), 1)

    def place(on: date, minutes: int) -> tuple[float, float]:
        return (min((on - start).days / span, 1.0), minutes / most)

    now = place(min(today, last), pace.points[-1].minutes)
    signed = [*(place(point.on, point.minutes) for point in pace.points), now]
    projected = pace.projected_on if pace.projected_on and pace.projected_on <= last else None
    return {
        "signed": signed,
        "projected": [now, place(projected, required)] if projected else [],
        "target": [(0.0, 0.0), place(enrollment.target_on, required)],
        "x_ticks": x_ticks(start, span),
        "y_ticks": y_ticks(required, most),
        "finish_label": _("done %(date)s") % {"date": day_and_month(projected)}
        if projected
        else "",
        "caption": _("Hours signed off, week by week"),
        "columns": [{"label": _("Up to")}, {"label": _("Hours in all"), "number": True}],
        "rows": [
            [date_format(point.on, "SHORT_DATE_FORMAT"), hours(point.minutes)]
            for point in pace.points
        ],
    }


def x_ticks(start: date, span: int) -> list[tuple[float, str]]:
    """Return up to five first-of-months, or the ends where the span is short."""
    months = [day for day in (start + timedelta(days=n) for n in range(span + 1)) if day.day == 1]
    if len(months) < 2:
        months = [start, start + timedelta(days=span)]
    step = max(1, -(-len(months) // TICKS))
    return [((day - start).days / span, date_format(day, "b").title()) for day in months[::step]]


def y_ticks(required: int, most: int) -> list[tuple[float, str]]:
    """Return the base, the middle and the requirement, in whole hours."""
    return [(share * required / most, str(round(share * required / 60))) for share in (0, 0.5, 1)]
