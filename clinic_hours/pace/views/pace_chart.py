"""The pace as a chart: points between 0 and 1, ticks, and the same data as a table."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clinic_hours.core.forms.times import hours, hours_in_sentence
from clinic_hours.pace.domain.pace import Pace
from clinic_hours.people.models import Enrollment

from .pace_words import short_day

Place = Callable[[date, float], tuple[float, float]]
TICKS = 5
APART = 0.3  # of the width: two labels nearer than that would touch


def chart_of(pace: Pace, required: int, enrollment: Enrollment, today: date) -> dict:
    """Return what components/pace_chart.html draws."""
    start = enrollment.started_on
    last = last_day(pace, enrollment, today)
    clock_hour = enrollment.requirement_set.minutes_per_clock_hour
    span = max((last - start).days, 1)
    most = max(required, max(point.minutes for point in pace.points), 1)

    def place(on: date, minutes: float) -> tuple[float, float]:
        return (min((on - start).days / span, 1.0), minutes / most)

    now = place(today, pace.points[-1].minutes)
    return {
        "signed": [*(place(point.on, point.minutes) for point in pace.points), now],
        **target_line(pace, required, enrollment, today, place),
        "now_label": _("today, %(hours)s h")
        % {"hours": hours_in_sentence(pace.points[-1].minutes, clock_hour)},
        "x_ticks": x_ticks(start, span),
        "y_ticks": y_ticks(required, most, clock_hour),
        **projection(pace, required, today, last, place),
        "caption": _("Hours signed off, week by week"),
        "columns": [{"label": _("Through")}, {"label": _("Total hours"), "number": True}],
        "rows": [
            [date_format(point.on, "SHORT_DATE_FORMAT"), hours(point.minutes, clock_hour)]
            for point in pace.points
        ],
    }


def target_line(
    pace: Pace, required: int, enrollment: Enrollment, today: date, place: Place
) -> dict:
    """Return the line from today to the target, while it is still ahead.

    Its label is left out where the finish has its own beside it.
    """
    target_on = enrollment.target_on
    if pace.finished_on or target_on < today:
        return {"target": [], "target_label": ""}
    ends = place(target_on, required)
    finish_on = shown_finish(pace)
    finish = place(finish_on, required)[0] if finish_on else None
    is_apart = finish is None or abs(finish - ends[0]) > APART
    label = short_day(target_on, today) if is_apart else ""
    return {"target": [place(today, pace.points[-1].minutes), ends], "target_label": label}


def shown_finish(pace: Pace) -> date | None:
    return None if pace.is_new else pace.projected_on


def last_day(pace: Pace, enrollment: Enrollment, today: date) -> date:
    """Return the chart's last day: the projected finish, but at most twice the planned time."""
    start, target = enrollment.started_on, enrollment.target_on
    ends = [target, shown_finish(pace), pace.finished_on]
    latest = max(day for day in ends if day)
    return max(min(latest, target + (target - start)), today)


def projection(pace: Pace, required: int, today: date, last: date, place: Place) -> dict:
    """Return the line from today to the finish. It is cut off at the edge of the chart."""
    ends_on, done = shown_finish(pace), pace.points[-1].minutes
    if ends_on is None:
        return {"projected": [], "finish_label": ""}
    day = short_day(ends_on, today)
    if ends_on <= last:
        line = [place(today, done), place(ends_on, required)]
        return {"projected": line, "finish_label": day}
    reached = done + (required - done) * (last - today) / (ends_on - today)
    line = [place(today, done), place(last, reached)]
    return {"projected": line, "finish_label": f"{day} →", "is_clipped": True}


def x_ticks(start: date, span: int) -> list[tuple[float, str]]:
    """Return up to five firsts of the month, or both ends of a short span."""
    last = start + timedelta(days=span)
    months = [day for day in firsts_of_months(start.year, last.year) if start <= day <= last]
    if len(months) < 2:
        months = [start, last]
    step = max(1, -(-len(months) // TICKS))
    return [((day - start).days / span, date_format(day, "b").title()) for day in months[::step]]


def firsts_of_months(first_year: int, last_year: int) -> Iterator[date]:
    years = range(first_year, last_year + 1)
    return (date(year, month, 1) for year in years for month in range(1, 13))


def y_ticks(required: int, most: int, clock_hour: int) -> list[tuple[float, str]]:
    """Return zero, the middle and the requirement, in whole hours."""
    return [
        (share * required / most, str(round(share * required / clock_hour)))
        for share in (0, 0.5, 1)
    ]
