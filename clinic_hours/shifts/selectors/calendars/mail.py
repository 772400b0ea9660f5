"""The calendar files of notices about shifts, in the active language.

A booking is not an invitation: nobody answers it by mail. So shifts are published (PUBLISH), and CANCEL
removes them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from clinic_hours.notices.models import Notice
from home.mail.calendar_files import CalendarFile

from .feeds import summary_of
from .files import Entry, shift_calendar

File = tuple[str, str, str]


def into_calendar(notices: Sequence[Notice]) -> list[File]:
    """Return the file that adds shifts to a calendar, or moves them in it."""
    return files_with(entries_of(notices, is_on=True), "PUBLISH")


def out_of_calendar(notices: Sequence[Notice]) -> list[File]:
    """Return the file that removes shifts from a calendar."""
    return files_with(entries_of(notices, is_on=False), "CANCEL")


def files_with(entries: Sequence[Entry], method: str) -> list[File]:
    if not entries:
        return []
    file: CalendarFile = shift_calendar(entries, method=method)
    return [(_("shift.ics"), file.text, file.media_type)]


def entries_of(notices: Iterable[Notice], *, is_on: bool) -> list[Entry]:
    """Return an entry for each shift, as the last notice about it says."""
    found = [entry_of(each, is_on) for each in notices if "calendar" in each.facts]
    return list({each.shift: each for each in found}.values())


def entry_of(notice: Notice, is_on: bool) -> Entry:
    facts, more = notice.facts, notice.facts["calendar"]
    return Entry(
        shift=more["shift"],
        starts_at=datetime.fromisoformat(facts["starts_at"]),
        ends_at=datetime.fromisoformat(facts["ends_at"]),
        zone=facts["zone"],
        sequence=more["sequence"],
        changed_at=notice.told_at,
        summary=summary_of(facts["site"], is_duty=more["is_duty"], is_on=is_on),
        location=", ".join(filter(None, (facts["site"], *more["where"]))),
        is_on=is_on,
    )
