"""A copy of a week in words: sentences that count, and each shift by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic_hours.core.forms.times import stretch_words
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.shifts.domain.recurrence import Occurrence, Skipped, last_day_of
from clinic_hours.shifts.forms.booking_words import day_heading
from clinic_hours.shifts.selectors.planning.copies import Copied, WeekCopy

from .words import Month, counted_words, times_of


@dataclass(frozen=True, slots=True)
class Line:
    """One shift of a copied week: planned, flagged or skipped. `name` is when, `times` where and who."""

    day: date
    start: datetime
    name: str
    times: str
    notes: tuple[str, ...]
    kind: str
    remark: str = ""


def days_of_copy(copy: WeekCopy) -> list[Month]:
    """Return the shifts by day, each day with its heading."""
    lines = sorted(lines_of_copy(copy), key=lambda line: (line.start, line.name, line.times))
    days = groupby(lines, key=lambda line: line.day)
    return [Month(day_heading(day), list(found)) for day, found in days]


def lines_of_copy(copy: WeekCopy) -> Iterator[Line]:
    for series in copy.series:
        for each in series.preview.dates:
            if isinstance(each, Skipped):
                yield skipped_line(series, each)
            else:
                yield planned_line(series, each)


def planned_line(series: Copied, each: Occurrence) -> Line:
    values, unled = series.values, series.preview.unled.get(each.day)
    notes = [sentence_of(finding) for finding in (each.remark, unled) if finding]
    if not values.lead:
        notes.append(_("No instructor"))
    return Line(
        each.day,
        planned_start(series, each.day),
        times_of(each, values.site.time_zone),
        " · ".join([where(series), *([str(values.lead)] if values.lead and not unled else [])]),
        tuple(notes),
        "flagged" if notes else "planned",
    )


def skipped_line(series: Copied, each: Skipped) -> Line:
    plan, start = series.values.plan, planned_start(series, each.day)
    end = datetime.combine(last_day_of(plan, each.day), plan.end)
    said, notes = stretch_words(start, end), (sentence_of(each.refusal),)
    return Line(each.day, start, said, where(series), notes, "skipped", _("Skipped"))


def planned_start(series: Copied, day: date) -> datetime:
    return datetime.combine(day, series.values.start)


def where(series: Copied) -> str:
    return " · ".join(filter(None, [str(series.values.site), series.values.room]))


def counted_copy(copy: WeekCopy) -> str:
    """Return what would be planned in one sentence."""
    dates = sum(len(each.preview.dates) for each in copy.series)
    unled = sum(unled_in(each) for each in copy.series)
    said = ngettext("%(count)s shift", "%(count)s shifts", copy.planned) % {"count": copy.planned}
    return counted_words(said, skipped=dates - copy.planned, unled=unled)


def unled_in(series: Copied) -> int:
    preview = series.preview
    return len(preview.unled) if series.values.lead else len(preview.planned)


def canceled_words(count: int) -> str:
    """Return how many shifts of the week before are left out, or an empty string."""
    if not count:
        return ""
    return ngettext(
        "%(count)s shift that was canceled there is not copied.",
        "%(count)s shifts that were canceled there are not copied.",
        count,
    ) % {"count": count}
