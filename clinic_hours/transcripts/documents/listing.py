"""The entries of the printed transcript: how their times arose, and one row each by date, with subtotals."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from clinic_hours.core.domain.minutes import MINUTES_PER_HOUR
from clinic_hours.core.forms.times import hours_and_minutes
from clinic_hours.core.forms.wording import clock_hour_words
from clinic_hours.sessions.domain.balances import by_provenance
from clinic_hours.sessions.domain.lines import EntryLine
from clinic_hours.sessions.forms.lines import license_of, times
from clinic_hours.transcripts.selectors.transcripts import TranscriptDocument

from .rows import by_date
from .wording import (
    Figure,
    count_words,
    figure_of,
    month_words,
    recorded_words,
    source_words,
)

# The parts of all hours.
AROSE = {
    "clocked": gettext_lazy("Clocked in and out"),
    "attested": gettext_lazy("Attested by an instructor"),
    "typed": gettext_lazy("Typed in by the student"),
    "paper": gettext_lazy("From documents"),
}
ON_THE_CLOCK = {
    "supervised": gettext_lazy("With an instructor"),
    "over_ratio": gettext_lazy("Over the limit of students per instructor"),
    "unsupervised": gettext_lazy("Without an instructor"),
}


def recorded(document: TranscriptDocument) -> dict[str, Any] | None:
    """Return how the times of all hours arose, and who supervised those on the clock; None without hours."""
    if not document.lines:
        return None
    parts = by_provenance(document.lines)
    figure = figure_of(document.statement.study.minutes_per_clock_hour)
    columns = AROSE | ON_THE_CLOCK if parts.on_the_clock else AROSE
    note = _("The last three columns divide the time on the clock, also what doesn't count.")
    return {
        "heading": _("How times were recorded"),
        "columns": [str(label) for label in columns.values()],
        "figures": [figure(getattr(parts, name)) for name in columns],
        "note": note if parts.on_the_clock else "",
    }


def sessions(document: TranscriptDocument) -> dict[str, Any]:
    """Return the entries by date, one row each, in months."""
    hour = document.statement.study.minutes_per_clock_hour
    in_clock_hours = figure_of(hour) if hour != MINUTES_PER_HOUR else None
    lines = by_date(document.lines)
    months = groupby(lines, lambda line: line.occurred_on[: len("YYYY-MM")])
    return {
        "heading": _("Sessions by date"),
        "note": " ".join(sessions_note(hour)),
        "columns": [
            _("Entry"),
            _("Date"),
            _("Time"),
            _("Site"),
            _("Counts toward"),
            _("Hours"),
            *([_("Clock hours")] if in_clock_hours else []),
            _("Clients"),
            _("Signed by"),
            _("License"),
            _("Recorded"),
        ],
        "months": [month([*each], in_clock_hours) for _month, each in months],
        "total": [_("Total"), *sums(lines, in_clock_hours), entries_words(len(lines))],
        "none": _("No hours are on record yet."),
    }


def sessions_note(hour: int) -> Iterator[str]:
    yield _(
        "Hours are shown as hours and minutes. The total comes first, and each month begins with its "
        "subtotal. A reversal follows the entry that it takes back."
    )
    if hour != MINUTES_PER_HOUR:
        yield clock_hour_words(hour)


def month(lines: Sequence[EntryLine], in_clock_hours: Figure | None) -> dict[str, Any]:
    """Return the entries of a month, with their sum."""
    return {
        "subtotal": [
            month_words(lines[0].occurred_on),
            *sums(lines, in_clock_hours),
            entries_words(len(lines)),
        ],
        "rows": [session_row(line, in_clock_hours) for line in lines],
    }


def sums(lines: Sequence[EntryLine], in_clock_hours: Figure | None) -> list[str]:
    """Return the hours and clients of several entries."""
    minutes = sum(line.minutes for line in lines)
    clients = sum(line.clients for line in lines)
    return [*lengths(minutes, in_clock_hours), number_format(clients)]


def lengths(minutes: int, in_clock_hours: Figure | None) -> list[str]:
    """Return a length in hours and minutes and, if the program counts in them, in clock hours."""
    return [hours_and_minutes(minutes), *([in_clock_hours(minutes)] if in_clock_hours else [])]


def entries_words(count: int) -> str:
    words = ngettext("%(count)s entry", "%(count)s entries", count)
    return words % {"count": number_format(count, force_grouping=True)}


def session_row(line: EntryLine, in_clock_hours: Figure | None) -> dict[str, Any]:
    """Return an entry. `source` stands in place of times and site where there are none."""
    return {
        "tone": tone_of(line),
        "entry": str(line.seq),
        "day": short_day(line.occurred_on),
        "source": source_words(line),
        "times": times(line),
        "site": line.site,
        "rest": [
            line.requirement,
            *lengths(line.minutes, in_clock_hours),
            count_words(line.clients),
            line.printed_name,
            license_of(line),
            recorded_words(line),
        ],
    }


def short_day(text: str) -> str:
    """Return a date as a narrow column shows it: Nov 27, 2026."""
    letters = pgettext("day in a table, Django's format letters", "M j, Y")
    return date_format(date.fromisoformat(text), letters)


def tone_of(line: EntryLine) -> str:
    """Return what to print in another color: an entry that no longer counts, or a reversal."""
    if line.taken_back_by:
        return "reversed"
    return "reversal" if line.reverses else ""
