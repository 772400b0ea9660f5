"""A preview in words: a sentence that counts, and a line for each date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from clinic_hours.core.domain.findings import Finding
from clinic_hours.core.forms.times import day_words, other_zone, time_range
from clinic_hours.core.forms.wording import sentence_of
from clinic_hours.shifts.domain.recurrence import Occurrence, Skipped
from clinic_hours.shifts.selectors.planning.previews import Preview


@dataclass(frozen=True, slots=True)
class Line:
    """One date of a preview: planned, flagged, skipped, or apart from what changes."""

    day: date
    times: str
    notes: tuple[str, ...]
    kind: str
    remark: str = ""

    @property
    def name(self) -> str:
        return capfirst(day_words(self.day))


@dataclass(frozen=True, slots=True)
class Month:
    """The lines of a preview under one heading: a month's dates, or a day's shifts."""

    name: str
    lines: Sequence[Any]


def lines_of(preview: Preview, zone: str) -> list[Line]:
    return [line_of(each, preview.unled.get(each.day), zone) for each in preview.dates]


def by_month(lines: Iterable[Line]) -> list[Month]:
    groups = groupby(lines, key=lambda line: line.day.replace(day=1))
    return [Month(month_words(first), list(found)) for first, found in groups]


def month_words(day: date) -> str:
    """Return a month as a heading: December 2026."""
    return capfirst(date_format(day, pgettext("month, Django's format letters", "F Y")))


def line_of(each: Occurrence | Skipped, unled: Finding | None, zone: str) -> Line:
    if isinstance(each, Skipped):
        return Line(each.day, _("Skipped"), (sentence_of(each.refusal),), "skipped")
    notes = tuple(sentence_of(finding) for finding in (each.remark, unled) if finding)
    return Line(each.day, times_of(each, zone), notes, "flagged" if notes else "planned")


def times_of(each: Occurrence, zone: str) -> str:
    """Return local times; another zone than the school's is named."""
    named = other_zone(each.starts_at.astimezone(ZoneInfo(zone)))
    return " ".join(filter(None, [time_range(each.starts_at, each.ends_at, zone), named]))


def counted(preview: Preview) -> str:
    """Return what would be planned in one sentence."""
    planned = preview.planned
    skipped = len(preview.dates) - len(planned)
    return counted_words(shifts_words(planned), skipped=skipped, unled=len(preview.unled))


def counted_words(shifts: str, *, skipped: int, unled: int) -> str:
    """Return a sentence of how many shifts there would be, and what is lacking."""
    parts = [shifts]
    if skipped:
        said = ngettext("%(count)s date skipped", "%(count)s dates skipped", skipped)
        parts.append(said % {"count": skipped})
    if unled:
        said = ngettext("%(count)s has no instructor", "%(count)s have no instructor", unled)
        parts.append(said % {"count": unled})
    return "; ".join(parts) + "."


def shifts_words(planned: Sequence[Occurrence]) -> str:
    first, last = planned[0].day, planned[-1].day
    said = {"count": len(planned), "first": written(first), "last": written(last)}
    if first == last:
        return _("1 shift on %(first)s") % said
    return (
        ngettext(
            "%(count)s shift from %(first)s to %(last)s",
            "%(count)s shifts from %(first)s to %(last)s",
            len(planned),
        )
        % said
    )


def written(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def planned_words(count: int) -> str:
    return ngettext("%(count)s shift planned.", "%(count)s shifts planned.", count) % {
        "count": count
    }


def plan_label(count: int) -> str:
    """Return the text of the button that makes what the preview shows."""
    return ngettext("Plan %(count)s shift", "Plan %(count)s shifts", count) % {"count": count}
