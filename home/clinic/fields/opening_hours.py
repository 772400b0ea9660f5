"""A week of opening hours: grouped for people, day by day for search engines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import groupby, pairwise

from django.db.models import TextChoices
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Day(TextChoices):
    """A day of the week, named as in schema.org."""

    MONDAY = "Monday", gettext_lazy("Monday")
    TUESDAY = "Tuesday", gettext_lazy("Tuesday")
    WEDNESDAY = "Wednesday", gettext_lazy("Wednesday")
    THURSDAY = "Thursday", gettext_lazy("Thursday")
    FRIDAY = "Friday", gettext_lazy("Friday")
    SATURDAY = "Saturday", gettext_lazy("Saturday")
    SUNDAY = "Sunday", gettext_lazy("Sunday")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One span of time in which the clinic is open."""

    opens: time
    closes: time

    def __str__(self) -> str:
        words = {
            "opens": time_format(self.opens, "TIME_FORMAT"),
            "closes": time_format(self.closes, "TIME_FORMAT"),
        }
        return _("%(opens)s to %(closes)s") % words


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive days with the same hours; closed if there are no spans."""

    days: tuple[Day, ...]
    spans: tuple[Span, ...]

    @property
    def name(self) -> str:
        first, last = self.days[0].label, self.days[-1].label
        if len(self.days) == 1:
            return capfirst(str(first))
        said = {"first": first, "last": last}
        if len(self.days) == 2:
            return capfirst(_("%(first)s and %(last)s") % said)
        return capfirst(_("%(first)s to %(last)s") % said)

    @property
    def hours(self) -> str:
        return ", ".join(str(span) for span in self.spans) or _("Closed")


def week(openings: Iterable[tuple[str, time, time]]) -> list[Stretch]:
    """Return the seven days from Monday, grouping consecutive days that have the same hours."""
    by_day: dict[Day, list[Span]] = {day: [] for day in Day}
    for day, opens, closes in openings:
        by_day[Day(day)].append(Span(opens, closes))
    hours = [(day, tuple(sorted(spans))) for day, spans in by_day.items()]
    return [
        Stretch(tuple(day for day, _spans in days), spans)
        for spans, days in groupby(hours, key=lambda pair: pair[1])
    ]


def problem_with(openings: Iterable[tuple[str, time, time]]) -> str:
    """Return what is wrong with a week, in one sentence; empty if nothing is."""
    rows = sorted(openings)
    if any(closes <= opens for _day, opens, closes in rows):
        return _("The closing time must be after the opening time.")
    if any(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(rows)):
        return _("Two sets of hours on the same day overlap.")
    return ""


def as_structured_data(stretches: Iterable[Stretch]) -> list[dict]:
    """Return schema.org's OpeningHoursSpecification for each span of each stretch."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{day.value}" for day in stretch.days],
            "opens": f"{span.opens:%H:%M}",
            "closes": f"{span.closes:%H:%M}",
        }
        for stretch in stretches
        for span in stretch.spans
    ]
